"""The actions of the plan: what was agreed, and for the rest what the questionnaire proposes."""

from dataclasses import dataclass
from datetime import date

from servicecheck.telling.telling import Telling


@dataclass(frozen=True)
class Action:
    """One action on one item."""

    item: str
    text: str
    owner: str = ""
    due: date | None = None
    first_step: str = ""
    measure: str = ""
    status: str = ""

    @property
    def is_agreed(self) -> bool:
        """Somebody does it by some day; without either it is not agreed."""
        return bool(self.owner and self.due)


def in_plan(telling: Telling) -> list[Action]:
    """The plan's actions in order; those without words are left out."""
    agreed = {action.item: action for action in telling.assessment.round.actions if action.status != "dropped"}
    actions = []
    for item in telling.assessment.plan:
        action = Action(item, proposed(telling, item))
        own = agreed.get(item)
        if own is not None:
            text = telling.text(own.text) or action.text
            action = Action(item, text, own.owner, own.due, own.first_step, own.measure, own.status)
        actions.append(action)
    return [action for action in actions if action.text]


def proposed(telling: Telling, item_id: str) -> str:
    """The questionnaire's action to the first description above the mean; empty without one."""
    priority = next((one for one in telling.assessment.priorities if one.item == item_id), None)
    action = telling.questionnaire.item(item_id).actions.get(priority.to_level or "") if priority else None
    return telling.text(action.text) if action else ""
