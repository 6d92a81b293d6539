"""The actions of the plan: what was agreed, and for the rest what the questionnaire proposes."""

from dataclasses import replace

from servicecheck.response import PlannedAction
from servicecheck.telling.telling import Telling

Action = PlannedAction
"""One that was planned, or one that is proposed and nobody has agreed on."""


def in_plan(telling: Telling) -> list[Action]:
    """The plan's actions in order; those without words are left out."""
    agreed = {action.item: action for action in telling.assessment.round.actions if action.status != "dropped"}
    actions = []
    for item in telling.assessment.plan:
        own = agreed.get(item, Action(item, ""))
        actions.append(replace(own, text=telling.text(own.text) or proposed(telling, item)))
    return [action for action in actions if action.text]


def proposed(telling: Telling, item_id: str) -> str:
    """The questionnaire's action to the first description above the mean; empty without one."""
    priority = next((one for one in telling.assessment.priorities if one.item == item_id), None)
    action = telling.questionnaire.item(item_id).actions.get(priority.to_level or "") if priority else None
    return telling.text(action.text) if action else ""
