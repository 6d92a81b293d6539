"""Being asked to end, by Ctrl-C or from outside: one exception for all, so that nothing is left half done."""

import signal
from types import FrameType


class Stopped(KeyboardInterrupt):
    """The run was asked to end, by Ctrl-C or from outside; whoever cleans up after Ctrl-C cleans up after all."""

    def __init__(self, signal_number: int) -> None:
        super().__init__()
        self.exit_code = 128 + signal_number


_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")
_asked: list[Stopped] = []


def stopped() -> Stopped | None:
    """The end that this run was asked for, if it was: a library may have made an error of its own of it."""
    return _asked[-1] if _asked else None


def stop_gently() -> None:
    """Let every signal that asks for an end raise `Stopped`, so that nothing is left half done."""
    _asked.clear()
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        # nohup and the shell's & ask for a signal to be ignored, and it stays so.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def listen_again() -> None:
    """Take the signals back from a library that put itself before us: polars lets a read go on after Ctrl-C."""
    for name in _SIGNALS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _stop:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    _asked.append(Stopped(number))
    raise _asked[-1]
