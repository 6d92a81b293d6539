"""The addresses of one person's interview: every page is fetched, and answered, under its own.

It stands behind an `Entrance` and a `Guard`: whoever comes here is the one person it is for.
"""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from servicecheck.errors import ServicecheckError
from servicecheck.web.forms import read_form
from servicecheck.web.interview.desk import Desk
from servicecheck.web.pages import made, static
from servicecheck.web.questions import ANSWER, OTHER

REPORT = "/report"


def interview_app(desk: Desk) -> Starlette:
    """The pages that stand on *desk*."""

    async def show(request: Request) -> Response:
        stage = desk.stage
        found = stage.page(request.url.path)
        if found is None:
            return RedirectResponse(stage.here, 303)
        if request.url.path == stage.here:
            desk.seen()
        return HTMLResponse(made(found.name, found.words, **found.view))

    async def take(request: Request) -> Response:
        form = await read_form(request)
        # The run reads it, and a form that is none of ours must not end the run.
        form.require_once(ANSWER, OTHER)
        answer = desk.send(request.url.path, form)
        next_path: str = await asyncio.wrap_future(answer)
        return RedirectResponse(next_path, 303)

    async def report(_: Request) -> Response:
        if desk.report is None:
            return RedirectResponse(desk.stage.here, 303)
        try:
            path = await asyncio.shield(asyncio.wrap_future(desk.report))
        except ServicecheckError:
            return RedirectResponse(desk.stage.here, 303)
        return FileResponse(path, filename=path.name)

    async def either(request: Request) -> Response:
        return await (take(request) if request.method == "POST" else show(request))

    return Starlette(
        routes=[
            Mount("/s", static()),
            Route(REPORT, report, methods=["GET"]),
            Route("/{path:path}", either, methods=["GET", "POST"]),
        ]
    )
