"""The facilitator's console: what can be typed, what it does in the room, and what stands on the screen."""

import io
from concurrent.futures import Future
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sample_workshops import room, voted
from servicecheck.errors import ServicecheckError, StorageError
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.response import Answer, Respondent
from servicecheck.terminal.interview import Dialogue
from servicecheck.terminal.screen import PLAIN, Look, Screen
from servicecheck.terminal.workshop import Lobby, News
from servicecheck.terminal.workshop.hands import NotCounted, counted
from servicecheck.terminal.workshop.lobby import show_lobby
from servicecheck.terminal.workshop.orders import ALWAYS, MOVES, Order, Orders
from servicecheck.terminal.workshop.seats import SEAT
from servicecheck.web.room import Room
from servicecheck.workshop import Vote, Workshop
from servicecheck.workshop.moves import possible
from servicecheck.workshop.session import spaced
from workshop_desk import LOBBY, Facilitator, Typist, leading


def orders(language: Language = "en") -> Orders:
    return Orders(Words(language), Screen(io.StringIO()))


class TestWords:
    """What can be typed."""

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_two_words_of_a_language_are_alike(self, language: Language) -> None:
        words = [orders(language).word(name) for name in (*MOVES, *ALWAYS)]

        assert len(set(words)) == len(words)

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("name", [*MOVES, *ALWAYS])
    def test_each_is_read_in_its_language_and_in_english(self, language: Language, name: str) -> None:
        own = orders(language)

        assert own.read(f"  {own.word(name).upper()}  2 3 ") == Order(name, "2 3")
        assert own.read(name) == Order(name)

    def test_danish_letters_may_be_typed_as_the_stream_shows_them(self) -> None:
        latin = Orders(Words("da"), Screen(io.TextIOWrapper(io.BytesIO(), "ascii")))

        assert latin.read("haender 1 2") == Order("hands", "1 2")

    @pytest.mark.parametrize("line", ["", "revea", "1", "; quit", "åbn", "quit-now"])
    def test_nothing_is_guessed(self, line: str) -> None:
        assert orders().read(line) is None

    def test_every_move_of_the_room_has_a_word(self) -> None:
        asked, seen = voted(room(5), "S1", *"11233"), set[str]()
        for moment in (room(), asked, asked.show(), asked.show().turn("talk"), asked.show().turn("choose"),
                       asked.show().verdict(), asked.show().verdict().turn("plan")):  # fmt: skip
            seen |= {move.name for move in possible(moment)}

        assert seen <= set(MOVES)


class TestHands:
    """Counts as they are typed."""

    def test_are_taken_in_the_order_of_the_answers(self) -> None:
        item = room().items[0]

        assert counted([*"23104"], item, Words("en")) == {"1": 2, "1.5": 3, "2": 1, "2.5": 0, "3": 4}

    def test_may_hold_those_who_do_not_know_in_any_language(self) -> None:
        item = room().items[0]

        assert counted([*"00001", "vi", "2", "na", "3"], item, Words("da")) == {
            "1": 0, "1.5": 0, "2": 0, "2.5": 0, "3": 1, "dk": 2, "na": 3,
        }  # fmt: skip

    @pytest.mark.parametrize(
        "typed", ["", "1 2 3", "1 2 3 4 5 6", "1 2 3 4 -1", "1 2 3 4 x", "1 2 3 4 5 dk", "1 2 3 4 5 dk x", "1 2 3 4 ²"]
    )
    def test_that_do_not_fit_the_answers_are_refused(self, typed: str) -> None:
        with pytest.raises(NotCounted) as refused:
            counted(typed.split(), room().items[0], Words("en"))

        assert refused.value.wording == "host_hands_number"

    @pytest.mark.parametrize("typed", ["0 0 0 0 0", "500 1 0 0 0"])
    def test_of_nobody_or_of_a_crowd_are_refused(self, typed: str) -> None:
        with pytest.raises(NotCounted):
            counted(typed.split(), room().items[0], Words("en"))

    def test_are_not_counted_where_words_are_written(self) -> None:
        with pytest.raises(NotCounted):
            counted(["1"], room().items[2], Words("en"))


