"""Connections with limits: nobody can hold so many, or so long, that there is none for the others.

uvicorn waits for the first request of a connection as long as it takes, and counts connections only once a request
has come. So this protocol gives a request's head some seconds. Where one address holds too many connections, or all
together do and this one the most of them, one of its own has to go: others' are left alone.
"""

import asyncio
import sys
from collections import Counter
from dataclasses import dataclass, field

import h11
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import STATUS_PHRASES, H11Protocol
from uvicorn.server import ServerState

from servicecheck.web.refusals import HEADERS


@dataclass
class Limits:
    """What the connections to one address of ours may use together."""

    connections: int = 1200
    connections_each: int = 400
    """From one address. In some networks a whole room has one, and every phone holds one or two."""
    head_timeout: float = 10.0
    """Seconds in which a request must have been said up to its body."""
    grace: float = 0.5
    """Seconds for which a new connection is left alone, unless there are twice as many as there may be: when many
    come at once, what has been sent on one of them may not have been read yet."""
    open: "dict[Connection, None]" = field(default_factory=dict)
    """Those that are open, oldest first."""
    by_address: Counter[str] = field(default_factory=Counter)

    def admit(self, connection: "Connection") -> None:
        """Take one more in, and let one go when there are too many."""
        self.open[connection] = None
        self.by_address[connection.address] += 1
        theirs = self.by_address[connection.address]
        if theirs > self.connections_each:
            self._let_one_go(connection.address, must=theirs > 2 * self.connections_each)
        elif len(self.open) > self.connections:
            largest = max(self.by_address, key=self.by_address.__getitem__)
            self._let_one_go(largest, must=len(self.open) > 2 * self.connections)

    def forget(self, connection: "Connection") -> None:
        """A connection has ended."""
        if connection in self.open:
            del self.open[connection]
            self.by_address[connection.address] -= 1
            if not self.by_address[connection.address]:
                del self.by_address[connection.address]

    def _let_one_go(self, address: str, *, must: bool) -> None:
        """Close the oldest connection of *address* on which nothing is being answered; if one *must* go, the oldest."""
        theirs = [one for one in self.open if one.address == address]
        idle = next((one for one in theirs if one.is_idle and one.age >= self.grace), None)
        goes = idle or (theirs[0] if must else None)
        if goes is not None:
            self.forget(goes)
            goes.transport.abort()


class Connection(H11Protocol):
    """One connection, and how long it may take."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, object],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.address = ""
        self._head_is_due: asyncio.TimerHandle | None = None
        self._since = self.loop.time()

    limits: Limits
    """Set by the class that `limited` makes."""

    @property
    def is_idle(self) -> bool:
        """Whether no request of it is being answered."""
        return self.conn.their_state is h11.IDLE

    @property
    def age(self) -> float:
        """For how many seconds it has been there."""
        return self.loop.time() - self._since

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.address = self.client[0] if self.client else ""
        self._expect_head()
        self.limits.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Make room for another."""
        self._stop_expecting()
        self.limits.forget(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take the next bytes of a request."""
        if self.is_idle and self._head_is_due is None:
            self._expect_head()
        super().data_received(data)
        if not self.is_idle:
            self._stop_expecting()

    def send_400_response(self, msg: str) -> None:
        """Say that this is no request, with the status that says most about why."""
        # uvicorn calls this while it handles h11's error, which knows more than the message.
        self._refuse(getattr(sys.exception(), "error_status_hint", 400))

    def _expect_head(self) -> None:
        self._head_is_due = self.loop.call_later(self.limits.head_timeout, self._refuse, 408)

    def _stop_expecting(self) -> None:
        if self._head_is_due is not None:
            self._head_is_due.cancel()
            self._head_is_due = None

    def _refuse(self, status: int) -> None:
        """End the connection with a status and nothing else: here nobody is known to read any language."""
        self._stop_expecting()
        if not self.transport.is_closing():
            headers = {**HEADERS, "content-length": "0", "connection": "close"}
            lines = [f"{name}: {value}\r\n".encode() for name, value in headers.items()]
            head = b"HTTP/1.1 %d %s\r\n" % (status, STATUS_PHRASES[status])
            self.transport.write(b"".join([head, *lines, b"\r\n"]))
            self.transport.close()


def limited(limits: Limits) -> type[Connection]:
    """The protocol for connections that share these limits."""
    return type("LimitedConnection", (Connection,), {"limits": limits})
