"""Many phones at once, in one loop: each sees the pages it is given, fills in their forms, and tries again when nothing
comes back, as somebody does whose wifi is gone."""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode

from servicecheck.web.rehearsal.page import Form, Page

PATIENCE = 10
"""Seconds until an answer is not waited for any more."""
PAUSE = 0.05
GONE = (OSError, EOFError, TimeoutError, ValueError)
"""What a host that is killed looks like."""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    page: Page


@dataclass
class Phone:
    """One phone in the room: what it knows is its cookie, and what it was told of its votes."""

    name: str
    port: int
    join_code: str
    random: Random
    told: dict[str, str] = field(default_factory=dict)
    """By item: the last vote that the host said it has."""
    cookies: dict[str, str] = field(default_factory=dict)
    _line: tuple[StreamReader, StreamWriter] | None = None

    async def come_in(self) -> None:
        """Join, whatever it takes, until the room lets this phone wait or vote."""
        page = (await self._surely("GET", f"/?code={self.join_code}")).page
        while form := next((one for action in ("/join", "/notice", "/role") if (one := page.form(action))), None):
            await self._surely("POST", form.action, form.filled_in(_first(form)))
            page = (await self._surely("GET", "/")).page

    async def vote(self, item: str, *, again: bool = False) -> str:
        """See the question and vote on it until the host says that it has the vote."""
        while True:
            form = await self.see(item, "/change" if again else "/")
            radios = [one for one in form.of_kind("radio") if one.value not in ("na", "dk")]
            chosen = self.random.choice(radios)
            notes = [(one.name, self.name) for one in form.of_kind("textarea", "text")][:1]
            sent = form.filled_in([(chosen.name, chosen.value), *notes])
            if (await self._surely("POST", "/vote", sent)).status in (200, 303):
                self.told[item] = chosen.value
                return chosen.value

    async def see(self, item: str, target: str = "/") -> Form:
        """Wait until an item can be voted on."""
        while True:
            form = (await self._surely("GET", target)).page.form("/vote")
            if form and item in [one.value for one in form.of_kind("hidden")]:
                return form
            await asyncio.sleep(PAUSE)

    async def _surely(self, method: str, target: str, body: Sequence[tuple[str, str]] = ()) -> Reply:
        while True:
            try:
                reply = await asyncio.wait_for(self.ask(method, target, body), PATIENCE)
            except GONE:
                self.hang_up()
            else:
                if reply.status < 500:
                    return reply
            await asyncio.sleep(PAUSE)

    async def ask(self, method: str, target: str, body: Sequence[tuple[str, str]] = ()) -> Reply:
        """Send one request and read what comes back. Raises what is GONE."""
        self._line = self._line or await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._line
        writer.write(self._request(method, target, urlencode(list(body)).encode()))
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = [(name.lower(), value) for name, _, value in (line.partition(": ") for line in head[1:])]
        length = int(dict(headers).get("content-length", "0"))
        content = await reader.readexactly(length)
        for name, value in headers:
            if name == "set-cookie":
                key, _, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept
        if dict(headers).get("connection") == "close":
            self.hang_up()
        return Reply(int(head[0].split(" ")[1]), Page(target.partition("?")[0], content.decode()))

    def hang_up(self) -> None:
        """Close the line, if there is one."""
        if self._line:
            self._line[1].close()
            self._line = None

    def _request(self, method: str, target: str, body: bytes) -> bytes:
        place = f"127.0.0.1:{self.port}"
        lines = [f"{method} {target} HTTP/1.1", f"host: {place}"]
        if self.cookies:
            lines.append("cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines += [f"origin: http://{place}", "content-type: application/x-www-form-urlencoded"]
            lines.append(f"content-length: {len(body)}")
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def _first(form: Form) -> list[tuple[str, str]]:
    """The first of what can be chosen on a form."""
    return [(one.name, one.value) for one in form.of_kind("radio")[:1]]