class TestLeading:
    """The room moves as it is told."""

    def test_a_whole_session_without_phones(self) -> None:
        with leading() as facilitator:
            shown = facilitator.types(
                "start", "hands 2 3 1 0 4", "reveal", "talk", "again", "hands 0 0 6 4 0", "reveal", "agree 2 It is so.",
                "hands 0 0 0 0 6", "reveal", "verdict", "y", "end", "y",
            )  # fmt: skip
            after = facilitator.room.now

        assert after.phase == "ended"
        assert [ballot.number for ballot in after.ballots["S1"]] == [1, 2]
        assert after.agreed["S1"].value == "2"
        assert after.agreed["S1"].reason == "It is so."
        assert "10 of 10 have voted" in shown
        assert "Median of vote no. 1: 1.5–2" in shown
        assert "Saved as the agreed answer: 2" in shown

    def test_what_should_be_thought_about_is_asked_first(self) -> None:
        with leading(voted(room(5), "S1", "1", "2", "3")) as facilitator:
            shown = facilitator.types("reveal", "n")
            still_open = facilitator.room.now.phase
            facilitator.types("reveal", "y")

            assert still_open == "open"
            assert facilitator.room.now.phase == "shown"
        assert Words("en")("ws_reveal_early") in shown

    def test_the_agreed_answer_is_asked_for_with_its_reason(self) -> None:
        shown_room = voted(room(5), "S1", *"11233").show()
        with leading(shown_room) as facilitator:
            facilitator.types("choose", "2.5", "Both sides were heard.")

            assert facilitator.room.now.agreed["S1"].value == "2.5"
            assert facilitator.room.now.session.item == "S2"

    @pytest.mark.parametrize("typed", ["7", "dk", "vi"])
    def test_what_cannot_be_agreed_is_refused_and_nothing_is_kept(self, typed: str) -> None:
        with leading(voted(room(5), "S1", *"11233").show()) as facilitator:
            facilitator.types(f"agree {typed} because")

            assert not facilitator.room.now.agreed

    @pytest.mark.parametrize("typed", ["2", "s2", "S2"])
    def test_a_question_is_gone_to_by_its_number_or_its_id(self, typed: str) -> None:
        with leading() as facilitator:
            facilitator.types("start", f"go {typed}")

            assert facilitator.room.now.session.item == "S2"

    def test_a_question_that_is_not_there_is_refused(self) -> None:
        with leading() as facilitator:
            assert "There is no question 9" in facilitator.types("start", "go 9")

    def test_what_cannot_be_done_now_is_said_and_not_done(self) -> None:
        with leading() as facilitator:
            shown = facilitator.types("reveal", "hands 1 1 1 1 1", "agree 2", "keyboard 2", "foo")

            assert facilitator.room.now.phase == "lobby"
        assert shown.count(Words("en")("ws_not_now")) == 3
        assert Words("en")("err_vote_closed") in shown
        assert "foo is not one of the words" in shown

    def test_the_verdict_the_plan_and_the_report(self) -> None:
        with leading(voted(room(5), "S1", *"11111").show().open("S2")) as facilitator:
            hands = facilitator.types("hands 1 1 1 1 1", "reveal", "y", "verdict", "y", "report")

        assert "Havnen" in hands
        assert "tiny-report.pdf" in hands

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_help_names_every_word(self, language: Language) -> None:
        words = Words(language)
        with leading(words=words) as facilitator:
            shown = facilitator.types("help")

        assert all(words(f"host_word_{name}") in shown for name in ("start", "hands", *ALWAYS))


@settings(max_examples=40, deadline=None)
@given(
    lines=st.lists(
        st.one_of(
            st.sampled_from([*MOVES, *ALWAYS, "y", "n", "q", "", "1", "2", "3", "2.5", "dk"]),
            st.sampled_from(
                ["hands 2 3 1 0 4", "hands 1 1 1 1 1 dk 2", "agree 2 why", "keyboard 2", "go 2", "merge a"]
            ),
            st.text(max_size=12),
        ),
        max_size=25,
    ).filter(lambda lines: "quit" not in lines),
    people=st.integers(0, 6),
)
def test_whatever_is_typed_the_console_goes_on(lines: list[str], people: int) -> None:
    with leading(room(people)) as facilitator:
        shown = facilitator.types(*lines)
        after = facilitator.room.now

    assert shown
    assert all(ballot.number == place for some in after.ballots.values() for place, ballot in enumerate(some, 1))
    assert after.session.item in {"", *(item.id for item in after.items)}


