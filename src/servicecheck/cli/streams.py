"""The process's three streams, when somebody closed one, filled the disk behind it, or stopped reading."""

import os
import sys


def fill_gaps() -> None:
    """Put something behind a stream that was closed from outside, as with `>&-`.

    Otherwise the next file that is opened, an assessment file perhaps, would get its number.
    """
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 (open as long as the process)
    if sys.stdout is None:
        # Open for reading only: what is written fails, and the exit code tells.
        nothing = os.open(os.devnull, os.O_RDONLY)
        sys.stdout = open(nothing, "w", encoding="utf-8")  # noqa: SIM115 (open as long as the process)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (open as long as the process)


def silence() -> None:
    """Point a stream that takes nothing more at nothing, so that Python does not fail on its rest when it ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            _point_at_nothing(stream)


def _point_at_nothing(stream: object) -> None:
    fileno = getattr(stream, "fileno", None)
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        if fileno is not None:
            os.dup2(nothing, fileno())
        os.close(nothing)
    except (OSError, ValueError):
        # A closed stream has no number to point anywhere, and Python leaves it alone.
        return
