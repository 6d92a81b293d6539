"""The smallest set of steps to the next level, against trying every set: by an oracle, and by the scorer itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from time import perf_counter
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment_oracle import QUARTER, WHOLE, PlainRound, rounded
from random_questionnaires import people as random_people
from random_questionnaires import questionnaires
from sample_rounds import assessed, people, round_of, sections, three_levels
from servicecheck.assessment import Assessment, assess
from servicecheck.assessment.case import Case
from servicecheck.assessment.expectation import expected_after
from servicecheck.assessment.rounds import case_of
from servicecheck.explanation.change import MOST_STEPS, SmallestChange, smallest_change
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response
from test_assessment_against_oracle import questionnaire_of, responses, rounds
from test_explanation import FEWER
from test_explanation import responses as of_people

LEVELS = ["bad", "good", "world-class"]


def change_in(questionnaire: Questionnaire, rows: Sequence[str], **round_: Any) -> SmallestChange | None:
    round_told = round_of(questionnaire, **round_)
    everybody = people(questionnaire, rows)
    return smallest_change(case_of(questionnaire, round_told, everybody), assess(questionnaire, round_told, everybody))


# An oracle


def level_after(plain: PlainRound, plan: Sequence[str]) -> str | None:
    """The level when each named item rises by half a level, and its section by its share."""
    means, scores = plain.means(), {section.id: plain.score(section) or 0 for section in plain.rated()}
    for section in plain.sections:
        relevant = [item.id for item in section.items if plain.is_relevant(item)]
        rises = {}
        for item, steps in Counter(plan).items():
            if item in relevant:
                rises[item] = min(WHOLE, means[item] + steps * QUARTER) - means[item]
        if rises and section.id in scores:
            scores[section.id] = min(WHOLE, scores[section.id] + rounded(Fraction(sum(rises.values()), len(relevant))))
        means |= {item: means[item] + rise for item, rise in rises.items()}
    whole = sum(section.weight for section in plain.sections if plain.applies(section))
    return plain.level_of(plain.overall_of(scores, whole), means, scores)


def by_trying_all(plain: PlainRound) -> tuple[str, ...] | None:
    """The first of the smallest sets that reaches the next level: items to do first come first, then as asked."""
    level, means = plain.level(), plain.means()
    wanted = LEVELS[LEVELS.index(str(level)) + 1 :]
    ranked = [item for item, _ in plain.priorities()]
    order = [*ranked, *(item.id for _, item in plain.items() if item.id not in ranked)]
    can_rise = [item for item in order if means.get(item, WHOLE) < WHOLE]
    return next((plan for plan in sets_of(can_rise) if level_after(plain, plan) in wanted), None)


def sets_of(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for number in range(1, MOST_STEPS + 1):
        yield from combinations_with_replacement(items, number)


@FEWER
@given(rounds())
def test_no_smaller_set_is_enough_and_of_equal_ones_the_first_is_named(plain: PlainRound) -> None:
    assume(plain.k == 1 and len(plain.items()) <= 8 and any(any(one.replies.values()) for one in plain.people))
    plain = PlainRound(plain.sections, tuple(one for one in plain.people if any(one.replies.values())))
    assume(plain.level() not in (None, LEVELS[-1]))
    asked = questionnaire_of(plain)
    found = _of(asked, responses(plain.people))

    assert found is not None
    assert found.items == by_trying_all(plain)


def _of(questionnaire: Questionnaire, everybody: list[Response]) -> SmallestChange | None:
    round_ = round_of(questionnaire)
    assessment = assess(questionnaire, round_, everybody)
    return smallest_change(case_of(questionnaire, round_, everybody), assessment)


@FEWER
@given(st.data())
def test_nothing_that_is_left_out_unscored_would_have_been_enough(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    assume(len(questionnaire.scored_items) <= 6)
    everybody = of_people(data.draw(random_people(questionnaire, at_most=2)))
    round_ = round_of(questionnaire)
    assessment = assess(questionnaire, round_, everybody)
    found = smallest_change(case_of(questionnaire, round_, everybody), assessment)

    if found is not None:
        assert found.items == scored_one_by_one(case_of(questionnaire, round_, everybody), assessment)


def scored_one_by_one(case: Case, assessment: Assessment) -> tuple[str, ...] | None:
    """Every set scored, none left out."""
    overall = assessment.overall
    assert overall is not None
    levels = [level.id for level in case.questionnaire.levels]
    wanted = levels[levels.index(str(overall.standing.level)) + 1 :]
    ranked = [priority.item for priority in assessment.priorities]
    order = [*ranked, *(item.id for item in case.questionnaire.scored_items if item.id not in ranked)]
    highest = {item.id: item.highest for item in case.questionnaire.scored_items}
    known = {item.id: item.mean for item in assessment.items}
    can_rise = [item for item in order if (mean := known[item]) is not None and mean < highest[item]]
    plans = list(sets_of(can_rise))
    after = expected_after(case, plans)
    return next((plan for plan, one in zip(plans, after, strict=True) if one.level in wanted), None)


# Examples


def test_one_critical_question_may_be_all_that_is_missing() -> None:
    """Example G1 of the method: 76 points, held down by one critical item at 37.5."""
    questionnaire = three_levels(sections(A=[{"id": "A1", "critical": "true"}, {"id": "A2"}, {"id": "A3"}], B=8))
    rows = ["1.5 2.5 3" + " 2.5" * 8, "2 2.5 3" + " 2.5" * 8]
    found = change_in(questionnaire, rows)

    assert assessed(questionnaire, rows).item("A1").mean == 375_000
    assert found is not None
    assert (found.level, found.items, [gate.id for gate in found.obstacles]) == ("world-class", ("A1",), ["basics"])
    assert found.expected is not None
    assert found.expected.level == "world-class"


def test_two_questions_of_sixteen_below_good_are_one_too_many() -> None:
    """Example G2 of the method: 12.5 % are below good, 10 % may be."""
    questionnaire = three_levels(sections(A=8, B=8))
    found = change_in(questionnaire, ["1.5 3 3 3 3 3 2.5 2.5 1.5 3 3 3 3 3 2.5 2.5", "2" + " 3" * 7 + " 2" + " 3" * 7])

    assert found is not None
    assert ([gate.id for gate in found.obstacles], found.items) == (["always"], ("A1",))


def test_a_question_may_have_to_rise_more_than_once() -> None:
    critical = [{"id": "A1", "critical": "true"}, {"id": "A2", "critical": "true"}]
    found = change_in(three_levels(sections(A=critical, B=10)), ["1" + " 3" * 11])

    assert found is not None
    assert found.items == ("A1", "A1")


def test_beyond_four_steps_it_says_what_stands_in_the_way() -> None:
    found = change_in(three_levels(sections(A=3, B=3)), ["1.5 2 2 1.5 2 2"])

    assert found is not None
    assert (found.items, found.most_steps) == (None, 4)
    assert {gate.id for gate in found.obstacles} == {"weakest", "always"}


def test_at_the_highest_level_there_is_nothing_to_reach() -> None:
    assert change_in(three_levels(sections(A=3)), ["3 3 3"]) is None


@pytest.mark.parametrize("aggregate", ["mean", "min"])
def test_sixty_questions_take_a_few_seconds(aggregate: str) -> None:
    questionnaire = three_levels(sections(A=15, B=15, C=15, D=15), aggregate=aggregate)
    rows = [" ".join("2" if (place + person) % 4 else "3" for place in range(60)) for person in range(5)]
    start = perf_counter()

    assert change_in(questionnaire, rows) is not None
    assert perf_counter() - start < 20
