"""Forms as browsers send them."""

import asyncio

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from servicecheck.web.forms import MOST_FIELDS, Form, read_form


def read(body: bytes) -> Form:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return asyncio.run(read_form(Request({"type": "http", "method": "POST", "headers": []}, receive)))


def test_a_form_is_read_as_a_browser_wrote_it() -> None:
    form = read(b"answer=a&answer=b&comment=Vi+g%C3%B8r+det+%26+mere%0D%0Ai+morgen&empty=")

    assert form.all("answer") == ("a", "b")
    assert form.one("comment") == "Vi gør det & mere\r\ni morgen"
    assert (form.one("empty"), form.one("absent"), form.all("absent")) == ("", "", ())


@pytest.mark.parametrize(
    "body",
    [b"a=%ff", b"a=\xff", b"a=%00", b"%00=a", b"&".join(b"f%d=" % number for number in range(MOST_FIELDS + 1))],
)
def test_what_no_browser_writes_is_refused(body: bytes) -> None:
    with pytest.raises(HTTPException) as refused:
        read(body)

    assert refused.value.status_code == 400


def test_a_field_that_is_there_twice_is_no_single_one() -> None:
    form = read(b"answer=a&answer=b&pick=own&pick=open")

    with pytest.raises(HTTPException):
        form.one("pick")
    with pytest.raises(HTTPException):
        form.require_once("answer")
    form.require_once("answer", "pick")
