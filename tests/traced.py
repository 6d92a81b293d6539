"""Runs of `answering.py` in which one call to the system is made to fail, or to be the last; through strace."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SCRIPT = Path(__file__).with_name("answering.py")
_CALLS = "openat,flock,write,pread64,pwrite64,fsync,fdatasync,link,unlink,ftruncate"
LIMIT = 60
"""Seconds, against hanging; a run takes less than one."""


@dataclass(frozen=True)
class Point:
    """The *number*-th time that a run makes this call on the assessment file, its journal, lock or folder."""

    call: str
    number: int


@dataclass(frozen=True)
class Run:
    """How a run ended."""

    code: int
    saved: tuple[int, ...]
    """The numbers of the answers that it said were saved."""
    is_closed: bool
    error: str


@cache
def can_trace() -> bool:
    """Whether strace is here and may be used."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


def command(path: Path, answers: int, first: int = 0) -> list[str]:
    """The command of a run that answers."""
    return [sys.executable, str(SCRIPT), str(path), str(answers), str(first)]


def run(arguments: Sequence[str]) -> Run:
    """Let a run end by itself."""
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=LIMIT)
    lines = done.stdout.split()
    return Run(done.returncode, tuple(int(line) for line in lines if line.isdecimal()), "closed" in lines, done.stderr)


def points(path: Path, answers: int) -> list[Point]:
    """Every call of an undisturbed run that answers, in order. The file is removed."""
    found = points_of(command(path, answers), path)
    path.unlink()
    return found


def points_of(arguments: Sequence[str], path: Path) -> list[Point]:
    """Every call of an undisturbed run of any command on the file at *path*, in order."""
    trace = path.with_name("trace")
    run([*_strace(path, str(trace)), *arguments])
    calls = re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.MULTILINE)
    trace.unlink()
    seen: Counter[str] = Counter()
    found = []
    for call in calls:
        seen[call] += 1
        found.append(Point(call, seen[call]))
    return found


def disturbed(path: Path, answers: int, point: Point, what: str) -> Run:
    """A run in which *what* happens at *point*: `signal=SIGKILL`, or `error=ENOSPC`."""
    return disturbed_command(command(path, answers), path, point, what)


def disturbed_command(arguments: Sequence[str], path: Path, point: Point, what: str) -> Run:
    """The same for any command on the file at *path*."""
    injection = f"inject={point.call}:{what}:when={point.number}"
    return run([*_strace(path, "/dev/null"), "-e", injection, *arguments])


def spread(found: Sequence[Point], count: int) -> list[Point]:
    """*count* of the points, evenly over the whole run."""
    return [found[index * len(found) // count] for index in range(min(count, len(found)))]


def _strace(path: Path, output: str) -> list[str]:
    """Without --seccomp-bpf: strace 6.1 then injects nothing."""
    watched = (path, f"{path}-journal", f"{path}.lock", path.with_name(f".{path.name}.new"), path.parent)
    paths = [part for name in watched for part in ("-P", str(name))]
    return ["strace", "-f", "-o", output, "-e", f"trace={_CALLS}", *paths]
