"""Two roles on the same section: how far apart, and whether that can be told from chance (method 3.11)."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_oracle import PlainItem, PlainPerson, PlainRound, PlainSection
from findings_oracle import mean, welch
from sample_rounds import assessed, points, sections, three_levels
from servicecheck.assessment.findings import RoleGap
from servicecheck.questionnaire import Questionnaire

ROLES = ("staff", "leader", "temp")


def asking(**items: int) -> Questionnaire:
    return three_levels(sections(**items), roles=[{"id": role} for role in ROLES])


def gaps(rows: dict[str, list[str]], asked: Questionnaire, **round_: Any) -> tuple[RoleGap, ...]:
    """The gaps between roles that answered these rows."""
    roles = [role for role, own in rows.items() for _ in own]
    return assessed(asked, [row for own in rows.values() for row in own], roles, **round_).role_gaps


def test_leaders_come_before_staff_whatever_the_order_of_the_answers() -> None:
    answers = {"staff": ["1 2", "2 2", "1 1"], "leader": ["2 3", "3 3"]}

    for rows in (answers, dict(reversed(answers.items()))):
        (gap,) = gaps(rows, asking(A=2))
        assert (gap.section, gap.first, gap.second) == ("A", "leader", "staff")
        assert (points(gap.first_score), points(gap.second_score), points(gap.difference)) == (87.5, 25, 62.5)
        assert (gap.first_people, gap.second_people) == (2, 3)


def test_a_difference_that_chance_could_make_is_not_distinguishable() -> None:
    (near,) = gaps({"staff": ["1 3", "2 2", "2 3"], "leader": ["3 2", "2 2"]}, asking(A=2))
    (far,) = gaps({"staff": ["1 1", "1 1.5", "1 1"], "leader": ["3 3", "3 2.5", "3 3"]}, asking(A=2))

    assert (near.is_distinguishable, far.is_distinguishable) == (False, True)


def test_one_leader_has_a_score_and_no_interval() -> None:
    (gap,) = gaps({"staff": ["1 1", "1 2"], "leader": ["3 3"]}, asking(A=2))

    assert (points(gap.difference), gap.interval, gap.is_distinguishable) == (87.5, None, False)


def test_each_two_of_three_roles_are_compared_in_each_section() -> None:
    found = gaps({role: ["1 2", "2 3"] for role in ROLES}, asking(A=1, B=1))

    pairs = [("leader", "staff"), ("temp", "staff"), ("temp", "leader")]
    assert [(gap.section, gap.first, gap.second) for gap in found] == [(s, *pair) for s in "AB" for pair in pairs]


def test_a_section_that_one_role_is_not_asked_has_no_gap() -> None:
    parts = sections(A=1, B=1)
    parts[1]["who"] = ["leader"]
    asked = three_levels(parts, roles=[{"id": role} for role in ROLES])

    found = gaps({"staff": ["1 -", "2 -"], "leader": ["2 2", "3 3"]}, asked)

    assert [gap.section for gap in found] == ["A"]


@pytest.mark.parametrize(("staff", "leaders", "shown"), [(5, 3, 0), (5, 4, 0), (5, 5, 1), (8, 6, 1)])
def test_both_roles_must_be_shown(staff: int, leaders: int, shown: int) -> None:
    rows = {"staff": ["2 2"] * staff, "leader": ["3 3"] * leaders}

    assert len(gaps(rows, asking(A=2), mode="anonymous")) == shown


def test_a_section_that_too_few_of_a_role_answered_has_no_gap() -> None:
    rows = {"staff": ["2 2"] * 6, "leader": ["3 3"] * 4 + ["3 dk"]}

    assert [gap.section for gap in gaps(rows, asking(A=1, B=1), mode="anonymous")] == ["A"]


REPLIES = st.sampled_from(["1", "1.5", "2", "2.5", "3", "na", "dk"])
PEOPLE = st.lists(st.tuples(st.sampled_from(ROLES[:2]), REPLIES, REPLIES, REPLIES), min_size=2, max_size=12)


@settings(max_examples=40)
@given(PEOPLE, st.sampled_from([1, 3]))
def test_random_roles_say_what_the_method_says(people: list[tuple[str, ...]], k: int) -> None:
    ids = ("A1", "A2", "B1")
    plain = (
        PlainSection("A", (PlainItem("A1"), PlainItem("A2"))),
        PlainSection("B", (PlainItem("B1"),)),
    )
    persons = [PlainPerson(dict(zip(ids, row, strict=True)), role) for role, *row in people]
    told = assessed(
        asking(A=2, B=1),
        [" ".join(row) for _, *row in people],
        [role for role, *_ in people],
        mode="anonymous" if k > 1 else "open",
        k=k,
    )
    found = {gap.section: gap for gap in told.role_gaps}
    for section in plain:
        groups = [PlainRound(plain, tuple(one for one in persons if one.role == role)) for role in ROLES[:2]]
        staff, leaders = (group.scores_in(section) for group in groups)
        shown = [role.sections.get(section.id) for role in told.roles]
        if section.id not in found:
            assert None in shown or len(shown) < 2
            continue
        gap = found[section.id]
        assert (gap.first_score, gap.second_score) == (mean(leaders), mean(staff))
        assert min(len(leaders), len(staff)) >= k
        rated = sum(bool(PlainRound(plain, tuple(persons)).answers(item)) for item in section.items)
        ends = welch(leaders, staff, 72_200 / rated**0.5)
        assert (gap.interval is None) == (ends is None)
        if gap.interval is not None and ends is not None:
            assert (gap.interval.low, gap.interval.high) == pytest.approx(ends, abs=1)
