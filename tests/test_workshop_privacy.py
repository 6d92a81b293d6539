"""What the room ever sees tells of no group of 1 to k - 1 people what they voted (P40): over whole random workshops, by
the rank of everything that was seen, not by the rule that chose it; and by what is seen when people change places."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from random_workshops import SESSION, K, evenings, questionnaire
from ranks import told_apart
from servicecheck.assessment import assess
from servicecheck.response import Respondent, Round
from servicecheck.workshop import HAND, Ballot, Refused, Vote, Workshop
from servicecheck.workshop.moves import possible
from servicecheck.workshop.result import Result, result_of, results_of
from servicecheck.workshop.split import split_items


def seen(room: Workshop, item: str) -> list[frozenset[str]]:
    """The people behind each figure on an item that is seen at one time, as if nobody ever voted otherwise."""
    groups = []
    for result in results_of(room, item):
        if not result.hidden:
            ballot = room.valid(room.ballots[item][result.number - 1])
            secret = frozenset(code for code in ballot.votes if not code.startswith(HAND))
            roles = [role.role for role in result.roles]
            groups += [secret, *(frozenset(c for c in secret if room.people[c].role == role) for role in roles)]
    return [group for group in groups if group]


@cache
def held() -> list[list[Workshop]]:
    """Forty workshops."""
    return list(evenings(40, seed=1))


def nothing_follows_of_few(workshops: Iterable[list[Workshop]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for states in workshops:
        for room in states:
            item = room.session.item
            if room.phase != "shown" or not results_of(room, item):
                continue
            sums, newest = seen(room, item), result_of(room, item)
            assert told_apart(sums, K) == [], (item, sums)
            counts["figures"] += len(sums)
            counts["hidden"] += bool(newest.hidden)
            counts["seen again"] += not newest.hidden and newest.number > 1
            counts["side by side"] += len(results_of(room, item)) > 1
            counts["roles"] += bool(newest.roles)
    return counts


@pytest.mark.promise("P40")
def test_nothing_follows_of_fewer_than_k_people_in_forty_workshops() -> None:
    counts = nothing_follows_of_few(held())

    assert all(counts[what] > 10 for what in ("figures", "hidden", "seen again", "side by side", "roles")), counts


@pytest.mark.release
@pytest.mark.promise("P40")
def test_nothing_follows_of_fewer_than_k_people_in_fifteen_hundred_workshops() -> None:
    assert nothing_follows_of_few(evenings(1_500, seed=2))["figures"] > 5_000


def test_the_check_finds_what_the_rules_are_there_for() -> None:
    everybody = frozenset("abcdefgh")

    assert told_apart([everybody, everybody - {"h"}], 3) == [frozenset("h")]
    assert told_apart([everybody, frozenset("abcdef")], 3) == [frozenset("gh")]
    assert told_apart([everybody, frozenset("abcde")], 3) == []


def test_what_was_seen_stays_as_it_was() -> None:
    for states in held():
        results: dict[tuple[str, int], Result] = {}
        for room in states:
            for item in room.ballots:
                for result in results_of(room, item):
                    assert results.setdefault((item, result.number), result) == result


def test_the_report_rests_on_what_the_room_saw_and_on_nothing_else() -> None:
    for states in held():
        last = states[-1].end() if states[-1].phase != "ended" else states[-1]
        findings = {one.id: one for one in assess(last.questionnaire, last.round, last.responses()).items}
        for item in last.questionnaire.scored_items if findings else ():
            visible = [result for result in results_of(last, item.id) if not result.hidden]
            given = {value: count for value, count in (findings[item.id].counts or {}).items() if count}
            told = (visible[-1].counts if visible else None) or {}
            assert given == {value: count for value, count in told.items() if count}


def test_of_an_open_vote_nothing_but_the_numbers_can_be_seen() -> None:
    for states in held():
        for room in states[::5]:
            if room.phase == "open":
                other = replace(room, ballots={**room.ballots, room.session.item: altered(room)})
                assert everything_seen(other) == everything_seen(room)


def altered(room: Workshop) -> tuple[Ballot, ...]:
    """The ballots on the item on the screen, in the open one of which everybody voted otherwise."""
    *before, ballot = room.ballots[room.session.item]
    return (*before, replace(ballot, votes=dict.fromkeys(ballot.votes, Vote("dk", "another"))))


def everything_seen(room: Workshop) -> object:
    """All that the projector can show: the numbers, the results, what can be done, the most split items."""
    results = {item: results_of(room, item) for item in room.ballots}
    return room.turnout, results, possible(room), split_items(room), len(room.people), room.to_do()


def test_two_people_of_one_role_could_change_places_and_nobody_would_see_it() -> None:
    for states in held():
        for room in states[:: len(states) // 5]:
            first, second = two_alike(room)
            assert everything_seen(changed_places(room, first, second)) == everything_seen(room)


def two_alike(room: Workshop) -> tuple[str, str]:
    """Two people with one role who voted in the same ballots."""
    kinds: dict[object, list[str]] = {}
    for code, person in room.people.items():
        voted_in = tuple((item, b.number) for item, there in room.ballots.items() for b in there if code in b.votes)
        kinds.setdefault((person.role, voted_in, code.partition("-")[0] if "-" in code else ""), []).append(code)
    largest = max(kinds.values(), key=len)
    return largest[0], largest[-1]


def changed_places(room: Workshop, first: str, second: str) -> Workshop:
    place = {first: second, second: first}
    ballots = {
        item: tuple(replace(b, votes={place.get(c, c): vote for c, vote in b.votes.items()}) for b in there)
        for item, there in room.ballots.items()
    }
    return replace(room, ballots=ballots)


def test_how_many_were_asked_a_question_that_follows_from_another_is_not_told() -> None:
    for states in held():
        for room in states:
            if room.session.item in ("S3", "S4", "L2"):
                assert room.turnout.asked is None
                assert room.turnout.voted is None or room.turnout.voted >= K


def room_of(*roles: str | None) -> Workshop:
    room = Workshop(questionnaire(), Round("tiny", "1.0", mode="anonymous", k=5), SESSION)
    for number, role in enumerate(roles):
        room = room.join(Respondent(f"P{number}", role))
    return room


def voted(room: Workshop, item: str, *values: str | None) -> Workshop:
    room = room.open(item)
    for number, value in enumerate(values):
        room = room.vote(f"P{number}", item, room.ballot.number, Vote(value)) if value else room
    return room.show()


def test_a_vote_of_fewer_than_k_shows_their_number_and_counts_nowhere() -> None:
    room = voted(room_of(*[None] * 6), "S1", "1", "2", "3", "3")

    result = result_of(room, "S1")
    assert (result.voted, result.hidden) == (4, "too-few")
    assert (result.counts, result.dk, result.median, result.deviation, result.comments) == (None, None, None, None, ())
    assert not any(response.answers for response in room.responses())


def test_what_nobody_knows_is_told_though_too_few_answered() -> None:
    result = result_of(voted(room_of(*[None] * 7), "S1", "1", "2", "dk", "dk", "dk", "na", "dk"), "S1")

    assert (result.voted, result.dk, result.na, result.counts) == (7, 4, 1, None)


def test_a_second_vote_without_one_of_the_first_counts_and_stands_alone() -> None:
    both, votes = [*["leader"] * 6, *["staff"] * 6], ["3"] * 6 + ["1"] * 6
    room = voted(room_of(*both), "S1", *votes)
    room = voted(room, "S1", *votes[:-1], None)

    (only,) = results_of(room, "S1")
    assert (only.number, only.voted, only.hidden, only.roles) == (2, 11, "", ())
    assert [len(response.answers) for response in room.responses()] == [*[1] * 11, 0]


def test_a_second_vote_of_too_few_shows_their_number_and_the_first_counts() -> None:
    room = voted(room_of(*[None] * 7), "S1", "1", "2", "3", "3", "3", "3", "1")
    room = voted(room, "S1", "1", "2", "3", *[None] * 4)

    assert [(result.voted, result.hidden) for result in results_of(room, "S1")] == [(7, ""), (3, "too-few")]
    assert [len(response.answers) for response in room.responses()] == [1] * 7


def test_whoever_missed_a_second_vote_has_the_third() -> None:
    room = voted(room_of(*[None] * 6), "S1", *["1"] * 6)
    room = voted(room, "S1", *["2"] * 5)
    room = voted(room, "S1", *["3"] * 6)

    assert [result.number for result in results_of(room, "S1")] == [1, 3]


def test_a_second_vote_of_the_same_people_is_shown_and_counts() -> None:
    room = voted(room_of(*[None] * 7), "S1", "1", "2", "3", "3", "3", "3", "1")
    room = voted(room, "S1", *["2"] * 7)

    assert result_of(room, "S1").counts == {"1": 0, "1.5": 0, "2": 7, "2.5": 0, "3": 0}
    assert {response.answers["S1"].value for response in room.responses()} == {"2"}


def test_whoever_came_after_a_result_does_not_vote_again_with_the_others() -> None:
    room = voted(room_of(*[None] * 6), "S1", *["1"] * 6).join(Respondent("late")).again()

    assert room.why_not("late", "S1") == "ws_came_late"
    with pytest.raises(Refused, match="ws_came_late"):
        room.vote("late", "S1", 2, Vote("3"))


def test_hands_that_everybody_saw_hide_nobody() -> None:
    room = room_of(*[None] * 3).open("S1").count_hands({"3": 6}, Random(1))
    for number in range(3):
        room = room.vote(f"P{number}", "S1", 1, Vote("1"))

    assert result_of(room.show(), "S1").hidden == "too-few"


def test_roles_are_compared_when_both_have_k_and_the_rest_has_none_or_k() -> None:
    both = [*["leader"] * 5, *["staff"] * 5]
    votes = ["3"] * 5 + ["1"] * 5

    assert [role.people for role in result_of(voted(room_of(*both), "S1", *votes), "S1").roles] == [5, 5]
    assert result_of(voted(room_of(*both, None), "S1", *votes, "2"), "S1").roles == ()
    assert result_of(voted(room_of(*both, None), "S1", *votes, "dk"), "S1").roles == ()
    assert result_of(voted(room_of(*both[1:]), "S1", *votes[1:]), "S1").roles == ()
    assert len(result_of(voted(room_of(*both, *[None] * 5), "S1", *votes, *["2"] * 5), "S1").roles) == 2


def test_hands_hide_nobody_without_a_role_in_the_report_either() -> None:
    both = [*["leader"] * 5, *["staff"] * 5, None]
    room = room_of(*both).open("S1").count_hands({"3": 6}, Random(1))
    for number in range(len(both)):
        room = room.vote(f"P{number}", "S1", 1, Vote("2"))
    room = room.show()

    roles = assess(room.questionnaire, room.round, room.responses()).roles
    assert [role.hidden for role in roles] == ["complement", None]
