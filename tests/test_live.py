"""The line on which phones hear that a page may have changed: no change too few, and nothing about people."""

import asyncio
import re
from itertools import pairwise
from random import Random

import pytest

from random_workshops import evening
from sample_workshops import room
from servicecheck.language import Words
from servicecheck.response import Respondent
from servicecheck.web import live
from servicecheck.web.participants.pages import Page, page_for
from servicecheck.web.participants.visitor import Visitor
from servicecheck.web.room import Change, Room
from servicecheck.workshop import Vote, Workshop

LIMIT = 10


def begun(workshop: Workshop) -> Room:
    return Room(workshop, lambda _before, _after: None)


def shown(workshop: Workshop, code: str) -> Page:
    return page_for(Visitor(workshop, code, Words("en")))


def own_votes(workshop: Workshop, code: str) -> list[Vote]:
    return [ballot.votes[code] for there in workshop.ballots.values() for ballot in there if code in ballot.votes]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_others_do_a_page_that_changes_is_another_moment(seed: int) -> None:
    states = evening(Random(f"moments {seed}"), 120)
    for before, after in pairwise(states):
        for code in before.people:
            if own_votes(before, code) == own_votes(after, code) and shown(before, code) != shown(after, code):
                assert live.moment(before) != live.moment(after), (shown(before, code), shown(after, code))


def test_a_vote_of_somebody_else_is_no_moment() -> None:
    workshop = room(6).open("S1")

    assert live.moment(workshop.vote("P1", "S1", 1, Vote("3"))) == live.moment(workshop)


def told(*changes: Change) -> list[str]:
    """What is said on the line while these changes are made one after the other, and then the room closes."""

    async def listen() -> list[str]:
        room_ = begun(room(2))
        heard: list[str] = []

        async def hear() -> None:
            async for line in live.events(room_):
                heard.append(line)

        listening = asyncio.create_task(hear())
        for change in changes:
            await asyncio.sleep(0.02)
            assert room_.connected == 1
            await asyncio.wrap_future(room_.do(change))
        await asyncio.sleep(0.02)
        await asyncio.to_thread(room_.close)
        await asyncio.wait_for(listening, LIMIT)
        assert room_.connected == 0
        return heard

    return asyncio.run(listen())


def test_every_change_is_told_and_the_line_ends_with_the_room() -> None:
    def join(workshop: Workshop) -> Workshop:
        return workshop.join(Respondent("new"))

    def put(workshop: Workshop) -> Workshop:
        return workshop.open("S1")

    def vote(workshop: Workshop) -> Workshop:
        return workshop.vote("P1", "S1", 1, Vote("3", "because"))

    def reveal(workshop: Workshop) -> Workshop:
        return workshop.show()

    heard = told(join, put, vote, reveal)
    assert all(re.fullmatch(r"data: [^\n]+\n\n", line) for line in heard)
    assert len(heard) == len(set(heard)) == 4, "in the lobby with two, with three, open, shown: no vote is told"
    assert not any("P1" in line or "because" in line or "new" in line for line in heard)


def test_a_line_on_which_nothing_happens_says_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.01)

    async def listen() -> list[str]:
        room_ = begun(room(1))
        line = live.events(room_)
        heard = [await anext(line) for _ in range(4)]
        await asyncio.to_thread(room_.close)
        return heard

    assert len(set(asyncio.run(listen()))) == 1
