"""What a plan of action should keep to: each rule alone, and over random plans."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.assessment.findings import Priority
from servicecheck.assessment.plan_rules import Breach, breaches
from servicecheck.files import questionnaires
from servicecheck.response import PlannedAction, Status

TODAY = date(2026, 11, 22)
LOW_EFFORT = questionnaires.load("low-effort")
ITEMS = [item.id for item in LOW_EFFORT.items]
STATUSES: tuple[Status, ...] = ("agreed", "under-way", "done", "stuck", "dropped")


def action(number: int, days: int | None = 20, owner: str = "Mette", status: Status = "agreed") -> PlannedAction:
    due = None if days is None else TODAY + timedelta(days=days)
    return PlannedAction(ITEMS[number], "Do it", owner, due, status=status)


def priority(item: str, to_level: str | None, gap: Fraction) -> Priority:
    return Priority(item, 2, 2, gap, gap, False, 1.0, to_level, 0, None, None, None)


def broken(plan: Sequence[PlannedAction], *priorities: Priority) -> list[str]:
    return [breach.rule for breach in breaches(plan, LOW_EFFORT, priorities, TODAY)]


def test_a_plan_that_keeps_to_everything_breaks_nothing() -> None:
    assert broken([action(0), action(1, 80), action(2, 200)]) == []


@pytest.mark.parametrize(
    ("plan", "rules"),
    [
        ([], ["too-few"]),
        ([action(0), action(1)], ["too-few"]),
        ([action(0), action(1), action(2, status="dropped")], ["too-few"]),
        ([action(n) for n in range(5)], []),
        ([action(n) for n in range(6)], ["too-many"]),
        ([action(n) for n in range(5)] + [action(5, status="dropped")], []),
        ([action(0), action(1), action(2, owner="")], ["not-agreed"]),
        ([action(0), action(1), action(2, owner="  ")], ["not-agreed"]),
        ([action(0), action(1), action(2, None)], ["not-agreed"]),
        ([action(0, 30), action(1, 90), action(2, 90)], []),
        ([action(0, 31), action(1, 90), action(2, 90)], ["none-soon"]),
        ([action(0, 31, status="done"), action(1, 90), action(2, 90)], []),
        ([action(0, 5, status="dropped"), action(1, 60), action(2, 60), action(3, 60)], ["none-soon"]),
        ([action(0), action(1, 92), action(2, 92)], []),
        ([action(0), action(1, 93), action(2, 92)], []),
        ([action(0), action(1, 93), action(2, 93)], ["several-long"]),
        ([action(0), action(1, 93), action(2, 93, status="done")], []),
        ([action(0), action(1), action(1)], ["same-item"]),
        ([action(0), action(1), action(2), action(1, status="dropped")], []),
    ],
)
def test_each_rule_alone(plan: list[PlannedAction], rules: list[str]) -> None:
    assert broken(plan) == rules


def test_it_is_told_which_actions_break_a_rule() -> None:
    plan = [action(0), action(1, owner=""), action(1, 100), action(3, 100)]

    assert breaches(plan, LOW_EFFORT, (), TODAY) == (
        Breach("not-agreed", (ITEMS[1],)),
        Breach("several-long", (ITEMS[1], ITEMS[3])),
        Breach("same-item", (ITEMS[1],)),
    )


GOOD_ALREADY = priority(ITEMS[0], "world-class", Fraction(3, 5))
BAD = priority(ITEMS[3], "good", Fraction(9, 5))


@pytest.mark.parametrize(
    ("plan", "priorities", "is_broken"),
    [
        ([0, 1, 2], [BAD], True),  # 0 is at its target, 3 is not
        ([0, 1, 2], [GOOD_ALREADY, BAD], True),
        ([0, 3, 1], [GOOD_ALREADY, BAD], True),
        ([3, 0, 1], [GOOD_ALREADY, BAD], False),
        # The target of 0 is further away than that of 3: it says otherwise.
        ([0, 1, 2], [replace(GOOD_ALREADY, gap_steps=Fraction(2)), BAD], True),
        ([0], [replace(GOOD_ALREADY, gap_steps=Fraction(2)), BAD], False),
        ([0], [GOOD_ALREADY, replace(BAD, to_level=None)], False),
        ([0], [GOOD_ALREADY, priority(ITEMS[3], "world-class", Fraction(9, 5))], False),
    ],
)
def test_what_is_bad_comes_before_what_is_good_already(
    plan: list[int], priorities: list[Priority], is_broken: bool
) -> None:
    assert ("order" in broken([action(number) for number in plan], *priorities)) == is_broken


ACTIONS = st.builds(
    PlannedAction,
    item=st.sampled_from(ITEMS[:6]),
    text=st.just("Do it"),
    owner=st.sampled_from(["", " ", "Mette", "Åse"]),
    due=st.none() | st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=200)),
    status=st.sampled_from(STATUSES),
)
PRIORITIES = st.lists(
    st.builds(
        priority,
        st.sampled_from(ITEMS[:6]),
        st.sampled_from(["good", "world-class", None]),
        st.fractions(Fraction(1, 10), 3, max_denominator=20),
    ),
    max_size=6,
    unique_by=lambda one: one.item,
)


@given(st.lists(ACTIONS, max_size=8), PRIORITIES)
def test_what_is_said_of_any_plan_is_true_of_it(plan: list[PlannedAction], priorities: list[Priority]) -> None:
    kept = [one for one in plan if one.status != "dropped"]
    rules = {breach.rule: breach for breach in breaches(plan, LOW_EFFORT, priorities, TODAY)}
    items = [one.item for one in kept]

    assert ("too-few" in rules) == (len(kept) < 3)
    assert ("too-many" in rules) == (len(kept) > 5)
    assert ("not-agreed" in rules) == (not all(one.is_agreed for one in kept))
    assert ("same-item" in rules) == (len(set(items)) < len(items))
    if "none-soon" in rules:
        assert all(one.due is None or (one.due - TODAY).days > 30 for one in kept)
    if "several-long" in rules:
        assert len(rules["several-long"].items) > 1
    if "order" in rules:
        instead = next(one for one in priorities if one.item == rules["order"].instead)
        assert instead.to_level == "good"
        assert instead.item not in items[: items.index(rules["order"].items[0])]


@given(st.lists(ACTIONS, max_size=8), PRIORITIES, st.lists(ACTIONS, max_size=3))
def test_what_was_dropped_changes_nothing(
    plan: list[PlannedAction], priorities: list[Priority], dropped: list[PlannedAction]
) -> None:
    more = [*plan, *(replace(one, status="dropped") for one in dropped)]

    assert breaches(more, LOW_EFFORT, priorities, TODAY) == breaches(plan, LOW_EFFORT, priorities, TODAY)
