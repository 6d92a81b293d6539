"""The actions of the plan: what was agreed, and for the rest what the questionnaire proposes."""

from dataclasses import dataclass
from datetime import date

from servicecheck.report.reading import Reading


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


def in_plan(reading: Reading) -> list[Action]:
    """The plan's actions in order; those without words are left out."""
    agreed = {action.item: action for action in reading.assessment.round.actions}
    actions = []
    for item in reading.assessment.plan:
        own = agreed.get(item)
        if own is None:
            actions.append(Action(item, proposed(reading, item)))
        else:
            actions.append(Action(item, own.text, own.owner, own.due, own.first_step, own.measure, own.status))
    return [action for action in actions if action.text]


def proposed(reading: Reading, item_id: str) -> str:
    """The questionnaire's action to the first description above the mean; empty without one."""
    priority = next((one for one in reading.assessment.priorities if one.item == item_id), None)
    action = reading.questionnaire.item(item_id).actions.get(priority.to_level or "") if priority else None
    return reading.text(action.text) if action else ""


def agreed_by(reading: Reading, action: Action) -> str:
    """Who does it by when, or that this is not agreed."""
    if action.due is None or not action.owner:
        return reading.words("status_not_agreed")
    return f"{action.owner}, {reading.words.date(action.due)}"