class TestKeyboard:
    """People without phones, one after another."""

    def test_each_votes_unseen_and_keeps_the_seat(self) -> None:
        with leading(room()) as facilitator:
            shown = facilitator.types(
                "start", "keyboard 3", "1", "2", "3", "reveal", "next", "keyboard", "2", "2", "",
            )  # fmt: skip
            after = facilitator.room.now

        assert facilitator.unseen == ["1", "2", "3", "2", "2", ""]
        assert len(after.people) == 3
        assert all(code.startswith(SEAT) for code in after.people)
        assert sorted(vote.value for vote in after.ballots["S1"][0].votes.values()) == ["1", "2", "3"]
        assert len(after.ballots["S2"][0].votes) == 2
        assert "3 people have had the keyboard." in shown

    def test_what_is_no_answer_is_asked_again_and_not_repeated(self) -> None:
        with leading(room()) as facilitator:
            shown = facilitator.types("start", "keyboard 1", "my secret", "2,5")

            assert facilitator.room.now.voted == 1
        assert "my secret" not in shown

    def test_words_are_typed_unseen_too(self) -> None:
        with leading(room()) as facilitator:
            shown = facilitator.types("start", "go 3", "keyboard 1", "Waiting for parts")

            assert [vote.value for vote in facilitator.room.now.ballot.votes.values()] == ["Waiting for parts"]
        assert "Waiting for parts" not in shown

    @pytest.mark.parametrize("number", ["0", "41", "1000", "9" * 5000, "²"])
    def test_a_number_of_seats_that_cannot_be_is_asked_for_again(self, number: str) -> None:
        with leading(room()) as facilitator:
            facilitator.types("start", f"keyboard {number}", "1", "2")

            assert facilitator.room.now.voted == 1

    def test_how_many_they_are_is_asked_once(self) -> None:
        with leading(room()) as facilitator:
            facilitator.types("start", "keyboard", "nobody", "0", "2", "1", "1")

            assert facilitator.room.now.voted == 2

    def test_after_the_host_was_started_again_nobody_is_there_twice(self) -> None:
        with leading(room()) as facilitator:
            facilitator.types("start", "keyboard 2", "1", "1", "reveal", "next")
            facilitator.types("keyboard 2", "3", "3")
            after = facilitator.room.now

        assert len(after.people) == 2
        assert after.turnout.voted == after.turnout.asked == 2


class TestAnswersFromElsewhere:
    """Paper ballots, and what somebody answered alone."""

    def test_a_paper_ballot_is_typed_in(self) -> None:
        with leading() as facilitator:
            shown = facilitator.types("ballot", "1", "3", "Waiting for parts", "")
            after = facilitator.room.now

        assert [ballots[0].votes["in-C1"].value for ballots in after.ballots.values()] == [
            "1",
            "3",
            "Waiting for parts",
        ]
        assert "3 answers were brought in as votes." in shown

    def test_a_paper_ballot_that_was_left_changes_nothing(self) -> None:
        with leading() as facilitator:
            facilitator.types("ballot", "1", "q")

            assert not facilitator.room.now.people

    def test_a_saved_interview_is_merged_once(self) -> None:
        person = (Respondent("K7M4QX"), {"S1": Answer("2"), "S2": Answer("3", "Mostly.")})
        with leading(voted(room(5), "S1", *"11111").show(), saved={"anna.servicecheck": person}) as facilitator:
            shown = facilitator.types("merge anna.servicecheck", "merge anna.servicecheck", "merge other.servicecheck")
            after = facilitator.room.now

        assert len(after.people) == 6
        assert after.ballots["S2"][0].votes["in-K7M4QX"].note == "Mostly."
        assert "1 answer came too late" in shown
        assert "in the room already" in shown
        assert "There is no file other.servicecheck." in shown


