"""Promise P2: whatever the disk refuses, and whenever, ends in a sentence and 74, and nothing acknowledged is lost."""

import resource
import subprocess
from pathlib import Path

import pytest

from answering import item_and_value
from servicecheck.files.assessment_file import AssessmentFile
from traced import LIMIT, Run, can_trace, command, disturbed, points, spread

ANSWERS = 4
ERRORS = ("ENOSPC", "EIO", "EROFS")

pytestmark = pytest.mark.promise("P2")


def check(path: Path, ended: Run) -> None:
    """Ended as promised, and the old data intact."""
    if ended.code == 0:  # the system's refusal did not touch the answers, such as one to remove the lock file
        assert ended.is_closed
        assert ended.saved == tuple(range(ANSWERS))
    else:
        assert ended.code == 74
        assert ended.error.startswith(f"{path}: ")
        assert "Traceback" not in ended.error
    assert not path.with_name(f".{path.name}.new").exists()
    if path.exists():
        with AssessmentFile.open(path) as file:
            responses = [response for round_ in file.rounds() for response in file.responses(round_)]
        found = {item: answer.value for response in responses for item, answer in response.answers.items()}
        assert found in [dict(map(item_and_value, range(count))) for count in (len(ended.saved), len(ended.saved) + 1)]
        assert [left.name for left in path.parent.iterdir()] == [path.name]
    else:
        assert not ended.saved


def sweep(folder: Path, count: int) -> None:
    path = folder / "a.servicecheck"
    codes: list[int] = []
    for number, point in enumerate(spread(points(path, ANSWERS), count)):
        for error in ERRORS if count > 100 else [ERRORS[number % len(ERRORS)]]:
            ended = disturbed(path, ANSWERS, point, f"error={error}")

            check(path, ended)
            codes.append(ended.code)
            for left in folder.iterdir():
                left.unlink()
    assert codes.count(74) > len(codes) / 2


@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_an_error_at_any_call_ends_with_74_and_loses_nothing(tmp_path: Path) -> None:
    sweep(tmp_path, 45)


@pytest.mark.release
@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_an_error_at_every_call_ends_with_74_and_loses_nothing(tmp_path: Path) -> None:
    sweep(tmp_path, 10_000)


@pytest.mark.parametrize("kilobytes", [0, 1, 20, 47, 48, 49, 52])
def test_a_file_that_may_not_grow_ends_with_74_and_loses_nothing(tmp_path: Path, kilobytes: int) -> None:
    path = tmp_path / "a.servicecheck"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    done = subprocess.run(command(path, 500), capture_output=True, text=True, timeout=LIMIT, preexec_fn=limit)

    saved = tuple(int(line) for line in done.stdout.split())
    check(path, Run(done.returncode, saved, False, done.stderr))
    assert done.returncode == 74
