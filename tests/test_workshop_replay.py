"""Everything that the projector and the phones ever show, over whole random workshops: the same pages when two people
have voted the other way round, and while a vote is open the same whatever was voted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest

from handset import Handset, phones_place
from projector import Projector, projector, shown
from random_workshops import evening
from servicecheck.web.presenter.looks import LOOKS
from servicecheck.workshop import Ballot, Vote, Workshop

pytestmark = pytest.mark.promise("P40")

EVENINGS = 4
EVERY = 12
"""Of so many steps one is looked at."""


def moments() -> Iterator[list[Workshop]]:
    """Some moments of each of some workshops; at the end each room sees its verdict."""
    for number in range(EVENINGS):
        states = evening(Random(f"replay {number}"), steps=110)
        last = states[-1]
        yield [*states[::EVERY], *([last.verdict(), last.end()] if last.phase != "ended" else [])]


def voted_otherwise(room: Workshop) -> Workshop:
    """The same room, where in the open ballot everybody has voted something else."""
    if room.phase != "open":
        return room
    *before, ballot = room.ballots[room.session.item]
    other: Ballot = replace(ballot, votes=dict.fromkeys(ballot.votes, Vote("dk", "another reason")))
    return replace(room, ballots={**room.ballots, ballot.item: (*before, other)})


def the_other_way_round(room: Workshop, but: str = "") -> Workshop:
    """The same room, where two people of one role, who voted in the same ballots, have voted as the other did."""
    kinds: dict[object, list[str]] = {}
    for code, person in room.people.items():
        ballots = tuple((item, b.number) for item, there in room.ballots.items() for b in there if code in b.votes)
        if code != but:
            kinds.setdefault((person.role, ballots, "-" in code and code[0]), []).append(code)
    alike = max(kinds.values(), key=lambda codes: (len(codes) > 1, len(room.answers(codes[0]))))
    return renamed(room, {alike[0]: alike[-1], alike[-1]: alike[0]})


def renamed(room: Workshop, codes: dict[str, str]) -> Workshop:
    """The same votes under other codes."""
    ballots = {
        item: tuple(replace(b, votes={codes.get(c, c): vote for c, vote in b.votes.items()}) for b in there)
        for item, there in room.ballots.items()
    }
    return replace(room, ballots=ballots)


def pages(screen: Projector, room: Workshop) -> dict[str, str]:
    """All that the projector shows of a room, and of every look beside it."""
    screen.room.do(lambda _: room).result()
    return {look: shown(screen.get(f"/{look}")) for look in ("", *LOOKS)}


def test_the_projector_shows_the_same_when_two_people_have_changed_places() -> None:
    changed = 0
    for states in moments():
        with projector(states[0]) as screen:
            for room in states:
                other = the_other_way_round(room)
                changed += other != room
                assert pages(screen, other) == pages(screen, room)

    assert changed > 5


def test_the_projector_shows_the_same_whatever_was_voted_while_a_vote_is_open() -> None:
    for states in moments():
        with projector(states[0]) as screen:
            for room in states:
                if room.phase == "open":
                    assert pages(screen, voted_otherwise(room)) == pages(screen, room)


@pytest.mark.parametrize("change", [voted_otherwise, the_other_way_round])
def test_a_phone_shows_its_own_vote_and_nothing_of_what_others_voted(change: Callable[..., Workshop]) -> None:
    for states in moments():
        with phones_place(states[0]) as place:
            phone = Handset(place).join("leader")
            joined = place.room.now.people[phone.code]
            for state in states:
                room = replace(renamed(state, {"P0": phone.code}), people={**state.people, phone.code: joined})
                other = change(room) if change is voted_otherwise else change(room, but=phone.code)
                own = restored(other, room, phone.code)
                assert seen_on(phone, own) == seen_on(phone, room)


def restored(other: Workshop, room: Workshop, code: str) -> Workshop:
    """The other room, with this person's own vote as it was."""
    ballots = {
        item: tuple(
            one.cast(code, was.votes[code]) if code in was.votes else one
            for one, was in zip(there, room.ballots[item], strict=True)
        )
        for item, there in other.ballots.items()
    }
    return replace(other, ballots=ballots)


def seen_on(phone: Handset, room: Workshop) -> str:
    phone.place.room.do(lambda _: room).result()
    return phone.get().text
