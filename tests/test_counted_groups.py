"""A group of a batch is known by counts and sums alone, and says what a round of the same people says (method 3.18)."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups_of_people import everybody_in
from random_questionnaires import people as strangers
from random_questionnaires import questionnaires
from sample_questionnaires import shipped
from sample_rounds import GATES, M1, people, round_of, sections, three_levels
from servicecheck.assessment import Assessment, assess, assess_group
from servicecheck.assessment.findings import Standing
from servicecheck.assessment.group_sums import GroupSums, HiddenSection
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response
from servicecheck.scoring.tree import tree
from servicecheck.statistics import cronbach_from_rows

STEPS = ["1", "1.5", "2", "2.5", "3"]
MODES = st.sampled_from([{"mode": "open"}, {"mode": "anonymous", "k": 3}])


def without_rows(found: Assessment) -> Assessment:
    """What counts can say of a round: not what roles, comments, evidence and other questionnaires say."""
    return replace(
        found,
        marks=tuple(mark for mark in found.marks if mark not in ("claimed", "provisional", "provisional-old")),
        roles=(),
        roles_differ=0,
        role_gaps=(),
        comments=(),
        basics_checked=None,
        is_counted=True,
    )


def without_spreads(found: Assessment, other: Assessment) -> Assessment:
    """*found* without the intervals that *other* has none of: sums are kept for likely choices of sections only."""
    if found.overall is None or other.overall is None:
        return found
    overall = replace(found.overall, standing=_unspread(found.overall.standing, other.overall.standing))
    if not other.overall.standing.people:
        overall = replace(overall, certainty=other.overall.certainty)
    pairs = zip(found.sections, other.sections, strict=True)
    sections_ = tuple(replace(one, standing=_unspread(one.standing, same.standing)) for one, same in pairs)
    items = tuple(
        replace(one, answered=0) if one.hidden and not same.answered else one
        for one, same in zip(found.items, other.items, strict=True)
    )
    return replace(found, overall=overall, sections=sections_, items=items)


def _unspread(found: Standing, other: Standing) -> Standing:
    if other.people:
        return found
    return replace(found, people=0, interval=None, interval_basis=None, gap_word=other.gap_word, deviations=None)


def says_all_ranges(questionnaire: Questionnaire, counted: GroupSums) -> bool:
    """Whether no hidden section has a range of its own, which would tell what concerned those few."""
    units = {unit.id: unit for unit in tree(questionnaire).units}
    hidden = [name for name, section in counted.sections.items() if isinstance(section, HiddenSection)]
    return all(units[name].fixed_range for name in hidden)


def assert_says_the_same(questionnaire: Questionnaire, responses: list[Response], **mode: Any) -> None:
    round_ = round_of(questionnaire, **mode)
    counted = everybody_in(questionnaire, round_, responses)
    found = assess(questionnaire, round_, responses)
    if counted is None:
        assert not found.is_shown
        return
    if not says_all_ranges(questionnaire, counted):
        return
    other = assess_group(questionnaire, round_, counted)

    assert other == without_spreads(without_rows(found), other)


def strangers_to(questionnaire: Questionnaire, at_most: int) -> st.SearchStrategy[list[Response]]:
    return strangers(questionnaire, at_most=at_most).map(
        lambda people_: [
            Response(Respondent(f"R{n}", one.role), {item: Answer(value) for item, value in one.answers.items()})
            for n, one in enumerate(people_)
        ]
    )


@settings(max_examples=8, deadline=None)
@given(st.data(), MODES)
def test_a_group_says_what_a_round_of_the_same_people_says(data: st.DataObject, mode: dict[str, Any]) -> None:
    questionnaire = data.draw(questionnaires())

    assert_says_the_same(questionnaire, data.draw(strangers_to(questionnaire, 9)), **mode)


@pytest.mark.release
@settings(max_examples=200, deadline=None)
@given(st.data(), MODES)
def test_many_groups_say_what_rounds_of_the_same_people_say(data: st.DataObject, mode: dict[str, Any]) -> None:
    questionnaire = data.draw(questionnaires())

    assert_says_the_same(questionnaire, data.draw(strangers_to(questionnaire, 12)), **mode)


def test_the_running_example_is_the_same_from_counts() -> None:
    questionnaire = three_levels(sections(A=3, B=3), gates=GATES)

    assert_says_the_same(questionnaire, people(questionnaire, M1), mode="anonymous", k=5)
    assert_says_the_same(questionnaire, people(questionnaire, M1))


def test_a_team_without_leaders_has_an_interval_of_the_whole() -> None:
    questionnaire = shipped("five-behaviours")
    values = ("1", "1.5", "2", "2.5", "3", "dk")
    staff = [
        Response(
            Respondent(f"R{n}", "staff"),
            {item.id: Answer(values[(n * 7 + at) % 6]) for at, item in enumerate(questionnaire.scored_items)},
        )
        for n in range(8)
    ]

    round_ = round_of(questionnaire, mode="anonymous")
    counted = everybody_in(questionnaire, round_, staff)
    assert counted is not None
    found = assess_group(questionnaire, round_, counted)
    assert found.overall is not None
    assert found.overall.standing.interval is not None
    assert found.overall.certainty.probability is not None
    assert_says_the_same(questionnaire, staff, mode="anonymous")


def test_thirty_people_who_answered_everything_have_cronbachs_alpha_and_fewer_have_none() -> None:
    questionnaire = three_levels(sections(A=3, B=2))
    random = Random(3)
    rows = [" ".join(random.choice(["1", "1.5", "2", "2.5", "3"]) for _ in range(5)) for _ in range(30)]
    rows += ["2 2 2 dk 3", "dk 3 3 2 2"]
    steps = [[STEPS.index(value) if value in STEPS else None for value in row.split()] for row in rows]
    found = assess(questionnaire, round_of(questionnaire), people(questionnaire, rows))

    # One of the last two answered the whole of A, the other the whole of B.
    assert found.section("A").cronbach == cronbach_from_rows(row[:3] for row in steps)
    assert found.section("B").cronbach == cronbach_from_rows(row[3:] for row in steps)
    assert_says_the_same(questionnaire, people(questionnaire, rows))
    assert_says_the_same(questionnaire, people(questionnaire, rows), mode="anonymous")
    fewer = assess(questionnaire, round_of(questionnaire), people(questionnaire, rows[:29]))
    assert {section.cronbach for section in fewer.sections} == {None}


@pytest.mark.promise("P40")
@pytest.mark.parametrize(("others", "is_told"), [(0, True), (1, False), (4, False), (5, True)])
def test_cronbachs_alpha_is_not_told_where_it_would_tell_what_one_to_four_people_answered(
    others: int, *, is_told: bool
) -> None:
    questionnaire = three_levels(sections(A=3, B=2))
    random = Random(4)
    rows = [" ".join(random.choice(STEPS) for _ in range(5)) for _ in range(40)] + ["2 1.5 dk 3 2"] * others
    answers = people(questionnaire, rows)
    round_ = round_of(questionnaire, mode="anonymous")
    counted = everybody_in(questionnaire, round_, answers)

    assert counted is not None
    # Whoever answered A1 stands in its histogram, and whoever answered all of A in its spread beside it.
    assert set(counted.complete) == ({"A", "B"} if is_told else {"B"})
    assert (assess(questionnaire, round_, answers).section("A").cronbach is not None) is is_told
    assert_says_the_same(questionnaire, answers, mode="anonymous")
    opened = everybody_in(questionnaire, round_of(questionnaire, mode="open"), answers)
    assert opened is not None
    assert set(opened.complete) == {"A", "B"}
