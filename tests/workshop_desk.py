"""A facilitator at the console of a small room, who types what a test says."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from sample_workshops import room as sample_room
from servicecheck.assessment import Assessment, assess
from servicecheck.errors import ServicecheckError
from servicecheck.language import Words
from servicecheck.response import Organisation
from servicecheck.terminal.interview import Dialogue
from servicecheck.terminal.screen import Look, Screen
from servicecheck.terminal.workshop import Console, Desk, Lobby, News
from servicecheck.terminal.workshop.desk import Person
from servicecheck.web.room import Room
from servicecheck.workshop import Workshop

LOBBY = Lobby("http://127.0.0.1:8081/?token=abc", ("http://192.168.1.20:8080",))


class Typist:
    """What is typed, line by line; between two of them nothing happens."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self.unseen_lines: list[str] = []
        self._is_unseen = False

    def next(self, patience: float) -> str | None:
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if self._is_unseen:
            self.unseen_lines.append(line)
        return line

    def wait(self) -> str:
        line = self.next(0)
        assert line is not None
        return line

    @contextmanager
    def unseen(self) -> Iterator[None]:
        self._is_unseen = True
        try:
            yield
        finally:
            self._is_unseen = False


@dataclass
class Facilitator:
    """One who leads a room from the terminal."""

    room: Room
    words: Words = field(default_factory=lambda: Words("en"))
    lobby: Lobby = LOBBY
    saved: dict[str, Person] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.shown = ""
        self.trouble: list[str] = []
        self.codes = (f"C{number}" for number in range(1, 100))

    def types(self, *lines: str) -> str:
        """Type these, and leave; what stands on the screen then."""
        stream = io.StringIO()
        typist = Typist([*lines, self.words("host_word_quit")])
        dialogue = Dialogue(Screen(stream, Look(100)), typist.wait, self.words)
        desk = self.desk(dialogue, typist)
        Console(desk, News(desk)).run()
        self.unseen = typist.unseen_lines
        return stream.getvalue()

    def desk(self, dialogue: Dialogue, keyboard: Typist) -> Desk:
        return Desk(
            self.room, dialogue, keyboard, self.lobby, lambda _: next(self.codes), Random(7), self.interview,
            assessed, lambda: Path("tiny-report.pdf"), Organisation("Havnen"), lambda: date(2027, 1, 31), self.trouble,
        )  # fmt: skip

    def interview(self, name: str) -> Person:
        if name not in self.saved:
            raise ServicecheckError(f"There is no file {name}.")
        return self.saved[name]


def assessed(workshop: Workshop) -> Assessment:
    return assess(workshop.questionnaire, workshop.round, workshop.responses())


@contextmanager
def leading(workshop: Workshop | None = None, **given: object) -> Iterator[Facilitator]:
    """A facilitator in front of a room that is kept nowhere."""
    room = Room(workshop or sample_room(), lambda before, after: None)
    try:
        yield Facilitator(room, **given)  # type: ignore[arg-type] # what a test says of it
    finally:
        room.close()
