"""What is not answered: with which status, and in which words."""

from starlette.types import Send

from servicecheck.language import Words
from servicecheck.web.pages import made

HEADERS = {
    # Pages are made of our own files only, and nobody may put them into a frame.
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    # The last one that a browser knows counts. Under no-referrer alone our own forms would say `Origin: null`, as
    # those of a stranger's page can; same-origin tells others just as little.
    "referrer-policy": "no-referrer, same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""What every answer says to the browser, unless the page says it itself."""

WORDINGS = {
    403: "err_origin",
    404: "err_address",
    408: "err_slow",
    413: "err_too_large",
    421: "err_address",
    500: "err_failed",
    503: "err_busy",
}
"""The catalogue's key for a status; of any other, the request cannot be used."""

_LEAD_ON = {400, 404, 405, 408, 413, 500, 503}
"""Where the first page, of which the phone knows the address, is of use."""


class Refusal(Exception):
    """A request that is answered with a status and a sentence, and nothing else."""

    def __init__(self, status: int, wording: str = "", allow: str = "") -> None:
        super().__init__(status)
        self.status = status
        self.wording = wording or WORDINGS.get(status, "err_request")
        self.allow = allow

    async def answer(self, send: Send, words: Words) -> None:
        """Say so in *words*, and close the connection: who knows what still comes on it."""
        body = made("refused", words, sentence=words(self.wording), leads_on=self.status in _LEAD_ON).encode()
        headers = {
            "content-type": "text/html; charset=utf-8",
            "content-length": str(len(body)),
            "connection": "close",
            **HEADERS,
            **({"allow": self.allow} if self.allow else {}),
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": raw})
        await send({"type": "http.response.body", "body": body})
