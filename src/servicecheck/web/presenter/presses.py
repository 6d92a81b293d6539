"""What the facilitator presses: every form of the projector's pages."""

import asyncio
from collections.abc import Callable, Mapping
from random import Random

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from servicecheck.errors import InvalidAnswer, ServicecheckError
from servicecheck.language import Words
from servicecheck.web.forms import Form, read_form
from servicecheck.web.presenter.desk import Desk
from servicecheck.web.presenter.first_steps import planned
from servicecheck.web.presenter.looks import LOOKS
from servicecheck.web.presenter.screen import THEMES, Mistake, show, theme_cookie
from servicecheck.workshop import Refused, Workshop
from servicecheck.workshop.moves import made, possible

_LONGEST_GIVEN = 60


def presses(desk: Desk) -> list[BaseRoute]:
    """Where forms are sent to."""
    takers = {"do": _do, "plan": _plan, "report": _report, "address": _address, "theme": _theme}

    def taker(name: str) -> Route:
        async def take(request: Request) -> Response:
            return await takers[name](desk, request, await read_form(request))

        return Route(f"/{name}", take, methods=["POST"])

    return [taker(name) for name in takers]


async def _do(desk: Desk, request: Request, form: Form) -> Response:
    """Make a move, once."""
    name, key, workshop = form.one("do"), form.one("key"), desk.room.now
    if not desk.takes_press() or key != workshop.whereabouts:
        return RedirectResponse("/", 303)
    caution = next((move.caution for move in possible(workshop) if move.name == name), "")
    if caution and form.one("sure") != "yes":
        return RedirectResponse(f"/?sure={name}", 303)
    given = _given(form)
    # The change may be made twice, and must come to the same.
    seed = desk.services.random.getrandbits(64)

    def change(now: Workshop) -> Workshop:
        return made(now, name, given, Random(seed)) if now.whereabouts == key else now

    return await _done(desk, request, change, look="hands" if name == "hands" else "", given=given)


async def _plan(desk: Desk, request: Request, form: Form) -> Response:
    """Keep what was typed into the plan."""
    given = _given(form)
    return await _done(desk, request, lambda now: planned(now, given), look="plan", given=given)


async def _done(
    desk: Desk, request: Request, change: Callable[[Workshop], Workshop], look: str, given: Mapping[str, str]
) -> Response:
    """Have it done and kept, and go back to the room; or say why not, with what was typed."""
    words = desk.scene().words
    try:
        await asyncio.wrap_future(desk.room.do(change))
    except (Refused, InvalidAnswer) as error:
        status = 409 if isinstance(error, Refused) else 400
        return await show(desk, request, look, Mistake(_sentence(error, words), status, given))
    except KeyError:
        return RedirectResponse("/", 303)
    except ServicecheckError:
        return await show(desk, request, look, Mistake(words("screen_not_kept"), 503, given))
    desk.was_pressed()
    return RedirectResponse("/", 303)


async def _report(desk: Desk, _: Request, __: Form) -> Response:
    desk.reporting.begin()
    return RedirectResponse("/report", 303)


async def _address(desk: Desk, _: Request, form: Form) -> Response:
    desk.show_address(form.one("address"))
    return RedirectResponse("/", 303)


async def _theme(_: Desk, request: Request, form: Form) -> Response:
    """Light or dark, as long as this browser is open; back to where it was pressed."""
    theme, path = form.one("theme"), form.one("path").removeprefix("/")
    response = RedirectResponse(f"/{path}" if path in LOOKS else "/", 303)
    if theme in THEMES:
        response.set_cookie(theme_cookie(request), theme, path="/", httponly=True, samesite="strict")
    return response


def _given(form: Form) -> dict[str, str]:
    """What was typed, by field; several ticks in one are one answer."""
    return {name: "|".join(values) for name, values in form.fields.items()}


def _sentence(error: Refused | InvalidAnswer, words: Words) -> str:
    if isinstance(error, Refused):
        return words(error.wording)
    return words(error.wording, **{"given": error.given[:_LONGEST_GIVEN], **error.values})
