"""How far a run is, now and then: often at a terminal, seldom where what is said is kept in a file."""

import time
from threading import Event

from servicecheck.batch.run import Watch
from servicecheck.cli.surroundings import Surroundings
from servicecheck.terminal.scoring import show_progress

_AT_A_TERMINAL, _ELSEWHERE = 2.0, 30.0
"""Seconds between two lines."""


def progress(surroundings: Surroundings, stop: Event) -> Watch:
    """Tell on stderr how far a run is, and the run that it should *stop*."""
    begun = last = time.monotonic()
    interval = _AT_A_TERMINAL if surroundings.err.stream.isatty() else _ELSEWHERE

    def tell(rows: int, rejected: int) -> None:
        nonlocal last
        if stop.is_set():
            raise KeyboardInterrupt
        now = time.monotonic()
        if now - last >= interval:
            last = now
            show_progress(surroundings.err, rows, rejected, now - begun)

    return tell
