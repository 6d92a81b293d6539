"""What a command line changes in a plan: one action's fields, one action taken out, or the whole plan from a table."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.cells import EXAMPLE_DATE, read_date
from servicecheck.errors import InvalidAnswer, ServicecheckError, did_you_mean
from servicecheck.response import LONGEST_NAME, LONGEST_WORDING, PlannedAction
from servicecheck.telling.actions import proposed

if TYPE_CHECKING:
    from servicecheck.cli.planning import Plan, Planning


@dataclass(frozen=True)
class Changes:
    """What was asked for; nothing of it may leave the plan half changed."""

    item: str | None
    fields: Mapping[str, str]
    remove: str | None
    table: Path | None

    def __bool__(self) -> bool:
        return bool(self.item or self.fields or self.remove or self.table)

    def applied(self, planning: "Planning") -> "Plan":
        """The plan as it is to be. Raises ServicecheckError, and InvalidFile for a table."""
        if sum(one is not None for one in (self.item, self.remove, self.table)) > 1:
            raise ServicecheckError("Give one of --set, --remove and --import at a time.")
        if self.fields and not self.item:
            raise ServicecheckError("Say whose action this is, with --set and the code of its question.")
        if self.table:
            from servicecheck.files import plan_sheet

            return plan_sheet.read(self.table, planning.telling.questionnaire)
        if self.remove:
            return self._without(planning, _known(planning, self.remove))
        return self._with(planning, _known(planning, str(self.item)))

    def _without(self, planning: "Planning", item: str) -> "Plan":
        kept = tuple(action for action in planning.plan if action.item != item)
        if kept == planning.plan:
            raise ServicecheckError(f"There is no action on {item} in the plan.")
        return kept

    def _with(self, planning: "Planning", item: str) -> "Plan":
        place = next((at for at, action in enumerate(planning.plan) if action.item == item), len(planning.plan))
        before = planning.plan[place] if place < len(planning.plan) else None
        action = before or PlannedAction(item, proposed(planning.telling, item))
        for name, given in self.fields.items():
            longest = LONGEST_WORDING if name in ("text", "first_step", "measure") else LONGEST_NAME
            if len(given) > longest:
                raise ServicecheckError(f"'{given[:40]}…' is too long. There is room for {longest} characters.")
        due = {"due": _date(self.fields["due"])} if "due" in self.fields else {}
        changed = replace(action, **{**self.fields, **due})  # type: ignore[arg-type] # each field checked by its option
        if not changed.text.strip():
            raise ServicecheckError(f"Nothing is proposed for {item}. Say what is done, with --what.")
        return (*planning.plan[:place], changed, *planning.plan[place + 1 :])


def _known(planning: "Planning", given: str) -> str:
    codes = [item.id for item in planning.telling.questionnaire.scored_items]
    found = next((code for code in codes if code.casefold() == given.strip().casefold()), None)
    if found is None:
        raise ServicecheckError(f"There is no question '{given}' in this round.{did_you_mean(given, codes)}")
    return found


def _date(given: str) -> date | None:
    try:
        return read_date(given.strip()) if given.strip() else None
    except InvalidAnswer as error:
        raise ServicecheckError(f"'{given}' is not a date. Write it such as {EXAMPLE_DATE}.") from error
