"""The plan of action in words while it is made: how far an action is, what its measure says, which rules it breaks."""

from collections.abc import Sequence
from datetime import date, timedelta

from servicecheck.assessment.findings import ItemFinding
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
    """How far an action is."""
    return words(f"status_{action.standing.replace('-', '_')}")


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


def why(telling: Telling, item_id: str) -> list[str]:
    """What people chose, what hangs on it, and the worst frustration that belongs to it; nothing where it is hidden."""
    item = next((finding for finding in telling.assessment.items if finding.id == item_id), None)
    if item is None:
        return []
    words, said = telling.words, [_today(telling, item)]
    gates = [gate for gate in telling.assessment.gates if item_id in gate.culprits and not gate.is_met]
    if item.is_critical and gates:
        title = telling.text(telling.questionnaire_gate(gates[0].id).title).strip('»«“”"')
        said.append(words("plan_critical_gate", gate=title))
    elif item.is_critical:
        said.append(f"{words('label_critical')}.")
    return [*said, *_frustration(telling, item_id)]


def _today(telling: Telling, item: ItemFinding) -> str:
    """Where the question stands, in the description nearest to its mean."""
    words, score = telling.words, telling.score(item.mean)
    anchor = words.phrase(nearest_words(telling, item.id))
    if anchor and telling.has_hundred:
        today = words("plan_today", anchor=anchor, score=score)
        return today if today.endswith(".") else f"{today}."
    if anchor:
        return words("plan_today_score", anchor=anchor, score=score)
    return words("plan_today_figure", score=f"{telling.question(item.id)}, {score}")


def _frustration(telling: Telling, item_id: str) -> list[str]:
    """The worst frustration that belongs to the question, and what it costs customers."""
    words, linked = telling.words, telling.assessment.linked_frustrations.get(item_id, ())
    if not linked:
        return []
    worst = linked[0]
    said = [f"{words('plan_frustration', number=worst.rank, text=words.phrase(worst.text))}."]
    if worst.hours is not None:
        hours = words.number(worst.hours, 0 if worst.hours.denominator == 1 else 1)
        said.append(words("plan_frustration_hours", hours=hours))
    return said
