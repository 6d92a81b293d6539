"""What a facilitator can do: what is offered can be done, what is not is refused, and the main thing comes first."""

from dataclasses import replace
from random import Random

import pytest

from random_workshops import evenings, value_of
from sample_workshops import room, voted
from servicecheck.errors import InvalidAnswer
from servicecheck.response import Respondent
from servicecheck.workshop import Refused, Vote, Workshop
from servicecheck.workshop.moves import made, possible
from servicecheck.workshop.split import split_items

DICE = Random(1)


def names(workshop: Workshop) -> list[str]:
    return [move.name for move in possible(workshop)]


def after(workshop: Workshop, *moves: str, **given: str) -> Workshop:
    for move in moves:
        workshop = made(workshop, move, given, DICE)
    return workshop


def caution(workshop: Workshop, name: str) -> str:
    return next(move.caution for move in possible(workshop) if move.name == name)


def split(people: int = 6) -> Workshop:
    """A room that has seen how far it is apart on the first item."""
    return voted(room(people), "S1", *["1", "3"] * (people // 2)).show()


def alike(item: str, workshop: Workshop) -> Workshop:
    return voted(workshop, item, *["2"] * 6).show()


def test_whatever_is_offered_can_be_done_and_nothing_else() -> None:
    everything = {move for states in evenings(8, seed=8) for room_ in states for move in names(room_)}
    for states in evenings(8, seed=9):
        for room_ in states[::4]:
            offered = names(room_)
            assert len(offered) == len(set(offered))
            for name in everything:
                item = room_.session.item
                given = {"value": value_of(room_, item, DICE).replace("dk", "na")} if item else {}
                if name in offered:
                    assert isinstance(made(room_, name, given, DICE), Workshop)
                else:
                    with pytest.raises(Refused):
                        made(room_, name, given, DICE)


def test_a_name_that_is_no_move_is_refused() -> None:
    with pytest.raises(Refused, match="ws_not_now"):
        made(room(), "__init__", {}, DICE)


def test_a_whole_workshop_is_driven_by_the_main_move() -> None:
    workshop, seen = room(6), []
    while workshop.phase != "ended":
        if workshop.phase == "open" and not workshop.voted:
            values = ["2"] * 6 if workshop.session.item != "S1" or workshop.ballot.number > 1 else ["1", "3"] * 3
            workshop = voted(workshop, workshop.session.item, *values)
        seen.append(names(workshop)[0])
        workshop = after(workshop, seen[-1])

    assert seen == [
        *["start", "reveal", "talk", "again", "reveal", "next"],
        *["reveal", "next"],
        *["reveal", "verdict", "plan", "end"],
    ]


def test_a_room_that_sees_it_alike_goes_on_and_one_that_does_not_talks() -> None:
    assert names(split())[0] == "talk"
    assert names(alike("S1", room(6)))[0] == "next"


def test_what_the_room_is_still_apart_on_after_the_second_vote_is_agreed() -> None:
    again = voted(split(), "S1", *["1", "3"] * 3).show()

    assert names(again)[0] == "choose"
    assert after(again, "choose", "agree", value="2", reason="halfway").session.item == "S2"


def test_showing_before_all_have_voted_asks_once_more() -> None:
    assert caution(voted(room(6), "S1", *["1"] * 5), "reveal") == "ws_reveal_early"
    assert caution(voted(room(6), "S1", *["1"] * 6), "reveal") == ""


def test_a_second_vote_without_somebody_of_the_first_asks_once_more() -> None:
    assert caution(voted(split(), "S1", *["1"] * 5), "reveal") == "ws_reveal_early"
    assert caution(voted(split(), "S1", *["1"] * 6).join(Respondent("late")), "reveal") == ""


def test_the_verdict_before_everything_was_shown_asks_once_more() -> None:
    assert caution(split(), "verdict") == "ws_verdict_early"
    assert caution(alike("S3", alike("S2", split())), "verdict") == ""


def test_nothing_can_be_shown_before_somebody_has_voted() -> None:
    assert "reveal" not in names(room(6).open("S1"))


def test_what_was_put_off_comes_last() -> None:
    workshop = after(room(6), "start", "later")
    assert workshop.session.item == "S2"

    workshop = after(alike("S2", workshop), "next")
    assert workshop.session.item == "S3"
    assert after(alike("S3", workshop), "next").session.item == "S1"


def test_back_goes_to_the_votes_that_were_shown_or_to_the_vote() -> None:
    workshop = after(split(), "next")
    assert after(workshop, "back").phase == "shown"

    workshop = after(after(room(6), "start", "later"), "back")
    assert (workshop.phase, workshop.session.item) == ("open", "S1")
    assert "back" not in names(workshop)


def test_go_finds_any_item_and_no_other() -> None:
    assert after(split(), "go", item="S3").session.item == "S3"
    with pytest.raises(KeyError):
        after(split(), "go", item="S9")


def test_a_vote_that_was_left_takes_votes_again_when_the_room_comes_back() -> None:
    workshop = after(voted(room(6), "S1", "1"), "later", "back").vote("P2", "S1", 1, Vote("2"))

    assert workshop.voted == 2


def test_the_most_split_items_come_first_and_those_agreed_are_not_gone_to() -> None:
    workshop = voted(split(), "S2", "1", "1", "2", "2", "3", "2").show()

    assert [(one.item, one.word) for one in split_items(workshop)] == [("S1", "low"), ("S2", "low")]
    assert after(workshop, "split").session.item == "S1"
    assert after(workshop, "split", "split").session.item == "S2"
    agreed = after(workshop, "split", "choose", "agree", value="2")
    assert [one.is_agreed for one in split_items(agreed)] == [True, False]
    assert after(agreed, "split").session.item == "S2"
    assert "split" not in names(after(agreed, "split"))


def test_an_item_whose_votes_are_hidden_is_not_among_the_most_split() -> None:
    assert split_items(voted(room(6), "S1", "1", "3", "1", "3").show()) == ()


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        ({"counts": "2 0 1"}, {"1": 2, "2": 1}),
        ({"counts": "2 0 1 0 1 4"}, {"1": 2, "2": 1, "3": 1, "na": 4}),
        ({"count.1": "2", "count.2": " 1 ", "count.dk": "", "count.9": "5"}, {"1": 2, "2": 1}),
        ({}, {}),
    ],
)
def test_hands_are_typed_in_one_line_or_in_a_field_each(given: dict[str, str], counted: dict[str, int]) -> None:
    workshop = after(room(6), "start")

    votes = list(made(workshop, "hands", given, DICE).ballot.votes.values())
    assert {value: sum(vote.value == value for vote in votes) for value in counted} == counted
    assert len(votes) == sum(counted.values())


