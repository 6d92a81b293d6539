"""What the projector shows of a room: nothing of what is voted while it is, and all that may be seen afterwards."""

from collections.abc import Mapping
from dataclasses import replace
from re import findall

import pytest

from projector import everybody, noted, projector, services
from sample_items import CHANNELS, COLOURS, DAYS, RATING, WORDS, YES_NO
from sample_questionnaires import from_parts, shipped, shipped_ids
from sample_workshops import SESSION, room, voted
from servicecheck.language import LANGUAGES, Language
from servicecheck.response import Mode, Respondent, Round
from servicecheck.web.presenter.frame import frame_of
from servicecheck.web.presenter.looks import page_now
from servicecheck.web.presenter.scene import Scene
from servicecheck.workshop import Vote, Workshop

SPLIT = ("1", "1", "1", "3", "3", "3")
HOSTILE = "<script>alert(1)</script>\"'&{{ 7*7 }}"


def asking(*items: Mapping[str, object], people: int = 6, mode: Mode = "anonymous", **parts: object) -> Workshop:
    """A room that is asked these items."""
    questionnaire = from_parts(sections=[{"id": "S", "items": list(items)}], **parts)
    workshop = Workshop(questionnaire, Round("tiny", "1.0", mode=mode), SESSION)
    for one in range(1, people + 1):
        workshop = workshop.join(Respondent(f"P{one}"))
    return workshop


def voted_by_all(workshop: Workshop, item: str) -> Workshop:
    """The room once everybody has voted 2 on *item*."""
    workshop = workshop.open(item)
    for code in workshop.people:
        workshop = workshop.vote(code, item, 1, Vote("2"))
    return workshop


class TestComingIn:
    def test_the_lobby_says_where_to_come_and_how_many_have(self) -> None:
        with projector(room(7)) as page:
            said = page.text()

            for what in ("192.0.2.17:8080", "K7M 4QX", "Harbour guest", "7 are in", "not encrypted"):
                assert what in said
            assert 'aria-label="QR code to 192.0.2.17:8080, code K7M 4QX"' in page.get().text

    def test_help_says_what_goes_wrong_and_offers_every_address(self) -> None:
        with projector(room(0)) as page:
            said = page.text("/help")

            for what in ("No phone has come in yet", "guest networks", "firewall", "hotspot", "198.51.100.4:8080"):
                assert what in said
            assert page.get("/help").text.count("<svg") == 1, "the QR code of the wifi"

    def test_without_phones_there_is_no_address_and_no_code(self) -> None:
        with projector(room(0), replace(services(), way=None)) as page:
            said = page.text()

            assert "show of hands" in said
            assert "K7M" not in said


class TestWhileVoting:
    def test_the_question_stands_with_its_descriptions_and_the_count(self) -> None:
        with projector(voted(room(7), "S1", *SPLIT)) as page:
            said = page.text()

            for what in ("We answer", "Bad never", "Good at times", "World class always", "6 of 7 have voted"):
                assert what in said
            assert page.get().text.count('<i class="in">') == 6

    def test_the_page_is_the_same_whatever_is_voted(self) -> None:
        pages = []
        for votes in (SPLIT, ("dk", "na", "2", "2", "2.5", "1.5")):
            scene = Scene(noted(voted(room(7), "S1", *votes), "P1", votes[0], "Mind the till"), services())
            now = page_now(scene, {})
            pages.append((now, frame_of(scene, now)))

        assert pages[0] == pages[1]

    def test_how_many_answered_an_item_for_a_few_is_not_told(self) -> None:
        follow_up = {**RATING, "id": "A9", "when": {"item": "A4", "is": "yes"}}
        workshop = asking(YES_NO, follow_up)
        workshop = voted(workshop, "A4", "yes", "yes", "yes", "no", "no", "no").show().open("A9")
        workshop = workshop.vote("P1", "A9", 1, Vote("3"))
        with projector(workshop) as page:
            assert "Fewer than 5 have voted" in page.text()
            assert "1 of 3" not in page.text()

    @pytest.mark.parametrize(
        ("item", "says"),
        [
            (YES_NO, "Yes No"),
            (COLOURS, "Red Blue green"),
            (CHANNELS, "phone mail chat Choose one or more"),
            (DAYS, "Write a number"),
            (WORDS, "Write in your own words"),
        ],
    )
    def test_every_kind_of_question_says_how_it_is_answered(self, item: Mapping[str, object], says: str) -> None:
        with projector(asking(item).open(str(item["id"]))) as page:
            assert f"{item['text']} {says}" in page.text()


