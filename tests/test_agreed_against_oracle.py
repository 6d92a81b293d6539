"""Random rooms: what was agreed and what was voted give the level that the oracle says, to the ten-thousandth."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import Person, score_room
from random_questionnaires import people, questionnaires
from servicecheck.assessment import Assessment, assess
from servicecheck.assessment.agreed_case import AgreedCase
from servicecheck.assessment.rounds import case_of
from servicecheck.items import Item, NumberItem
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import AgreedAnswer, Answer, Respondent, Response, Round
from test_scoring_against_oracle import assert_agree

Draw = Any
FEW = settings(max_examples=max(10, settings().max_examples // 6))
FEWER = settings(max_examples=max(5, settings().max_examples // 10))
"""Each example is scored twice, or assessed twice."""


def responses(answered: Sequence[Person]) -> list[Response]:
    """Everybody's votes."""
    return [
        Response(Respondent(f"R{n}", one.role), {item: Answer(value) for item, value in one.answers.items()}, True)
        for n, one in enumerate(answered)
    ]


def round_of(questionnaire: Questionnaire, agreed: Mapping[str, str], smallest: int) -> Round:
    """A round with these agreed answers."""
    answers = tuple(AgreedAnswer(item, value, "as we said") for item, value in agreed.items())
    mode: Any = "anonymous" if smallest > 1 else "open"
    return Round(questionnaire.id, questionnaire.version, mode=mode, k=smallest, agreed=answers)


def values(item: Item) -> list[str]:
    """What a room may agree on."""
    if isinstance(item, NumberItem):
        return ["0", "2", "7.5", "na", "dk"]
    return [*(choice.value for choice in item.choices()), "na", "dk"]


@st.composite
def rooms(draw: Draw) -> tuple[Questionnaire, list[Person], dict[str, str], int]:
    """A questionnaire, who voted, what was agreed, and how few may not be shown."""
    questionnaire = draw(questionnaires())
    everybody = [one for one in draw(people(questionnaire, at_most=7)) if any(one.answers.values())]
    ids = [item.id for item in questionnaire.items]
    chosen = draw(st.sets(st.sampled_from(ids), min_size=1))
    agreed = {item: draw(st.sampled_from(values(questionnaire.item(item)))) for item in ids if item in chosen}
    return questionnaire, everybody, agreed, draw(st.sampled_from([1, 3, 4]))


def is_carried(questionnaire: Questionnaire, agreed: Mapping[str, str]) -> bool:
    """Whether something that is worth points was agreed."""
    return any(item.id in agreed for item in questionnaire.scored_items)


@FEW
@given(rooms())
def test_what_a_room_agreed_on_is_scored_as_the_oracle_says(
    room: tuple[Questionnaire, list[Person], dict[str, str], int],
) -> None:
    questionnaire, everybody, agreed, smallest = room
    case = case_of(questionnaire, round_of(questionnaire, agreed, smallest), responses(everybody))
    if not is_carried(questionnaire, agreed):
        assert not isinstance(case, AgreedCase)
        return
    expected = score_room(questionnaire, everybody, agreed, smallest)
    assert_agree(dict(case.figures.row), questionnaire, expected)


@FEWER
@given(rooms())
def test_the_votes_beside_what_was_agreed_are_those_of_the_round_without_it(
    room: tuple[Questionnaire, list[Person], dict[str, str], int],
) -> None:
    questionnaire, everybody, agreed, smallest = room
    found = assess(questionnaire, round_of(questionnaire, agreed, smallest), responses(everybody))
    plain = assess(questionnaire, round_of(questionnaire, {}, smallest), responses(everybody))
    if not is_carried(questionnaire, agreed):
        assert found.agreed is None
        return
    assert found.agreed is not None
    assert found.agreed.votes == plain.overall
    assert found.agreed.sections == {one.id: one.standing for one in plain.sections}
    assert_votes_are_told_alike(found, plain)


def assert_votes_are_told_alike(found: Assessment, plain: Assessment) -> None:
    """Whatever was agreed, people, distributions and comments are told as they were voted."""
    assert (found.people, found.comments, found.roles) == (plain.people, plain.comments, plain.roles)
    told = ("counts", "median", "average_deviation", "answered", "na", "dk", "blank")
    before = {item.id: [getattr(item, name) for name in told] for item in plain.items}
    after = {item.id: [getattr(item, name) for name in told] for item in found.items}
    if plain.is_shown:
        assert after == before
    else:
        assert all(not any(map(bool, figures)) for figures in after.values())
