"""Exports of form tools: recognised, read in three languages, and the same answers as in the plain file."""

import csv
import random
import re
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import form_answers
from form_answers import Answers, Export
from one_process import Ended, servicecheck_here
from sample_questionnaires import shipped
from servicecheck.errors import InvalidFile
from servicecheck.files import questionnaires
from servicecheck.files.answers.layout import Head, layout_of
from servicecheck.files.answers.questions import Questions
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.spreadsheets import csv_text

SUMMARY = re.compile(r"(\d+) rows? read: (\d+) (?:added|could be added).*?, (\d+) rejected", re.DOTALL)
FORMS = Path(__file__).parent / "files" / "forms"
EVERYTHING = questionnaires.parse((FORMS / "everything.yaml").read_bytes(), "everything.yaml")
LANGUAGES: tuple[Language, ...] = ("en", "da", "sv")


def people_of(questionnaire: Questionnaire, count: int, seed: int = 4) -> list[Answers]:
    """Answers of some people; every choice of every question is among them."""
    luck = random.Random(seed)
    people: list[Answers] = []
    for number in range(count):
        answers = {}
        for item in questionnaire.items:
            values = [choice.value for choice in item.choices()]
            if item.takes_several:
                picked = luck.sample(values, luck.randint(1, len(values)))
                answers[item.id] = "|".join(value for value in values if value in picked)
            elif values:
                answers[item.id] = values[number] if number < len(values) else luck.choice([*values, "dk", "na"])
            elif item.type == "number":
                answers[item.id] = str(luck.randint(0, 30))
            elif luck.random() < 0.5:
                answers[item.id] = "Well, it depends; mostly."
        people.append({item: value for item, value in answers.items() if luck.random() < 0.95})
    return people


def added(content: bytes, name: str, questionnaire: str, folder: Path, *options: str) -> Ended:
    (folder / name).write_bytes(content)
    begin = ("-q", questionnaire, "--mode", "anonymous")
    return servicecheck_here("add", "a.servicecheck", name, *begin, *options, folder=folder)


def stored(folder: Path) -> list[dict[str, str]]:
    """What everybody answered, in no order of people."""
    with AssessmentFile.open(folder / "a.servicecheck", "read") as file:
        responses = file.responses(file.rounds()[-1])
    people = [{item: answer.value for item, answer in one.answers.items() if answer.value} for one in responses]
    return sorted(people, key=lambda one: sorted(one.items()))


def same(people: Sequence[Answers]) -> list[dict[str, str]]:
    return sorted(map(dict, people), key=lambda one: sorted(one.items()))


TOOLS: dict[str, Callable[[Questionnaire, Sequence[Answers], Language], Export]] = {
    "microsoft": form_answers.microsoft,
    "google": form_answers.google,
    "limesurvey-code": form_answers.limesurvey,
    "limesurvey-text": lambda q, p, lang: form_answers.limesurvey(q, p, lang, "text"),
    "limesurvey-both": lambda q, p, lang: form_answers.limesurvey(q, p, lang, "both"),
    "surveymonkey": form_answers.surveymonkey,
    "qualtrics-text": form_answers.qualtrics,
    "qualtrics-recoded": lambda q, p, lang: form_answers.qualtrics(q, p, lang, recoded=True),
}


@pytest.mark.promise("P18")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_holds_the_answers_of_the_plain_file(tool: str, language: Language, tmp_path: Path) -> None:
    people = people_of(EVERYTHING, 12)
    export = TOOLS[tool](EVERYTHING, people, language)
    run = added(export.content, export.name, str(FORMS / "everything.yaml"), tmp_path)

    assert run.code == (1 if export.rows_beside else 0), run.said
    assert stored(tmp_path) == same(people)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_shipped_questionnaire_in_a_form(tool: str, tmp_path: Path) -> None:
    questionnaire = shipped("five-questions")
    people = people_of(questionnaire, 8)
    export = TOOLS[tool](questionnaire, people, "da")
    run = added(export.content, export.name, "five-questions", tmp_path)

    assert run.code == (1 if export.rows_beside else 0), run.said
    assert stored(tmp_path) == same(people)


