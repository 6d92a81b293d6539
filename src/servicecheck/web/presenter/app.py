"""The projector's pages: what the room sees of itself, and what its facilitator can do.

They stand behind an `Entrance` and a `Guard`: whoever comes here is the facilitator. A page is made from the workshop
as it is, and its forms say in a key where that was. A press that was made on another page, or so soon after the last
that nobody can have read what it brought, is left alone: a button pressed twice does one thing.
"""

from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from servicecheck.web import live
from servicecheck.web.pages import static
from servicecheck.web.presenter.desk import Desk
from servicecheck.web.presenter.looks import LOOKS
from servicecheck.web.presenter.presses import presses
from servicecheck.web.presenter.screen import show
from servicecheck.web.room import Room
from servicecheck.web.services import RoomServices

PATIENCE = 0.4
"""Seconds after a press in which the next one is taken for the second half of a double click."""


def presenter_app(room: Room, services: RoomServices, patience: float = PATIENCE) -> Starlette:
    """The application for the projector."""
    desk = Desk(room, services, patience)
    return Starlette(routes=[*_views(desk), *presses(desk), Mount("/s", static())])


def _views(desk: Desk) -> list[BaseRoute]:
    async def file(_: Request) -> Response:
        made = desk.reporting.file
        if made is None or not made.is_file():
            raise HTTPException(404)
        return FileResponse(made, filename=made.name)

    async def events(_: Request) -> Response:
        return StreamingResponse(_events(desk), media_type="text/event-stream")

    looks = [Route(f"/{look}", _view(desk, look), methods=["GET"]) for look in ("", *LOOKS)]
    return [*looks, Route("/report/file", file, methods=["GET"]), Route("/events", events, methods=["GET"])]


def _view(desk: Desk, look: str) -> Callable[[Request], Awaitable[Response]]:
    async def view(request: Request) -> Response:
        return await show(desk, request, look)

    return view


async def _events(desk: Desk) -> AsyncIterator[str]:
    """Something whenever a page would look different."""
    while not desk.room.is_closed:
        version = desk.room.version
        yield f"data: {desk.version}\n\n"
        await desk.room.changed(version, min(live.HEARTBEAT, desk.watch.until_next() + 0.1))
