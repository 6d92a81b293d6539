"""Whoever has handed in can correct, as long as the round is open, and withdraw at any time."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import hostile_rounds
from one_process import Ended, servicecheck_here
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Mode, Organisation, RegisterRow, Respondent, Response, Round

ANSWERS = {item: Answer(value) for item, value in {"A1": "1", "A2": "1", "A3": "so", "B1": "no", "B2": "no"}.items()}


def handed_in(folder: Path, *codes: str, mode: Mode = "open", role: str | None = None) -> Path:
    """A round in which these people have handed in."""
    path = folder / "a.servicecheck"
    with AssessmentFile.create(path, Organisation()) as file:
        begun = file.add_round(Round("tiny", "1.0", mode=mode), hostile_rounds.QUESTIONNAIRE, "tiny.yaml")
        responses = [Response(Respondent(code, role), ANSWERS, True) for code in codes]
        file.bring_in(begun, responses, [(codes[0], RegisterRow("bulbs", {"bulb": "Lamp"}))])
    return path


def run(folder: Path, code: str, typed: str) -> Ended:
    arguments = ["run", "a.servicecheck", "--respondent", code, "--no-report"]
    return servicecheck_here(*arguments, folder=folder, typed=typed)


def answers(path: Path, code: str) -> dict[str, str | None]:
    with AssessmentFile.open(path, "read") as file:
        found = {one.respondent.code: one for one in file.responses(file.rounds()[0])}
    return {item: answer.value for item, answer in found[code].answers.items()}


@pytest.mark.parametrize("mode", ["open", "anonymous"])
@pytest.mark.parametrize("code", ["46CDHX", "46cdhx", " 46CDHX "])
def test_an_answer_is_corrected_with_ones_code(mode: Mode, code: str, tmp_path: Path) -> None:
    path = handed_in(tmp_path, "46CDHX", "CDFGHJ", mode=mode)
    ended = run(tmp_path, code, "2\n3\n\n")

    assert ended.code == 0, ended.said
    assert answers(path, "46CDHX") == {"A1": "1", "A2": "3", "A3": "so", "B1": "no", "B2": "no"}
    assert answers(path, "CDFGHJ") == {item: answer.value for item, answer in ANSWERS.items()}


def test_a_person_called_by_a_name_is_found_by_it(tmp_path: Path) -> None:
    path = handed_in(tmp_path, "Søren Ærø", "bo")

    assert run(tmp_path, "søren ærø", "1\n2\n\n").code == 0
    assert answers(path, "Søren Ærø")["A1"] == "2"


def test_how_to_correct_and_to_withdraw_is_said_without_the_code(tmp_path: Path) -> None:
    handed_in(tmp_path, "46CDHX")
    ended = run(tmp_path, "46CDHX", "\n")

    assert "You can change answers below" in ended.stderr
    assert "servicecheck erase a.servicecheck --person CODE --round 1" in ended.stderr


def test_in_a_closed_round_nothing_is_changed_and_withdrawing_is_still_possible(tmp_path: Path) -> None:
    path = handed_in(tmp_path, "46CDHX", "CDFGHJ")
    with AssessmentFile.open(path) as file:
        file.change_round(replace(file.rounds()[0], closed=date(2026, 11, 22)))
    ended = run(tmp_path, "46CDHX", "2\n3\n\n")
    withdrawn = servicecheck_here("erase", "a.servicecheck", "--person", "46cdhx", "--yes", folder=tmp_path)

    assert ended.code == 0
    assert "can no longer be changed" in ended.stderr
    assert withdrawn.code == 0
    with AssessmentFile.open(path, "read") as file:
        assert [one.respondent.code for one in file.responses(file.rounds()[0])] == ["CDFGHJ"]


def test_who_withdraws_leaves_nothing_behind(tmp_path: Path) -> None:
    path = handed_in(tmp_path, "46CDHX", "CDFGHJ")
    servicecheck_here("erase", "a.servicecheck", "--person", "46CDHX", "--yes", folder=tmp_path)
    out = servicecheck_here("export", "a.servicecheck", folder=tmp_path)
    content = path.read_bytes() + (tmp_path / out.stdout.strip()).read_bytes()

    assert b"46CDHX" not in content
    assert b"Lamp" not in content


def test_a_customer_is_not_asked_what_the_organisation_is_asked(tmp_path: Path) -> None:
    handed_in(tmp_path, "46CDHX", role="customer")
    ended = run(tmp_path, "46CDHX", "\n")

    assert ended.code == 2
    assert "customer's answers" in ended.stderr
