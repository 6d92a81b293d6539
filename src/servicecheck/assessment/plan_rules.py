"""What a plan of action should keep to (method 4.6): how many, how soon, by whom, and what comes first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from servicecheck.assessment.findings import Priority
from servicecheck.assessment.months import months_after
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import PlannedAction

FEWEST, MOST = 3, 5
DAYS_TO_THE_FIRST = 30
MONTHS_OF_A_LONG_ONE = 3
MOST_LONG = 1

Rule = Literal["too-few", "too-many", "not-agreed", "none-soon", "several-long", "same-item", "order"]


@dataclass(frozen=True)
class Breach:
    """One rule that a plan breaks, and the items of the actions that break it."""

    rule: Rule
    items: tuple[str, ...] = ()
    instead: str = ""
    """For the order: the item that would come first."""


def breaches(
    plan: Sequence[PlannedAction], questionnaire: Questionnaire, priorities: Sequence[Priority], today: date
) -> tuple[Breach, ...]:
    """Every rule that a plan made *today* breaks; an action that was dropped is no longer part of it."""
    actions = [action for action in plan if action.status != "dropped"]
    found = [
        *_size(actions),
        *_agreement(actions),
        *_time(actions, today),
        *_repetition(actions),
        *_order(actions, questionnaire, {priority.item: priority for priority in priorities}),
    ]
    return tuple(found)


def _size(actions: Sequence[PlannedAction]) -> Iterator[Breach]:
    if len(actions) < FEWEST:
        yield Breach("too-few")
    if len(actions) > MOST:
        yield Breach("too-many")


def _agreement(actions: Sequence[PlannedAction]) -> Iterator[Breach]:
    open_ = tuple(action.item for action in actions if not action.is_agreed)
    if open_:
        yield Breach("not-agreed", open_)


def _time(actions: Sequence[PlannedAction], today: date) -> Iterator[Breach]:
    """Whoever has set no dates is told so already."""
    dated = [action for action in actions if action.due]
    soon = today + timedelta(days=DAYS_TO_THE_FIRST)
    if dated and not any(action.status == "done" or (action.due and action.due <= soon) for action in dated):
        yield Breach("none-soon")
    late = months_after(today, MONTHS_OF_A_LONG_ONE)
    long = tuple(action.item for action in dated if action.status != "done" and action.due and action.due > late)
    if len(long) > MOST_LONG:
        yield Breach("several-long", long)


def _repetition(actions: Sequence[PlannedAction]) -> Iterator[Breach]:
    twice = tuple(item for item, count in Counter(action.item for action in actions).items() if count > 1)
    if twice:
        yield Breach("same-item", twice)


def _order(
    actions: Sequence[PlannedAction], questionnaire: Questionnaire, priorities: Mapping[str, Priority]
) -> Iterator[Breach]:
    """What is good already comes after what is not, unless it is at least as far from its own target."""
    highest = questionnaire.levels[-1].id if questionnaire.levels else None
    chosen = [action.item for action in actions]
    for place, item in enumerate(chosen):
        own = priorities.get(item)
        if own is not None and own.to_level != highest:
            continue
        gap = own.gap_steps if own else 0
        low = [
            one.item
            for one in priorities.values()
            if one.to_level not in (highest, None) and one.gap_steps > gap and one.item not in chosen[:place]
        ]
        if low:
            yield Breach("order", (item,), low[0])
            return
