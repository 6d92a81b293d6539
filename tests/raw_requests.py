"""Requests as bytes, to servers on this machine: what no well-behaved client can be made to send."""

import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Reply:
    """What came back: all of it, up to the end of the connection or of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    raw: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def request(place: str, /, method: str = "GET", target: str = "/", body: bytes = b"", **headers: str | None) -> bytes:
    """A request to *place* as a browser would send it; *headers* change or (None) leave out what it says of itself."""
    given = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    usual: dict[str, str | None] = {"host": place, "connection": "close"}
    if method == "POST":
        usual |= {"origin": f"http://{place}", "content-type": FORM, "content-length": str(len(body))}
    lines = [f"{name}: {value}" for name, value in {**usual, **given}.items() if value is not None]
    return "\r\n".join([f"{method} {target} HTTP/1.1", *lines, "", ""]).encode("latin-1") + body


def ask(place: str, sent: bytes | Iterable[bytes], timeout: float = 5) -> Reply:
    """Send this to the server at *place* and read what it answers."""
    address, _, port = place.rpartition(":")
    with socket.create_connection((address, int(port)), timeout) as connection:
        for part in [sent] if isinstance(sent, bytes) else sent:
            connection.sendall(part)
        return _reply(_all(connection))


def _all(connection: socket.socket) -> bytes:
    received = b""
    while not _is_whole(received):
        part = connection.recv(65_536)
        if not part:
            break
        received += part
    return received


def _is_whole(received: bytes) -> bool:
    head, end, body = received.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(end) and bool(lengths) and len(body) >= int(lengths[0])


def _reply(raw: bytes) -> Reply:
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Reply(int(first.split(" ")[1]), headers, body, raw)
