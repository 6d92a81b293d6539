"""A page as it is sent: what the room or a look shows, with its frame around it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from servicecheck.web.pages import page
from servicecheck.web.presenter.desk import Desk
from servicecheck.web.presenter.frame import Frame, frame_of
from servicecheck.web.presenter.looks import look_at, page_now
from servicecheck.web.presenter.scene import Page, Scene

THEMES = ("light", "dark")


@dataclass(frozen=True)
class Mistake:
    """Why something was not done, and what was typed, which stays in its form."""

    sentence: str
    status: int
    given: Mapping[str, str] = field(default_factory=dict)


def theme_cookie(request: Request) -> str:
    """The name of the cookie that keeps the choice of light or dark; browsers send it to every port of a machine."""
    return f"theme-{request.url.port or 80}"


async def show(desk: Desk, request: Request, look: str = "", mistake: Mistake | None = None) -> Response:
    """The page of the room as it is, or a look at something beside it; back to the room where there is no such look."""
    sure = request.query_params.get("sure", "") if request.method == "GET" else ""
    scene = desk.scene()
    given = mistake.given if mistake else {}
    # The verdict is worked out anew after every change: the phones do not wait for that.
    drawn = await asyncio.to_thread(_drawn, scene, look, sure, given)
    if drawn is None:
        return RedirectResponse("/", 303)
    made, frame = drawn
    theme = request.cookies.get(theme_cookie(request), "")
    return page(
        made.template,
        scene.words,
        status=mistake.status if mistake else 200,
        title=made.title,
        shows=made.shows,
        frame=frame,
        theme=theme if theme in THEMES else "",
        path=f"/{look}",
        version=desk.version,
        mistake=mistake.sentence if mistake else "",
        problem=desk.problem,
        way=scene.short_address,
        code=scene.code,
        is_rehearsal=scene.services.is_rehearsal,
        reporting=desk.reporting,
    )


def _drawn(scene: Scene, look: str, sure: str, given: Mapping[str, str]) -> tuple[Page, Frame] | None:
    made = look_at(scene, look, given) if look else page_now(scene, given)
    return None if made is None else (made, frame_of(scene, made, look, sure))
