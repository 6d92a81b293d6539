"""Simulated participants: what they read of a page, what they send, and how they find their way."""

from collections.abc import Callable
from random import Random
from time import monotonic, sleep

from handset import services
from sample_questionnaires import from_text
from sample_workshops import SESSION
from served import served
from servicecheck.language import LANGUAGES, Words
from servicecheck.response import Round
from servicecheck.web.participants import participants_app
from servicecheck.web.rehearsal import AT_ONCE, Pace, Participants
from servicecheck.web.rehearsal.page import Page
from servicecheck.web.room import Room
from servicecheck.workshop import Workshop

EVERY_KIND = """
format: 1
id: kinds
version: "1.0"
title: Kinds
roles: [{id: leader, title: Leader}, {id: staff, title: Staff}]
levels: [{id: bad, from: 0, title: Bad}, {id: good, from: 50, title: Good}]
sections:
  - id: S
    title: S
    items:
      - {type: rating, id: K1, text: Rating, anchors: {1: never, 2: at times, 3: always}}
      - {type: yes-no, id: K2, text: Yes or no}
      - {type: choice, id: K3, text: One of three, options: [{value: a, points: 0}, {value: b, points: 1}]}
      - {type: choices, id: K4, text: Some of them, options: [{value: a, points: 0}, {value: b, points: 1}]}
      - {type: number, id: K5, text: How many}
      - {type: text, id: K6, text: What else}
"""
PAGE = """
<form method="post" action="/language"><select name="language"></select><button name="go" value="1">Go</button></form>
<form method="POST" action="/vote"><input type="hidden" name="item" value="A &amp; B">
<label><input type="radio" name="answer" value="1">1</label><label><input type="radio" name="answer" value="2" checked>2
</label><input type="checkbox" name="box"><textarea name="comment">so
far</textarea><input name="off" disabled><input type="submit" value="x"></form><a href="/change">Change</a>
"""


class TestPage:
    """What a browser without scripts sees."""

    def test_knows_forms_by_where_they_go(self) -> None:
        page = Page("/", PAGE)

        assert [form.action for form in page.forms] == ["/language", "/vote"]
        assert page.form("/join") is None
        assert page.links == ["/change"]

    def test_sends_what_stands_there_and_what_is_chosen(self) -> None:
        form = Page("/", PAGE).form("/vote")
        assert form is not None

        stays = [("item", "A & B"), ("answer", "2"), ("comment", "so\nfar")]
        assert form.filled_in([]) == stays
        assert form.filled_in([("answer", "1")]) == [stays[0], stays[2], ("answer", "1")]

    def test_presses_the_first_button(self) -> None:
        form = Page("/", PAGE).form("/language")
        assert form is not None

        assert form.filled_in([])[-1] == ("go", "1")


def in_time(is_so: Callable[[], bool], seconds: float = 30) -> bool:
    until = monotonic() + seconds
    while not is_so() and monotonic() < until:
        sleep(0.01)
    return is_so()


def test_people_come_in_take_roles_and_vote_on_every_kind_of_question() -> None:
    questionnaire = from_text(EVERY_KIND)
    room = Room(Workshop(questionnaire, Round("kinds", "1.0", mode="anonymous"), SESSION), lambda before, after: None)
    mistakes: list[Exception] = []
    with served(participants_app(room, services()), mistakes.append) as place:
        pace = Pace(thinking=0, changes=0.5, comments=0.5, not_known=0.2)
        people = Participants(8, f"http://{place}", SESSION.join_code, pace, Random(3))
        people.start()
        assert in_time(lambda: len(room.now.people) == 8)
        for item in questionnaire.items:
            room.do(lambda now, item=item: now.open(item.id)).result()  # type: ignore[misc] # a default binds it
            assert in_time(lambda: room.now.voted == 8), item.id
        people.stop()
        room.close()
    now = room.now

    assert not mistakes
    assert {person.role for person in now.people.values()} <= {"leader", "staff", None}
    assert len({person.role for person in now.people.values()}) > 1
    assert len({person.language for person in now.people.values()}) > 1
    votes = [vote for ballots in now.ballots.values() for vote in ballots[0].votes.values()]
    said = {Words(language)(f"rehearsal_comment_{number}") for language in LANGUAGES for number in (1, 2, 3)}
    assert {vote.note for vote in votes} - {""} <= said
    assert any(vote.note for vote in votes)


def test_they_come_back_to_a_host_that_was_started_again() -> None:
    workshop = Workshop(from_text(EVERY_KIND), Round("kinds", "1.0", mode="anonymous"), SESSION)
    room = Room(workshop, lambda before, after: None)
    with served(participants_app(room, services())) as place:
        people = Participants(3, f"http://{place}", SESSION.join_code, AT_ONCE, Random(3))
        people.start()
        assert in_time(lambda: len(room.now.people) == 3)
        room.close()
    again = Room(room.now, lambda before, after: None)
    with served(participants_app(again, services()), port=int(place.rpartition(":")[2])):
        again.do(lambda now: now.open("K1")).result()
        assert in_time(lambda: again.now.voted == 3)
        people.stop()
        again.close()

    assert len(again.now.people) == 3