class TestLobby:
    """The way in."""

    def shown(self, lobby: Lobby, look: Look = PLAIN, language: Language = "en") -> str:
        stream = io.StringIO()
        show_lobby(Screen(stream, look), lobby, "K7M4QX", Words(language))
        return stream.getvalue()

    def test_the_code_stands_in_groups(self) -> None:
        assert spaced("K7M4QX") == "K7M 4QX"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_address_code_link_and_the_warning_are_there(self, language: Language) -> None:
        shown = self.shown(replace(LOBBY, wifi="Guests"), Look(120), language)

        for text in ("http://192.168.1.20:8080", "K7M 4QX", "?token=abc", "Guests", Words(language)("host_plain_http")):
            assert text in shown

    def test_other_addresses_are_listed_with_how_to_choose(self) -> None:
        shown = self.shown(replace(LOBBY, others=("10.0.0.7  eth0", "172.17.0.1  docker0")), Look(120))

        assert "--address 10.0.0.7" in shown
        assert "172.17.0.1  docker0" in shown

    def test_without_a_network_it_says_what_can_be_done(self) -> None:
        shown = self.shown(Lobby("http://127.0.0.1:8081/?token=abc", is_alone=True), Look(120))

        assert "hotspot" in shown
        assert "█" not in shown

    def test_a_narrow_screen_goes_without_the_qr_code(self) -> None:
        assert "█" not in self.shown(LOBBY, Look(30))


class TestNews:
    """What is told while nobody types."""

    def news(self, room_: Room, lobby: Lobby = LOBBY, alone: float = 60.0) -> tuple[News, Facilitator]:
        facilitator = Facilitator(room_, lobby=lobby)
        typist = Typist([])
        desk = facilitator.desk(Dialogue(Screen(io.StringIO()), typist.wait, Words("en")), typist)
        return News(desk, alone), facilitator

    def test_nobody_came_for_a_while_is_said_once(self) -> None:
        with leading() as facilitator:
            news, _ = self.news(facilitator.room, alone=0)

            assert "hotspot" in news.lines()[0]
            assert news.lines() == []

    def test_nobody_is_missed_without_phones(self) -> None:
        with leading() as facilitator:
            news, _ = self.news(facilitator.room, Lobby("http://127.0.0.1:8081/?token=abc"), alone=0)

            assert news.lines() == []

    def test_the_last_vote_is_told_at_once_and_the_others_are_not(self) -> None:
        with leading(voted(room(3), "S1", "1")) as facilitator:
            news, _ = self.news(facilitator.room)
            facilitator.room.do(lambda now: voted_by(now, "P2")).result()
            between = news.lines()
            facilitator.room.do(lambda now: voted_by(now, "P3")).result()

            assert between == []
            assert news.lines() == ["3 of 3 have voted"]

    def test_a_move_from_the_projector_is_noticed(self) -> None:
        with leading(room(3)) as facilitator:
            news, _ = self.news(facilitator.room)
            facilitator.room.do(lambda now: now.open("S1")).result()

            assert news.has_moved()

    def test_a_disk_that_takes_nothing_is_told_once_and_that_it_does_again(self) -> None:
        full = [True]

        def keep(_before: Workshop, _after: Workshop) -> None:
            if full[0]:
                raise StorageError("The disk is full.")

        room_ = Room(room(3), keep)
        news, _ = self.news(room_)
        refused = room_.do(lambda now: now.open("S1"))
        assert isinstance(refused.exception(), ServicecheckError)
        told, again = news.lines(), news.lines()
        full[0] = False
        done: Future[Workshop] = room_.do(lambda now: now.open("S1"))
        done.result()
        room_.close()

        assert "The disk is full." in told[0]
        assert again == []
        assert news.lines() == [Words("en")("host_kept_again")]

    def test_a_mistake_of_ours_is_told_once(self) -> None:
        with leading() as facilitator:
            news, leader = self.news(facilitator.room)
            leader.trouble += ["A page failed.", "A page failed."]
            first = news.lines()
            leader.trouble.append("A page failed.")

            assert first == ["A page failed."]
            assert news.lines() == []


def voted_by(workshop: Workshop, code: str) -> Workshop:
    return workshop.vote(code, "S1", 1, Vote("2"))
