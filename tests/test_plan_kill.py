"""A plan that is changed by a run that is killed, or that the disk refuses: it is the old one or the new one."""

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from plans import AGREED, PLAN, answered, plan_in
from servicecheck.files.assessment_file import AssessmentFile
from traced import can_trace, disturbed_command, points_of, spread

IN_EVERY_RUN = 5
BEFORE_A_RELEASE = 200
CHANGED = (replace(AGREED, owner="Karen"), PLAN[1])

pytestmark = pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")


def sweep(folder: Path, what: str, count: int) -> None:
    whole = answered(folder / "whole.servicecheck", *PLAN)
    (folder / "run").mkdir()
    path = folder / "run" / "a.servicecheck"
    command = [sys.executable, "-m", "servicecheck", "plan", str(path), "--set", "LE-B2", "--owner", "Karen"]
    shutil.copy(whole, path)
    found = points_of(command, path)
    assert plan_in(path) == CHANGED
    for point in spread(found, count):
        shutil.copy(whole, path)

        run = disturbed_command(command, path, point, what)

        assert "Traceback" not in run.error
        assert plan_in(path) == CHANGED if run.code == 0 else plan_in(path) in (PLAN, CHANGED), point
        AssessmentFile.open(path).close()
        assert [left.name for left in path.parent.iterdir()] == [path.name], point


@pytest.mark.promise("P1")
def test_killed_at_any_call_the_plan_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    sweep(tmp_path, "signal=SIGKILL", IN_EVERY_RUN)


@pytest.mark.promise("P2")
def test_a_disk_that_refuses_leaves_the_old_plan_or_the_new_one(tmp_path: Path) -> None:
    sweep(tmp_path, "error=ENOSPC", IN_EVERY_RUN)


@pytest.mark.release
@pytest.mark.promise("P1")
def test_killed_at_every_call_the_plan_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    sweep(tmp_path, "signal=SIGKILL", BEFORE_A_RELEASE)
