"""A round's plan with all it is judged by, and how it is shown, written and kept."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

from servicecheck.assessment.plan_rules import breaches
from servicecheck.cli import rounds
from servicecheck.language import Language, Words, preferred
from servicecheck.response import PlannedAction, Round
from servicecheck.telling import Telling
from servicecheck.telling.actions import proposed

if TYPE_CHECKING:
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.terminal.screen import Screen

Plan = tuple[PlannedAction, ...]


@dataclass(frozen=True)
class Planning:
    """The plan of one round on one day."""

    path: Path
    organisation: str
    round: Round
    telling: Telling
    today: date

    @classmethod
    def of(cls, opened: "AssessmentFile", number: int | None, language: Language | None, today: date) -> Self:
        """The plan of the round with this *number*, or of the newest. Raises ServicecheckError where there is none."""
        round_ = rounds.round_of(opened, opened.path, number)
        organisation = opened.organisation
        words = Words(language or preferred([organisation.language]))
        return cls(opened.path, organisation.name, round_, Telling(rounds.assessed(opened, round_), words), today)

    @property
    def plan(self) -> Plan:
        """The actions as they are kept."""
        return self.round.actions

    def save(self, opened: "AssessmentFile", plan: Plan) -> Self:
        """Keep *plan* in place of the one there was. What is judged by stays: a plan changes no score."""
        return replace(self, round=opened.change_round(replace(self.round, actions=plan)))

    def show(self, screen: "Screen") -> None:
        """Print the plan, and what it lacks."""
        from servicecheck.terminal.plan import show_breaches, show_plan

        words = self.telling.words
        screen.heading(words("heading_10"), str(self.path))
        show_plan(screen, words, self.plan)
        screen.gap()
        show_breaches(screen, self.telling, self.plan, self.today)

    def export(self, path: Path, *, force: bool) -> Path:
        """Write the plan as a table that reads back."""
        from servicecheck.files import output, plan_sheet

        return output.write(path, plan_sheet.workbook(self.telling, self.plan, self.today), replace=force)

    def as_json(self) -> dict[str, object]:
        """The plan as a document for a script."""
        round_, telling = self.round, self.telling
        chosen = {action.item for action in self.plan}
        found = breaches(self.plan, telling.questionnaire, telling.assessment.priorities, self.today)
        return {
            "format": 1,
            "organisation": self.organisation,
            "round": round_.number,
            "questionnaire": {"id": round_.questionnaire_id, "version": round_.questionnaire_version},
            "actions": [self._action(action) for action in self.plan],
            "proposed": [
                {"item": one.item, "question": telling.question(one.item), "text": proposed(telling, one.item)}
                for one in telling.assessment.priorities
                if one.item not in chosen
            ],
            "broken": [{"rule": one.rule, "items": list(one.items), "instead": one.instead or None} for one in found],
        }

    def _action(self, action: PlannedAction) -> dict[str, object]:
        return {
            "item": action.item,
            "question": self.telling.question(action.item),
            "text": action.text,
            "owner": action.owner,
            "due": action.due.isoformat() if action.due else None,
            "first_step": action.first_step,
            "measure": action.measure,
            "today": action.today,
            "goal": action.goal,
            "status": action.status,
            "result": action.result,
            "is_agreed": action.is_agreed,
        }
