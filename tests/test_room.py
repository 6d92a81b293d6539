"""The room while many change it at once: nothing is said before it is kept, and one mistake is nobody else's."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from threading import Event

import pytest

from sample_workshops import room, voted
from servicecheck.errors import ServicecheckError, StorageError
from servicecheck.response import Respondent
from servicecheck.web.room import Change, Room
from servicecheck.workshop import Refused, Workshop


class Shelf:
    """What was kept, as a disk that can be held up, fill, or dislike a person."""

    def __init__(self) -> None:
        self.kept: list[Workshop] = []
        self.may_write = Event()
        self.may_write.set()
        self.is_full = False
        self.disliked = ""

    def keep(self, _before: Workshop, after: Workshop) -> None:
        self.may_write.wait(10)
        if self.is_full:
            raise StorageError("the disk is full")
        if self.disliked in after.people:
            raise ServicecheckError("This text holds bytes that are not letters.")
        self.kept.append(after)


@contextmanager
def opened(shelf: Shelf, workshop: Workshop | None = None) -> Iterator[Room]:
    one = Room(workshop or room(), shelf.keep)
    try:
        yield one
    finally:
        shelf.may_write.set()
        one.close()


def joins(code: str) -> Change:
    return lambda workshop: workshop.join(Respondent(code))


def test_nobody_sees_a_change_before_it_is_kept() -> None:
    shelf = Shelf()
    with opened(shelf) as one:
        version = one.version
        shelf.may_write.clear()
        joined = one.do(joins("P1"))

        assert not wait([joined], timeout=0.05).done
        assert (one.version, dict(one.now.people)) == (version, {})
        shelf.may_write.set()
        assert joined.result(10) == one.now == shelf.kept[-1]
        assert one.version != version


def test_what_waits_is_kept_in_one_go() -> None:
    shelf = Shelf()
    with opened(shelf) as one:
        shelf.may_write.clear()
        outcomes = [one.do(joins(f"P{number}")) for number in range(100)]
        shelf.may_write.set()
        wait(outcomes, timeout=10)

        assert len(one.now.people) == 100
        assert len(shelf.kept) <= 2
        assert [len(outcome.result().people) for outcome in outcomes] == [*range(1, 101)]


def test_a_refused_change_is_refused_alone() -> None:
    shelf = Shelf()
    with opened(shelf) as one:
        shelf.may_write.clear()
        first, refused, last = one.do(joins("P1")), one.do(lambda workshop: workshop.show()), one.do(joins("P2"))
        shelf.may_write.set()

        with pytest.raises(Refused):
            refused.result(10)
        assert set(last.result(10).people) == {"P1", "P2"}
        assert first.done()


def test_a_mistake_in_one_change_ends_nothing() -> None:
    with opened(Shelf()) as one:
        with pytest.raises(ZeroDivisionError):
            one.do(lambda _: 1 / 0).result(10)  # type: ignore[arg-type, return-value]

        assert one.do(joins("P1")).result(10).people


def test_when_the_disk_refuses_whoever_waits_is_told_and_the_room_goes_on_as_it_was() -> None:
    shelf = Shelf()
    with opened(shelf) as one:
        before, version = one.now, one.version
        shelf.is_full = True
        for outcome in [one.do(joins(f"P{number}")) for number in range(5)]:
            with pytest.raises(StorageError):
                outcome.result(10)

        assert (one.now, one.version) == (before, version)
        assert isinstance(one.problem, StorageError)
        shelf.is_full = False
        assert set(one.do(joins("P9")).result(10).people) == {"P9"}
        assert one.problem is None


def test_what_cannot_be_kept_of_one_person_takes_nothing_from_the_others() -> None:
    shelf = Shelf()
    shelf.disliked = "P3"
    with opened(shelf) as one:
        shelf.may_write.clear()
        outcomes = [one.do(joins(f"P{number}")) for number in range(6)]
        shelf.may_write.set()
        wait(outcomes, timeout=10)

        assert [outcome.exception() is not None for outcome in outcomes] == [False, False, False, True, False, False]
        assert set(one.now.people) == {"P0", "P1", "P2", "P4", "P5"}


def test_what_changes_nothing_is_no_news() -> None:
    shelf = Shelf()
    with opened(shelf) as one:
        version = one.version

        assert one.do(lambda workshop: workshop).result(10) is one.now
        assert (one.version, shelf.kept) == (version, [])


def test_whoever_sleeps_is_woken_by_a_change() -> None:
    async def sleep(one: Room) -> list[int]:
        sleepers = [asyncio.create_task(one.changed(one.version, 10)) for _ in range(60)]
        await asyncio.sleep(0.01)
        await asyncio.wrap_future(one.do(joins("P1")))
        return await asyncio.gather(*sleepers)

    with opened(Shelf()) as one:
        before = one.version

        assert set(asyncio.run(sleep(one))) == {one.version} != {before}


def test_whoever_missed_a_change_does_not_sleep() -> None:
    with opened(Shelf()) as one:
        before = one.version
        one.do(joins("P1")).result(10)

        assert asyncio.run(one.changed(before, 10)) == one.version


def test_whoever_sleeps_wakes_when_the_time_is_over() -> None:
    with opened(Shelf()) as one:
        assert asyncio.run(one.changed(one.version, 0.01)) == one.version


def test_the_end_wakes_everybody_and_keeps_what_waited() -> None:
    async def sleep(one: Room) -> None:
        sleeper = asyncio.create_task(one.changed(one.version, 60))
        await asyncio.sleep(0.01)
        await asyncio.to_thread(one.close)
        await asyncio.wait_for(sleeper, 10)

    shelf = Shelf()
    with opened(shelf) as one:
        asyncio.run(sleep(one))
    with opened(shelf) as one:
        shelf.may_write.clear()
        outcomes = [one.do(joins(f"P{number}")) for number in range(3)]
    assert [outcome.result(0).phase for outcome in outcomes] == ["lobby"] * 3
    assert len(shelf.kept[-1].people) == 3
    with pytest.raises(ServicecheckError):
        one.do(joins("P9")).result(10)


def test_phones_are_counted_while_they_are_connected() -> None:
    with opened(Shelf()) as one:
        with one.connection(), one.connection():
            assert one.connected == 2
        assert one.connected == 0


def test_a_vote_that_comes_twice_is_one_vote() -> None:
    with opened(Shelf(), voted(room(3), "S1")) as one:
        for _ in range(2):
            one.do(lambda workshop: voted(workshop, "S1", "2")).result(10)

        assert one.now.voted == 1
