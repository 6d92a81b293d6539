"""The ways into a room."""

import sys

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from raw_requests import ask, request
from servicecheck.language import Words
from servicecheck.web.doors import Doors
from servicecheck.web.server import CannotListen

KEY = b"k" * 32


def pages(text: str) -> Starlette:
    async def page(_: Request) -> HTMLResponse:
        return HTMLResponse(text)

    return Starlette(routes=[Route("/", page)])


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one loopback address")
def test_phones_come_to_every_address_that_is_shown_and_the_presenter_to_this_machine() -> None:
    doors = Doors.open(KEY, ["127.0.0.2", "127.0.0.3"])
    server = doors.serve(pages("phones"), pages("presenter"), Words("en"), print)
    server.start()
    try:
        places = [address.removeprefix("http://") for address in doors.addresses]
        presenter, _, target = doors.link.removeprefix("http://").partition("/")

        assert [place.split(":") for place in places] == [
            ["127.0.0.2", str(doors.port)],
            ["127.0.0.3", str(doors.port)],
        ]
        assert [ask(place, request(place)).text for place in places] == ["phones", "phones"]
        assert presenter == f"127.0.0.1:{doors.port + 1}"
        assert ask(presenter, request(presenter)).status == 403
        cookie = ask(presenter, request(presenter, target=f"/{target}")).headers["set-cookie"].partition(";")[0]
        assert ask(presenter, request(presenter, cookie=cookie)).text == "presenter"
    finally:
        server.stop()


def test_a_host_that_was_started_again_has_the_same_doors() -> None:
    before, port = opened(KEY)
    after, port_after = opened(KEY, port)
    other, _ = opened(b"another key", port)

    assert (after.secret.token, port_after) == (before.secret.token, port)
    assert other.secret.token != before.secret.token


def opened(key: bytes, port: int = 0) -> tuple[Doors, int]:
    doors = Doors.open(key, ["127.0.0.1"], port)
    port = doors.port
    doors.close()
    return doors, port


def test_a_room_without_phones_has_only_the_presenters_door() -> None:
    doors = Doors.open(KEY, [])

    assert (doors.addresses, doors.port) == ((), 0)
    assert doors.link.startswith("http://127.0.0.1:")
    doors.close()


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one loopback address")
def test_an_address_that_cannot_be_had_leaves_no_door_open() -> None:
    taken = Doors.open(KEY, ["127.0.0.1"])
    with pytest.raises(CannotListen):
        Doors.open(KEY, ["127.0.0.3", "127.0.0.1"], taken.port, exactly=True)

    again = Doors.open(KEY, ["127.0.0.3"], taken.port, exactly=True)

    assert again.port == taken.port
    again.close()
    taken.close()
