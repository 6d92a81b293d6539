"""Promise P1: an answer whose saving was acknowledged is there after kill -9, at whatever moment that comes."""

import random
import subprocess
from collections.abc import Collection
from pathlib import Path

import pytest

from answering import QUESTIONNAIRE, item_and_value
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer
from traced import LIMIT, can_trace, command, disturbed, points, spread

ANSWERS = 7
IN_EVERY_RUN = 60
BEFORE_A_RELEASE = 500

pytestmark = pytest.mark.promise("P1")
needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")


def item_and_answer(number: int) -> tuple[str, Answer]:
    item, value = item_and_value(number)
    return item, Answer(value)


def check(path: Path, saved: Collection[int], answers: int) -> None:
    """Nothing lost, nothing doubled, nothing unreadable, nothing left over; and the interview can go on."""
    if not path.exists():
        assert not saved, "a file that acknowledged answers is gone"
        return
    with AssessmentFile.open(path, "read") as file:
        seen = [response for round_ in file.rounds() for response in file.responses(round_)]
    with AssessmentFile.open(path) as file:
        responses = [response for round_ in file.rounds() for response in file.responses(round_)]
        for round_ in file.rounds():
            assert file.questionnaire_bytes(round_) == QUESTIONNAIRE
            for response in responses:
                file.save_answer(round_, response.respondent.code, *item_and_answer(answers))
    assert seen == responses
    found = [(item, answer.value) for response in responses for item, answer in response.answers.items()]
    # The answer that was on its way may be there or not.
    assert dict(found) in [dict(map(item_and_value, range(count))) for count in (len(saved), len(saved) + 1)]
    assert len(found) == len(dict(found))
    assert {left.name for left in path.parent.iterdir()} <= {path.name}


def killed_after(path: Path, lines: int, pause: float) -> list[int]:
    """The answers that a run acknowledged before it was killed, *pause* seconds after its *lines*-th line."""
    with subprocess.Popen(command(path, 1_000_000), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = [process.stdout.readline() for _ in range(lines)]
        try:
            process.wait(pause)
        except subprocess.TimeoutExpired:
            process.kill()
        # Not communicate(): it reads past the lines that readline() has already taken into its buffer.
        rest = process.stdout.read()
        process.wait(LIMIT)
    return [int(line) for line in [*first, *rest.splitlines()]]


def sweep_calls(folder: Path, count: int) -> None:
    path = folder / "a.servicecheck"
    for point in spread(points(path, ANSWERS), count):
        run = disturbed(path, ANSWERS, point, "signal=SIGKILL")

        assert run.code != 0, point
        check(path, run.saved, ANSWERS)
        for left in folder.iterdir():
            left.unlink()


def sweep_times(folder: Path, count: int, seed: int) -> None:
    moments = random.Random(seed)
    for number in range(count):
        path = folder / f"{number}" / "a.servicecheck"
        path.parent.mkdir()
        saved = killed_after(path, moments.randrange(1, 8), moments.uniform(0, 0.006))

        assert saved == list(range(len(saved)))
        check(path, saved, len(saved) + 1)


@needs_strace
def test_killed_at_any_call_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    sweep_calls(tmp_path, IN_EVERY_RUN * 3 // 4)


def test_killed_at_any_time_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    sweep_times(tmp_path, IN_EVERY_RUN // 4 if can_trace() else IN_EVERY_RUN, seed=1)


@pytest.mark.release
@needs_strace
def test_killed_at_every_call_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    sweep_calls(tmp_path, BEFORE_A_RELEASE)


@pytest.mark.release
def test_killed_at_500_times_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    sweep_times(tmp_path, BEFORE_A_RELEASE, seed=2)