@pytest.mark.promise("P18")
def test_an_export_is_scored_as_the_plain_file(tmp_path: Path) -> None:
    people = people_of(EVERYTHING, 12)
    (tmp_path / "plain.csv").write_bytes(form_answers.plain(EVERYTHING, people))
    expected = scored("plain.csv", tmp_path)
    for number, (tool, made) in enumerate(TOOLS.items()):
        export = made(EVERYTHING, people, LANGUAGES[number % 3])
        (tmp_path / f"{tool}-{export.name}").write_bytes(export.content)

        assert scored(f"{tool}-{export.name}", tmp_path) == expected, tool


def scored(name: str, folder: Path, questionnaire: str = str(FORMS / "everything.yaml")) -> list[dict[str, str]]:
    """The scores of every row, without what says which row it was."""
    run = servicecheck_here("score", name, "-q", questionnaire, "-o", "out.csv", "--force", folder=folder)
    assert run.code in (0, 1), run.said
    with (folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{name: cell for name, cell in row.items() if name not in ("row", "respondent")} for row in rows]


ONE = "What happens when a customer has a problem with something we did?"


def small(text: str, folder: Path, *options: str, questionnaire: str = "five-questions") -> Ended:
    return added(text.encode(), "answers.csv", questionnaire, folder, *options)


def said(run: Ended) -> str:
    return " ".join(run.said.split())


@pytest.mark.promise("P41")
def test_who_people_are_and_when_they_answered_is_neither_read_nor_kept(tmp_path: Path) -> None:
    header = "ID,Start time,Completion time,Email,Name,FQ-L1"
    run = small(f"{header}\n1,5/2/26 9:14,5/2/26 9:20,token-mail@example.org,Token Name,1.5\n", tmp_path)
    content = (tmp_path / "a.servicecheck").read_bytes()

    assert "export of Microsoft Forms" in said(run)
    assert "not read, because Microsoft Forms adds them to the answers: ID, Start time," in said(run)
    assert stored(tmp_path) == [{"FQ-L1": "1.5"}]
    assert not any(word in content for word in (b"token-mail", b"Token Name", b"9:14"))


def test_a_quiz_brings_points_and_feedback_that_are_no_answers(tmp_path: Path) -> None:
    quiz = f"Samlet antal point,Quizfeedback,{ONE},Point - {ONE},Feedback - {ONE}"
    header = f"Id,Starttidspunkt,Fuldførelsestidspunkt,Mail,Navn,{quiz}"
    run = small(f"{header}\n1,a,b,c,d,3,,2,1,fint\n", tmp_path, "--numbers", "values")

    assert run.code == 0, run.said
    assert stored(tmp_path) == [{"FQ-L1": "2"}]


def test_a_title_that_was_numbered_is_the_question_of_that_title(tmp_path: Path) -> None:
    run = small(f"ID,Start time,Completion time,Email,Name,{ONE}2\n1,a,b,c,d,2\n", tmp_path, "--numbers", "values")

    assert run.code == 0, run.said
    assert stored(tmp_path) == [{"FQ-L1": "2"}]


@pytest.mark.promise("P15")
@pytest.mark.parametrize(
    ("header", "said_of_it"),
    [
        (f"ID,Start time,Completion time,Email,Name,{ONE},{ONE}2", "both stand for FQ-L1"),
        (f"Timestamp,{ONE},{ONE.replace('?', '')}", "both stand for FQ-L1"),
        (f"Timestamp,{ONE},{ONE}", "both stand for FQ-L1"),
        ("Timestamp," + ONE.replace("customer", "custom\u200ber") + ",x", "Did you mean 'FQ-L1'"),
        (f"Timestamp,{ONE.replace('happens', 'hapens')},x", "Did you mean 'FQ-L1'"),
        ("id,submitdate,lastpage,startlanguage,FQL1,FQ_L1", "both stand for FQ-L1"),
        (f"id. Response ID,submitdate. Date submitted,lastpage. Last page,FQL2. {ONE}", "text of several questions"),
        ("id,submitdate,lastpage,startlanguage,FQL11", "Did you mean 'FQ-L1'"),
        ("FQ-L1,FQ-L1", "both called 'FQ-L1'"),
    ],
)
def test_a_heading_that_is_not_clearly_one_question_is_named(header: str, said_of_it: str, tmp_path: Path) -> None:
    cells = ",".join(["1"] * header.count(",") + ["1"])
    run = small(f"{header}\n{cells}\n", tmp_path, "--numbers", "values")

    assert run.code == 2, run.said
    assert said_of_it in said(run)
    assert not (tmp_path / "a.servicecheck").exists()


