"""Lines from the terminal while other things go on: a thread waits for them, so that whoever listens need not."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from threading import Thread

from servicecheck.cli.keyboard import LONGEST_LINE, decoded
from servicecheck.cli.signals import listen_again

_PIECE = 4096


class Listening:
    """Standard input, a line at a time."""

    def __init__(self) -> None:
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        # A daemon: nobody can end a thread that waits for a key. It reads the file below the stream, whose lock would
        # keep Python from ending.
        self._thread = Thread(target=self._listen, name="keyboard", daemon=True)

    def start(self) -> None:
        """Begin to listen; nothing else may read from the keyboard afterwards."""
        listen_again()
        self._thread.start()

    def next(self, patience: float) -> str | None:
        """The next line; None when nothing was typed for so many seconds. Raises EOFError when there are no more."""
        try:
            line = self._lines.get(timeout=patience)
        except Empty:
            return None
        if line is None:
            self._lines.put(None)
            raise EOFError
        return line

    def wait(self) -> str:
        """The next line, however long it takes. Raises EOFError."""
        while True:
            line = self.next(3600)
            if line is not None:
                return line

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """What is typed meanwhile does not appear on the screen."""
        restore = _without_echo()
        try:
            yield
        finally:
            restore()

    def _listen(self) -> None:
        waiting = b""
        with suppress(OSError, ValueError):
            while piece := _read():
                *lines, waiting = (waiting + piece).split(b"\n")
                for line in lines:
                    self._lines.put(decoded(line[:LONGEST_LINE]).rstrip("\r"))
                waiting = waiting[:LONGEST_LINE]
        if waiting:
            self._lines.put(decoded(waiting).rstrip("\r"))
        self._lines.put(None)


def _read() -> bytes:
    """The next piece of what is typed or fed in; nothing at the end."""
    try:
        source = sys.stdin.fileno()
    except (OSError, ValueError):
        return sys.stdin.buffer.readline()
    return os.read(source, _PIECE)


if sys.platform == "win32":
    import ctypes
    from collections.abc import Callable

    _STDIN, _ECHO = -10, 0x4

    def _without_echo() -> Callable[[], None]:
        console = ctypes.windll.kernel32
        mode = ctypes.c_ulong()
        found = console.GetStdHandle(_STDIN)
        if not console.GetConsoleMode(found, ctypes.byref(mode)):
            return lambda: None
        console.SetConsoleMode(found, mode.value & ~_ECHO)
        return lambda: console.SetConsoleMode(found, mode.value)

else:
    import termios
    from collections.abc import Callable

    def _without_echo() -> Callable[[], None]:
        if not sys.stdin.isatty():
            return lambda: None
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        silent = [*before]
        silent[3] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSADRAIN, silent)
        return lambda: termios.tcsetattr(terminal, termios.TCSADRAIN, before)
