"""status and erase: what they say of an assessment file, and what is left of it."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pexpect
import pytest

from command_line import LIMIT, servicecheck, surroundings
from pseudo_terminals import require_pseudo_terminal
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Organisation, Round

QUESTIONNAIRE = b"""
format: 1
id: tiny
version: 1
title: {en: Tiny, da: Lille}
levels: [{id: bad, title: Bad, from: 0}, {id: good, title: Good, from: 50}]
roles: [{id: staff, title: Staff}, {id: leader, title: Leader}]
sections:
  - id: S
    title: Basics
    items:
      - {id: S1, type: yes-no, text: Incidents are logged}
      - {id: S2, type: yes-no, text: Customers are told}
  - id: L
    title: Leading
    who: [leader]
    items:
      - {id: L1, type: yes-no, text: Leaders take calls}
"""
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
OPEN = Round("tiny", "1", title="Autumn", mode="open", invited=5, opened=date(2026, 11, 1))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "havnen.servicecheck"


@pytest.fixture
def file(path: Path) -> Iterator[AssessmentFile]:
    with AssessmentFile.create(path, Organisation("Havnens Cykler", "da")) as file:
        yield file


def begin(file: AssessmentFile, round_: Round) -> Round:
    return file.add_round(round_, QUESTIONNAIRE, "tiny.yaml")


def join(file: AssessmentFile, round_: Round, role: str, *items: str, code: str | None = None) -> str:
    person = file.add_respondent(round_, role, code=code)
    for item in items:
        file.save_answer(round_, person.code, item, Answer("yes", note="Zq7-token"), NOON)
    return person.code


# status


def test_status_says_who_has_answered_and_what_is_missing(file: AssessmentFile, path: Path) -> None:
    round_ = begin(file, OPEN)
    join(file, round_, "staff", "S1", code="CCC333")
    done = join(file, round_, "leader", "S1", "S2", "L1", code="DDD444")
    file.finish(round_, done)

    run = servicecheck("status", path.name, folder=path.parent)

    assert (run.returncode, run.stderr) == (0, "")
    assert (
        run.stdout
        == f"""\
Havnens Cykler                                               havnen.servicecheck
{"─" * 80}
Round 1  Autumn: Lille (tiny 1), opened 2026-11-01
An open round: a group that sees its answers together.
Handed in: 1 of 5 invited. Under way: 1. Not begun: 3.
  CCC333  staff   1 of 2 answered  under way, last on 2026-11-20
  DDD444  leader  3 of 3 answered  handed in

What can be done next
  Another person answers:
    servicecheck run havnen.servicecheck --new
  Somebody who has begun goes on:
    servicecheck run havnen.servicecheck --respondent CODE
  The report:
    servicecheck report havnen.servicecheck
  Why the level is what it is:
    servicecheck explain havnen.servicecheck
  The plan of action:
    servicecheck plan havnen.servicecheck
