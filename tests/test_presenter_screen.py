"""The projector's pages in a real browser: a page is seen at once, follows the room, and forgives a hand that slips."""

from collections.abc import Iterator, Mapping
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from phones import CHROMIUM, SERIOUS, audience
from projector import Projector, projector, services
from sample_questionnaires import shipped, shipped_ids
from sample_workshops import SESSION, room, voted
from servicecheck.items import Item
from servicecheck.language import LANGUAGES, Language
from servicecheck.response import Respondent, Round
from servicecheck.workshop import Vote, Workshop

# At every change test_workshop_room goes through the same pages in a browser.
pytestmark = [pytest.mark.release, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]

SIZES = ((1280, 720), (1024, 768), (1920, 1080))
PEOPLE = 12
BROKEN_WORDS = """Array.from(document.querySelectorAll('.names p')).flatMap(name => {
    const text = document.createTreeWalker(name, NodeFilter.SHOW_TEXT).nextNode(), range = document.createRange();
    return Array.from(text.data.matchAll(/\\S+/g)).filter(word => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(word => word[0]);
})"""
LONGEST_REASON = "We met three customers last week, and all of them said the same of it before we had asked. " * 2


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with audience() as everybody:
        yield everybody.browser


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context.new_page()
    context.close()


@pytest.fixture
def still(tab: Page) -> Page:
    """A tab that does not follow the room."""
    tab.route("**/live.js", lambda route: route.abort())
    return tab


