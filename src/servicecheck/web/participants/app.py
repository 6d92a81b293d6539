"""What phones ask for, and what they send. Every form leads back to `/`, which shows what is so now."""

import asyncio
from dataclasses import replace
from hmac import compare_digest
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route

from servicecheck.errors import InvalidAnswer, ServicecheckError
from servicecheck.items import Item
from servicecheck.response import Respondent
from servicecheck.web import cookies, live
from servicecheck.web.forms import read_form
from servicecheck.web.pages import page, static
from servicecheck.web.participants.pages import Page, header_of, notice_points, page_for, vote_page, why_a_role
from servicecheck.web.participants.visitor import Visitor, languages, visitor
from servicecheck.web.participants.vote import Sent, question, voted
from servicecheck.web.room import Change, Room
from servicecheck.web.services import RoomServices
from servicecheck.web.tries import Tries
from servicecheck.workshop import Refused, Workshop

_WITHHELD = "withheld"
_SEPARATORS = " -.\u00a0"
_LONGEST_CODE = 12
_LONGEST_GIVEN = 60


def participants_app(room: Room, services: RoomServices, tries: Tries | None = None) -> Starlette:
    """The application for the phones in a room."""
    phones = _Phones(room, services, tries or Tries())
    takes = {"join": phones.join, "notice": phones.notice, "role": phones.role, "language": phones.language}
    posts = [Route(f"/{name}", take, methods=["POST"]) for name, take in {**takes, "vote": phones.vote}.items()]
    gets = {"/": phones.look, "/role": phones.ask_role, "/change": phones.change, "/events": phones.events}
    views = [Route(path, view, methods=["GET"]) for path, view in gets.items()]
    return Starlette(routes=[*posts, *views, Mount("/s", static())])


