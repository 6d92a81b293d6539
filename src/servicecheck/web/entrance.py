"""Pages for one person: they open with a link that holds a secret, and from then on with a cookie.

The address is one that every program and every user of this machine can reach, so the address alone is not enough.
The secret leaves the address bar at once: what a projector shows, and what a browser's history keeps, does not hold it.
"""

from dataclasses import dataclass
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from servicecheck.web.refusals import Refusal

_STYLE = "/s/"
"""The style sheet, which tells nobody anything; the page that refuses has it too."""


def entrance_link(origin: str, token: str) -> str:
    """The link that opens the pages at *origin*, as in http://127.0.0.1:8124."""
    return f"{origin}/?token={token}"


@dataclass(frozen=True)
class Entrance:
    """An application that only the holder of the token comes to. It stands behind a guard, which words its refusal."""

    app: ASGIApp
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        # Browsers send a cookie to every port of a machine, so each port has its own.
        cookie = f"entrance-{scope['server'][1]}"
        if scope["method"] == "GET" and scope["path"].startswith(_STYLE):
            await self.app(scope, receive, send)
        elif scope["method"] == "GET" and scope["path"] == "/" and self._opens(_given(scope)):
            response = RedirectResponse("/", 303)
            response.set_cookie(cookie, self.token, path="/", httponly=True, samesite="strict")
            await response(scope, receive, send)
        elif self._opens(_kept(scope, cookie)):
            await self.app(scope, receive, send)
        else:
            raise Refusal(403, "err_entrance")

    def _opens(self, given: str) -> bool:
        return compare_digest(given.encode(), self.token.encode())


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