NEAR = f"Timestamp,{ONE.replace('happens', 'hapens')},Your team?"


def test_a_map_is_written_looked_through_and_used(tmp_path: Path) -> None:
    table = f"{NEAR}\nmonday,2,North\n"
    refused = small(table, tmp_path, "--save-map", "map.yaml", "--numbers", "values")
    written = (tmp_path / "map.yaml").read_text("utf-8")
    taken = small(table, tmp_path, "--map", "map.yaml", "--numbers", "values")

    assert refused.code == 2
    assert "give it with --map" in said(refused)
    assert ": FQ-L1  # the nearest question: is it meant?" in written
    assert taken.code == 0, taken.said
    assert stored(tmp_path) == [{"FQ-L1": "2"}]


def test_the_nearest_question_is_taken_only_when_somebody_says_so(tmp_path: Path) -> None:
    run = small(f"{NEAR}\nmonday,2,North\n", tmp_path, "--nearest", "--numbers", "values")

    assert run.code == 0, run.said
    assert "taken for the nearest question:" in said(run)
    assert stored(tmp_path) == [{"FQ-L1": "2"}]


def test_a_name_that_was_shown_cut_short_can_be_left_out_so(tmp_path: Path) -> None:
    table = f"{NEAR},FQ-L2\nmonday,2,North,1.5\n"
    refused = said(small(table, tmp_path))
    suggested = re.search(r"--leave-out '([^']+)'", refused)
    run = small(table, tmp_path, "--leave-out", suggested[1] if suggested else "")

    assert run.code == 0, refused + run.said
    assert stored(tmp_path) == [{"FQ-L2": "1.5"}]


def test_a_saved_map_says_of_every_column_what_it_was_taken_for(tmp_path: Path) -> None:
    run = small("respondent,role,FQ-L1,FQ-L1:note,team\nanna,,2,fine,North\n", tmp_path, "--save-map", "map.yaml")

    assert run.code == 0, run.said
    assert (tmp_path / "map.yaml").read_text("utf-8").splitlines() == [
        "format: servicecheck-map 1",
        "columns:",
        '  "respondent": respondent',
        '  "role": role',
        '  "FQ-L1": FQ-L1',
        '  "FQ-L1:note": FQ-L1:note',
        '  "team": left-out  # no question is called so',
    ]


MAP = "format: servicecheck-map 1\n"


@pytest.mark.promise("P11")
@pytest.mark.parametrize(
    ("text", "place", "said_of_it"),
    [
        ("columns:\n  a: b\n", "map.yaml:1", "no map of columns"),
        (f"{MAP}columns:\n  A: FQ-L9\n", "map.yaml:3", "neither a question here nor respondent"),
        (f"{MAP}columns:\n  A: FQ-L1\n  a: FQ-L2\n", "map.yaml:4", "stands in line 3 already"),
        (f"{MAP}columns:\n  A: [FQ-L1]\n", "map.yaml:3", "write one thing"),
        (f"{MAP}columns: FQ-L1\n", "map.yaml:2", "a map names columns"),
        (f"{MAP}colums:\n  A: FQ-L1\ncolumns:\n  A: FQ-L1\n", "map.yaml:2", "a map has no 'colums'"),
        (f"{MAP}columns:\n  A: FQ-L1\nanswers:\n  '9': rubbish\n", "map.yaml:5", "not the value of an answer"),
    ],
)
def test_a_mistake_in_a_map_has_its_place(text: str, place: str, said_of_it: str, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(text)
    run = small("A,B\n2,1\n", tmp_path, "--map", "map.yaml")

    assert run.code == 2, run.said
    assert place in run.said
    assert said_of_it in said(run)


def test_a_map_says_what_a_cell_stands_for(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        f"{MAP}columns:\n  A: FQ-L1\n  C: left-out\nanswers:\n  99: dk\n  'So so': 1.5\n"
    )
    run = small("A,FQ-L2,C\n99,so so,9\n3,1,9\n", tmp_path, "--map", "map.yaml")

    assert run.code == 0, run.said
    assert stored(tmp_path) == same([{"FQ-L1": "dk", "FQ-L2": "1.5"}, {"FQ-L1": "3", "FQ-L2": "1"}])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2 - Good", "2"),
        ("2: God", "2"),
        ("Bra (2)", "2"),
        ("World-class", "3"),
        ("2½ – in between good and world-class", "2.5"),
        ("Midt imellem dårlig og god", "1.5"),
        ("1.5 - in between", "1.5"),
        ("dk - Don't know", "dk"),
        ("Not relevant to us", "na"),
        ("GOOD:  " + dict(shipped("five-questions").item("FQ-L1").choices()[2].label.versions)["en"], "2"),  # type: ignore[union-attr]
        ("In between", None),
        ("3 - Good", None),
        ("2 - quite all right", None),
        ("4", None),
        ("A2", None),
    ],
)
def test_an_answer_with_its_words_is_taken_when_both_agree(cell: str, value: str | None, tmp_path: Path) -> None:
    run = added(csv_text(["FQ-L1", "FQ-L2"], [[cell, "1.5"], ["1", "1"]]), "answers.csv", "five-questions", tmp_path)
    found = [one["FQ-L1"] for one in stored(tmp_path) if one["FQ-L2"] == "1.5"]

    assert found == ([value] if value else []), run.said


