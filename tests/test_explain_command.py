"""explain on the command line: what it shows and says, and that nothing of a few people is in it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from explanation_follower import follow
from one_process import Ended, servicecheck_here
from sample_questionnaires import SHIPPED, shipped
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Mode, Organisation, Round

LOW_EFFORT = shipped("low-effort")
ITEMS = [item.id for item in LOW_EFFORT.scored_items]
GOOD = dict.fromkeys(ITEMS, "2")


def written(path: Path, rows: list[dict[str, str]], mode: Mode = "own", **round_: Any) -> Path:
    """An assessment file with these people's answers in one round."""
    content = (SHIPPED / "low-effort.yaml").read_bytes()
    with AssessmentFile.create(path, Organisation("Havnens Cykler", "en")) as file:
        stored = file.add_round(
            Round("low-effort", LOW_EFFORT.version, mode=mode, **round_), content, "low-effort.yaml"
        )
        for row in rows:
            code = file.add_respondent(stored, None, "en").code
            for item, value in row.items():
                file.save_answer(stored, code, item, Answer(value))
            file.finish(stored, code)
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return written(tmp_path / "own.servicecheck", [GOOD | {"LE-B1": "1.5", "LE-B2": "1", "LE-B4": "dk", "LE-C3": "na"}])


@pytest.fixture
def anonymous(tmp_path: Path) -> Path:
    rows = [GOOD | {"LE-A1": "2.5"}] * 4 + [GOOD | {"LE-B4": "dk"}]
    return written(tmp_path / "anonymous.servicecheck", rows, "anonymous")


def explained(path: Path, *arguments: str) -> Ended:
    return servicecheck_here("explain", path.name, *arguments, folder=path.parent)


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)
    elif isinstance(value, str):
        yield value


def test_a_section_is_shown_from_answers_to_level(own: Path) -> None:
    shown = explained(own, "LE-B").stdout

    assert "LE-B1  1.5  25  We solve the next question too.\n" in shown
    assert "LE-B4   dk   –  Customers know what happens next. Don’t know: left out, but\n" in shown
    assert "(25 + 0 + 50) ÷ 3 = 25.00.\n" in shown
    assert "(50.00 + 25.00 + 50.00 + 50.00) ÷ 4 = 43.75.\n" in shown
    assert "At least 25, below 75: ■ Good.\n" in shown
    assert "▲ World-class is at least five steps away. In the way:\nnot met  score 43.75, needs 75\n" in shown


def test_json_is_one_document_that_can_be_followed(own: Path) -> None:
    run = explained(own, "--json")
    read = json.loads(run.stdout)

    assert (read["format"], read["version"]) == ("servicecheck-explanation", 1)
    assert follow(read)["score"] == 437_500
    assert run.stderr == ""


def test_an_anonymous_round_shows_counts_and_sums_and_no_person(anonymous: Path) -> None:
    with AssessmentFile.open(anonymous, "read") as file:
        codes = [response.respondent.code for response in file.responses(file.rounds()[0])]
    read = json.loads(explained(anonymous, "--json").stdout)
    shown = explained(anonymous).stdout

    assert "5 people count, sum 275.00: 275.00 ÷ 5 = 55.00.\n" in shown
    assert not [text for text in strings_in(read) if any(code in text for code in codes)]
    assert not [code for code in codes if code in shown]


def test_what_fewer_than_k_people_answered_is_not_there(anonymous: Path) -> None:
    read = json.loads(explained(anonymous, "--json").stdout)
    item = next(step for step in read["steps"] if step["makes"] == "item/LE-B4")

    assert read["items"]["LE-B4"] == {"is_hidden": True, "is_relevant": True}
    assert (item["operands"], item["result"]) == ([], None)
    shown = explained(anonymous, "LE-B").stdout
    assert re.search(r"^LE-B4 +–  Customers know what happens next. Not shown", shown, re.M)


def test_bounds_that_tell_what_one_person_left_open_are_not_there(anonymous: Path) -> None:
    read = json.loads(explained(anonymous, "--json").stdout)

    assert read["withholds_bounds"]
    assert not [step["makes"] for step in read["steps"] if step["makes"] in ("low", "high", "low/LE-B", "high/LE-B")]
    assert read["bound_levels"] == {}


def test_a_group_below_k_is_told_only_its_number(tmp_path: Path) -> None:
    path = written(tmp_path / "few.servicecheck", [GOOD] * 3, "anonymous")
    run = explained(path)
    read = json.loads(explained(path, "--json").stdout)

    assert "3 people have answered. The result is shown from 5 answers." in run.stdout
    assert "50" not in run.stdout
    assert (read["people"], read["is_shown"], "steps" in read) == (3, False, False)


def test_an_open_round_shows_each_persons_row(tmp_path: Path) -> None:
    path = written(tmp_path / "open.servicecheck", [GOOD, GOOD | {"LE-A1": "3"}], "open")
    shown = explained(path, "LE-A").stdout

    assert shown.count("(50 + 50 + 50 + 50) ÷ 4 = 50.00\n") == 1
    assert shown.count("(100 + 50 + 50 + 50) ÷ 4 = 62.50\n") == 1
    assert "2 people count, sum 112.50: 112.50 ÷ 2 = 56.25.\n" in shown


@pytest.mark.parametrize(
    ("wrong", "right"), [("LE-BB", "LE-B"), ("intervall", "interval"), ("priority:LE-B", "priority:LE-B")]
)
def test_a_wrong_name_is_answered_with_the_nearest(own: Path, wrong: str, right: str) -> None:
    run = explained(own, wrong)

    assert run.code == 2
    said = " ".join(run.stderr.split())
    assert f"'{wrong}' is nothing that can be explained here. Did you mean '{right}" in said
    assert run.stdout == ""


def test_a_round_without_answers_says_so(tmp_path: Path) -> None:
    run = explained(written(tmp_path / "none.servicecheck", []))

    assert run.code == 2
    assert "Nobody has answered anything in round 1" in " ".join(run.stderr.split())
