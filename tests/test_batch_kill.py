"""A batch that is killed, stopped or refused leaves its table whole or not at all."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from command_line import surroundings
from score_files import ITEMS, M1_YAML

IN_EVERY_RUN, BEFORE_A_RELEASE = 2, 100
ROWS = 100_000


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, float]:
    """A folder with many answers, the table that is made of them, and how long that takes."""
    folder = tmp_path_factory.mktemp("kill")
    lines = [f"R{number},2,3,1.5,na,dk,2.5\n" for number in range(ROWS)]
    (folder / "a.csv").write_text(",".join(("respondent", *ITEMS)) + "\n" + "".join(lines))
    (folder / "m1.yaml").write_text(M1_YAML)
    begun = time.monotonic()
    run = scoring(folder)
    assert run.wait(timeout=60) == 0
    return folder, cleared(folder)["s.csv"], time.monotonic() - begun


def scoring(folder: Path, *before: str) -> subprocess.Popen[bytes]:
    command = [*before, sys.executable, "-m", "servicecheck", "score", "a.csv", "-q", "m1.yaml", "-o", "s.csv"]
    return subprocess.Popen(command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def cleared(folder: Path) -> dict[str, bytes]:
    """What a run left beside its input; then it is gone."""
    left = {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in ("a.csv", "m1.yaml")}
    for name in left:
        (folder / name).unlink()
    return left


def sweep(whole: tuple[Path, bytes, float], count: int) -> None:
    folder, table, seconds = whole
    chance = Random(7)
    for _ in range(count):
        run = scoring(folder)
        time.sleep(chance.uniform(0.3, 1) * seconds)
        run.kill()
        run.communicate(timeout=60)

        left = cleared(folder)
        assert left.get("s.csv", table) == table
        # A draft may stay behind, under a name of its own; the next run removes it.
        assert set(left) <= {"s.csv", "s.manifest.json", ".s.csv.new", ".s.manifest.json.new"}


@pytest.mark.promise("P7")
def test_killed_at_any_time_a_table_is_whole_or_absent(whole: tuple[Path, bytes, float]) -> None:
    sweep(whole, IN_EVERY_RUN)


@pytest.mark.release
@pytest.mark.promise("P7")
def test_killed_a_hundred_times_a_table_is_whole_or_absent(whole: tuple[Path, bytes, float]) -> None:
    sweep(whole, BEFORE_A_RELEASE)


@pytest.mark.promise("P3")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_says_what_is_left_and_leaves_nothing(
    asked: signal.Signals, whole: tuple[Path, bytes, float]
) -> None:
    folder, table, _ = whole
    run = scoring(folder)
    while run.poll() is None and not (folder / ".s.csv.new").exists():
        time.sleep(0.01)
    run.send_signal(asked)
    _, said = run.communicate(timeout=60)

    left = cleared(folder)
    assert b"Traceback" not in said
    if run.returncode == 0:
        assert left["s.csv"] == table
    else:
        assert (run.returncode, left) == (128 + asked, {})
        assert b"Nothing was written." in said


@pytest.mark.promise("P2")
@pytest.mark.skipif(sys.platform == "win32", reason="limits on files are another matter there")
def test_a_disk_that_is_full_leaves_nothing(whole: tuple[Path, bytes, float]) -> None:
    folder, _, _ = whole
    run = scoring(folder, "bash", "-c", 'ulimit -f 100; exec "$@"', "-")
    _, said = run.communicate(timeout=60)

    assert (run.returncode, cleared(folder)) == (74, {})
    assert b"larger than the system allows" in said
