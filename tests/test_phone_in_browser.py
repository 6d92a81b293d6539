"""Phones in Chromium: what was begun is kept, a vote finds its way, a page comes back by itself; with and without
scripts, on a small screen, in the dark, for a screen reader.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from browser import CHROMIUM
from handset import services
from sample_items import CHANNELS, COLOURS, DAYS, WORDS, YES_NO
from sample_questionnaires import from_parts, shipped
from sample_workshops import SESSION
from served import served
from servicecheck.response import Respondent, Round
from servicecheck.web.participants import participants_app
from servicecheck.web.room import Room
from servicecheck.workshop import Vote, Workshop

# At every change test_workshop_room goes through the same pages in a browser.
pytestmark = [pytest.mark.release, pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")]

WAIT = 20_000
"""Milliseconds: other tests may run beside these."""
expect.set_options(timeout=WAIT)

SMALL: ViewportSize = {"width": 320, "height": 568}
USUAL: ViewportSize = {"width": 390, "height": 844}
WIDEST = """
Math.max(document.documentElement.scrollWidth,
         ...[...document.querySelectorAll('body *')].map(part => part.getBoundingClientRect().right))
"""
SMALLEST_TARGET = """
[...document.querySelectorAll('a, button, label:has(input), summary, input[type=text], textarea')]
  .map(part => part.getBoundingClientRect()).filter(box => box.height > 0 && Math.round(box.height) < 44).length
