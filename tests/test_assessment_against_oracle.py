"""Random rounds say what the method says, worked out by an oracle that shares no code with the product."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_oracle import (
    PlainItem,
    PlainPerson,
    PlainRound,
    PlainSection,
    gap_word,
    interval,
)
from sample_rounds import M1, round_of, three_levels
from servicecheck.assessment import Assessment, assess, resampling
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response, Target

Draw = Callable[[st.SearchStrategy[Any]], Any]

RATINGS = ("1", "1.5", "2", "2.5", "3")
REPLIES = st.sampled_from([*RATINGS * 3, "2.5", "3", "na", "dk", None])
ROLES = ("staff", "leader")


@st.composite
def items(draw: Draw, section: str, number: int) -> PlainItem:
    efforts = draw(st.tuples(*[st.sampled_from([1, 2, 3, 5])] * 2))
    return PlainItem(f"{section}{number}", draw(st.integers(0, 3)) == 3, efforts)


@st.composite
def plain_sections(draw: Draw, name: str) -> PlainSection:
    return PlainSection(
        name,
        tuple(draw(items(name, number)) for number in range(1, draw(st.integers(1, 5)) + 1)),
        draw(st.sampled_from(["basics", "effort", "recovery", "other", "extra"])),
        draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(1, 2)])),
        draw(st.sampled_from([500_000, 750_000, 900_000])),
        draw(st.sampled_from([(), (), (), ("staff",)])),
    )


@st.composite
def rounds(draw: Draw, fewest: int = 1, most: int = 4) -> PlainRound:
    sections = tuple(draw(plain_sections(name)) for name in "ABCD"[: draw(st.integers(1, 4))])
    ids = [item.id for section in sections for item in section.items]
    # Groups that answer low or high meet more of the limits than groups that answer anything.
    taste = draw(
        st.sampled_from([REPLIES, st.sampled_from(["2.5", "3", "3", "2"]), st.sampled_from(["1", "1.5", "2"])])
    )
    replies = st.fixed_dictionaries({item: st.one_of(taste, REPLIES) for item in ids})
    person = st.builds(PlainPerson, replies, st.sampled_from([None, *ROLES]))
    people = draw(st.lists(person, min_size=fewest, max_size=most))
    return PlainRound(sections, tuple(people), draw(st.sampled_from([1, 1, 3])))


def questionnaire_of(plain: PlainRound) -> Questionnaire:
    parts = [
        {
            "id": section.id,
            "area": section.area,
            "weight": str(float(section.weight)),
            "who": section.who,
            "items": [
                {
                    "id": item.id,
                    "critical": str(item.is_critical).lower(),
                    "actions": {
                        level: {"text": "Do", "effort": effort}
                        for level, effort in zip(("good", "world-class"), item.efforts, strict=True)
                    },
                }
                for item in section.items
            ],
        }
        for section in plain.sections
    ]
    return three_levels(parts, roles=[{"id": role} for role in ROLES])


def responses(people: Sequence[PlainPerson]) -> list[Response]:
    return [
        Response(Respondent(f"R{number}", one.role), {item: Answer(reply) for item, reply in one.replies.items()})
        for number, one in enumerate(people)
    ]


def assessment_of(plain: PlainRound) -> Assessment:
    asked = questionnaire_of(plain)
    mode = "anonymous" if plain.k > 1 else "open"
    targets = tuple(Target(section.id, section.target) for section in plain.sections)
    return assess(asked, round_of(asked, mode=mode, k=plain.k, targets=targets), responses(plain.people))


def shown(plain: PlainRound) -> PlainRound:
    """Without those who replied to nothing at all; they did not answer."""
    return replace(plain, people=tuple(one for one in plain.people if any(one.replies.values())))


def assert_said(found: Assessment, plain: PlainRound) -> None:
    assert found.is_shown == (len(plain.people) >= max(1, plain.k))
    if not found.is_shown:
        return
    assert_standings(found, plain)
    assert_items(found, plain)
    assert_agreement(found, plain)
    overall, first = plain.overall(), found.priorities[:1]
    said = [(priority.item, priority.p) for priority in found.priorities]
    assert said == ([] if overall is None else plain.priorities())
    for priority in first:
        raised = next(item for _, item in plain.items() if item.id == priority.item)
        assert (priority.overall_after, priority.level_after) == plain.after(raised)


def assert_standings(found: Assessment, plain: PlainRound) -> None:
    assert found.overall is not None
    assert (found.overall.standing.score, found.overall.standing.level) == (plain.overall(), plain.level())
    for section, told in zip(plain.sections, found.sections, strict=True):
        score, scores = plain.score(section), plain.scores_in(section)
        assert (told.standing.score, told.standing.people) == (score, len(scores))
        answered = sum(bool(plain.answers(item)) for item in section.items)
        assert_interval(told.standing, scores if score is not None else [], answered, max(2, plain.k))
    answered = sum(bool(plain.answers(item)) for _, item in plain.items())
    totals = plain.totals() if plain.overall() is not None else []
    assert_interval(found.overall.standing, totals, answered, max(2, plain.k))


def assert_interval(standing: Any, scores: Sequence[int], answered: int, fewest: int) -> None:
    ends = interval(scores, standing.score, answered) if len(scores) >= fewest else None
    assert (standing.interval is None) == (ends is None)
    if ends is not None:
        assert (standing.interval.low, standing.interval.high) == pytest.approx(ends, abs=0.01)
    if standing.score is not None:
        assert standing.gap == max(0, standing.target - standing.score)
        assert standing.gap_word == gap_word(standing.score, standing.target, ends)


def assert_items(found: Assessment, plain: PlainRound) -> None:
    for (section, item), told in zip(plain.items(), found.items, strict=True):
        mean, relevant = plain.mean(item), plain.is_relevant(item)
        assert (told.mean, told.median, told.is_relevant) == (mean, plain.median(item), relevant)
        assert told.target == section.target
        assert told.gap == (max(0, section.target - mean) if mean is not None and relevant else 0)
        assert sum(told.counts.values()) == (told.answered if told.hidden is None else 0)


def assert_agreement(found: Assessment, plain: PlainRound) -> None:
    groups = [(found.agreement, [item for _, item in plain.items()])]
    groups += [(told.agreement, list(own.items)) for told, own in zip(found.sections, plain.sections, strict=True)]
    for told, own in groups:
        deviation = plain.deviation(own)
        assert (told is None) == (deviation is None)
        if told is not None:
            assert (told.average_deviation, told.rwg) == pytest.approx((deviation, plain.rwg(own)))
    assert (found.consistency is None) == (not plain.rated())
    if found.consistency is not None and plain.means():
        assert found.consistency.spread == pytest.approx(plain.spread())


@settings(max_examples=30)
@given(rounds())
def test_a_random_round_says_what_the_method_says(plain: PlainRound) -> None:
    assert_said(assessment_of(plain), shown(plain))


@settings(max_examples=5)
@given(rounds(fewest=5, most=8))
def test_a_larger_round_says_what_the_method_says(plain: PlainRound) -> None:
    assert_said(assessment_of(plain), shown(plain))


@pytest.mark.release
@given(rounds(most=12))
def test_many_random_rounds_say_what_the_method_says(plain: PlainRound) -> None:
    assert_said(assessment_of(plain), shown(plain))


def test_the_probability_of_the_running_example_is_near_the_share_of_all_3125_resamples() -> None:
    ids = ["A1", "A2", "A3", "B1", "B2", "B3"]
    people = tuple(PlainPerson(dict(zip(ids, row.split(), strict=True))) for row in M1)
    sections = tuple(PlainSection(name, tuple(PlainItem(one) for one in ids if one[0] == name)) for name in "AB")
    plain = PlainRound(sections, people)
    found = assessment_of(plain)

    assert found.overall is not None
    assert found.overall.certainty.probability == pytest.approx(plain.level_probability("good"), abs=0.03)
    assert resampling.DRAWS == 2_000
