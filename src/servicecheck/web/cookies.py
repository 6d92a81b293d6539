"""Whose phone it is: a code behind a seal that only this room can set.

The seal's key is the session's, so that a phone is known again after the host was started anew.
"""

from hashlib import sha256
from hmac import compare_digest, new

from starlette.requests import Request
from starlette.responses import Response

_TEN_DAYS = 10 * 24 * 3600


def known(request: Request, key: bytes) -> str:
    """The code that the phone was given; empty for a stranger, and for a cookie that was not set here."""
    code, _, seal = request.cookies.get(_name(request, "voter"), "").partition(".")
    return code if code and compare_digest(seal.encode(), _seal(key, code).encode()) else ""


def give(request: Request, response: Response, key: bytes, code: str) -> None:
    """Let the phone be known by *code*."""
    value = f"{code}.{_seal(key, code)}"
    response.set_cookie(_name(request, "voter"), value, max_age=_TEN_DAYS, path="/", httponly=True, samesite="lax")


def language_of(request: Request) -> str:
    """The language that was chosen on the phone; empty when none was."""
    return request.cookies.get(_name(request, "language"), "")


def keep_language(request: Request, response: Response, language: str) -> None:
    """Remember which language was chosen."""
    name = _name(request, "language")
    response.set_cookie(name, language, max_age=_TEN_DAYS, path="/", httponly=True, samesite="lax")


def _name(request: Request, what: str) -> str:
    """Browsers send a cookie to every port of a machine, so each port has its own."""
    return f"{what}-{request.url.port or 80}"


def _seal(key: bytes, code: str) -> str:
    return new(key, f"voter {code}".encode(), sha256).hexdigest()[:32]
