"""What is asked about one action, one line each; every answer gives a new version of the action to keep."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, get_args

from servicecheck.assessment.plan_rules import DAYS_TO_THE_FIRST
from servicecheck.cells import read_date
from servicecheck.errors import InvalidAnswer
from servicecheck.language import Words
from servicecheck.response import LONGEST_NAME, LONGEST_WORDING, PlannedAction, Status
from servicecheck.telling.planning import figures_of, status_of
from servicecheck.terminal.interview import Dialogue, Quit
from servicecheck.terminal.interview.commands import Keys
from servicecheck.terminal.printable import excerpt

REMOVE = "-"
STATUSES: tuple[Status, ...] = get_args(Status)
EXAMPLES = {"today": "2/10", "goal": "8/10"}

Written = Literal["owner", "first_step", "measure", "today", "goal", "result"]
_LABELS: dict[Written, str] = {
    "owner": "plan_owner",
    "first_step": "plan_first_step",
    "measure": "plan_measure",
    "today": "planning_today",
    "goal": "planning_goal",
    "result": "planning_result",
}


class Fields:
    """One action while it is worded. Each method yields every version that is to be kept; raises Quit, EOFError."""

    def __init__(self, dialogue: Dialogue, today: date) -> None:
        self.dialogue = dialogue
        self._today = today
        self._quit = Keys(["quit"], dialogue.words, dialogue.screen)

    def what(self, action: PlannedAction, *, is_new: bool) -> PlannedAction | None:
        """The action in its words; None when it is taken out of the plan."""
        words = self.dialogue.words
        self._show(words("plan_what"), action.text)
        key = "planning_keep" if is_new else "planning_keep_action"
        while True:
            label = words("plan_what")
            line = self._line(words(key, column=label) if action.text else f"{label}:", LONGEST_WORDING)
            if line == REMOVE and not is_new:
                return None
            if line not in ("", REMOVE):
                return replace(action, text=line)
            if action.text and line != REMOVE:
                return action
            self.dialogue.say("err_required")

    def rest(self, action: PlannedAction, evidence: str) -> Iterator[PlannedAction]:
        """Owner, date, first step and measure; and how far it is, where it was agreed before."""
        was_agreed, words = action.is_agreed, self.dialogue.words
        self.dialogue.say("plan_owner_hint")
        yield (action := self._written(action, "owner"))
        yield (action := self._due(action))
        yield (action := self._written(action, "first_step"))
        if evidence and not action.measure:
            self.dialogue.screen.paragraph(words("plan_measure_with", measure=words.typeset(evidence)))
        for field in ("measure", "today", "goal"):
            yield (action := self._written(action, field))
        if was_agreed:
            yield from self.progress(action)

    def progress(self, action: PlannedAction) -> Iterator[PlannedAction]:
        """How far an action is, and what its measure says now."""
        yield (action := self._status(action))
        if action.measure and action.result:
            yield self._written(action, "result")
        elif action.measure:
            self.dialogue.screen.paragraph(excerpt(figures_of(self.dialogue.words, action)))
            example = action.goal or EXAMPLES["goal"]
            line = self._line(self.dialogue.words("planning_result_ask", example=excerpt(example, 40)), LONGEST_NAME)
            yield replace(action, result="" if line == REMOVE else line)

    def _status(self, action: PlannedAction) -> PlannedAction:
        words, screen = self.dialogue.words, self.dialogue.screen
        screen.choices([f"{number} = {_word(words, status)}" for number, status in enumerate(STATUSES, 1)])
        codes = {str(number): status for number, status in enumerate(STATUSES, 1)}
        codes |= {_word(words, status).casefold(): status for status in STATUSES}
        while True:
            line = self._line(words("planning_status_ask", status=status_of(words, action)), LONGEST_NAME)
            if not line:
                return action
            if line.casefold() in codes:
                return replace(action, status=codes[line.casefold()])
            listed = words("iv_or", first="1, 2, 3, 4", last="5")
            self.dialogue.say("err_not_an_answer", given=line[:20], choices=listed)

    def _written(self, action: PlannedAction, field: Written) -> PlannedAction:
        label, before = self.dialogue.words(_LABELS[field]), getattr(action, field)
        longest = LONGEST_WORDING if field in ("first_step", "measure") else LONGEST_NAME
        line = self._asked(label, before, EXAMPLES.get(field, ""), longest)
        changed: dict[str, str] = {field: before if line is None else line}
        return replace(action, **changed)  # type: ignore[arg-type] # the keys are those of texts

    def _due(self, action: PlannedAction) -> PlannedAction:
        words = self.dialogue.words
        before = words.date(action.due, year=True) if action.due else ""
        example = (self._today + timedelta(days=DAYS_TO_THE_FIRST)).isoformat()
        while True:
            line = self._asked(words("plan_due"), before, example, LONGEST_NAME)
            if line is None:
                return action
            try:
                return replace(action, due=read_date(line) if line else None)
            except InvalidAnswer as refused:
                self.dialogue.say(refused.wording, given=excerpt(line, 60), **refused.values)

    def _asked(self, label: str, before: str, example: str, longest: int) -> str | None:
        """What was typed; empty when it is emptied, None when what is there is kept."""
        words = self.dialogue.words
        if before:
            self._show(label, before)
            line = self._line(words("planning_keep", column=label), longest)
            return None if not line else "" if line == REMOVE else line
        shown = words("planning_example", column=label, example=example) if example else label
        line = self._line(words("register_optional", column=shown), longest)
        return line if line not in ("", REMOVE) else None

    def _show(self, label: str, value: str) -> None:
        if value:
            self.dialogue.screen.paragraph(f"{label}: {excerpt(self.dialogue.words.typeset(value))}", indent="  ")

    def _line(self, prompt: str, longest: int) -> str:
        while True:
            line = self.dialogue.ask(prompt)
            if line and self._quit.command(line):
                raise Quit
            if len(line) <= longest:
                return line
            self.dialogue.say("err_too_long", max=longest)


def _word(words: Words, status: Status) -> str:
    return words(f"status_{status.replace('-', '_')}")
