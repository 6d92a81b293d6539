"""What the console is handed: the room, a screen and a keyboard, and what only the command can do."""

from collections.abc import Callable, Container, Mapping
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Protocol

from servicecheck.assessment import Assessment
from servicecheck.errors import InvalidAnswer, ServicecheckError
from servicecheck.response import Answer, Organisation, Respondent
from servicecheck.terminal.interview import Dialogue
from servicecheck.terminal.interview.typed_answers import refusal
from servicecheck.workshop import Refused, Workshop

Person = tuple[Respondent, Mapping[str, Answer]]
"""Somebody, and what that person answered elsewhere."""


class LiveRoom(Protocol):
    """The workshop while it goes on, which phones and pages change at the same time."""

    @property
    def now(self) -> Workshop:
        """The workshop as it is on the disk."""

    @property
    def connected(self) -> int:
        """How many phones hold a line to this host."""

    @property
    def problem(self) -> ServicecheckError | None:
        """Why the last change could not be kept; None when it was."""

    def do(self, change: Callable[[Workshop], Workshop]) -> "Future[Workshop]":
        """Have something done; the future has the workshop after it, or raises why it was not done."""


class Keyboard(Protocol):
    """Lines as they are typed, while other things go on."""

    def next(self, patience: float) -> str | None:
        """The next line; None when nothing was typed for so many seconds. Raises EOFError when there are no more."""

    def unseen(self) -> AbstractContextManager[None]:
        """What is typed meanwhile is not shown."""


@dataclass(frozen=True)
class Lobby:
    """Where people come in, and where the facilitator's page is."""

    presenter: str
    """The address of the presenter's page, with its token."""
    addresses: tuple[str, ...] = ()
    """Of the participants' page, the one to show first; empty where the room does without phones."""
    is_alone: bool = False
    """Whether only this machine itself reaches it, as in a rehearsal, or without any network."""
    others: tuple[str, ...] = ()
    """This machine's other addresses, each with its network card, to be chosen with --address."""
    wifi: str = ""
    """The network that phones are to be in."""


@dataclass(frozen=True)
class Desk:
    """The facilitator's place in the room."""

    room: LiveRoom
    dialogue: Dialogue
    keyboard: Keyboard
    lobby: Lobby
    new_code: Callable[[Container[object]], str]
    random: Random
    interview: Callable[[str], Person]
    """The person in a saved interview, by the name of its file. Raises ServicecheckError."""
    assess: Callable[[Workshop], Assessment]
    report: Callable[[], Path]
    """Make the report, and say where it is. Raises ServicecheckError."""
    organisation: Organisation
    today: Callable[[], date]
    trouble: list[str] = field(default_factory=list)
    """What went wrong around the room since it was last said, such as a server that ended."""

    def do(self, change: Callable[[Workshop], Workshop]) -> Workshop | None:
        """Have something done in the room, or say why it was not done."""
        try:
            return self.room.do(change).result()
        except ServicecheckError as error:
            self.dialogue.screen.paragraph(self.reason(error))
            return None

    def reason(self, error: ServicecheckError) -> str:
        """Why something was not done, in the facilitator's language where it is about the room."""
        words, item = self.dialogue.words, self.room.now.item
        if isinstance(error, Refused):
            return words(error.wording, k=self.room.now.smallest_group)
        if isinstance(error, InvalidAnswer) and item:
            return refusal(error, item, words)
        return error.message
