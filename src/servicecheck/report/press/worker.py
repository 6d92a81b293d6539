"""One child as the press sees it: started, given a job, and ended when it takes too long or dies."""

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import BinaryIO

import servicecheck
from servicecheck.errors import TemplateStopped
from servicecheck.report.press import failures
from servicecheck.report.press.job import Job, Printed
from servicecheck.report.press.limits import Limits
from servicecheck.report.press.messages import Head, Message, receive, send


@dataclass(frozen=True)
class Shop:
    """What every child of one press is started with."""

    folder: Path
    limits: Limits
    environment: Mapping[str, str]
    prints: bool


class Worker:
    """A child process."""

    def __init__(self, shop: Shop, number: int) -> None:
        self._shop = shop
        self._folder = shop.folder / str(number)
        self._folder.mkdir()
        self._process = subprocess.Popen(
            [_python(), "-P", *(["-B"] if _keeps_nothing() else []), "-W", "ignore", "-m", "servicecheck.report.press"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**shop.environment, "PYTHONPATH": os.pathsep.join(_places()), "POLARS_MAX_THREADS": "1"},
        )
        assert self._process.stdin
        assert self._process.stdout
        self._jobs: BinaryIO = self._process.stdin  # type: ignore[assignment]  # typed by what it can also be
        self._answers: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._is_late = False
        self._page = ""
        self.is_fit = True
        """Whether another job can be given to it."""
        limits = shop.limits
        setup: Head = {"seconds": limits.seconds, "megabytes": limits.megabytes, "prints": shop.prints}
        with suppress(OSError):  # where it died at once, the first job finds out
            send(self._jobs, {**setup, "folder": str(self._folder.resolve())})

    @property
    def process_id(self) -> int:
        """The id by which the system knows it."""
        return self._process.pid

    def do(self, job: Job) -> Printed:
        """What comes of *job*. Raises what went wrong in it, and TemplateStopped where the child had to be ended."""
        try:
            send(self._jobs, {"here": os.getcwd()}, [pickle.dumps(job)])
            head, parts = self._answer()
        except (EOFError, OSError, ValueError) as error:
            self.end()
            raise self._lost() from error
        if "failed" in head:
            failure = failures.heard(head)
            # What a template has filled it with is not given back until the process ends.
            self.is_fit = not isinstance(failure, TemplateStopped | failures.ChildFailed)
            raise failure
        return _printed(head, parts)

    def end(self) -> None:
        """End it at once, and take away what it had."""
        self.is_fit = False
        self._process.kill()
        self._process.wait()
        for stream in (self._jobs, self._answers):
            with suppress(OSError):
                stream.close()
        rmtree(self._folder, ignore_errors=True)

    def _answer(self) -> Message:
        """The answer to the job; while a template is at work the clock runs."""
        clock: threading.Timer | None = None
        try:
            while True:
                head, parts = receive(self._answers, self._shop.limits.most_bytes)
                if "template" not in head:
                    return head, parts
                self._page = str(head["template"])
                if clock:
                    clock.cancel()
                if self._page:
                    clock = threading.Timer(self._shop.limits.seconds, self._is_over)
                    clock.daemon = True
                    clock.start()
        finally:
            if clock:
                clock.cancel()

    def _is_over(self) -> None:
        self._is_late = True
        self._process.kill()

    def _lost(self) -> Exception:
        """Why there is no answer."""
        code = self._process.returncode
        if self._is_late:
            used = f"used too much time (more than {self._shop.limits.seconds} seconds)"
        elif not self._page:
            return failures.ChildFailed(f"the process that makes reports ended by itself, with {code}")
        else:
            used = f"used too much memory, or brought down the process that fills it in ({code})"
        return TemplateStopped(f"{self._page}: the template {used}. This report was not made.")


def _printed(head: Head, parts: list[bytes]) -> Printed:
    told = head["printed"]
    assert isinstance(told, dict)
    return Printed(dict(zip(told["names"], parts, strict=True)), tuple(told["notes"]), told["missing"])


def _python() -> str:
    # In a virtual environment on Windows, python.exe only starts the real one, which would outlive it.
    base: str = getattr(sys, "_base_executable", sys.executable) if sys.platform == "win32" else sys.executable
    return base


def _keeps_nothing() -> bool:
    """Whether compiled modules are not to be kept, or could only be kept in part, which would break every later run."""
    if sys.dont_write_bytecode or sys.platform == "win32":
        return sys.dont_write_bytecode
    import resource

    most = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return most != resource.RLIM_INFINITY


def _places() -> list[str]:
    """Where this process found its modules, but for the folder it happens to work in, which may be a stranger's."""
    package = str(Path(servicecheck.__file__).resolve().parents[1])
    here = os.getcwd()
    return [package, *(place for place in sys.path if place and place != here)]
