"""report, compare and explain over the groups of a batch, through the commands."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Literal

import pytest

from groups_of_people import everybody_in, groups_of
from one_process import servicecheck_here
from page_parts import Page
from sample_rounds import round_of
from servicecheck import report
from servicecheck.assessment import assess_group
from servicecheck.files import questionnaires
from servicecheck.files.groups_file import GroupsFile, read, written
from servicecheck.language import Language
from servicecheck.response import Answer, Organisation, Respondent, Response
from servicecheck.shelves import shipped

YAML = (shipped("questionnaires") / "low-effort.yaml").read_text(encoding="utf-8")
LOW_EFFORT = questionnaires.parse(YAML.encode(), "low-effort.yaml")
ROUND = round_of(LOW_EFFORT, mode="anonymous")
Teams = Mapping[tuple[str, str | None], int]
TEAMS: Teams = {
    ("North", "Team 1"): 8,
    ("North", "Team 2"): 6,
    ("South", "../<b>"): 6,
    ("South", "x"): 5,
    ("West", None): 3,
}
SHOWN = ["everybody", "North", "North - Team 1", "North - Team 2"]
HIDDEN = "South, West, South/../<b>, South/x, West/–"


def people_of(teams: Teams, best: str, unknown: str = "dk") -> list[Response]:
    """Everybody in these teams, most of whom answer the same."""
    random = Random(7)
    replies = ["1", "1.5", "2", "2.5", "3", *[best] * 4, unknown]
    return [
        Response(Respondent(f"R{number}"), {i.id: Answer(random.choice(replies)) for i in LOW_EFFORT.scored_items})
        for number in range(sum(teams.values()))
    ]


def batch(path: Path, best: str = "2", teams: Teams = TEAMS, mode: Literal["open", "anonymous"] = "anonymous") -> Path:
    """A groups file of people in teams, as `score` makes it."""
    places = [place for place, size in teams.items() for _ in range(size)]
    columns = {name: [place[at] or "" for place in places] for at, name in enumerate(("region", "team"))}
    groups = groups_of(LOW_EFFORT, round_of(LOW_EFFORT, mode=mode), people_of(teams, best), columns)
    path.write_bytes(written(GroupsFile(LOW_EFFORT, YAML, ("region", "team"), mode, 5, "", "0.1.0", groups)))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two batches, a year apart."""
    found = tmp_path_factory.mktemp("batches")
    batch(found / "spring.groups.json")
    batch(found / "autumn.groups.json", best="2.5")
    return found


@pytest.fixture(scope="module")
def page_of_a_team(folder: Path) -> Page:
    """The report of one team."""
    run = servicecheck_here(
        *("report", "spring.groups.json", "--group", "north/team 1", "--format", "html", "--steps"), folder=folder
    )
    assert (run.code, run.stdout) == (0, "spring North - Team 1-report.html\n")
    return Page.read(folder / "spring North - Team 1-report.html")


def test_every_shown_group_has_a_report_and_the_others_are_named(folder: Path) -> None:
    run = servicecheck_here("report", "spring.groups.json", "--format", "html", folder=folder)

    assert run.code == 0
    assert run.stdout.splitlines() == [f"spring-reports/{name}-report.html" for name in SHOWN]
    said = " ".join(run.stderr.split())
    assert said.endswith(
        "Not shown: 5 of 9 groups, because fewer than 5 people answered, or because such a group could be worked out "
        f"from them: {HIDDEN}."
    )
    for name in SHOWN:
        text = Page.read(folder / "spring-reports" / f"{name}-report.html").text
        assert "South" not in text
        assert "West" not in text

    again = servicecheck_here("report", "spring.groups.json", "--format", "html", folder=folder)
    assert again.stdout == run.stdout
    assert "4 of 4 were made before and stay as they are." in again.stderr