"""


LOCK = """
is => {
  Object.defineProperty(document, 'hidden', {value: is, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    with phone_of(chromium) as phone:
        yield phone


@contextmanager
def phone_of(chromium: Browser, **more: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=SMALL, locale="da-DK", is_mobile=True, has_touch=True, **more)
    context.set_default_timeout(WAIT)
    yield context
    context.close()


def begun(questionnaire_id: str = "low-effort") -> Room:
    questionnaire = shipped(questionnaire_id)
    workshop = Workshop(questionnaire, Round(questionnaire.id, questionnaire.version, mode="anonymous"), SESSION)
    return Room(workshop, lambda _before, _after: None)


@contextmanager
def going_on(room: Room, port: int = 0) -> Iterator[str]:
    with served(participants_app(room, services()), port=port) as place:
        yield f"http://{place}"


@pytest.fixture
def room() -> Iterator[Room]:
    room = begun()
    yield room
    room.close()


def do(room: Room, change: Callable[[Workshop], Workshop]) -> None:
    room.do(change).result()


def joined(phone: BrowserContext, address: str) -> Page:
    page = phone.new_page()
    page.goto(f"{address}/?code=K7M4QX")
    page.click(".primary")
    page.click(".primary")
    if page.locator("input[name=role]").count():
        page.check("input[value=staff]")
        page.click(".primary")
    return page


def opened(room: Room, page: Page, number: int = 0) -> None:
    item = room.now.items[number].id
    do(room, lambda workshop: workshop.open(item))
    page.wait_for_selector(f"form[data-keep='{item}']")


def until(page: Page, is_so: Callable[[], bool]) -> None:
    for _ in range(200):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")


def only_vote(room: Room) -> Vote | None:
    return next(iter(room.now.ballot.votes.values()), None)


def looked_at(page: Page, seen: list[str]) -> None:
    """The page on a small phone, and on a usual one in the dark: nothing is cut, and nobody is kept out."""
    page.wait_for_load_state()
    for size in (SMALL, USUAL):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light" if size is SMALL else "dark")
        assert page.evaluate(WIDEST) <= size["width"] + 0.5, page.title()
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == [], page.title()
    assert page.evaluate(SMALLEST_TARGET) == 0, page.title()
    seen.append(page.title().removesuffix(" – servicecheck"))


def test_a_phone_goes_through_a_workshop_by_itself(phone: BrowserContext, room: Room) -> None:
    seen: list[str] = []
    complaints: list[str] = []
    with going_on(room) as address:
        page = phone.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if address not in request.url else None)
        page.goto(f"{address}/?code=k7m4qz")
        looked_at(page, seen)
        page.click(".primary")
        looked_at(page, seen)
        complaints.clear()  # Chromium's own words on the 404
        page.fill("#code", "K7M 4QX")
        for step in range(3):
            page.click(".primary")
            looked_at(page, seen)
            if step == 1:
                page.check("input[value=staff]")
        opened(room, page, 5)
        looked_at(page, seen)
        page.check("input[value='1.5']")
        page.click(".send button")
        page.wait_for_selector(".tick")
        looked_at(page, seen)
        for change in (Workshop.show, Workshop.again, Workshop.verdict, Workshop.end):
            before = page.title()
            do(room, change)
            page.wait_for_function("before => document.title !== before", arg=before)
            looked_at(page, seen)

    assert complaints == []
    assert seen == [
        "Deltag i afstemningen",
        "Fejl: Koden passer ikke",
        "Før du svarer",
        "Hvad er din rolle?",
        "Venter på mødelederen",
        "Spørgsmål 6 af 16: Vi siger det til kunden, før kunden selv opdager det.",
        "Din stemme er registreret",
        "Afstemningen er lukket",
        "Spørgsmål 6 af 16: Vi siger det til kunden, før kunden selv opdager det.",
        "Afstemningen er slut",
        "Tak. Du kan lukke siden.",
    ]


def test_every_kind_of_question_can_be_read_and_answered_by_anybody(phone: BrowserContext) -> None:
    items = [COLOURS, CHANNELS, YES_NO, DAYS, WORDS, {"id": "A1"}]
    questionnaire = from_parts(
        levels=[{"id": "bad", "from": 0}, {"id": "good", "from": 50}], sections=[{"id": "A", "items": items}]
    )
    room, seen = Room(Workshop(questionnaire, Round("tiny", "1.0", mode="open"), SESSION), lambda *_: None), list[str]()
    with going_on(room) as address:
        page = joined(phone, address)
        for number in range(len(items)):
            opened(room, page, number)
            page.click(".send button")
            expect(page.locator("[role=alert]")).to_be_focused()
            looked_at(page, seen)
    room.close()

    assert len(seen) == len(items)


def test_what_was_begun_stays_when_the_page_is_fetched_again(phone: BrowserContext, room: Room) -> None:
    with going_on(room) as address:
        page = joined(phone, address)
        opened(room, page)
        page.check("input[value='2.5']")
        page.click("summary")
        page.fill("#comment", "Vi ringer")
        page.click("button[value=en]")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.locator("input[value='2.5']")).to_be_checked()
        expect(page.locator("#comment")).to_have_value("Vi ringer")

        page.reload()
        expect(page.locator("#comment")).to_have_value("Vi ringer")
        other = Vote("1")
        do(room, lambda workshop: voted_by_another(workshop, other))
        do(room, Workshop.show)
        page.wait_for_selector("h1:has-text('closed')")
        do(room, lambda workshop: replace(workshop, round=replace(workshop.round, mode="open")).again())
        page.wait_for_selector("form[data-keep]")
        expect(page.locator("#comment")).to_have_value("Vi ringer")
        expect(page.locator("input[name=answer]:checked")).to_have_count(0)


def voted_by_another(workshop: Workshop, vote: Vote) -> Workshop:
    person = Respondent("another", "staff")
    return workshop.join(person).vote(person.code, workshop.session.item, workshop.ballot.number, vote)


def test_a_vote_is_sent_when_the_connection_is_back(phone: BrowserContext, room: Room) -> None:
    with going_on(room) as address:
        page = joined(phone, address)
        opened(room, page)
        phone.set_offline(True)
        page.check("input[value='2']")
        page.click(".send button")
        expect(page.locator("#lost")).to_contain_text("Din stemme er gemt her og bliver sendt")
        assert only_vote(room) is None

        phone.set_offline(False)
        expect(page.locator("h1")).to_have_text("Din stemme er registreret")
        assert only_vote(room) == Vote("2")


def test_a_page_comes_back_by_itself_after_the_host_was_started_anew(phone: BrowserContext, room: Room) -> None:
    with going_on(room) as address:
        page = joined(phone, address)
        opened(room, page)
        page.check("input[value='3']")
        page.click("summary")
        page.fill("#comment", "Lige nu")
    expect(page.locator("#lost")).to_contain_text("Forbindelsen er afbrudt")
    with going_on(room, int(address.rpartition(":")[2])):
        expect(page.locator("#lost")).to_be_empty()
        expect(page.locator("#comment")).to_have_value("Lige nu")
        page.click(".send button")
        page.wait_for_selector(".tick")
        assert only_vote(room) == Vote("3", "Lige nu")
        do(room, Workshop.show)
        expect(page.locator("h1")).to_have_text("Afstemningen er lukket")


def test_a_locked_phone_holds_no_line_and_sees_what_is_new_when_it_wakes(phone: BrowserContext, room: Room) -> None:
    with going_on(room) as address:
        page = joined(phone, address)
        until(page, lambda: room.connected == 1)
        page.evaluate(LOCK, True)
        until(page, lambda: room.connected == 0)
        item = room.now.items[0].id
        do(room, lambda workshop: workshop.open(item))
        page.wait_for_timeout(200)
        while_locked = page.title()
        page.evaluate(LOCK, False)
        page.wait_for_selector("form[data-keep]")

        assert while_locked.startswith("Venter")


def test_without_scripts_forms_and_links_do_all_of_it(chromium: Browser, room: Room) -> None:
    with going_on(room) as address, phone_of(chromium, java_script_enabled=False) as phone:
        page = joined(phone, address)
        assert page.locator("noscript a").inner_text() == "Se, om der er nyt"
        item = room.now.items[0].id
        do(room, lambda workshop: workshop.open(item))
        page.click("noscript a")
        page.click(".send button")
        assert page.title().startswith("Fejl: ")
        page.check("input[type=radio][value='1']")
        page.click(".send button")
        assert only_vote(room) == Vote("1")
        page.click("a[href='/change']")
        page.check("input[value=dk]")
        page.click(".send button")
        assert page.locator("h1").inner_text() == "Din stemme er ændret"
        do(room, Workshop.show)
        page.goto(address)
        assert page.locator("h1").inner_text() == "Afstemningen er lukket"