class TestVotes:
    def test_each_vote_is_a_block_and_the_same_stands_in_a_table(self) -> None:
        with projector(voted(room(7), "S1", "1", "1", "1", "2", "3", "dk").show()) as page:
            html = page.get().text
            bars = html.partition('<svg class="bars"')[2].partition("</svg>")[0]

            assert bars.count("<rect") == 6
            assert findall(r'<th scope="row">([^<]*)</th><td>(\d+)</td>', html) == [
                ("Bad", "3"),
                ("in between Bad and Good", "0"),
                ("Good", "1"),
                ("in between Good and World class", "0"),
                ("World class", "1"),
                ("Don’t know", "1"),
            ]

    def test_median_spread_and_what_to_do_stand_in_words(self) -> None:
        with projector(voted(room(6), "S1", *SPLIT).show()) as page:
            said = page.text()

            for what in ("You see it differently – talk before you act", "Median Good", "Spread 2.0 steps"):
                assert what in said

    def test_of_too_few_votes_only_the_number_is_told(self) -> None:
        with projector(voted(room(6), "S1", "1", "2", "3").show()) as page:
            said = page.text()

            assert "3 have voted. Not shown – fewer than 5 anonymous votes." in said
            assert "<rect" not in page.get().text
            assert "Median" not in said

    def test_roles_stand_beside_each_other_only_when_both_may(self) -> None:
        workshop = Workshop(shipped("low-effort"), Round("low-effort", "1.0", mode="anonymous"), SESSION)
        for one in range(12):
            workshop = workshop.join(Respondent(f"P{one}", "leader" if one < 5 else "staff"))
        workshop = workshop.open("LE-A1")
        for one in range(12):
            workshop = workshop.vote(f"P{one}", "LE-A1", 1, Vote("3" if one < 5 else "1"))
        with projector(workshop.show()) as page:
            assert "Leader (5)" in page.text()
            assert "above" in page.text()
        with projector(everybody(workshop, "staff").show()) as page:
            assert "Not shown – fewer than 5 answers" in page.text()

    def test_roles_are_no_matter_where_only_one_is_asked(self) -> None:
        workshop = Workshop(shipped("five-behaviours"), Round("five-behaviours", "1.0", mode="anonymous"), SESSION)
        for one in range(6):
            workshop = workshop.join(Respondent(f"P{one}", "staff"))
        with projector(voted_by_all(workshop, "FB-A1").show()) as page:
            said = page.text()

            assert "Median" in said
            assert "Not shown" not in said

    def test_comments_stand_on_a_page_of_their_own_in_no_ones_order(self) -> None:
        workshop = noted(voted(room(6), "S1", *SPLIT), "P1", "1", "Zebra")
        workshop = noted(workshop, "P6", "3", "Ant")
        with projector(workshop.show()) as page:
            assert "2 comments" in page.text()
            assert "Zebra" not in page.text()
            assert "Ant Zebra" in page.text("/comments")

    def test_numbers_stand_in_order_with_their_median(self) -> None:
        workshop = asking(DAYS).open("A5")
        for one, value in enumerate(("10", "2", "2", "7", "3", "30"), 1):
            workshop = workshop.vote(f"P{one}", "A5", 1, Vote(value))
        with projector(workshop.show()) as page:
            assert "2 × 2 3 7 10 30 Median 5" in page.text()

    def test_what_was_written_is_text_and_nothing_else(self) -> None:
        workshop = asking({**WORDS, "text": HOSTILE, "max_length": 2000}).open("A6")
        for one in range(1, 7):
            workshop = workshop.vote(f"P{one}", "A6", 1, Vote(HOSTILE, HOSTILE))
        with projector(workshop.show()) as page:
            for path in ("/", "/comments", "/questions"):
                assert "<script>alert" not in page.get(path).text
                assert "alert(1)" in page.text(path)
                assert "49" not in page.text(path)

    def test_more_than_forty_votes_are_bars(self) -> None:
        with projector(voted(room(45), "S1", *["1", "3", "3"] * 15).show()) as page:
            bars = page.get().text.partition('<svg class="bars"')[2].partition("</svg>")[0]

            assert bars.count("<rect") == 2

    def test_the_second_vote_says_that_it_is_the_second(self) -> None:
        with projector(voted(voted(room(6), "S1", *SPLIT).show(), "S1", *SPLIT)) as page:
            assert "Question 1 of 3 · vote 2" in page.text()