"""
    )


def test_status_of_an_anonymous_round_says_no_time_and_how_many_are_missing(file: AssessmentFile, path: Path) -> None:
    round_ = begin(file, replace(OPEN, mode="anonymous", invited=None))
    file.finish(round_, join(file, round_, "staff", "S1", "S2"))

    shown = servicecheck("status", str(path)).stdout

    assert "An anonymous round: groups of fewer than 5 are not shown." in shown
    assert "Handed in: 1. Missing until anything is shown: 4." in shown
    assert "2026-11-20" not in shown


def test_status_of_a_file_without_rounds_says_what_to_do(file: AssessmentFile, path: Path) -> None:
    shown = servicecheck("status", str(path)).stdout

    assert "Nobody has begun a round." in shown
    assert "servicecheck list" in shown


def test_status_as_json_is_one_versioned_document(file: AssessmentFile, path: Path) -> None:
    round_ = begin(file, OPEN)
    code = join(file, round_, "staff", "S1")

    document = json.loads(servicecheck("status", str(path), "--json").stdout)

    assert document["format"] == 1
    assert document["organisation"] == "Havnens Cykler"
    assert document["rounds"][0]["questionnaire"] == {"id": "tiny", "version": "1"}
    assert document["rounds"][0]["respondents"] == [
        {"code": code, "role": "staff", "answered": 1, "asked": 2, "handed_in": False}
    ]


def test_status_of_what_is_no_assessment_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    for name in ("notes.txt", "nothing", "."):
        run = servicecheck("status", name, folder=tmp_path)

        assert (run.returncode, run.stdout) == (2, "")
        assert "Name" in run.stderr or "there is no such file" in run.stderr


# erase


def test_an_erased_person_is_gone_from_every_round(file: AssessmentFile, path: Path) -> None:
    first, second = begin(file, OPEN), begin(file, OPEN)
    for round_ in (first, second):
        join(file, round_, "staff", "S1", code="CCC333")
    join(file, first, "staff", "S1", "S2", code="DDD444")
    file.close()

    run = servicecheck("erase", str(path), "--person", "ccc333", "--yes")

    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "Erased: the person CCC333 with every answer in round 1 and round 2.\n"
    assert b"CCC333" not in path.read_bytes()
    with AssessmentFile.open(path, "read") as left:
        assert [[r.respondent.code for r in left.responses(round_)] for round_ in left.rounds()] == [["DDD444"], []]


def test_with_a_round_a_person_is_erased_only_there(file: AssessmentFile, path: Path) -> None:
    for _ in range(2):
        join(file, begin(file, OPEN), "staff", "S1", code="CCC333")
    file.close()

    servicecheck("erase", str(path), "--person", "CCC333", "--round", "2", "--yes")

    with AssessmentFile.open(path, "read") as left:
        assert [len(left.responses(round_)) for round_ in left.rounds()] == [1, 0]


def test_an_erased_round_leaves_the_others(file: AssessmentFile, path: Path) -> None:
    join(file, begin(file, OPEN), "staff", "S1")
    begin(file, replace(OPEN, title="Spring"))
    file.close()

    run = servicecheck("erase", str(path), "--round", "1", "--yes")

    assert run.stderr == "Erased: round 1 with all its answers (people: 1).\n"
    assert b"Zq7-token" not in path.read_bytes()
    with AssessmentFile.open(path, "read") as left:
        assert [round_.title for round_ in left.rounds()] == ["Spring"]


def test_erasing_everything_removes_the_file(file: AssessmentFile, path: Path) -> None:
    join(file, begin(file, OPEN), "staff", "S1")
    file.close()

    run = servicecheck("erase", path.name, "--all", "--yes", folder=path.parent)

    assert run.stderr == "Erased: havnen.servicecheck with everything in it.\n"
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "Say what to erase"),
        (["--all", "--round", "1"], "Say what to erase"),
        (["--round", "7", "--yes"], "There is no round 7"),
        (["--person", "NOBODY", "--yes"], "Nobody there has the code NOBODY"),
        (["--all"], "Nothing was erased. Add --yes"),
    ],
)
def test_nothing_is_erased_by_mistake(file: AssessmentFile, path: Path, options: list[str], sentence: str) -> None:
    join(file, begin(file, OPEN), "staff", "S1")
    file.close()
    before = path.read_bytes()

    run = servicecheck("erase", str(path), *options)

    assert (run.returncode, run.stdout) == (2, "")
    assert sentence in " ".join(run.stderr.split())
    assert path.read_bytes() == before


def test_a_file_in_use_is_not_erased(file: AssessmentFile, path: Path) -> None:
    run = servicecheck("erase", str(path), "--all", "--yes")

    assert run.returncode == 3
    assert "is in use by servicecheck (process" in run.stderr


@pytest.mark.parametrize(("typed", "is_gone"), [("erase", True), ("", False), ("y", False)])
def test_erase_asks_for_a_word(file: AssessmentFile, path: Path, typed: str, is_gone: bool) -> None:
    require_pseudo_terminal()
    begin(file, OPEN)
    file.close()
    environment = surroundings({"TERM": "dumb"})
    run = pexpect.spawn(
        sys.executable,
        ["-m", "servicecheck", "erase", str(path), "--all"],
        env=environment,
        encoding="utf-8",
        timeout=LIMIT,
    )
    run.expect("Type erase to go on")
    run.sendline(typed)
    run.expect("Erased:" if is_gone else "Nothing was erased.")
    run.expect(pexpect.EOF)
    run.close()

    assert run.exitstatus == 0
    assert path.exists() is not is_gone
