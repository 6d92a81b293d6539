"""The plan of action in words while it is made: how far an action is, what its measure says, which rules it breaks."""

from collections.abc import Sequence
from datetime import date, timedelta

from servicecheck.assessment.plan_rules import DAYS_TO_THE_FIRST, Breach
from servicecheck.language import Words
from servicecheck.response import PlannedAction
from servicecheck.telling.descriptions import nearest_words
from servicecheck.telling.telling import Telling

_SENTENCES = {
    "too-many": "planning_too_many",
    "not-agreed": "planning_not_agreed",
    "none-soon": "planning_none_soon",
    "several-long": "planning_several_long",
    "same-item": "planning_same_item",
    "order": "planning_order",
}


def status_of(words: Words, action: PlannedAction) -> str:
    """How far an action is; without owner or date it is not agreed, whatever else was noted."""
    if action.status == "agreed" and not action.is_agreed:
        return words("status_not_agreed")
    return words(f"status_{action.status.replace('-', '_')}")


def figures_of(words: Words, action: PlannedAction) -> str:
    """The measure with its figure when it was agreed and its goal, as far as they are there."""
    measure = words.phrase(action.measure) or words("plan_measure")
    if action.today and action.goal:
        return words("planning_figures", measure=measure, today=action.today, goal=action.goal)
    figure = action.today or action.goal
    return f"{measure}: {figure}" if figure else measure


def breach_of(words: Words, breach: Breach, plan: Sequence[PlannedAction], today: date) -> str:
    """What to do about a rule that is broken."""
    n = sum(action.status != "dropped" for action in plan)
    if breach.rule == "too-few":
        return words("planning_too_few", n=n) if n else words("planning_none")
    soon = words.date(today + timedelta(days=DAYS_TO_THE_FIRST), year=True)
    actions = words.join(breach.items)
    return words(_SENTENCES[breach.rule], n=n, actions=actions, instead=breach.instead, date=soon)


def why(telling: Telling, item_id: str) -> str:
    """The question an action is about, and the description that people chose in it."""
    question = f"{telling.question(item_id)}."
    if not any(finding.id == item_id for finding in telling.assessment.items):
        return question
    anchor = telling.words.phrase(nearest_words(telling, item_id))
    if not anchor or not telling.has_hundred:
        return question
    score = telling.score(telling.assessment.item(item_id).mean)
    return f"{question} {telling.words('plan_today', anchor=anchor, score=score)}"
