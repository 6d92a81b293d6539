"""report, demo and the commands that only show: stopped by a signal, or refused by a disk, a folder or a stream.

What `run` does then stands in `test_run_pty` and `test_disk_errors`.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import hostile_rounds
from command_line import LIMIT, servicecheck, shell, surroundings
from page_parts import Page
from servicecheck.cli.failure import answer
from servicecheck.cli.signals import stop_gently

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, limits and devices of Unix")

SHOWING = ["list", "show low-effort", "status a.servicecheck", "schema", "doctor", "--help"]
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    hostile_rounds.make(tmp_path / "a.servicecheck", "plain words", people=2)
    return tmp_path


def in_shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    run = shell(f"cd '{folder}' && {line}")
    assert "Traceback" not in run.stderr
    return run


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.promise("P3")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [*SHOWING, "status a.servicecheck --json", "report a.servicecheck --format html"])
def test_a_full_device_behind_stdout_is_told(command: str, folder: Path) -> None:
    run = in_shell(folder, f"$servicecheck {command} > /dev/full")

    assert run.returncode == 74
    assert run.stderr == "Output: No space left on device. What was saved before is safe.\n"


@pytest.mark.promise("P3")
@pytest.mark.parametrize("command", SHOWING)
def test_a_closed_stdout_is_told_by_the_exit_code(command: str, folder: Path) -> None:
    run = in_shell(folder, f"$servicecheck {command} >&-")

    assert run.returncode == 74
    assert run.stderr.startswith("Output: ")
    assert names(folder) == {"a.servicecheck"}


def test_a_reader_who_leaves_is_no_failure_to_talk_about(folder: Path) -> None:
    run = in_shell(folder, "set -o pipefail; $servicecheck show low-effort | head -c 1")

    assert (run.returncode, run.stderr) == (141, "")


@pytest.mark.promise("P3")
@pytest.mark.parametrize("command", ["doctor", "new mine", "demo", "status ../a.servicecheck", "run low-effort"])
def test_a_folder_that_is_gone_is_told(command: str, folder: Path) -> None:
    run = in_shell(folder, f"mkdir gone && cd gone && rmdir ../gone && $servicecheck {command} < /dev/null")

    assert run.returncode == 74
    assert "folder" in run.stderr
    assert "Output" not in run.stderr


@pytest.mark.promise("P3")
@pytest.mark.parametrize("command", ["report a.servicecheck --format html --force", "demo --folder ."])
def test_a_full_disk_leaves_what_was_there_and_no_half_file(command: str, folder: Path) -> None:
    (folder / "a-report.html").write_text("an earlier report")
    # Compiled modules are no business of this test: cut off at 8 KB they would stop every other one.
    run = in_shell(folder, f"export PYTHONDONTWRITEBYTECODE=1; ulimit -f 8; $servicecheck {command}")

    assert run.returncode == 74
    assert "the file would be larger than the system allows" in " ".join(run.stderr.split())
    assert names(folder) == {"a.servicecheck", "a-report.html"}
    assert (folder / "a-report.html").read_text() == "an earlier report"


@pytest.mark.promise("P3")
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder here that not even root may write in")
@pytest.mark.parametrize("command", ["report a.servicecheck --format html -o /proc", "demo --folder /proc/self"])
def test_a_folder_where_nothing_may_be_written_is_told(command: str, folder: Path) -> None:
    run = in_shell(folder, f"$servicecheck {command}")

    assert run.returncode == 74
    assert "/proc" in run.stderr


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write everywhere")
def test_a_write_protected_folder_is_told(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        run = in_shell(folder, "$servicecheck report a.servicecheck --format html")
    finally:
        folder.chmod(0o700)

    assert run.returncode == 74
    assert "not allowed to write there" in run.stderr
    assert names(folder) == {"a.servicecheck"}


@pytest.mark.promise("P24")
def test_no_report_is_written_through_a_link(folder: Path) -> None:
    (folder / "precious").write_text("mine")
    (folder / "a-report.html").symlink_to("precious")
    beside = servicecheck("report", "a.servicecheck", "--format", "html", folder=folder)
    forced = servicecheck("report", "a.servicecheck", "--format", "html", "--force", folder=folder)

    assert (beside.returncode, beside.stdout) == (0, "a-report-2.html\n")
    assert forced.returncode == 2
    assert "not a regular file" in forced.stderr
    assert (folder / "precious").read_text() == "mine"


def test_a_demo_into_a_file_says_that_it_is_no_folder(folder: Path) -> None:
    run = servicecheck("demo", "--folder", "a.servicecheck", folder=folder)

    assert (run.returncode, run.stderr) == (2, "a.servicecheck is not a folder. Name another one with --folder.\n")


def seconds(folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    assert servicecheck(*arguments, folder=folder).returncode == 0
    return time.perf_counter() - began


def stopped_at(folder: Path, delay: float, number: signal.Signals, *arguments: str) -> None:
    """Let the program be stopped after *delay* seconds, and see that it ends as it should and leaves nothing half."""
    before = names(folder)
    command = [sys.executable, "-m", "servicecheck", *arguments]
    run = subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    time.sleep(delay)
    run.send_signal(number)
    _, said = run.communicate(timeout=LIMIT)
    # Python itself takes the signal once everything is done, and shells show that as the same code.
    assert run.returncode in (0, SIGNALS[number], -number), said
    assert "Traceback" not in said
    made = names(folder) - before
    # A lock file may stay: what locks is the system's lock on it, gone with the process.
    assert not {name for name in made if name.endswith((".new", "-journal"))}
    for name in made:
        if name.endswith(".html"):
            assert Page.read(folder / name).source.rstrip().endswith("</html>")
        if name.endswith(".pdf"):
            assert (folder / name).read_bytes().rstrip().endswith(b"%%EOF")


@pytest.mark.promise("P3")
@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
@pytest.mark.parametrize("number", SIGNALS)
def test_a_report_that_is_stopped_is_whole_or_absent(number: signal.Signals, share: float, folder: Path) -> None:
    arguments = ("report", "a.servicecheck", "--format", "html")
    stopped_at(folder, share * seconds(folder, *arguments), number, *arguments)


@pytest.mark.release
@pytest.mark.promise("P3")
@pytest.mark.parametrize("command", ["report a.servicecheck", "demo --folder . --force"])
def test_stopped_at_sixty_times_it_leaves_nothing_half(command: str, folder: Path) -> None:
    arguments = command.split()
    whole = seconds(folder, *arguments)
    for step in range(60):
        stopped_at(folder, 0.05 + whole * step / 60, list(SIGNALS)[step % 3], *arguments)


@pytest.mark.promise("P3")
def test_a_stop_that_a_library_turns_into_an_error_of_its_own_is_still_a_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)

    def interrupted() -> None:
        try:
            signal.raise_signal(signal.SIGTERM)
        except KeyboardInterrupt as stop:
            raise ValueError("Error serializing to JSON: Stopped:") from stop

    before = {number: signal.getsignal(number) for number in SIGNALS}
    stop_gently()
    try:
        with pytest.raises(ValueError, match="Stopped") as caught:
            interrupted()
        assert answer(caught.value, []) == 143
    finally:
        stop_gently()
        for number, handler in before.items():
            signal.signal(number, handler)
