"""Long work beside the main thread, which stays free to be told to stop.

While a library works in the main thread, Python hears of a signal only when that is over.
"""

from collections.abc import Callable
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")
_LOOKS_UP = 0.2
"""Seconds. Where waiting itself cannot be interrupted, it is so long until a signal is heard."""


def beside(work: Callable[[Event], T]) -> T:
    """What *work* returns, or raises. It is handed an event that is set when it should stop as soon as it can."""
    stop, results, failures = Event(), list[T](), list[BaseException]()

    def run() -> None:
        try:
            results.append(work(stop))
        except BaseException as error:  # noqa: BLE001 (it is raised again by whoever waits)
            failures.append(error)

    thread = Thread(target=run)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_LOOKS_UP)
    finally:
        stop.set()
        thread.join()
    if failures:
        raise failures[0]
    return results[0]
