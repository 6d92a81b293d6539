"""What stands before every page: requests that are not meant for it are refused, and no answer goes out unprotected.

On a plain wifi anybody can send anything, and any page that somebody else's browser has open can try to speak to this
address. So only the names that were shown are answered (a stranger's name that is made to lead here is not), only
forms of our own pages are taken, and a page is handed a body only when all of it is there.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servicecheck.language import Words, preferred
from servicecheck.web.refusals import HEADERS, Refusal

LARGEST_BODY = 64 * 1024
LARGEST_HEAD = 16 * 1024
LONGEST_TARGET = 2_000
BODY_TIMEOUT = 10.0
"""Seconds in which a body must have arrived."""
_FORM = "application/x-www-form-urlencoded"
_MOST_THROWN_AWAY = 1024 * 1024
"""So much of a body that is too large is read to its end, so that a browser comes to see why it was refused."""


@dataclass(frozen=True)
class Guard:
    """An application behind its guard."""

    app: ASGIApp
    hosts: Collection[str]
    """The names it is reached by, each with its port, as in 192.168.1.20:8123."""
    words: Words
    failed: Callable[[Exception], None]
    """Told when a page fails, which is a mistake of ours."""
    body_timeout: float = BODY_TIMEOUT
    speaks_theirs: bool = False
    """Whether a refusal is in the language that the browser prefers, where it is one of ours."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        words = self._words(headers)
        try:
            _check_target(scope, headers)
            _check_host(headers, self.hosts)
            _check_site(scope["method"], headers)
            body = await self._body(scope["method"], headers, receive)
        except Refusal as refusal:
            await refusal.answer(send, words)
            return
        await self._let_through(_without_range(scope), body, receive, _Answer(send, words))

    def _words(self, headers: Headers) -> Words:
        if not self.speaks_theirs:
            return self.words
        accepted = [one.partition(";")[0] for one in headers.get("accept-language", "").split(",")]
        return Words(preferred([*accepted, self.words.language]))

    async def _let_through(self, scope: Scope, body: bytes, receive: Receive, answer: "_Answer") -> None:
        try:
            await self.app(scope, receive if scope["method"] == "GET" else _Replay(body, receive), answer)
        except Refusal as refusal:
            await refusal.answer(answer.send, answer.words)
        except Exception as error:
            self.failed(error)
            if answer.is_begun:
                raise
            await Refusal(500).answer(answer.send, answer.words)

    async def _body(self, method: str, headers: Headers, receive: Receive) -> bytes:
        """All of the body, before any page sees the request."""
        declared = int(headers.get("content-length", "0"))
        if method == "GET":
            if declared:
                raise Refusal(400)
            return b""
        if headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            raise Refusal(415)
        if declared > LARGEST_BODY and "expect" in headers:
            raise Refusal(413)
        try:
            async with asyncio.timeout(self.body_timeout):
                return await _read(receive)
        except TimeoutError:
            raise Refusal(408) from None


def _check_target(scope: Scope, headers: Headers) -> None:
    """Refuse what no browser asks of our pages."""
    if scope["http_version"] not in ("1.0", "1.1"):
        raise Refusal(505)
    if scope["method"] not in ("GET", "POST"):
        raise Refusal(405, allow="GET, POST")
    path: str = scope["path"]
    if len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_TARGET:
        raise Refusal(414)
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEAD:
        raise Refusal(431)
    # Whoever names a host in the target, or hides control characters in it, is no browser of ours.
    if not path.startswith("/") or "\\" in path or any(ord(sign) < 32 or ord(sign) == 127 for sign in path):
        raise Refusal(400)
    if {"..", "."} & set(path.split("/")):
        raise Refusal(404)
    if headers.get("upgrade", "").lower() == "websocket":
        raise Refusal(400)
    if "transfer-encoding" in headers:
        # With a length beside it, two readers might see two requests; without, nobody knows how long it will be.
        raise Refusal(400 if "content-length" in headers else 411)
    if scope["method"] == "POST" and "content-length" not in headers:
        raise Refusal(411)


def _check_host(headers: Headers, hosts: Collection[str]) -> None:
    """Refuse names that were not shown: a stranger's page can have its own name lead to this address."""
    named = headers.getlist("host")
    if len(named) != 1:
        raise Refusal(400)
    if named[0].lower() not in hosts:
        raise Refusal(421)


def _check_site(method: str, headers: Headers) -> None:
    """Refuse what a page of somebody else sent, or shows as a part of itself.

    Browsers say where a form came from; what is no browser may leave it out, and no stranger's page can make it.
    """
    if any(origin != f"http://{headers['host'].lower()}" for origin in headers.getlist("origin")):
        raise Refusal(403)
    site = headers.get("sec-fetch-site", "same-origin")
    if site == "same-origin" or (method == "GET" and site == "none"):
        return
    is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if method != "GET" or not is_link:
        raise Refusal(403)


def _without_range(scope: Scope) -> Scope:
    """The request for the whole: parts of a page are of no use to anybody but who wants to keep us busy."""
    kept = [(name, value) for name, value in scope["headers"] if name not in (b"range", b"if-range")]
    return {**scope, "headers": kept}


async def _read(receive: Receive) -> bytes:
    body, length, is_more = b"", 0, True
    while is_more and length <= _MOST_THROWN_AWAY:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400)
        part: bytes = message.get("body", b"")
        length += len(part)
        body = body + part if length <= LARGEST_BODY else b""
        is_more = message.get("more_body", False)
    if length > LARGEST_BODY:
        raise Refusal(413)
    return body


@dataclass
class _Replay:
    """The body that was read, and then whatever else comes of the connection: that it went."""

    body: bytes
    receive: Receive
    is_told: bool = False

    async def __call__(self) -> Message:
        if self.is_told:
            return await self.receive()
        self.is_told = True
        return {"type": "http.request", "body": self.body, "more_body": False}


@dataclass
class _Answer:
    """What an application answers, with the headers that protect it; the framework's own refusals in our words."""

    send: Send
    words: Words
    is_begun: bool = False
    is_ours: bool = False

    async def __call__(self, message: Message) -> None:
        if self.is_ours:
            return
        if message["type"] == "http.response.start":
            self.is_begun = True
            headers = MutableHeaders(scope=message)
            if message["status"] >= 400 and headers.get("content-type", "").startswith("text/plain"):
                self.is_ours = True
                refusal = Refusal(message["status"], allow=headers.get("allow", ""))
                await refusal.answer(self.send, self.words)
                return
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await self.send(message)
