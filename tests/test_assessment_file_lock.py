"""Promise P4: of two runs on one file the second is told who holds it; readers are held up by nobody."""

import multiprocessing
import os
import re
import subprocess
import sys
from datetime import datetime
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from answering import item_and_value, main
from sample_assessment import content, fill
from servicecheck.errors import FileInUse, ServicecheckError
from servicecheck.files.assessment_file import AssessmentFile, Holder
from servicecheck.response import Answer, Organisation
from traced import LIMIT, command

PAIRS = 50
ANSWERS = 3

pytestmark = pytest.mark.promise("P4")


def test_the_second_run_is_told_who_holds_the_file_and_since_when(tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    holder = Holder("servicecheck run", 4711, datetime(2026, 11, 21, 10, 30))
    with AssessmentFile.create(path, Organisation(), holder), pytest.raises(FileInUse) as refused:
        AssessmentFile.open(path)

    assert refused.value.exit_code == 3
    assert f"{path} is in use by servicecheck run (process 4711) since 2026-11-21 10:30." in refused.value.message


def test_the_lock_is_gone_with_the_file_that_was_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    AssessmentFile.create(path, Organisation()).close()

    AssessmentFile.open(path).close()

    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize(
    "left", [b"", b"servicecheck run\n1\n2026-11-21T10:30:00\n", b"\xff\xfe\n\n\n", b"x\ny\nz\n\n"]
)
def test_a_lock_file_that_nobody_locks_means_nothing(tmp_path: Path, left: bytes) -> None:
    path = tmp_path / "a.servicecheck"
    fill(path)
    path.with_name(f"{path.name}.lock").write_bytes(left)

    AssessmentFile.open(path).close()

    assert os.listdir(tmp_path) == [path.name]


def test_a_reader_sees_what_is_saved_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    said = fill(path)
    code = said.responses[0][0].respondent.code
    with AssessmentFile.open(path) as file:
        for number in range(5):
            file.save_answer(said.rounds[0], code, "LE-Z1", Answer(str(number)))

            assert content(path).responses[0][0].answers["LE-Z1"] == Answer(str(number))


def test_many_readers_and_one_writer_do_not_disturb_each_other(tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    subprocess.run(command(path, 1), check=True, timeout=LIMIT, capture_output=True)
    with subprocess.Popen(command(path, 120), stdout=subprocess.PIPE) as writer:
        seen = 0
        while writer.poll() is None:
            assert len(content(path).responses) == 1
            seen += 1
        assert writer.stdout
        assert len(writer.stdout.read().split()) == 121

    assert seen > 3
    assert writer.returncode == 0


def test_of_two_runs_at_once_one_gets_the_file_and_the_other_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.servicecheck" for number in range(PAIRS)]
    for path in paths[::2]:
        AssessmentFile.create(path, Organisation()).close()

    pairs = list(zip(*run_both(paths), strict=True))

    for path, ends in zip(paths, pairs, strict=True):
        saved = [end for end in ends if not isinstance(end, tuple)]
        assert saved
        assert all(end == [*range(ANSWERS), "closed"] for end in saved)
        for end in ends:
            if isinstance(end, tuple):
                check_refusal(path, *end)
        # Two that came one after the other answered the same: what counts is that nothing was lost or doubled.
        (response,) = content(path).responses[0]
        found = {item: answer.value for item, answer in response.answers.items()}
        assert found == dict(map(item_and_value, range(ANSWERS)))
    assert sum(isinstance(end, tuple) for ends in pairs for end in ends) > PAIRS / 5, "the runs hardly ever met"


End = list[object] | tuple[int, str]
"""What a run said, or the exit code and sentence with which it was refused."""


def run_both(paths: list[Path]) -> list[list[End]]:
    """Two processes that go through the same files, and begin with each at the same moment."""
    spawn = multiprocessing.get_context("spawn")
    start, ends = spawn.Barrier(2), spawn.SimpleQueue()
    processes = [spawn.Process(target=run_all, args=(paths, start, ends)) for _ in range(2)]
    for process in processes:
        process.start()
    found = [ends.get() for _ in processes]
    for process in processes:
        process.join(LIMIT)
    return found


def run_all(paths: list[Path], start: Barrier, ends: "SimpleQueue[list[End]]") -> None:
    """One of the two processes."""
    found: list[End] = []
    for path in paths:
        lines: list[object] = []
        start.wait(LIMIT)
        try:
            main(path, ANSWERS, say=lines.append)
        except ServicecheckError as error:
            found.append((error.exit_code, error.message))
        else:
            found.append(lines)
    ends.put(found)


def check_refusal(path: Path, code: int, sentence: str) -> None:
    name = re.escape(str(path))
    holder = r"servicecheck run \(process \d+\) since 2026-11-21 10:30"
    in_use = rf"{name} is in use by {holder}\. Close it there, then try again\."
    # It found no file, and then the other made one.
    exists = rf"{name} is there already\. Open that file, or choose another name\."

    assert re.fullmatch({3: in_use, 2: exists}[code], sentence)


def test_the_name_of_a_program_cannot_spoil_the_lock_file() -> None:
    holder = Holder("æ" * 1_000, 7)

    assert len(holder.to_bytes()) == 512
    assert Holder.from_bytes(holder.to_bytes()) == Holder("æ" * 100, 7)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_the_lock_is_gone_with_the_process(tmp_path: Path) -> None:
    path = tmp_path / "a.servicecheck"
    with subprocess.Popen(command(path, 100_000), stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(FileInUse, match=f"process {process.pid}"):
            AssessmentFile.open(path)
        process.kill()
        process.communicate(timeout=LIMIT)

    AssessmentFile.open(path).close()
