"""Where the pages of one person's browser and the run of the command meet.

The run puts up a stage, and waits for what the browser sends. Whoever has sent something is answered only when the run
waits again: by then it is on the disk, and the next page is there.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from typing import Protocol

from servicecheck.language import Words
from servicecheck.web.forms import Form

_PATIENCE = 0.5
"""Seconds after which the run looks whether it was interrupted: on Windows a longer wait cannot be."""


@dataclass(frozen=True)
class Page:
    """What is shown: a template, the language, and what it sees."""

    name: str
    words: Words
    view: Mapping[str, object]


class Stage(Protocol):
    """How far the run has come, as the browser may see it. It never changes."""

    @property
    def here(self) -> str:
        """The path of the page that is to be answered now."""

    def page(self, path: str) -> Page | None:
        """What stands at *path*; None where nothing does, and the browser is sent to `here`."""


@dataclass(frozen=True)
class One:
    """A stage of a single page."""

    here: str
    only: Page

    def page(self, path: str) -> Page | None:
        """The page, at its own path."""
        return self.only if path == self.here else None


@dataclass(frozen=True)
class Submission:
    """A form that somebody has sent from the page at a path."""

    path: str
    form: Form
    outcome: "Future[str]" = field(default_factory=Future)
    """Where the browser goes next."""

    @property
    def do(self) -> str:
        """The button that was pressed; the Enter key presses the first."""
        return self.form.one("do")


class Desk:
    """What is shown now, and what was sent and waits."""

    def __init__(self, begin: Callable[[], None]) -> None:
        """*begin* opens the doors; it is called when the first page is there, so that nobody meets a closed one."""
        self._begin = begin
        self._stage: Stage | None = None
        self._sent: SimpleQueue[Submission] = SimpleQueue()
        self._unanswered: Submission | None = None
        self._seen = Event()
        self.report: Future[Path] | None = None
        """The report, as soon as it is made; an error where it cannot be. None where none is being made."""

    # For the run

    def put_up(self, stage: Stage) -> None:
        """Let the browser see another stage."""
        is_first = self._stage is None
        self._stage = stage
        self._seen.clear()
        if is_first:
            self._begin()

    def receive(self) -> Submission:
        """Answer whoever has sent something with the way to the present page, and wait for the next."""
        self._answer()
        while True:
            try:
                self._unanswered = self._sent.get(timeout=_PATIENCE)
            except Empty:
                continue
            return self._unanswered

    def receive_at(self, path: str) -> Submission:
        """The next that comes from the page at *path*: others were open in a window where time has passed."""
        sent = self.receive()
        while sent.path != path:
            sent = self.receive()
        return sent

    def say_goodbye(self, stage: Stage, patience: float) -> None:
        """Let the browser see a last stage, and give it so many seconds to fetch it."""
        self.put_up(stage)
        self._answer()
        if self._seen.wait(patience):
            # The page asks for its style sheet.
            self._seen.clear()
            self._seen.wait(min(patience, 0.5))

    def _answer(self) -> None:
        if self._unanswered:
            self._unanswered.outcome.set_result(self.stage.here)
        self._unanswered = None

    # For the server

    @property
    def stage(self) -> Stage:
        """What is up."""
        assert self._stage is not None
        return self._stage

    def seen(self) -> None:
        """Note that the page that is up was fetched."""
        self._seen.set()

    def send(self, path: str, form: Form) -> "Future[str]":
        """Hand what a browser has sent to the run, and have its answer when there is one."""
        submission = Submission(path, form)
        self._sent.put(submission)
        return submission.outcome
