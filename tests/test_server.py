"""The servers: where they listen, how long they wait for anybody, and how they end."""

import asyncio
import errno
import socket
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, StreamingResponse
from starlette.routing import Route

from raw_requests import ask, request
from served import served
from servicecheck.web.connections import Limits
from servicecheck.web.forms import read_form
from servicecheck.web.server import CannotListen, host, listen


async def page(_: Request) -> HTMLResponse:
    return HTMLResponse("a page")


async def sent(request: Request) -> HTMLResponse:
    return HTMLResponse(str(dict((await read_form(request)).fields)))


async def broken(_: Request) -> HTMLResponse:
    raise RuntimeError("a mistake of ours")


async def events(_: Request) -> StreamingResponse:
    async def forever() -> AsyncIterator[bytes]:
        while True:
            yield b": still here\n\n"
            await asyncio.sleep(0.1)

    return StreamingResponse(forever(), media_type="text/event-stream")


PAGES = Starlette(
    routes=[
        Route("/", page),
        Route("/sent", sent, methods=["POST"]),
        Route("/broken", broken),
        Route("/events", events),
    ]
)


@pytest.mark.promise("P53")
def test_a_server_is_reached_at_the_address_that_was_shown_and_at_no_other() -> None:
    with served(PAGES) as name:
        port = int(name.split(":")[1])

        assert ask(name, request(name)).status == 200
        for other in ("127.0.0.2", *others_of_this_machine()):
            with pytest.raises(OSError, match=r"refused|assign|timed out"), connected(f"{other}:{port}"):
                pass


def others_of_this_machine() -> list[str]:
    from servicecheck.web.addresses import here

    return [address.ip for address in here()]


@pytest.mark.promise("P53")
def test_a_server_ends_within_two_seconds_while_phones_listen_for_changes() -> None:
    with ExitStack() as phones:
        with served(PAGES) as name:
            for _ in range(40):
                phone = phones.enter_context(connected(name))
                phone.sendall(request(name, target="/events"))
                assert phone.recv(100).startswith(b"HTTP/1.1 200")
            began = time.monotonic()

        assert time.monotonic() - began < 2
        with pytest.raises(OSError, match="refused"), connected(name):
            pass


def test_a_port_in_use_gives_way_to_the_next_one() -> None:
    with listen("127.0.0.1", 0) as first, listen("127.0.0.1", first.getsockname()[1]) as second:
        assert first.getsockname()[1] < second.getsockname()[1] <= first.getsockname()[1] + 20


def test_a_port_that_was_asked_for_is_taken_or_refused() -> None:
    with (
        listen("127.0.0.1", 0) as first,
        pytest.raises(CannotListen, match=r"cannot be had: .* in use\. Choose another"),
    ):
        listen("127.0.0.1", first.getsockname()[1], exactly=True)


def test_the_same_port_can_be_had_again_at_once() -> None:
    with served(PAGES) as name:
        ask(name, request(name))
    port = int(name.split(":")[1])

    with listen("127.0.0.1", port, exactly=True) as again:
        assert host(again) == name


def test_an_address_of_another_machine_is_refused_in_a_sentence() -> None:
    with pytest.raises(CannotListen, match=r"192\.0\.2\.77 is not an address of this computer"):
        listen("192.0.2.77", 8000)


def test_a_machine_on_which_no_port_can_be_had_is_told_of_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: socket.socket, __: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(CannotListen, match=r"No port of 127\.0\.0\.1 can be had: Permission denied\."):
        listen("127.0.0.1", 8000)


@pytest.mark.parametrize("address", ["0.0.0.0", "", "::"])
def test_nobody_listens_at_every_address(address: str) -> None:
    with pytest.raises(CannotListen, match="stands for every address"):
        listen(address, 0)


def test_a_head_that_does_not_come_ends_the_connection() -> None:
    with served(PAGES, limits=lambda: Limits(head_timeout=0.2)) as name:
        assert ask(name, b"").status == 408
        assert ask(name, f"GET / HTTP/1.1\r\nHost: {name}\r\nX-Slow:".encode()).status == 408


