"""What the facilitator presses: once is once, what is asked before is asked, what was typed stays until it is taken."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from projector import ADDRESSES, REPORT, projector, services, shown
from sample_workshops import room, voted
from servicecheck.errors import ServicecheckError, StorageError
from servicecheck.language import Language
from servicecheck.response import PlannedAction
from servicecheck.workshop import Workshop

SPLIT = ("1", "1", "1", "3", "3", "3")


def shown_room() -> Workshop:
    return voted(room(6), "S1", *SPLIT).show()


def test_a_room_is_led_from_the_lobby_to_the_end_by_its_main_button() -> None:
    with projector(room(6)) as page:
        assert page.press("start").status == 303
        page.room.do(lambda workshop: voted(workshop, "S1", *SPLIT)).result()
        for move, phase in [("reveal", "shown"), ("talk", "talk"), ("choose", "choose")]:
            assert page.press(move).status == 303
            assert page.room.now.phase == phase
        page.press("agree", value="2", reason="We saw it last week")

        assert page.room.now.session.item == "S2"
        assert [(one.item, one.value, one.reason) for one in page.room.now.round.agreed] == [
            ("S1", "2", "We saw it last week")
        ]


def test_a_press_that_was_made_on_another_page_is_left_alone() -> None:
    with projector(shown_room()) as page:
        old = page.room.now.whereabouts
        page.press("next")
        page.post("/do", do="next", key=old)

        assert page.room.now.session.item == "S2"


def test_the_second_half_of_a_double_click_is_left_alone() -> None:
    with projector(shown_room(), patience=60) as page:
        page.press("talk")
        page.press("choose")

        assert page.room.now.phase == "talk"


def test_a_press_after_a_while_is_taken() -> None:
    with projector(shown_room(), patience=0.05) as page:
        page.press("talk")
        sleep(0.06)
        page.press("choose")

        assert page.room.now.phase == "choose"


def test_before_votes_are_shown_early_it_is_asked_once_more() -> None:
    with projector(voted(room(7), "S1", *SPLIT)) as page:
        asked = page.press("reveal")
        question, before = page.text(asked.headers["location"]), page.room.now.phase
        page.press("reveal", sure="yes")

        assert "Not everybody has voted. Show the votes anyway?" in question
        assert (before, page.room.now.phase) == ("open", "shown")


def test_a_move_that_is_not_possible_says_why_and_changes_nothing() -> None:
    with projector(room(3).open("S1")) as page:
        before = page.room.now
        refused = page.press("reveal")

        assert refused.status == 409
        assert 'role="alert"' in refused.text
        assert page.room.now is before


@pytest.mark.parametrize("fields", [{}, {"do": "conquer"}, {"do": "go", "item": "nowhere"}])
def test_what_no_page_of_ours_sends_changes_nothing(fields: dict[str, str]) -> None:
    with projector(shown_room()) as page:
        before = page.room.now
        reply = page.post("/do", key=before.whereabouts, **fields)

        assert reply.status in (303, 400, 409)
        assert page.room.now is before


def test_an_answer_off_the_scale_is_told_and_the_reason_stays_in_its_field() -> None:
    with projector(shown_room().turn("choose")) as page:
        refused = page.press("agree", value="7", reason="We saw it")

        assert refused.status == 400
        assert 'value="We saw it"' in refused.text
        assert page.room.now.round.agreed == ()


def test_hands_are_counted_for_each_answer() -> None:
    with projector(room(0).open("S1")) as page:
        page.press("hands", **{"count.1": "2", "count.2": "4", "count.dk": "1"})

        assert sorted(vote.value for vote in page.room.now.ballot.votes.values()) == [
            "1",
            "1",
            "2",
            "2",
            "2",
            "2",
            "dk",
        ]


def test_a_count_of_hands_that_is_no_number_is_told_and_what_was_typed_stays() -> None:
    with projector(room(0).open("S1")) as page:
        refused = page.press("hands", **{"count.1": "two", "count.2": "4"})

        assert refused.status == 400
        assert 'name="count.1"' in refused.text
        assert 'value="two"' in refused.text
        assert 'value="4"' in refused.text


def test_a_disk_that_takes_nothing_is_told_and_the_room_is_as_before() -> None:
    def full(_before: Workshop, _after: Workshop) -> None:
        raise StorageError("The disk is full.")

    with projector(shown_room(), keep=full) as page:
        refused = page.press("next")

        assert refused.status == 503
        assert "could not be saved" in shown(refused)
        assert page.room.now.session.item == "S1"
        assert "The disk is full." in page.text()


def test_owner_and_date_come_into_the_plan_and_nothing_else_is_lost() -> None:
    planned = PlannedAction("S1", "Answer", first_step="On Monday")
    workshop = shown_room().plan([planned]).verdict().turn("plan")
    with projector(workshop) as page:
        page.post("/plan", **{"text.S1": "Answer  at once", "owner.S1": " Mette ", "due.S1": "2026-12-01"})

        assert page.room.now.round.actions == (
            replace(planned, text="Answer at once", owner="Mette", due=date(2026, 12, 1)),
        )
        assert "Mette, by 1 December" in page.text()


def test_an_action_without_words_is_taken_out_of_the_plan() -> None:
    workshop = shown_room().plan([PlannedAction("S1", "Answer")]).verdict().turn("plan")
    with projector(workshop) as page:
        page.post("/plan", **{"text.S1": " ", "owner.S1": "Mette", "due.S1": "soon", "text.nowhere": "What"})

        assert page.room.now.round.actions == ()


def test_another_address_is_shown_when_it_is_one_of_ours() -> None:
    with projector(room(0)) as page:
        page.post("/address", address=ADDRESSES[1])
        assert "198.51.100.4:8080" in page.text()
        page.post("/address", address="http://203.0.113.9")

        assert "203.0.113.9" not in page.text()


def test_light_and_dark_are_chosen_and_kept() -> None:
    with projector(room(0)) as page:
        reply = page.post("/theme", theme="dark", path="/help")
        name, _, value = reply.headers["set-cookie"].partition(";")[0].partition("=")
        page.cookies[name] = value

        assert reply.headers["location"] == "/help"
        assert 'data-theme="dark"' in page.get().text


def test_light_and_dark_lead_nowhere_else() -> None:
    with projector(room(0)) as page:
        reply = page.post("/theme", theme='"><script>', path="//elsewhere.example")

        assert reply.headers["location"] == "/"
        assert "set-cookie" not in reply.headers


def test_the_report_is_made_beside_the_room_and_then_fetched(tmp_path: Path) -> None:
    file, may_go_on = tmp_path / "report.pdf", Event()

    def make(_: Language) -> Path:
        may_go_on.wait(10)
        file.write_bytes(REPORT)
        return file

    with projector(shown_room().verdict(), services(report=make)) as page:
        page.post("/report")
        assert "Making the report" in page.text("/report")
        may_go_on.set()
        end = monotonic() + 10
        while "/report/file" not in page.get("/report").text and monotonic() < end:
            sleep(0.01)
        fetched = page.get("/report/file")

        assert fetched.body == REPORT
        assert 'filename="report.pdf"' in fetched.headers["content-disposition"]


def test_a_report_that_fails_by_a_mistake_of_ours_is_told_of_on_the_page_and_by_the_server() -> None:
    def make(_: Language) -> Path:
        raise RuntimeError("a mistake of ours")

    with projector(shown_room().verdict(), services(report=make), mistakes=("a mistake of ours",)) as page:
        page.post("/report")
        end = monotonic() + 3
        while "Making the report" in page.text("/report") and monotonic() < end:
            sleep(0.02)

        assert "could not be made. The answers are kept. RuntimeError" in page.text("/report")


def test_a_report_that_cannot_be_made_says_why() -> None:
    def make(_: Language) -> Path:
        raise ServicecheckError("No room for the report.")

    with projector(shown_room().verdict(), services(report=make)) as page:
        page.post("/report")
        end = monotonic() + 10
        while "No room" not in page.get("/report").text and monotonic() < end:
            sleep(0.01)

        assert "No room for the report." in page.text("/report")
        assert page.get("/report/file").status == 404
