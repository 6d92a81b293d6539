"""A room's file when the host is killed, or the disk refuses, at any call: what was acknowledged is there."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sample_workshops import QUESTIONNAIRE, questionnaire, room
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Organisation, Round
from servicecheck.workshop import Workshop
from traced import Run, can_trace, disturbed_command, points_of, spread
from voting import acts

SCRIPT = Path(__file__).with_name("voting.py")
ERRORS = ("ENOSPC", "EIO", "EROFS")

pytestmark = [
    pytest.mark.promise("P50"),
    pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used"),
]


def begun(path: Path) -> Workshop:
    with AssessmentFile.create(path, Organisation()) as file:
        round_ = file.add_round(Round("tiny", "1.0", mode="anonymous"), QUESTIONNAIRE.encode(), "tiny.yaml")
        workshop = replace(room(6), round=round_)
        file.keep_workshop(None, workshop)
    return workshop


def check(path: Path, before: Workshop, ended: Run) -> None:
    """The room is where it was at the last act that was acknowledged, or at the next."""
    with AssessmentFile.open(path) as file:
        found = file.workshop_of(file.rounds()[0], questionnaire())
    said = len(ended.saved)
    assert found in [before, *acts(before)][said : said + 2]
    assert "Traceback" not in ended.error
    assert [left.name for left in path.parent.iterdir()] == [path.name]


def sweep(folder: Path, count: int) -> None:
    kept, path = folder / "kept", folder / "room" / "a.servicecheck"
    before = begun(kept)
    path.parent.mkdir()
    shutil.copy(kept, path)
    command = [sys.executable, str(SCRIPT), str(path)]
    for number, point in enumerate(spread(points_of(command, path), count)):
        for what in ("signal=SIGKILL", f"error={ERRORS[number % len(ERRORS)]}"):
            shutil.copy(kept, path)
            ended = disturbed_command(command, path, point, what)

            check(path, before, ended)
            # A file that cannot be read to its end when it is opened is told as damaged, and left as it is.
            refused = (0, 74) if ended.saved else (0, 2, 74)
            assert ended.code in (refused if what.startswith("error") else (-9, 137)), (point, what, ended)


def test_a_room_is_whole_after_a_kill_or_an_error_at_any_call(tmp_path: Path) -> None:
    sweep(tmp_path, 6)


@pytest.mark.release
def test_a_room_is_whole_after_a_kill_or_an_error_at_many_calls(tmp_path: Path) -> None:
    sweep(tmp_path, 80)
