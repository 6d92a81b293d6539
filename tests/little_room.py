"""The smallest pages with which phones can vote, for tests of what lies below them."""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from servicecheck.files.assessment_file.codes import new_code
from servicecheck.response import Respondent
from servicecheck.web.forms import read_form
from servicecheck.web.room import Room
from servicecheck.workshop import Refused, Vote, Workshop


def little_app(room: Room) -> Starlette:
    """Pages of this room."""

    async def look(request: Request) -> Response:
        code, now = request.cookies.get("code", ""), room.now
        if not code:
            return HTMLResponse('<form method="post" action="/join"><button>Join</button></form>')
        if code not in now.people:
            return HTMLResponse('<form method="post" action="/notice"><button>On</button></form>')
        return HTMLResponse(_vote_form(now))

    async def join(_request: Request) -> Response:
        answer = RedirectResponse("/", 303)
        answer.set_cookie("code", new_code(room.now.people), httponly=True)
        return answer

    async def notice(request: Request) -> Response:
        person = Respondent(request.cookies["code"])
        await asyncio.wrap_future(room.do(lambda now: now if person.code in now.people else now.join(person)))
        return RedirectResponse("/", 303)

    async def vote(request: Request) -> Response:
        form, code = await read_form(request), request.cookies["code"]
        given = Vote(form.one("value"), form.one("note"))
        try:
            await asyncio.wrap_future(
                room.do(lambda now: now.vote(code, form.one("item"), int(form.one("ballot")), given))
            )
        except Refused as refused:
            return HTMLResponse(refused.wording, 409)
        return RedirectResponse("/", 303)

    return Starlette(
        routes=[
            Route("/", look),
            Route("/join", join, methods=["POST"]),
            Route("/notice", notice, methods=["POST"]),
            Route("/vote", vote, methods=["POST"]),
        ]
    )


def _vote_form(now: Workshop) -> str:
    if now.phase != "open" or now.item is None:
        return "<p>Wait</p>"
    radios = "".join(f'<input type="radio" name="value" value="{one.value}">' for one in now.item.choices())
    return (
        f'<form method="post" action="/vote"><input type="hidden" name="item" value="{now.item.id}">'
        f'<input type="hidden" name="ballot" value="{now.ballot.number}">{radios}'
        '<textarea name="note"></textarea></form>'
    )
