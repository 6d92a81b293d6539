"""What the pages need from the world around them, and are handed by the command that serves them."""

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from servicecheck.assessment import Assessment
from servicecheck.language import Language
from servicecheck.response import Organisation
from servicecheck.workshop import Workshop


@dataclass(frozen=True)
class Services:
    """What every page may need: one person's interview, or a room."""

    organisation: Organisation
    file: str
    """The name of the assessment file, as it is said to whoever answers."""
    language: Language
    """Of the screen that everybody looks at; a phone may have another."""
    today: Callable[[], date]
    report: Callable[[Language], Path]
    """Make the report of what is in the file by now, and say where it is: a PDF, or HTML where none can be made.

    It takes seconds: call it in a thread. Raises ServicecheckError.
    """


@dataclass(frozen=True)
class Wifi:
    """A network that phones can be brought into with a second QR code."""

    name: str
    password: str = ""
    """Empty for an open one."""


@dataclass(frozen=True)
class Way:
    """How phones come to the room."""

    addresses: tuple[str, ...]
    """The participants' page on each address of this machine that is listened on, as in http://192.168.1.20:8123;
    the one to show first."""
    wifi: Wifi | None = None

    @property
    def address(self) -> str:
        """The address to show."""
        return self.addresses[0]


@dataclass(frozen=True)
class RoomServices(Services):
    """What the pages of a room need besides."""

    assess: Callable[[Workshop], Assessment]
    """With the targets, basics and other rounds that stand in the same file. It takes tens of milliseconds."""
    new_code: Callable[[Container[object]], str]
    """A random code that none of these people has."""
    random: Random
    """Not to be guessed: what must not show an order is shuffled by it."""
    way: Way | None = None
    """None where the room does without phones."""
    is_rehearsal: bool = False
