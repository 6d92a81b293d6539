"""Pages for one person: they open with a link that holds a secret, and from then on with a cookie.

The address is one that every program and every user of this machine can reach, so the address alone is not enough.
The secret leaves the address bar at once: what a projector shows, and what a browser's history keeps, does not hold it.
"""

from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from secrets import token_hex
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from servicecheck.web.refusals import Refusal

_STYLE = "/s/"
"""The style sheet, which tells nobody anything; the page that refuses has it too."""


@dataclass(frozen=True)
class Secret:
    """What opens the pages of one person."""

    token: str
    tickets: set[str] = field(default_factory=set)
    """Each opens them once."""

    def link(self, origin: str) -> str:
        """The link that opens the pages at *origin*, as in http://127.0.0.1:8124, to be shown to that person."""
        return f"{origin}/?token={self.token}"

    def link_once(self, origin: str) -> str:
        """A link for a program to open: others on this machine may see what a program was told, but too late."""
        ticket = token_hex(32)
        self.tickets.add(ticket)
        return f"{origin}/?token={ticket}"

    def is_token(self, given: str) -> bool:
        """Whether this is the token."""
        return compare_digest(given.encode(), self.token.encode())

    def takes(self, given: str) -> bool:
        """Whether this opens the pages: the token, or a ticket, which is used up."""
        if given in self.tickets:
            self.tickets.remove(given)
            return True
        return self.is_token(given)


@dataclass(frozen=True)
class Entrance:
    """An application that only the holder of the secret comes to. It stands behind a guard, which words its refusal."""

    app: ASGIApp
    secret: Secret

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        # Browsers send a cookie to every port of a machine, so each port has its own.
        cookie = f"entrance-{scope['server'][1]}"
        if scope["method"] == "GET" and scope["path"].startswith(_STYLE):
            await self.app(scope, receive, send)
        elif scope["method"] == "GET" and scope["path"] == "/" and self.secret.takes(_given(scope)):
            response = RedirectResponse("/", 303)
            response.set_cookie(cookie, self.secret.token, path="/", httponly=True, samesite="strict")
            await response(scope, receive, send)
        elif self.secret.is_token(_kept(scope, cookie)):
            await self.app(scope, receive, send)
        else:
            raise Refusal(403, "err_entrance")


def _given(scope: Scope) -> str:
    try:
        query = parse_qs(str(scope["query_string"], "ascii"), max_num_fields=10)
    except ValueError:
        return ""
    return query.get("token", [""])[0]


def _kept(scope: Scope, cookie: str) -> str:
    try:
        cookies = SimpleCookie("; ".join(Headers(scope=scope).getlist("cookie")))
    except CookieError:
        return ""
    return cookies[cookie].value if cookie in cookies else ""