def crowd(questionnaire_id: str) -> Workshop:
    """A room that begins with one of the shipped questionnaires."""
    questionnaire = shipped(questionnaire_id)
    workshop = Workshop(questionnaire, Round(questionnaire_id, questionnaire.version, mode="anonymous"), SESSION)
    own = [role.id for role in questionnaire.roles if role.id != "customer"]
    roles: list[str | None] = [*own] or [None]
    for one in range(PEOPLE):
        workshop = workshop.join(Respondent(f"P{one}", roles[one * len(roles) // PEOPLE]))
    return workshop


def all_voted(workshop: Workshop, item: Item, chance: Random) -> Workshop:
    """The room once everybody has voted on *item*, all over the scale."""
    workshop = workshop.open(item.id)
    for code in workshop.people:
        if workshop.is_asked(code, item.id):
            value = chance.choice([*(choice.value for choice in item.choices()), *(["dk"] if item.dk else [])] or ["7"])
            workshop = workshop.vote(code, item.id, workshop.ballot.number, Vote(value))
    return workshop


def moments(workshop: Workshop, item: Item, chance: Random) -> Mapping[str, Workshop]:
    """What a room goes through with one item, and the page of each."""
    full = all_voted(workshop, item, chance)
    if not full.voted:
        return {}
    seen = full.show()
    found = {"/": full, "/hands": full, "/?": seen, "/?talk": seen.turn("talk")}
    return found if item.type == "text" else {**found, "/?choose": seen.turn("choose")}


def scrolled(tab: Page) -> list[str]:
    """The sizes at which something of the page is not seen at once."""
    found = []
    for width, height in SIZES:
        tab.set_viewport_size({"width": width, "height": height})
        reach = tab.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        if reach[0] > width or reach[1] > height:
            found.append(f"{reach} on {width}x{height}")
    return found


def looked_at(tab: Page, page: Projector, path: str, workshop: Workshop) -> list[str]:
    """What does not fit on the page of *workshop*."""
    page.room.do(lambda _: workshop).result()
    tab.goto(f"http://{page.place}{path}")
    return [f"{workshop.session.item} {path}: {what}" for what in scrolled(tab)]


def length(item: Item, language: Language) -> int:
    """How much there is to read."""
    labels = [choice.label.to(language) for choice in item.choices() if choice.label]
    return 2 * len(item.text.to(language)) + sum(map(len, labels))


@pytest.mark.parametrize(("questionnaire_id", "language"), [("low-effort", "da"), ("five-behaviours", "sv")])
def test_the_longest_question_is_seen_at_once(still: Page, questionnaire_id: str, language: Language) -> None:
    workshop = crowd(questionnaire_id)
    item = max(workshop.items, key=lambda one: length(one, language))
    with projector(workshop, services(language)) as page:
        found = [
            what
            for path, moment in moments(workshop, item, Random(1)).items()
            for what in looked_at(still, page, path, moment)
        ]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_under_a_column_is_broken_in_two(still: Page, language: Language) -> None:
    workshop = crowd("low-effort")
    item = workshop.items[0]
    workshop = workshop.open(item.id)
    for place, code in enumerate(workshop.people):
        vote = Vote(("1.5", "2", "dk", "na")[place % 4])
        workshop = workshop.vote(code, item.id, workshop.ballot.number, vote)
    with projector(workshop.show(), services(language)) as page:
        still.goto(f"http://{page.place}/")

        assert still.evaluate(BROKEN_WORDS) == []


@pytest.mark.release
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questionnaire_id", shipped_ids())
def test_every_page_of_every_questionnaire_is_seen_at_once(
    still: Page, questionnaire_id: str, language: Language
) -> None:
    workshop, chance, found = crowd(questionnaire_id), Random(1), list[str]()
    with projector(workshop, services(language)) as page:
        found += looked_at(still, page, "/", workshop) + looked_at(still, page, "/help", workshop)
        for item in workshop.items:
            for path, moment in moments(workshop, item, chance).items():
                found += looked_at(still, page, path, moment)
                workshop = moment if moment.phase == "shown" else workshop
            if item.choices() and workshop.phase == "shown" and workshop.session.item == item.id:
                workshop = workshop.agree(item.choices()[0].value, LONGEST_REASON)
        after = workshop.verdict()
        found += [what for path in ("/", "/sections", "/questions") for what in looked_at(still, page, path, after)]
        found += [what for path in ("/", "/plan") for what in looked_at(still, page, path, after.turn("plan"))]

    assert found == []


@pytest.mark.release
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("questionnaire_id", ["low-effort", "five-questions"])
def test_axe_finds_nothing_on_any_page(browser: Browser, questionnaire_id: str, theme: str) -> None:
    context = browser.new_context(color_scheme=theme, bypass_csp=True)  # type: ignore[arg-type]  # a literal there
    context.route("**/live.js", lambda route: route.abort())
    tab, workshop, chance = context.new_page(), crowd(questionnaire_id), Random(1)
    found = list[str]()
    with projector(workshop, services("da")) as page:
        pages = {"/": workshop, "/help": workshop}
        for item in workshop.items[:6]:
            pages |= {
                f"{path}{item.id}" if "?" in path else path: one
                for path, one in moments(workshop, item, chance).items()
            }
            pages["/?open" + item.id] = workshop.open(item.id)
        after = all_voted(workshop, workshop.items[0], chance).show().agree("2", "Fordi.").verdict()
        pages |= {
            "/?verdict": after,
            "/sections": after,
            "/?plan": after.turn("plan"),
            "/plan": after,
            "/report": after,
        }
        for path, moment in pages.items():
            looked_at(tab, page, path, moment)
            violations = Axe().run(tab).response["violations"]
            found += [f"{path}: {one['id']}" for one in violations if one["impact"] in SERIOUS]
    context.close()

    assert found == []


def test_a_vote_is_counted_on_the_page_and_nothing_that_was_begun_is_lost(tab: Page) -> None:
    with projector(room(3).open("S1")) as page:
        tab.goto(f"http://{page.place}/hands")
        tab.keyboard.type("4")
        page.room.do(lambda workshop: workshop.vote("P1", "S1", 1, Vote("2"))).result()
        tab.goto(f"http://{page.place}/")
        page.room.do(lambda workshop: workshop.vote("P2", "S1", 1, Vote("2"))).result()
        tab.wait_for_selector("#count:has-text('2 of 3 have voted')")

        assert tab.evaluate("document.activeElement.value") == "reveal"


def test_what_is_typed_stays_while_votes_come(tab: Page) -> None:
    with projector(room(3).open("S1")) as page:
        tab.goto(f"http://{page.place}/hands")
        tab.keyboard.type("4")
        with tab.expect_response(lambda answer: answer.url.endswith("/hands")):
            page.room.do(lambda workshop: workshop.vote("P1", "S1", 1, Vote("2"))).result()

        assert tab.input_value("#n1") == "4"
        assert tab.evaluate("document.activeElement.id") == "n1"


def test_a_double_click_does_one_thing(tab: Page) -> None:
    with projector(voted(room(6), "S1", *["1", "3"] * 3), patience=5) as page:
        tab.goto(f"http://{page.place}/")
        tab.dblclick("button.primary")
        tab.wait_for_selector(".hist")

        assert page.room.now.phase == "shown"


def test_a_key_that_is_held_down_does_one_thing(tab: Page) -> None:
    with projector(voted(room(6), "S1", *["1", "3"] * 3)) as page:
        tab.goto(f"http://{page.place}/")
        tab.keyboard.down("Enter")
        tab.wait_for_selector(".hist")
        for _ in range(5):
            tab.keyboard.down("Enter")
        tab.keyboard.up("Enter")

        assert page.room.now.phase == "shown"


def test_the_projector_follows_what_is_done_elsewhere(tab: Page) -> None:
    with projector(room(3)) as page:
        tab.goto(f"http://{page.place}/")
        page.room.do(lambda workshop: workshop.open("S2")).result()

        tab.wait_for_selector("h1:has-text('We ask')")


def test_a_small_window_is_one_column_that_scrolls_down_only(still: Page) -> None:
    workshop = crowd("low-effort")
    with projector(workshop, services("da")) as page:
        for path, moment in moments(workshop, workshop.items[0], Random(1)).items():
            looked_at(still, page, path, moment)
            still.set_viewport_size({"width": 640, "height": 600})

            assert still.evaluate("document.documentElement.scrollWidth") <= 640, path