COMMAS = """
format: 1
id: commas
version: "1.0"
title: Commas
sections:
  - id: A
    title: First
    items:
      - id: A1
        type: choices
        text: Which?
        options:
          - {value: m, label: Mail, points: 1}
          - {value: p, label: Phone, points: 2}
          - {value: b, label: "Mail, phone", points: 3}
          - {value: d, label: "Desk, in, out", points: 4}
          - {value: x, label: a, points: 5}
          - {value: y, label: "a, a", points: 6}
"""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("Mail;Phone;", "m|p"),
        ("Phone, Desk, in, out", "p|d"),
        ("Desk,in,out,Phone", "p|d"),
        ("m|d", "m|d"),
        ("Mail, phone;", "b"),
        ("Mail, Phone", None),
        ("Phone, Desk, in", None),
        (", ".join(["a"] * 59 + ["zz"]), None),
    ],
)
def test_several_options_are_told_apart_although_they_hold_commas(cell: str, value: str | None, tmp_path: Path) -> None:
    (tmp_path / "commas.yaml").write_text(COMMAS)
    run = added(csv_text(["A1", "note"], [[cell, ""]]), "answers.csv", "commas.yaml", tmp_path)

    assert run.code == (0 if value else 1), run.said
    assert not value or stored(tmp_path) == [{"A1": value}]


LIME = "id,submitdate,lastpage,startlanguage,FQL1,FQL2,FQL1[comment]"


def test_codes_of_answers_are_read_only_where_the_whole_column_fits(tmp_path: Path) -> None:
    run = small(f"{LIME}\n1,now,1,da,A1,AO02,fine\n2,now,1,sv-SE,A5,A9,\n3,now,1,en,dk,,\n", tmp_path)

    assert (run.code, "answers.csv:2:6" in run.stderr, "answers.csv:3:6" in run.stderr) == (1, True, True), run.said
    assert "A1, A2 or AO01 were read as the first choice, the second and so on: FQ-L1." in said(run)
    assert stored(tmp_path) == [{"FQ-L1": "dk"}]


def test_a_response_that_was_not_handed_in_is_kept_as_unfinished(tmp_path: Path) -> None:
    small(f"{LIME}\n1,1980-01-01 00:00:00,1,da,2,1.5,fine\n2,,1,da,1,1,\n", tmp_path, "--numbers", "values")
    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        found = {one.answers["FQ-L1"].value: one for one in file.responses(file.rounds()[-1])}
    scores = servicecheck_here("score", "answers.csv", "-q", "five-questions", "-o", "out.csv", folder=tmp_path)

    assert (found["2"].finished, found["1"].finished) == (True, False)
    assert (found["2"].respondent.language, found["2"].answers["FQ-L1"].note) == ("da", "fine")
    assert "was not handed in" in said(scores)


def test_places_in_a_list_are_told_from_values_or_asked_for(tmp_path: Path) -> None:
    header = "StartDate,EndDate,Finished,ResponseId,FQ_L1,FQ_L2\n"
    doubtful = small(f"{header}2026,2026,1,R_1,2,3\n", tmp_path)
    steps = small(f"{header}2026,2026,1,R_1,2,5\n", tmp_path)

    assert doubtful.code == 2
    assert "--numbers values or --numbers points or --numbers steps" in said(doubtful)
    assert steps.code == 0, steps.said
    assert "the places of choices, from 1" in said(steps)
    assert stored(tmp_path) == [{"FQ-L1": "1.5", "FQ-L2": "3"}]


