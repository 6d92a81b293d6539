"""The command line run inside this process, which spares starting Python; `command_line` runs it for real.

Reports are made by one press that stays, which spares starting its children.
"""

import atexit
import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from command_line import surroundings
from servicecheck.__main__ import main
from servicecheck.report.press import Limits, Press

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    stdout: str
    stderr: str

    @property
    def said(self) -> str:
        """Everything on both streams."""
        return self.stdout + self.stderr


def servicecheck_here(
    *arguments: str, folder: Path, typed: str = "", environment: Mapping[str, str] | None = None
) -> Ended:
    """Run the program with *arguments* in *folder*, without a terminal; *typed* is fed to it."""
    variables = surroundings(environment)
    encoding = variables.get("PYTHONIOENCODING", "utf-8")
    streams = [
        _stream(typed.encode("utf-8", "surrogateescape")),
        _stream(encoding=encoding),
        _stream(encoding=encoding),
    ]
    with (
        patch.multiple(sys, argv=["servicecheck", *arguments], stdin=streams[0], stdout=streams[1], stderr=streams[2]),
        patch.dict(os.environ, variables, clear=True),
        patch("servicecheck.cli.pressroom.Press", _standing_press),
        _in_folder(folder),
        _own_signals(),
    ):
        code = main()
    return Ended(code, *(_written(stream) for stream in streams[1:]))


class _Standing(Press):
    """A press that is there for the next command as well."""

    def __exit__(self, *_: object) -> None:
        pass


def _standing_press(_workers: int, limits: Limits, _environment: Mapping[str, str], *, prints: bool) -> Press:
    assert isinstance(prints, bool)
    return _press(limits)


@cache
def _press(limits: Limits) -> Press:
    press = _Standing(1, limits)
    atexit.register(press.close)
    return press


def _stream(content: bytes = b"", encoding: str = "utf-8") -> io.TextIOWrapper:
    # As Python opens its own: errors in stdout are not passed over, and no line end is translated.
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _own_signals() -> Iterator[None]:
    """The program sets what a signal does, for as long as it runs."""
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
