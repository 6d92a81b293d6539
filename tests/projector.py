"""A projector without scripts before a room with real applications: it knows what stands on its page, and presses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from html import unescape
from pathlib import Path
from random import Random
from re import sub
from urllib.parse import urlencode

from raw_requests import Reply, ask, request
from served import served
from servicecheck.assessment import Assessment, assess
from servicecheck.language import Language
from servicecheck.response import Organisation
from servicecheck.web.presenter import presenter_app
from servicecheck.web.room import Room
from servicecheck.web.services import RoomServices, Way, Wifi
from servicecheck.workshop import Vote, Workshop

ADDRESSES = ("http://192.0.2.17:8080", "http://198.51.100.4:8080")
REPORT = b"%PDF- of a test"


def assessed(workshop: Workshop) -> Assessment:
    """What the votes and the agreed answers come to."""
    return assess(workshop.questionnaire, workshop.round, workshop.responses())


def services(language: Language = "en", report: Callable[[Language], Path] | None = None) -> RoomServices:
    """What the pages are handed."""
    return RoomServices(
        organisation=Organisation("Acme"),
        file="acme.servicecheck",
        language=language,
        today=lambda: date(2026, 11, 22),
        report=report or (lambda _: Path("nowhere")),
        assess=assessed,
        new_code=lambda _: "P99",
        random=Random(1),
        way=Way(ADDRESSES, Wifi("Harbour guest", "open sesame")),
    )


@dataclass
class Projector:
    """One projector, and the room before it."""

    room: Room
    place: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str = "/") -> Reply:
        """The page, as it is answered."""
        return self._send("GET", path, b"")

    def text(self, path: str = "/") -> str:
        """What stands on the page, without its markup."""
        reply = self.get(path)
        assert reply.status == 200, reply.status
        return shown(reply)

    def press(self, move: str, /, **given: str) -> Reply:
        """Make a move, from the page of the room as it is."""
        return self.post("/do", **{"do": move, "key": self.room.now.whereabouts, **given})

    def post(self, path: str, /, **fields: str) -> Reply:
        """Send a form, and say what is answered."""
        return self._send("POST", path, urlencode(fields).encode())

    def _send(self, method: str, path: str, body: bytes) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return ask(self.place, request(self.place, method, path, body, cookie=cookies or None))


@contextmanager
def projector(
    workshop: Workshop,
    handed: RoomServices | None = None,
    patience: float = 0,
    keep: Callable[[Workshop, Workshop], None] = lambda _before, _after: None,
    mistakes: tuple[str, ...] = (),
) -> Iterator[Projector]:
    """A projector before *workshop*, whose server tells of these *mistakes* of ours and no other."""
    failed: list[Exception] = []
    room = Room(workshop, keep)
    try:
        with served(presenter_app(room, handed or services(), patience), failed.append) as place:
            yield Projector(room, place)
            room.close()
    finally:
        room.close()
    assert tuple(map(str, failed)) == mistakes


def shown(reply: Reply) -> str:
    """What stands on a page, in one line."""
    visible = sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", reply.text)
    return " ".join(unescape(sub(r"<[^>]*>", " ", visible)).split())


def noted(workshop: Workshop, code: str, value: str, note: str) -> Workshop:
    """The room after somebody's vote with a comment."""
    return workshop.vote(code, workshop.session.item, workshop.ballot.number, Vote(value, note))


def everybody(workshop: Workshop, role: str | None) -> Workshop:
    """The same room, all of whose people have this role."""
    return replace(workshop, people={code: replace(person, role=role) for code, person in workshop.people.items()})