def test_somebody_may_say_which_tool_it_was_or_that_it_was_none(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(f"Nummer,Anfang,Ende,Adresse,Wer,{ONE}\n1,a,b,c,d,2\n")
    begin = ("add", "a.servicecheck", "answers.csv", "-q", "five-questions", "--dry-run", "--numbers", "values")
    told = servicecheck_here(*begin, "--form", "microsoft-forms", folder=tmp_path)
    plain = servicecheck_here(*begin, "--form", "plain", folder=tmp_path)
    wrong = servicecheck_here(*begin, "--form", "qualtrics", folder=tmp_path)
    unknown = servicecheck_here(*begin, "--form", "qualtric", folder=tmp_path)

    assert (told.code, plain.code, wrong.code, unknown.code) == (0, 0, 2, 2)
    assert "export of Microsoft Forms" in said(told)
    assert "left out, because no question is called so: Nummer, Anfang" in said(plain)
    assert "does not begin as an export of qualtrics does" in said(wrong)
    assert "Did you mean 'qualtrics'?" in said(unknown)


CELLS = ["", "1", "2", "5", "Good", "dk", "A1", "x", "1;2", "T - Good"]
HEADERS = [
    "ID,Start time,Completion time,Email,Name,FQ-L1,FQ-L2",
    "Timestamp,FQ-L1,G [FQ-L2]",
    LIME,
    "Respondent ID,Collector ID,Start Date,End Date,FQ-L1,\n,,,,Response,FQ-L2",
    'StartDate,EndDate,Finished,Status,FQ_L1\na,b,c,d,e\n"{""ImportId"":""x""}",,,,',
]


@pytest.mark.promise("P16")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(CELLS), max_size=9), max_size=6), st.sampled_from(HEADERS))
def test_every_row_under_any_heading_is_accounted_for(rows: list[list[str]], header: str) -> None:
    with TemporaryDirectory() as folder:
        text = "\n".join([header, *(",".join(row) for row in rows)]) + "\n"
        run = small(text, Path(folder))
    counts = SUMMARY.search(run.stderr)

    assert run.code in (0, 1, 2), run.said
    assert "Traceback" not in run.said
    assert run.code == 2 or (counts and int(counts[1]) == int(counts[2]) + int(counts[3])), run.said


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("id,submitdate,lastpage,startlanguage,W2[mail],W2[phone],W2[desk]", "1,now,1,en,Y,N,Y"),
        ("id. Response ID,submitdate. Date submitted,lastpage. Last page,"
         "W2[SQ001]. Which ways in are there? [Mail],W2[SQ002]. Which ways in are there? [The desk]",
         "1,now,1,Yes,Yes"),
        ("Response ID,Date submitted,Last page,Start language,"
         "Which ways in are there? [Mail],Which ways in are there? [The desk]", "1,now,1,sv,Ja,Ja"),
        ("StartDate,EndDate,Finished,Q5_1,Q5_2\n"
         "Start Date,End Date,Finished,Which ways in are there? - Selected Choice - Mail,"
         "Which ways in are there? - Selected Choice - The desk", "2026,2026,True,Mail,The desk"),
        ("StartDate,EndDate,Finished,W_2_1,W_2_2\n"
         "Start Date,End Date,Finished,Choose - Selected Choice - Mail,Choose - Selected Choice - The desk",
         "2026,2026,1,1,1"),
        ("Respondent ID,Collector ID,Start Date,End Date,Which ways in are there?,,\n,,,,Mail,The desk,",
         "1,2,a,b,Mail,The desk,"),
    ],
)  # fmt: skip
def test_an_option_that_has_a_column_of_its_own_is_picked_there(header: str, row: str, tmp_path: Path) -> None:
    run = small(f"{header}\n{row}\n", tmp_path, questionnaire=str(FORMS / "everything.yaml"))

    assert run.code == 0, run.said
    assert stored(tmp_path) == [{"W-2": "mail|desk"}]


