"""The ways into a room: one for phones at each address that is shown, and the presenter's, on this machine only.

They are there before anybody is told of them, so what is shown is always right; nobody is answered before `serve`.
"""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from socket import socket

from starlette.types import ASGIApp

from servicecheck.language import Words
from servicecheck.web.entrance import Entrance, Secret
from servicecheck.web.guard import Guard
from servicecheck.web.server import Server, host, listen

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Doors:
    """Sockets that were bound."""

    phones: tuple[socket, ...]
    """The one to show first; none in a room without phones."""
    presenter: socket
    secret: Secret
    """The presenter's."""

    @classmethod
    def open(cls, key: bytes, ips: Sequence[str], port: int = 0, *, exactly: bool = False) -> "Doors":
        """Phones come to these addresses: at *port* where it can be had (0 for any), or *exactly* there.

        With the *key* of the session the presenter's secret is made, and the port beside the phones' is tried first: a
        page that is open on the projector goes on by itself after the host was started again. Raises CannotListen.
        """
        phones: list[socket] = []
        try:
            for ip in ips:
                phones.append(listen(ip, phones[0].getsockname()[1] if phones else port, exactly=exactly))
            beside = phones[0].getsockname()[1] + 1 if phones else port
            return cls(tuple(phones), listen(LOOPBACK, beside % 2**16), Secret(_token(key)))
        except BaseException:
            for one in phones:
                one.close()
            raise

    @property
    def addresses(self) -> tuple[str, ...]:
        """The participants' pages, as in http://192.168.1.20:8123."""
        return tuple(f"http://{host(one)}" for one in self.phones)

    @property
    def port(self) -> int:
        """The one that phones come to; 0 without phones."""
        return self.phones[0].getsockname()[1] if self.phones else 0

    @property
    def link(self) -> str:
        """What opens the presenter's pages, to be shown to whoever leads."""
        return self.secret.link(f"http://{host(self.presenter)}")

    def link_once(self) -> str:
        """The same for a browser to be started with, once."""
        return self.secret.link_once(f"http://{host(self.presenter)}")

    def serve(
        self, participants: ASGIApp, presenter: ASGIApp, words: Words, failed: Callable[[Exception], None]
    ) -> Server:
        """A server of the two applications, not yet begun; what is refused is refused in these *words*.

        *failed* is told of mistakes of ours, in the server's thread.
        """
        hosts = frozenset(host(one) for one in self.phones)
        to_phones = Guard(participants, hosts, words, failed, speaks_theirs=True)
        to_presenter = Guard(Entrance(presenter, self.secret), {host(self.presenter)}, words, failed)
        return Server([*((one, to_phones) for one in self.phones), (self.presenter, to_presenter)], failed)

    def close(self) -> None:
        """Give the addresses free, also where no server was begun. Closing twice does no harm."""
        for one in (*self.phones, self.presenter):
            one.close()


def _token(key: bytes) -> str:
    return hmac.digest(key, b"the entrance of the presenter", "sha256").hex()
