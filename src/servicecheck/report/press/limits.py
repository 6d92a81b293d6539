"""How much of a computer one report's template may use, and what happens when it wants more.

Time of the processor and memory are limits of the operating system, where it has them (Windows has none of these). The
time on the wall is kept by the press, which ends the child.
"""

import faulthandler
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

from servicecheck.errors import TemplateStopped

MOST_SECONDS = 58
_MEGABYTE = 1 << 20
_GRACE = 2


@dataclass(frozen=True)
class Limits:
    """What a template may use for one report."""

    seconds: int = MOST_SECONDS
    """On the wall, from when it begins."""
    megabytes: int = 1024
    """Of memory, beyond what the child had before; what it may hand back is a sixteenth of that."""

    @property
    def processor_seconds(self) -> int:
        """Less than on the wall, so that it is usually the template itself that is stopped, in a line of its own."""
        return max(self.seconds * 6 // 7, 1)

    @property
    def most_bytes(self) -> int:
        """What a job may hand back."""
        return self.megabytes * _MEGABYTE // 16


class OutOfTime(BaseException):
    """The processor's time is used up. Not an Exception, since libraries pass over those."""


@dataclass
class _Bench:
    """Where this process works, if it is a child of the press."""

    limits: Limits | None = None
    tell: Callable[[str], None] = lambda _: None
    is_out_of_time: bool = False
    """Kept here as well, for libraries that pass over whatever is raised."""


_bench = _Bench()


def sit_down(limits: Limits, tell: Callable[[str], None]) -> None:
    """Make this process a child that works within *limits*, and *tell*s the press when a template begins and ends."""
    _bench.limits, _bench.tell = limits, tell


@contextmanager
def at_work(page: Path) -> Iterator[None]:
    """Let what the template with this *page* does stay within the limits. Raises TemplateStopped.

    Only a child has limits; elsewhere a template is not to be filled in, so this raises RuntimeError there.
    """
    if _bench.limits is None:
        raise RuntimeError("a template is filled in by children of the press only")
    limits = _bench.limits
    _bench.tell(str(page))
    try:
        with _held(limits), _ended_by_itself(limits):
            yield
    except OutOfTime as error:
        raise stopped(page, error, f"too much time (more than {limits.processor_seconds} seconds)") from error
    except MemoryError as error:
        raise stopped(page, error, f"too much memory (more than {limits.megabytes} MB)") from error
    finally:
        _bench.tell("")


def stopped(page: Path, error: BaseException, what: str) -> TemplateStopped:
    """The error for a template that used too much of something, with the line where it did."""
    from servicecheck.report.slips import place

    return TemplateStopped(f"{place(error, page.parent)}: the template used {what}. This report was not made.")


@contextmanager
def _ended_by_itself(limits: Limits) -> Iterator[None]:
    """End this process a little later than the press would, should the press be gone."""
    with open(os.devnull, "w", encoding="ascii") as nothing:
        faulthandler.dump_traceback_later(limits.seconds + _GRACE, exit=True, file=nothing)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _held(limits: Limits) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import resource
    import signal

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime) + limits.processor_seconds
    wanted = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_DATA: _private_bytes() + limits.megabytes * _MEGABYTE,
        resource.RLIMIT_FSIZE: limits.most_bytes,
        resource.RLIMIT_CORE: 0,
    }
    before = {kind: resource.getrlimit(kind) for kind in wanted}
    signal.signal(signal.SIGXCPU, _out_of_time)
    try:
        for kind, value in wanted.items():
            resource.setrlimit(kind, (_at_most(value, before[kind][1]), before[kind][1]))
        yield
        if _bench.is_out_of_time:
            raise OutOfTime
    finally:
        for kind, pair in before.items():
            resource.setrlimit(kind, pair)


def _at_most(value: int, hard: int) -> int:
    return value if hard < 0 else min(value, hard)


def _private_bytes() -> int:
    """What this process has of its own by now; only Linux tells, and only Linux counts it against the limit."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except (OSError, IndexError, ValueError):
        return 0
    import resource

    return pages * resource.getpagesize()


def _out_of_time(_number: int, _frame: FrameType | None) -> NoReturn:
    _bench.is_out_of_time = True
    raise OutOfTime
