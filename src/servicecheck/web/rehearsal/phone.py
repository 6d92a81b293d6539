"""A phone in the room, as the network sees it: pages, forms, a cookie, and a line on which changes are told."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from servicecheck.web.rehearsal.page import Form, Page

PATIENCE = 10.0
"""Seconds after which an answer is not waited for any more."""
_MOST_LEADS = 5
_LEADS_ON = (301, 302, 303, 307, 308)


class Phone:
    """One visitor of the pages at one address. Its connection is opened anew when the host closed it."""

    def __init__(self, address: str, language: str) -> None:
        self._host = urlsplit(address).netloc
        self._language = language
        self._cookies: dict[str, str] = {}
        self._connection = HTTPConnection(self._host, timeout=PATIENCE)

    def see(self, target: str) -> Page:
        """The page at *target*, wherever it leads to. Raises OSError and HTTPException."""
        return self._follow("GET", target, None)

    def send(self, form: Form, chosen: Sequence[tuple[str, str]] = ()) -> Page:
        """Send a form with these values in it, and see the page that follows."""
        body = urlencode(form.filled_in(chosen))
        if form.method == "get":
            return self.see(f"{form.action.partition('?')[0]}?{body}")
        return self._follow("POST", form.action, body)

    def changes(self) -> Iterator[None]:
        """Hold the line, and yield whenever something is told on it, or nothing was for a while."""
        connection = HTTPConnection(self._host, timeout=PATIENCE)
        try:
            connection.request("GET", "/events", headers={**self._headers(), "Accept": "text/event-stream"})
            response = connection.getresponse()
            while response.status == 200 and (line := response.readline()):
                if line.startswith(b"data:"):
                    yield
        except TimeoutError:
            yield
        finally:
            connection.close()

    def close(self) -> None:
        """Go."""
        self._connection.close()

    def _follow(self, method: str, target: str, body: str | None) -> Page:
        for _ in range(_MOST_LEADS):
            response, text = self._ask(method, target, body)
            if response.status not in _LEADS_ON:
                return Page(target.partition("?")[0], text)
            method, target, body = "GET", response.getheader("Location", "/"), None
        raise HTTPException(f"{target} leads nowhere")

    def _ask(self, method: str, target: str, body: str | None) -> tuple[HTTPResponse, str]:
        try:
            return self._ask_once(method, target, body)
        except (HTTPException, ConnectionError):
            # The host closes a connection on which nothing was said for some seconds.
            self._connection.close()
            return self._ask_once(method, target, body)

    def _ask_once(self, method: str, target: str, body: str | None) -> tuple[HTTPResponse, str]:
        headers = self._headers()
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self._host}"}
        self._connection.request(method, target, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for given in response.headers.get_all("Set-Cookie", []):
            self._keep(given)
        return response, text

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return {"Accept-Language": self._language, **({"Cookie": cookies} if cookies else {})}

    def _keep(self, given: str) -> None:
        with suppress(ValueError):
            for name, cookie in SimpleCookie(given).items():
                if cookie["max-age"] == "0":
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = cookie.value
