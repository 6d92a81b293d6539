"""servicecheck workshop as a process: it is where it says, nowhere else, and ends when it is told (P53)."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from command_line import LIMIT, surroundings
from raw_requests import Reply, ask, request
from sample_workshops import QUESTIONNAIRE
from served_room import form
from servicecheck.web.addresses import here

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix"),
    pytest.mark.promise("P53"),
]

PHONES = 20


@contextmanager
def hosted(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The command, and what it says by and by."""
    (folder / "tiny.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    said = folder / "said"
    with said.open("wb") as stream:
        host = subprocess.Popen(
            [sys.executable, "-m", "servicecheck", "workshop", "tiny.yaml", "--address", "127.0.0.1", "--no-open"],
            cwd=folder, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stream,
        )  # fmt: skip
        try:
            yield host, said
        finally:
            host.kill()
            host.communicate()


def told(said: Path, pattern: str) -> str:
    """What the host says behind some words, as soon as it does."""
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        found = re.search(pattern, said.read_text("utf-8"))
        if found:
            return found[1]
        time.sleep(0.02)
    raise AssertionError(f"{pattern} is not in:\n{said.read_text('utf-8')}")


def posted(place: str, path: str, body: bytes, cookie: str = "") -> Reply:
    return ask(place, request(place, "POST", path, body, cookie=cookie))


@pytest.mark.parametrize("how", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.release)])
def test_a_room_is_where_it_says_and_ends_within_two_seconds(tmp_path: Path, how: signal.Signals) -> None:
    # Where more programs want to run than there are processors, each takes as much longer.
    crowding = max(os.getloadavg()[0] / (os.cpu_count() or 1), 1)

    assert seconds_to_end(tmp_path, how) < 2 * crowding


def seconds_to_end(folder: Path, how: signal.Signals) -> float:
    """How long a room takes to end in which phones and the projector are listening."""
    with hosted(folder) as (host, said), ExitStack() as lines:
        place = told(said, r"Address +http://(\S+)")
        code = told(said, r"Code +(\w{3} \w{3})")
        presenter, token = told(said, r"http://(\S+/\?token=\S+)").split("/?token=")
        for _ in range(PHONES):
            cookie = posted(place, "/join", form(code=code)).headers["set-cookie"].partition(";")[0]
            posted(place, "/notice", b"", cookie)
            lines.enter_context(listening(place, cookie))
        lines.enter_context(listening(presenter, f"entrance-{presenter.split(':')[1]}={token}"))

        assert {place.split(":")[0], presenter.split(":")[0]} == {"127.0.0.1"}
        assert reachable_elsewhere(place, presenter) == []
        began = time.monotonic()
        host.send_signal(how)
        assert host.wait(LIMIT) == 128 + how
        took = time.monotonic() - began
        assert "Traceback" not in said.read_text("utf-8")
        return took


@contextmanager
def listening(place: str, cookie: str) -> Iterator[socket.socket]:
    """A line on which changes are told."""
    address, port = place.split(":")
    with socket.create_connection((address, int(port)), timeout=LIMIT) as line:
        line.sendall(request(place, target="/events", cookie=cookie))
        assert line.recv(64).startswith(b"HTTP/1.1 200 ")
        yield line


def reachable_elsewhere(*places: str) -> list[str]:
    """At which other addresses of this machine somebody answers at the same ports."""
    found = []
    for port in (int(place.split(":")[1]) for place in places):
        for other in ("127.0.0.2", *(address.ip for address in here())):
            try:
                socket.create_connection((other, port), timeout=0.5).close()
            except OSError:
                continue
            found.append(f"{other}:{port}")
    return found