def test_a_head_that_trickles_gets_no_more_time_than_another() -> None:
    with served(PAGES, limits=lambda: Limits(head_timeout=0.2)) as name, connected(name) as connection:
        began = time.monotonic()
        with suppress(ConnectionError):
            while time.monotonic() < began + 3:
                connection.sendall(b"G")
                time.sleep(0.02)

        assert time.monotonic() - began < 1


@contextmanager
def connected(name: str) -> Iterator[socket.socket]:
    address, port = name.split(":")
    with socket.create_connection((address, int(port)), timeout=3) as connection:
        yield connection


def test_the_second_head_on_a_connection_has_no_more_time_than_the_first() -> None:
    with served(PAGES, limits=lambda: Limits(head_timeout=0.2)) as name, connected(name) as connection:
        connection.sendall(request(name, connection="keep-alive"))
        while b"a page" not in connection.recv(4096):
            pass
        connection.sendall(b"GET / HT")

        assert connection.recv(4096).startswith(b"HTTP/1.1 408 ")
        assert connection.recv(4096) == b""


def test_a_body_that_does_not_come_is_refused() -> None:
    with served(PAGES, body_timeout=0.2) as name:
        assert ask(name, request(name, "POST", "/sent", b"half", content_length="100")).status == 408


def test_one_address_cannot_hold_all_connections() -> None:
    with served(PAGES, limits=lambda: Limits(connections_each=20, grace=0)) as name, ExitStack() as idle:
        held = [idle.enter_context(connected(name)) for _ in range(60)]

        assert ask(name, request(name)).status == 200
        assert [is_gone(connection) for connection in held] == [True] * 41 + [False] * 19


def test_many_who_come_at_once_are_let_in_until_there_are_twice_as_many() -> None:
    with served(PAGES, limits=lambda: Limits(connections_each=20, grace=60)) as name, ExitStack() as idle:
        held = [idle.enter_context(connected(name)) for _ in range(45)]
        time.sleep(0.1)

        assert [is_gone(connection) for connection in held] == [True] * 5 + [False] * 40


def is_gone(connection: socket.socket) -> bool:
    connection.setblocking(False)
    try:
        return connection.recv(1) == b""
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True


def test_who_is_being_answered_keeps_the_connection_when_others_take_many() -> None:
    with (
        served(PAGES, limits=lambda: Limits(connections_each=5, grace=0)) as name,
        connected(name) as phone,
        ExitStack() as idle,
    ):
        phone.sendall(request(name, target="/events"))
        assert phone.recv(100).startswith(b"HTTP/1.1 200")
        for _ in range(20):
            idle.enter_context(connected(name))

        assert any(b"still here" in phone.recv(65_536) for _ in range(3))


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has one loopback address")
def test_a_crowd_from_one_address_leaves_room_for_another() -> None:
    with served(PAGES, limits=lambda: Limits(connections=6)) as name, ExitStack() as lines:
        for _ in range(12):
            lines.enter_context(listening(name, "127.0.0.2"))
        phone = lines.enter_context(listening(name, "127.0.0.1"))

        assert ask(name, request(name)).status == 200
        assert any(b"still here" in phone.recv(65_536) for _ in range(3))


@contextmanager
def listening(name: str, source: str) -> Iterator[socket.socket]:
    """A line on which changes are told, from another address of this machine."""
    address, port = name.split(":")
    with socket.create_connection((address, int(port)), 3, source_address=(source, 0)) as line:
        line.sendall(request(name, target="/events"))
        assert line.recv(100).startswith(b"HTTP/1.1 200")
        yield line


def test_a_mistake_of_ours_is_told_to_whoever_serves_and_not_to_the_phone(capfd: pytest.CaptureFixture[str]) -> None:
    mistakes: list[Exception] = []
    with served(PAGES, mistakes.append) as name:
        reply = ask(name, request(name, target="/broken"))

    assert reply.status == 500
    assert "Something went wrong." in reply.text
    assert "mistake" not in reply.text
    assert [str(mistake) for mistake in mistakes] == ["a mistake of ours"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.promise("P41")
def test_servers_write_nothing_about_anybody(capfd: pytest.CaptureFixture[str]) -> None:
    with served(PAGES) as name:
        ask(name, request(name))
        ask(name, b"nonsense\r\n\r\n")
        ask(name, request(name, connection="upgrade", upgrade="websocket"))

    assert capfd.readouterr() == ("", "")