def test_the_page_says_which_group_it_is_of_and_what_counts_cannot_say(page_of_a_team: Page) -> None:
    assert "North / Team 1" in page_of_a_team.text
    assert "8 people have answered" in page_of_a_team.text
    assert "This report is made from the counts and sums of a group, not from anyone" in page_of_a_team.text
    assert "8 people count, sum " in page_of_a_team.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "How certain the level is follows from the interval alone."),
        ("da", "Vi har alene brugt intervallet til at sige, hvor sikkert niveauet er."),
        ("sv", "Vi har bara använt intervallet för att säga hur säker nivån är."),
    ],
)
def test_where_nothing_was_drawn_the_report_says_what_the_level_rests_on(language: Language, said: str) -> None:
    counted = everybody_in(LOW_EFFORT, ROUND, people_of(TEAMS, "2"))
    assert counted is not None
    drawn, plain = (
        report.build(assess_group(LOW_EFFORT, ROUND, sums), Organisation(), language)
        for sums in (counted, replace(counted, levels=None))
    )

    assert said not in str(drawn.method)
    assert said in str(plain.method)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "alpha among the people who answered every question of an area"),
        ("da", "Cronbachs alfa blandt dem, der har svaret på alle spørgsmål"),
        ("sv", "Cronbachs alfa bland dem som har svarat på alla frågor"),
    ],
)
def test_cronbachs_alpha_stands_among_the_rules_with_its_literature(language: Language, said: str) -> None:
    counted = everybody_in(LOW_EFFORT, ROUND, people_of({("North", "Team 1"): 60}, "2", unknown="2"))
    assert counted is not None
    told = report.build(assess_group(LOW_EFFORT, ROUND, counted), Organisation(), language)
    few = report.build(assess_group(LOW_EFFORT, ROUND, replace(counted, complete={})), Organisation(), language)

    assert said in str(told.method)
    assert "Feldt 1965" in str(told.method)
    assert said not in str(few.method)
    assert "Feldt 1965" not in str(few.method)


@pytest.mark.parametrize(
    ("language", "everybody", "group", "why"),
    [
        ("da", "Alle: ", "Gruppe", "Rapporten bygger på antal og summer for en gruppe, "),
        ("sv", "Alla: ", "Grupp", "Rapporten bygger på antal och summor för en grupp, "),
    ],
)
def test_the_whole_is_called_by_the_language(folder: Path, language: str, everybody: str, group: str, why: str) -> None:
    name = f"{language}.html"
    run = servicecheck_here(
        *("report", "spring.groups.json", "--group", "everybody", "--language", language, "-o", name), folder=folder
    )

    assert (run.code, run.stdout) == (0, f"{name}\n")
    page = Page.read(folder / name)
    assert f"<title>{everybody}" in page.source
    assert all(said in page.text for said in (group, why))


def test_every_format_is_made_of_a_group_and_its_json_is_a_side_to_compare(folder: Path) -> None:
    formats = ["pdf", "docx", "xlsx", "json"]
    wanted = [part for kind in formats for part in ("--format", kind)]
    run = servicecheck_here("report", "spring.groups.json", "--group", "North", "-o", "north", *wanted, folder=folder)

    assert run.stdout.splitlines() == [f"north.{kind}" for kind in formats]
    for made in ("north.json", "north.pdf"):
        compared = servicecheck_here(
            *("compare", made, "autumn.groups.json", "--group", "North", "--json"), folder=folder
        )
        assert compared.code == 0, compared.stderr
        document = json.loads(compared.stdout)
        assert document["before"]["people"] == document["after"]["people"] == 14
        assert {change["method"] for change in document["changes"]} == {"welch"}


def test_two_batches_are_compared_as_groups(folder: Path) -> None:
    files = ("spring.groups.json", "autumn.groups.json")
    run = servicecheck_here("compare", *files, "--group", "North", "--language", "en", folder=folder)

    assert run.code == 0
    assert run.stdout.startswith("spring, North → autumn, North ")
    assert "answers: 14, then 14" in run.stdout
    said = " ".join(run.stdout.split())
    assert "so the two rounds are compared as if different people had answered." in said
    document = json.loads(servicecheck_here("compare", *files, "--json", folder=folder).stdout)
    assert (document["before"]["people"], document["answered_both_times"]) == (28, None)