@pytest.mark.parametrize(
    ("header", "read"),
    [
        ("id,submitdate,lastpage,seed,FQL1,FQL1Time,groupTime1,overTime", {"FQ-L1": "1.5"}),
        ("StartDate,EndDate,Finished,FQ_L1,Q_RecaptchaScore,FQ_L2_4_TEXT,Q_1,x", {"FQ-L1": "1.5"}),
        ("Timestamp,Username,FQ-L1,FQ-L1 [Score],FQ-L1 [Feedback],x,y,z", {"FQ-L1": "1.5"}),
    ],
)
def test_what_a_tool_notes_beside_a_question_is_no_answer(header: str, read: dict[str, str], tmp_path: Path) -> None:
    cells = ["true" if name == "Finished" else "1.5" for name in header.split(",")]
    run = small(f"{header}\n{','.join(cells)}\n", tmp_path)

    assert run.code == 0, run.said
    assert stored(tmp_path) == [read]


STARTS = [
    "Timestamp", "ID,Start time,Completion time", "KEY,SubmissionDate", "id,seed,lastpage",
    "StartDate,EndDate,Finished", "Respondent ID,Collector ID,a,b",
]  # fmt: skip


@pytest.mark.promise("P10")
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("name", ["a", "-", "[a]", " - ", "1", "a.", "Time"])
def test_headings_that_are_alike_or_long_cost_little(start: str, name: str) -> None:
    rows = ((*start.split(","), *[name] * 2_000, name * 5_000),) * 2
    began = time.monotonic()
    with suppress(InvalidFile):
        layout_of(Head("f", rows), Questions(EVERYTHING))

    assert time.monotonic() - began < 5


def test_somebodys_own_table_with_a_time_in_front_is_no_form(tmp_path: Path) -> None:
    run = small("timestamp,respondent,FQ-L1\nmonday,anna,2\n", tmp_path)

    assert run.code == 0, run.said
    assert "export of" not in said(run)


DOWNLOADED = {
    "microsoft-forms.da.xlsx": 0,
    "google-forms.sv.csv": 0,
    "limesurvey.en.csv": 1,
    "surveymonkey.da.csv": 0,
    "qualtrics.en.csv": 2,
}
"""Files as a person downloads them, and how many rows in each are unfinished or made for a trial."""


@pytest.mark.promise("P18")
@pytest.mark.parametrize("name", DOWNLOADED)
def test_a_downloaded_file_holds_what_was_answered(name: str, tmp_path: Path) -> None:
    run = added((FORMS / name).read_bytes(), name, "low-effort", tmp_path)
    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        responses = [one for one in file.responses(file.rounds()[-1]) if one.finished]
    with (FORMS / "expected.csv").open(encoding="utf-8", newline="") as table:
        expected = [{item: cell for item, cell in row.items() if cell} for row in csv.DictReader(table)]
    found = [{item: answer.value or "" for item, answer in one.answers.items()} for one in responses]

    assert same([{item: value for item, value in one.items() if value} for one in found]) == same(expected), run.said


@pytest.mark.parametrize("name", DOWNLOADED)
def test_a_downloaded_file_is_scored_row_by_row(name: str, tmp_path: Path) -> None:
    expected = scored(str(FORMS / "expected.csv"), tmp_path, "low-effort")

    assert scored(str(FORMS / name), tmp_path, "low-effort") == expected


def test_a_dry_run_says_what_every_column_is_taken_for(tmp_path: Path) -> None:
    run = small("Timestamp,FQ-L1,1. Who are you?\nmonday,1.5,x\n", tmp_path, "--dry-run")

    assert run.code == 0, run.said
    assert run.stderr.splitlines()[:3] == [
        "  left-out  Timestamp (of the form tool)",
        "  FQ-L1     FQ-L1",
        "  left-out  1. Who are you? (no question is called so)",
    ]


def test_a_place_in_the_list_is_never_taken_for_the_value_that_it_looks_like_in_a_batch(tmp_path: Path) -> None:
    ids = [item.id for item in shipped("low-effort").items]
    values = {"1": "1", "2": "1.5", "3": "2", "4": "2.5", "5": "3"}
    rows = [["2"] + ["5"] * 15, ["3"] + ["4"] * 15]
    (tmp_path / "places.csv").write_bytes(csv_text(ids, rows))
    (tmp_path / "values.csv").write_bytes(csv_text(ids, [[values[cell] for cell in row] for row in rows]))
    steps = servicecheck_here(
        "score", "places.csv", "-q", "low-effort", "-o", "places.out.csv", "--numbers", "steps", folder=tmp_path
    )

    assert steps.code == 0, steps.said
    scored("values.csv", tmp_path, "low-effort")
    assert (tmp_path / "places.out.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()
