"""A phone without scripts: it keeps cookies, follows where it is led, and knows what stands on its page.

It asks the application itself, with no network between: what a server and a guard add is tested with them.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp

from raw_requests import FORM, Reply
from servicecheck.assessment import Assessment
from servicecheck.files.assessment_file.codes import new_code
from servicecheck.language import Language
from servicecheck.response import Organisation
from servicecheck.web.participants import participants_app
from servicecheck.web.rehearsal.page import Page
from servicecheck.web.room import Room
from servicecheck.web.services import RoomServices
from servicecheck.workshop import Workshop

PLACE = ("192.0.2.17", 8123)


@dataclass(frozen=True)
class PhonesPlace:
    """A room and the application of its phones."""

    room: Room
    app: ASGIApp


def services() -> RoomServices:
    """What the phones' pages need from the world around them."""
    return RoomServices(
        organisation=Organisation("Acme"),
        file="acme.servicecheck",
        language="en",
        today=lambda: date(2026, 11, 22),
        report=_no_report,
        assess=_no_assessment,
        new_code=new_code,
        random=Random(1),
    )


@contextmanager
def phones_place(workshop: Workshop) -> Iterator[PhonesPlace]:
    """*workshop*, kept nowhere."""
    room = Room(workshop, lambda _before, _after: None)
    try:
        yield PhonesPlace(room, participants_app(room, services()))
    finally:
        room.close()


@dataclass
class Handset:
    """One phone in a room."""

    place: PhonesPlace
    language: str = "en"
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str = "/") -> Reply:
        return self._followed(self.send("GET", path))

    def post(self, path: str, fields: list[tuple[str, str]] | None = None, /, **more: str) -> Reply:
        """Send a form, and say what comes of it: the page that it leads to, or why it was not taken."""
        return self._followed(self.sent(path, fields, **more))

    def sent(self, path: str, fields: list[tuple[str, str]] | None = None, /, **more: str) -> Reply:
        """Send a form and go nowhere."""
        return self.send("POST", path, urlencode([*(fields or []), *more.items()]).encode())

    def vote(self, *answers: str, name: str = "answer", comment: str = "") -> Reply:
        """Vote on what is open."""
        now = self.place.room.now
        ballot = [("item", now.session.item), ("ballot", str(now.ballot.number)), ("comment", comment)]
        return self.post("/vote", [*ballot, *((name, answer) for answer in answers)])

    def join(self, role: str = "") -> "Handset":
        """Come in, by the forms."""
        self.post("/join", code=self.place.room.now.session.join_code)
        self.post("/notice")
        if role:
            self.post("/role", role=role)
        return self

    @property
    def code(self) -> str:
        """Under which this phone's votes are kept."""
        voter = next(value for name, value in self.cookies.items() if name.startswith("voter"))
        return voter.partition(".")[0]

    def send(self, method: str, target: str, body: bytes = b"") -> Reply:
        """Ask for something, or send a body, and go nowhere."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"host": ":".join(map(str, PLACE)), "accept-language": self.language, "content-type": FORM}
        reply = asyncio.run(_asked(self.place.app, method, target, {**headers, "cookie": cookies}, body))
        for name, cookie in SimpleCookie(reply.headers.get("set-cookie", "")).items():
            self.cookies[name] = cookie.value
        return reply

    def _followed(self, reply: Reply) -> Reply:
        while reply.status == 303:
            reply = self.send("GET", reply.headers["location"])
        return reply


def forms(reply: Reply) -> list[str]:
    """Where the forms on a page are sent to."""
    return [form.action for form in Page("/", reply.text).forms]


async def _asked(app: ASGIApp, method: str, target: str, headers: dict[str, str], body: bytes) -> Reply:
    path, _, query = target.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items() if value],
        "server": PLACE,
        "client": ("192.0.2.18", 40000),
    }
    answered: list[Any] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        answered.append(message)

    await app(scope, receive, send)
    given = {name.decode(): value.decode() for name, value in answered[0]["headers"]}
    content = b"".join(message.get("body", b"") for message in answered[1:])
    return Reply(answered[0]["status"], given, content, content)


def _no_report(_: Language) -> Path:
    raise AssertionError("nobody asks for a report here")


def _no_assessment(_: Workshop) -> Assessment:
    raise AssertionError("nobody asks for the verdict here")
