"""A room with its real applications behind the real doors, and a phone that came in by its forms."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from urllib.parse import urlencode

from raw_requests import Reply, ask, request
from servicecheck.assessment import Assessment, assess
from servicecheck.files.assessment_file.codes import new_code
from servicecheck.language import Language, Words
from servicecheck.response import Organisation
from servicecheck.web.doors import Doors
from servicecheck.web.participants import participants_app
from servicecheck.web.presenter import presenter_app
from servicecheck.web.room import Room
from servicecheck.web.services import RoomServices, Way, Wifi
from servicecheck.workshop import Workshop


@dataclass
class ServedRoom:
    """A room, and where it is."""

    room: Room
    phones: str
    """As in 127.0.0.1:8123."""
    presenter: str
    token: str
    mistakes: list[Exception]
    """Of ours."""
    cookie: str = ""
    """Of the phone that came in."""

    @property
    def key(self) -> str:
        """Where the presenter's page was made."""
        return self.room.now.whereabouts

    @property
    def vote(self) -> bytes:
        """A right vote on what is open."""
        now = self.room.now
        return form(item=now.session.item, ballot=str(now.ballot.number), answer="3")

    def post(self, path: str, body: bytes, **headers: str | None) -> Reply:
        """Send a form as a phone."""
        return ask(self.phones, request(self.phones, "POST", path, body, **headers))

    def came_in(self, code: str) -> str:
        """The cookie of another phone, which types the code and accepts the notice."""
        cookie = self.post("/join", form(code=code)).headers["set-cookie"].partition(";")[0]
        assert self.post("/notice", b"", cookie=cookie).status == 303
        return cookie


def form(**fields: str) -> bytes:
    """A form as browsers write it."""
    return urlencode(fields).encode()


@contextmanager
def served_room(workshop: Workshop, organisation: str = "Acme", wifi: Wifi | None = None) -> Iterator[ServedRoom]:
    """*workshop*, kept nowhere, at a free port of this machine."""
    mistakes: list[Exception] = []
    room = Room(workshop, lambda _before, _after: None)
    doors = Doors.open(workshop.session.key, ["127.0.0.1"])
    services = RoomServices(
        organisation=Organisation(organisation, contact=organisation),
        file="acme.servicecheck",
        language="en",
        today=lambda: date(2026, 11, 22),
        report=_no_report,
        assess=_assessed,
        new_code=new_code,
        random=Random(1),
        way=Way(doors.addresses, wifi),
    )
    server = doors.serve(
        participants_app(room, services), presenter_app(room, services, patience=0), Words("en"), mistakes.append
    )
    server.start()
    phones, presenter = doors.addresses[0].removeprefix("http://"), doors.link.split("/")[2]
    place = ServedRoom(room, phones, presenter, doors.secret.token, mistakes)
    try:
        place.cookie = place.came_in(workshop.session.join_code)
        yield place
    finally:
        room.close()
        server.stop()


def _no_report(_: Language) -> Path:
    raise AssertionError("nobody asks for a report here")


def _assessed(workshop: Workshop) -> Assessment:
    return assess(workshop.questionnaire, workshop.round, workshop.responses())
