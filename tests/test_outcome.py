"""What comes after handing in: the verdict, the report, and who has to wait for the others."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import LIMIT, surroundings
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Mode, Organisation, Respondent, Response, Round, has_everybody

COMMAND = ["-m", "servicecheck", "run"]


def run(folder: Path, typed: str, *arguments: str) -> tuple[int, list[str], str]:
    """The exit code, the lines on stdout, and what stood on the screen as one paragraph."""
    done = subprocess.run(
        [sys.executable, *COMMAND, *arguments],
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=2 * LIMIT,
        env=surroundings(),
    )
    return done.returncode, done.stdout.splitlines(), " ".join(done.stderr.split())


def test_one_person_gets_the_verdict_and_a_report_that_replaces_nothing(tmp_path: Path) -> None:
    (tmp_path / "low-effort-report.html").write_text("somebody's own", encoding="utf-8")
    code, written, screen = run(tmp_path, "2\n" * 16, "low-effort")

    assert code == 0
    assert "Your service: ■ Good, 50 of 100." in screen
    assert written[0] == "low-effort.servicecheck"
    assert "low-effort-report-2.html" in written
    assert all((tmp_path / name).is_file() for name in written)
    assert (tmp_path / "low-effort-report.html").read_text(encoding="utf-8") == "somebody's own"


def test_without_a_report_there_is_only_the_assessment_file(tmp_path: Path) -> None:
    assert run(tmp_path, "2\n" * 16, "low-effort", "--no-report")[1] == ["low-effort.servicecheck"]
    assert os.listdir(tmp_path) == ["low-effort.servicecheck"]


def group(path: Path, mode: Mode, people: int, invited: int | None) -> None:
    """A round in which so many people have answered everything with 2."""
    source = questionnaires.find("low-effort")
    questionnaire = questionnaires.load("low-effort")
    round_ = Round(questionnaire.id, questionnaire.version, mode=mode, invited=invited)
    with AssessmentFile.create(path, Organisation()) as file:
        stored = file.add_round(round_, source.read_bytes(), source.name)
        for _ in range(people):
            person = file.add_respondent(stored)
            for item in questionnaire.items:
                file.save_answer(stored, person.code, item.id, Answer("2"))
            file.finish(stored, person.code)


@pytest.mark.parametrize(("people", "invited"), [(2, 12), (6, 12), (6, None)])
def test_while_an_anonymous_group_answers_only_the_count_is_told(
    tmp_path: Path, people: int, invited: int | None
) -> None:
    group(tmp_path / "a.servicecheck", "anonymous", people, invited)
    code, written, screen = run(tmp_path, "3\n" * 16, "a.servicecheck", "--new")

    assert (code, written) == (0, ["a.servicecheck"])
    assert "Your answers are handed in." in screen
    assert "of 100" not in screen
    assert "servicecheck report a.servicecheck" in screen


def test_an_open_group_sees_where_it_stands_and_waits_for_its_report(tmp_path: Path) -> None:
    group(tmp_path / "a.servicecheck", "open", 2, 12)
    _, written, screen = run(tmp_path, "3\n" * 16, "a.servicecheck", "--new")

    assert written == ["a.servicecheck"]
    assert "Your service: ■ Good, 67 of 100." in screen
    assert "servicecheck report a.servicecheck" in screen


def test_the_last_of_those_invited_gets_the_verdict_and_the_report(tmp_path: Path) -> None:
    group(tmp_path / "a.servicecheck", "anonymous", 5, 6)
    _, written, screen = run(tmp_path, "3\n" * 16, "a.servicecheck", "--new")

    assert "Your service: ■ Good, 58 of 100." in screen
    assert "a-report.html" in written


@pytest.mark.parametrize(
    ("mode", "invited", "finished", "expected"),
    [("own", None, 1, True), ("open", 2, 2, True), ("open", 3, 2, False), ("anonymous", None, 30, False)],
)
def test_a_round_is_complete_when_everybody_invited_has_handed_in(
    mode: Mode, invited: int | None, finished: int, expected: bool
) -> None:
    round_ = Round("low-effort", "1.0", mode=mode, invited=invited)
    responses = tuple(Response(Respondent(str(n)), {}, finished=True) for n in range(finished))

    assert has_everybody(round_, (*responses, Response(Respondent("x"), {}))) is expected