@pytest.mark.parametrize("counts", ["1 2 3 4 5 6 7 8", "x", "-1", "1.5", "9999", "¹"])
def test_what_is_no_count_is_refused(counts: str) -> None:
    with pytest.raises(InvalidAnswer):
        after(after(room(6), "start"), "hands", counts=counts)


def test_an_agreed_answer_that_is_none_is_refused_and_the_room_stays() -> None:
    with pytest.raises(InvalidAnswer):
        after(split(), "choose", "agree", value="")


def test_the_room_can_change_how_votes_are_shown_at_any_time_before() -> None:
    workshop = after(room(6), "by-itself", "start")

    assert alike_until_shown(workshop).phase == "shown"
    assert voted(after(workshop, "by-hand"), "S1", *["2"] * 6).phase == "open"


def alike_until_shown(workshop: Workshop) -> Workshop:
    for code in workshop.people:
        workshop = workshop.vote(code, "S1", 1, Vote("2"))
    return workshop


def test_two_hundred_people_are_looked_at_quickly() -> None:
    """Not by the clock, which is another on every machine: nobody is looked at twice for one vote."""
    workshop = room(200).open("S1")
    counted = CountedPeople({**workshop.people})
    workshop = replace(workshop, people=counted)
    for _ in range(10):
        assert (workshop.asked, workshop.turnout.asked) == (200, 200)

    assert counted.looks <= 2 * 200


class CountedPeople(dict[str, Respondent]):
    """People who count how often somebody is looked up."""

    looks = 0

    def __getitem__(self, code: str) -> Respondent:
        self.looks += 1
        return super().__getitem__(code)
