"""Two commands in turn, again and again: only the ratio can be trusted on a machine that others use too."""

import statistics
import subprocess
import time
from collections.abc import Sequence


def ratio(measured: Sequence[str], against: Sequence[str], rounds: int = 25) -> float:
    """The median over *rounds* of how many times as long *measured* takes as *against*, run just before it."""
    _seconds(measured), _seconds(against)
    return statistics.median(_seconds(measured) / _seconds(against) for _ in range(rounds))


def report(name: str, value: float, bar: float) -> bool:
    """Print one figure beside its bar; True when it holds."""
    holds = value <= bar
    print(f"{name:<58} {value:6.2f} x   bar {bar:.2f} x   {'holds' if holds else 'MISSED'}")
    return holds


def _seconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started