def test_a_batch_is_compared_with_an_assessment_file_as_with_the_same_people_in_a_batch(folder: Path) -> None:
    """What is told of groups is what is told of a round of the same people whose answers are at hand, unpaired."""
    teams: Teams = {("North", "Team 1"): 9}
    people = people_of(teams, "1.5", unknown="na")
    items = [item.id for item in LOW_EFFORT.scored_items]
    with (folder / "old.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["respondent", *items])
        table.writerows([one.respondent.code, *(one.answers[item].value for item in items)] for one in people)
    added = servicecheck_here("add", "old.servicecheck", "old.csv", "-q", "low-effort", folder=folder)
    assert added.code == 0, added.stderr
    run = servicecheck_here("compare", "old.servicecheck", "spring.groups.json", "--json", folder=folder)

    assert run.code == 0, run.stderr
    document = json.loads(run.stdout)
    assert (document["before"]["people"], document["after"]["people"]) == (9, 28)
    assert {change["method"] for change in document["changes"]} == {"welch"}


def test_names_of_groups_lead_out_of_no_folder_and_are_no_part_of_a_page(folder: Path) -> None:
    names = ["../../etc/<b>x</b>", "con", "CON", "{{ 7*7 }}"]
    batch(folder / "odd.groups.json", teams={(name, "all"): 5 for name in names})
    run = servicecheck_here("report", "odd.groups.json", "--format", "html", "-o", "odd", folder=folder)

    assert run.code == 0, run.stderr
    made = sorted(path.name for path in (folder / "odd").iterdir() if path.suffix == ".html")
    assert len(made) == len({name.casefold() for name in made}) == 1 + 2 * len(names)
    assert all(name.partition(".")[0].casefold() != "con" for name in made)
    page = next(path for path in sorted((folder / "odd").glob("*etc*.html")))
    assert "<b>x" not in Page.read(page).source
    assert "../../etc/<b>x</b>" in Page.read(page).text


def test_figures_of_a_group_are_explained_from_counts_and_sums(folder: Path) -> None:
    run = servicecheck_here(
        *("explain", "spring.groups.json", "LE-A", "--group", "North/Team 1", "--json"), folder=folder
    )

    assert run.code == 0, run.stderr
    document = json.loads(run.stdout)
    steps = {step["makes"]: step for step in document["steps"]}
    counted = next(group for group in read(folder / "spring.groups.json").groups if group.path == ("North", "Team 1"))
    assert counted.sums is not None
    sums = counted.sums.sums_of("LE-A")
    (operand,) = steps["score/LE-A"]["operands"]
    assert (operand["value"], steps["score/LE-A"]["divisor"]) == (sums.total, sums.n)
    assert document["replies"] == {}


def test_an_open_batch_shows_small_groups_and_nobodys_answers(folder: Path) -> None:
    batch(folder / "open.groups.json", mode="open")
    run = servicecheck_here("explain", "open.groups.json", "--group", "west/–", "--language", "en", folder=folder)

    assert run.code == 0, run.stderr
    assert run.stdout.startswith("West / –\n")
    assert "3 people count, sum " in run.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "spring.groups.json", "--group", "Nort"], "Did you mean 'North'? Groups in it: everybody, North,"),
        (["report", "spring.groups.json", "--group", "South"], "The group 'South' is not shown: it has fewer than 5"),
        (["report", "spring.groups.json", "--round", "1"], "is a groups file, which has no rounds."),
        (["report", "spring.groups.json", "--branding", "b.yaml", "--keep"], "A groups file keeps no branding."),
        (["report", "few.groups.json"], "No group of few.groups.json may be shown: fewer than 5 people have answered."),
        (["report", "other.json"], "other.json this is no groups file."),
        (["report", "half.json"], "half.json"),
        (["report", "spring.csv", "--group", "North"], "--group chooses a group of a groups file."),
        (["compare", "spring.groups.json"], "is a groups file. Name the file to compare it with as well."),
        (["compare", "spring.groups.json", "autumn.groups.json", "--after", "2"], "so no round of it can be chosen."),
        (["compare", "spring.groups.json", "autumn.groups.json", "--group", "West"], "The group 'West' is not shown"),
        (["explain", "spring.groups.json", "--round", "1"], "is a groups file, which has no rounds."),
        (["explain", "spring.groups.json", "LE-Z"], "'LE-Z' is nothing that can be explained here."),
        (["explain", "spring.csv", "--group", "North"], "spring.csv has no groups."),
    ],
)
def test_what_cannot_be_told_is_refused_with_a_way_out(folder: Path, arguments: list[str], said: str) -> None:
    batch(folder / "few.groups.json", teams={("North", "Team 1"): 4})
    (folder / "other.json").write_text('{"format": "servicecheck-export"}')
    (folder / "half.json").write_bytes((folder / "spring.groups.json").read_bytes()[:5_000])
    (folder / "spring.csv").write_text("respondent\n")
    (folder / "b.yaml").write_text("accent: '#00527a'\n")
    run = servicecheck_here(*arguments, folder=folder)

    assert run.code == 2
    assert said in " ".join(run.stderr.split())
    assert run.stdout == ""