class _Phones:
    """The pages and forms of one room."""

    def __init__(self, room: Room, services: RoomServices, tries: Tries) -> None:
        self._room = room
        self._services = services
        self._tries = tries

    # Pages

    async def look(self, request: Request) -> Response:
        """What is so now."""
        who = self._who(request)
        shown = page_for(who)
        given = _bare(request.query_params.get("code", ""))[:_LONGEST_CODE]
        return self._page(shown, who, given=given, is_changed="changed" in request.query_params)

    async def ask_role(self, request: Request) -> Response:
        """The question for a role, for whoever has read the notice."""
        who = self._who(request)
        if page_for(who).name != "notice":
            return _home()
        return self._page(Page("role"), who)

    async def change(self, request: Request) -> Response:
        """The open question once more, for whoever has voted."""
        who = self._who(request)
        shown = page_for(who)
        return self._page(vote_page(shown.place), who) if shown.name in ("registered", "vote") else _home()

    async def events(self, request: Request) -> Response:
        """The line on which changes are told, for those in the room."""
        if not self._who(request).is_in:
            # Nothing to wait for, and a browser that is told so does not ask again.
            return Response(status_code=204)
        return StreamingResponse(live.events(self._room), media_type="text/event-stream")

    # Forms

    async def join(self, request: Request) -> Response:
        """Take a join code; who knows it is given a code of their own."""
        form, who = await read_form(request), self._who(request)
        if page_for(who).name != "join":
            return _home()
        address, given = request.client.host if request.client else "", _bare(form.one("code"))
        wait, right = self._tries.wait(address), who.workshop.session.join_code
        if wait > 0:
            return self._wait(who, given, wait)
        if not right or not compare_digest(given.encode(), right.encode()):
            self._tries.wrong(address)
            return self._page(Page("join", status=404), who, given=given[:_LONGEST_CODE], is_wrong=True)
        self._tries.right(address)
        answer = _home()
        cookies.give(request, answer, who.workshop.session.key, self._services.new_code(who.workshop.people))
        return answer

    async def notice(self, request: Request) -> Response:
        """Somebody has read what happens to the answers."""
        who = self._who(request)
        if page_for(who).name != "notice":
            return _home()
        if who.workshop.questionnaire.asks_role:
            return RedirectResponse("/role", 303)
        return await self._come_in(who, None)

    async def role(self, request: Request) -> Response:
        """Somebody says the own role, or would rather not, and is in."""
        form, who = await read_form(request), self._who(request)
        if page_for(who).name != "notice":
            return _home()
        role = form.one("role")
        if role not in {_WITHHELD, *(one.id for one in who.workshop.questionnaire.roles)}:
            return self._page(Page("role", status=422), who, sentence=who.words("err_choose_one"))
        return await self._come_in(who, None if role == _WITHHELD else role)

    async def language(self, request: Request) -> Response:
        """Another language from now on."""
        form = await read_form(request)
        wanted, code = form.one("language"), _bare(form.one("code"))[:_LONGEST_CODE]
        answer = RedirectResponse(f"/?{urlencode({'code': code})}" if code else "/", 303)
        if wanted in languages(self._room.now.questionnaire):
            cookies.keep_language(request, answer, wanted)
        return answer

    async def vote(self, request: Request) -> Response:
        """Take a vote; the phone hears of it when it is on the disk."""
        form, who = await read_form(request), self._who(request)
        if not who.is_in:
            return self._page(replace(page_for(who), status=403), who)
        sent = Sent.of(form)
        try:
            vote = sent.vote(_item(who.workshop, sent))
            before = who.workshop.ballots.get(sent.item, ())
            await self._do(lambda workshop: voted(workshop, who.code, sent, vote))
        except InvalidAnswer as wrong:
            said = {"given": wrong.given[:_LONGEST_GIVEN], **wrong.values}
            return self._again(self._who(request), sent, 422, who.words(wrong.wording, **said))
        except Refused as refused:
            now = self._who(request)
            return self._page(replace(page_for(now), status=409), now, sentence=now.words(refused.wording))
        except ServicecheckError:
            return self._again(self._who(request), sent, 503, who.words("ws_not_saved"))
        is_change = any(who.code in ballot.votes for ballot in before if ballot.number == sent.ballot)
        return RedirectResponse("/?changed" if is_change else "/", 303)

    # Below the surface

    def _who(self, request: Request) -> Visitor:
        return visitor(request, self._room.now, self._services)

    async def _do(self, change: Change) -> Workshop:
        return await asyncio.wrap_future(self._room.do(change))

    async def _come_in(self, who: Visitor, role: str | None) -> Response:
        person = Respondent(who.code, role, who.words.language)
        try:
            # Twice the same is once: the answer to the first may have been lost on its way.
            await self._do(lambda workshop: workshop if who.code in workshop.people else workshop.join(person))
        except Refused as refused:
            return self._page(Page("late", {"reason": refused.wording}, status=409), who)
        except ServicecheckError:
            return self._page(Page("notice", status=503), who, sentence=who.words("ws_not_saved"))
        return _home()

    def _wait(self, who: Visitor, given: str, seconds: float) -> Response:
        """Whoever guesses waits."""
        sentence = who.words("err_too_many_tries")
        answer = self._page(Page("join", status=429), who, given=given[:_LONGEST_CODE], sentence=sentence)
        answer.headers["retry-after"] = str(int(seconds) + 1)
        return answer

    def _again(self, who: Visitor, sent: Sent, status: int, sentence: str) -> Response:
        """The question once more, with what was typed; where another is open by now, that one."""
        shown = page_for(who)
        if shown.name not in ("vote", "registered") or shown.place != f"{sent.item}.{sent.ballot}":
            return self._page(replace(shown, status=409), who, sentence=who.words("err_vote_closed"))
        return self._page(replace(vote_page(shown.place), status=status), who, sent, sentence=sentence)

    def _page(self, shown: Page, who: Visitor, sent: Sent | None = None, **more: object) -> Response:
        """The page as it is sent: what it shows, and what stands on every page."""
        workshop = who.workshop
        view = {"given": "", "is_wrong": False, "is_changed": False, "sentence": "", **shown.shows, **more}
        if shown.name == "vote" and workshop.item is not None:
            view |= question(workshop, who.code, who.words, sent)
        if shown.name == "notice":
            points, points_more = notice_points(workshop, self._services.organisation.contact, who.words)
            view |= {"points": points, "points_more": points_more}
        if shown.name == "role":
            view["why"] = why_a_role(workshop, who.words)
        return page(
            f"participants/{shown.name}",
            who.words,
            status=shown.status,
            key=shown.key,
            moment=live.moment(workshop),
            is_in=who.is_in,
            header=header_of(workshop, shown, who.words),
            languages=languages(workshop.questionnaire),
            workshop=workshop,
            **view,
        )


def _home() -> Response:
    return RedirectResponse("/", 303)


def _item(workshop: Workshop, sent: Sent) -> Item:
    found = next((item for item in workshop.items if item.id == sent.item), None)
    if found is None:
        raise Refused("err_vote_closed")
    return found


def _bare(code: str) -> str:
    """A join code as it is kept, however it was typed."""
    return "".join(sign for sign in code.upper() if sign not in _SEPARATORS)