class TestAfterwards:
    def test_the_votes_carry_the_level_where_nothing_was_agreed(self) -> None:
        workshop = voted(voted(room(6), "S1", *SPLIT).show(), "S2", *["2"] * 6).show()
        with projector(workshop.verdict()) as page:
            assert "Good 50 of 100, most likely between" in page.text()
            assert "The votes carry the level" in page.text()

    def test_what_was_agreed_carries_the_level_and_both_are_shown(self) -> None:
        workshop = voted(voted(room(6), "S1", *SPLIT).show().agree("3", "Seen"), "S2", *["2"] * 6).show()
        with projector(workshop.verdict()) as page:
            said = page.text()

            assert "World class" in said
            assert "75 of 100" in said
            assert "The level rests on what you agreed. 1 of 2 questions" in said
            assert "The votes alone give 50 of 100" in said
            assert "75 50 World class" in page.text("/sections")

    def test_too_few_votes_have_no_level(self) -> None:
        with projector(voted(room(3), "S1", "1", "2", "3").show().verdict()) as page:
            assert "Not rated 3 people have answered. The result is shown from 5 answers." in page.text()

    def test_what_split_the_room_stands_beside_what_to_do_first(self) -> None:
        workshop = voted(room(6), "S1", *SPLIT).show().agree("1", "Seen").verdict().turn("plan")
        with projector(workshop) as page:
            assert "We answer Spread: 2.0 steps. Agreed answer: never." in page.text()

    def test_an_agreed_description_that_is_a_sentence_has_one_full_stop(self) -> None:
        questionnaire = shipped("low-effort")
        workshop = Workshop(questionnaire, Round("low-effort", questionnaire.version, mode="anonymous"), SESSION)
        for one in range(1, 7):
            workshop = workshop.join(Respondent(f"P{one}"))
        workshop = voted(workshop, "LE-A1", *SPLIT).show().agree("2", "Seen").verdict().turn("plan")
        with projector(workshop) as page:
            assert "Agreed answer: The five most common tasks" in page.text()
            assert ".." not in page.text()

    def test_where_there_is_nothing_to_plan_the_report_comes_next(self) -> None:
        with projector(voted(room(6), "S1", *["3"] * 6).show().verdict().turn("plan")) as page:
            controls = page.get().text.partition('<nav class="controls"')[2]

            assert controls.index("Make the report") < controls.index("Write owner and date")

    def test_a_room_that_has_ended_takes_no_move(self) -> None:
        with projector(voted(room(6), "S1", *SPLIT).show().verdict().end()) as page:
            assert page.press("plan").status == 409
            assert "Make the report" in page.text()


class TestButtons:
    @pytest.mark.parametrize("phase", ["lobby", "open", "shown", "talk", "verdict", "plan", "ended"])
    def test_the_main_one_is_the_first_and_has_the_focus(self, phase: str) -> None:
        seen = voted(room(6), "S1", *SPLIT).show()
        at = {
            "lobby": room(6),
            "open": voted(room(6), "S1", *SPLIT),
            "shown": seen,
            "talk": seen.turn("talk"),
            "verdict": seen.verdict(),
            "plan": seen.verdict().turn("plan"),
            "ended": seen.verdict().end(),
        }
        with projector(at[phase]) as page:
            controls = page.get().text.partition('<nav class="controls"')[2]
            first = findall(r'<(?:button|a) class="button[^>]*>', controls)[0]

            assert "primary" in first
            assert "autofocus" in first
            assert controls.count("autofocus") == 1

    def test_before_the_first_vote_the_main_one_does_not_leave_the_question(self) -> None:
        with projector(room(6).open("S1")) as page:
            first = findall(r'<button class="button primary" name="do" value="([a-z-]*)"', page.get().text)

            assert first == ["reveal"]

    @pytest.mark.parametrize("path", ["/hands", "/comments", "/plan", "/sections", "/report", "/nowhere"])
    def test_a_page_that_is_not_of_this_moment_leads_back_to_the_room(self, path: str) -> None:
        with projector(room(2)) as page:
            reply = page.get(path)

            assert (reply.status, reply.headers.get("location")) in [(303, "/"), (404, None)]


def test_the_stream_tells_the_version_that_stands_on_the_page() -> None:
    with projector(room(2)) as page:
        version = findall(r'data-version="([^"]+)"', page.get().text)[0]
        page.room.close()

        assert page.get("/events").status == 200
        assert version


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("questionnaire_id", shipped_ids())
def test_every_question_of_every_questionnaire_can_be_put_on_the_screen(
    questionnaire_id: str, language: Language
) -> None:
    questionnaire = shipped(questionnaire_id)
    workshop = Workshop(questionnaire, Round(questionnaire_id, questionnaire.version, mode="open"), SESSION)
    workshop = workshop.join(Respondent("P1", questionnaire.roles[0].id if questionnaire.roles else None))
    with projector(workshop, services(language)) as page:
        for item in workshop.items:
            page.press("go", item=item.id)

            assert item.text.to(language)[:20] in page.text()
