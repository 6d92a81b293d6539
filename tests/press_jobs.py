"""Jobs for the tests of the press: each does one thing that a template, or whoever breaks out of one, might want."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from servicecheck.errors import InvalidFile, Place, Problem, ServicecheckError
from servicecheck.report.press import Printed, at_work

PAGE = Path("mine/report.html.j2")


@dataclass(frozen=True)
class Trick:
    """What it is called, and where it may try to write."""

    name: str
    target: str = ""
    is_template: bool = False

    def __call__(self) -> Printed:
        """Do it."""
        if self.is_template:
            with at_work(PAGE):
                said = self._done()
        else:
            said = self._done()
        return Printed({"said": said}, ("a note",))

    def _done(self) -> bytes:
        result = TRICKS[self.name](self.target)
        return result if isinstance(result, bytes) else repr(result).encode()


def _fail(_: str) -> None:
    raise ValueError("something unforeseen")


def _refuse(_: str) -> None:
    raise ServicecheckError("not like this")


def _mistakes(_: str) -> None:
    raise InvalidFile([Problem("wrong", Place("a.yaml", 3, 5)), Problem("odd", Place("a.yaml"), "warning")])


def _temporary(_: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x").write_text("x")
        (Path(folder) / "x").rename(Path(folder) / "y")
        return (Path(folder) / "y").is_file()


def _stubborn(_: str) -> None:
    """Goes on whatever is raised, as some libraries do."""
    while True:
        try:
            while True:
                pass
        except BaseException:  # noqa: BLE001 (that is the trick)
            continue


def _busy(_: str) -> None:
    while True:
        pass


def _append(target: str) -> None:
    with open(target, "a"):
        pass


def _pause(_: str) -> int:
    time.sleep(0.5)
    return os.getpid()


def _slow(_: str) -> None:
    time.sleep(60)


TRICKS: dict[str, Callable[[str], object]] = {
    "answer": lambda _: b"done",
    "fail": _fail,
    "refuse": _refuse,
    "mistakes": _mistakes,
    "environment": lambda _: dict(os.environ),
    "input": lambda _: sys.stdin.read(),
    "folder": lambda _: os.getcwd(),
    "process": lambda _: os.getpid(),
    "pause": _pause,
    "connect": lambda target: socket.create_connection(("127.0.0.1", int(target))),
    "look up": lambda _: socket.getaddrinfo("localhost", 80),
    "run": lambda target: subprocess.run(["touch", target]),
    "shell": lambda target: os.system(f"touch '{target}'"),
    "fork": lambda _: os.fork(),
    "write": lambda target: Path(target).write_text("x"),
    "append": _append,
    "write by descriptor": lambda target: os.open(target, os.O_WRONLY | os.O_CREAT),
    "remove": os.remove,
    "rename": lambda target: os.rename(target, f"{target}-2"),
    "link": lambda target: os.symlink(target, f"{target}-2"),
    "make a folder": lambda target: os.mkdir(f"{target}-2"),
    "temporary": _temporary,
    "die": lambda _: os._exit(3),
    "be killed": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "busy": _busy,
    "stubborn": _stubborn,
    "slow": _slow,
    "greedy": lambda _: len(bytearray(900 << 20)),
    "large": lambda _: bytes(30 << 20),
}
