"""Making a plan: what can be done, ranked; choosing, wording, and seeing what it lacks."""

from collections.abc import Callable, Sequence
from datetime import date

from servicecheck.response import PlannedAction
from servicecheck.telling import Telling
from servicecheck.telling.actions import proposed
from servicecheck.telling.planning import why
from servicecheck.terminal.interview import Dialogue, Quit
from servicecheck.terminal.interview.commands import Keys
from servicecheck.terminal.plan.fields import Fields
from servicecheck.terminal.plan.table import show_breaches, show_plan
from servicecheck.terminal.printable import excerpt

MOST_SHOWN = 15

Plan = tuple[PlannedAction, ...]


class Planner:
    """The plan as it is made. Every change is handed to *keep* before the next prompt shows."""

    def __init__(
        self, telling: Telling, dialogue: Dialogue, plan: Sequence[PlannedAction], keep: Callable[[Plan], None]
    ) -> None:
        self.telling = telling
        self.dialogue = dialogue
        self.plan: Plan = tuple(plan)
        self._keep = keep
        ranked = [priority.item for priority in telling.assessment.priorities]
        chosen = dict.fromkeys(action.item for action in plan if action.item not in ranked)
        self._items = [*ranked, *chosen]
        """What can be chosen; a number stays with its item."""

    def run(self, today: date) -> None:
        """Show what there is and ask, until an empty line ends it. Raises Quit, and EOFError."""
        fields = Fields(self.dialogue, today)
        keys = Keys(["quit"], self.dialogue.words, self.dialogue.screen)
        self._show_ranked()
        while True:
            self._show_plan(keys)
            item = self._chosen(keys)
            if item is None:
                break
            self._fill_in(item, fields)
        self.dialogue.screen.gap()
        show_breaches(self.dialogue.screen, self.telling, self.plan, today)

    def _show_ranked(self) -> None:
        screen, words = self.dialogue.screen, self.dialogue.words
        planned = {action.item for action in self.plan}
        free = [item for item in self._items if item not in planned]
        if not free:
            return
        screen.gap()
        screen.paragraph((words("heading_9"), "bold"))
        for item in free[:MOST_SHOWN]:
            text = proposed(self.telling, item) or self.telling.question(item)
            screen.paragraph((item, "bold"), f"  {excerpt(text)}", first=f"{self._number(item):>4}  ", indent=" " * 6)
        if len(free) > MOST_SHOWN:
            screen.paragraph(words("planning_more", n=len(free) - MOST_SHOWN), indent=" " * 6)

    def _show_plan(self, keys: Keys) -> None:
        screen, words = self.dialogue.screen, self.dialogue.words
        screen.gap()
        screen.paragraph((words("planning_chosen"), "bold"))
        if self.plan:
            show_plan(screen, words, self.plan, [self._number(action.item) for action in self.plan])
        else:
            screen.paragraph(words("planning_none"))
        screen.gap()
        screen.choices([words("planning_cmd_choose"), words("planning_cmd_finish"), *keys.shown()])

    def _chosen(self, keys: Keys) -> str | None:
        """The item of an action, by its number or its code; None when the plan is done."""
        codes = {item.id.casefold(): item.id for item in self.telling.questionnaire.scored_items}
        while True:
            line = self.dialogue.ask(self.dialogue.words("planning_prompt"))
            if not line:
                return None
            if line.isascii() and line.isdigit() and 1 <= int(line[:6]) <= len(self._items):
                return self._items[int(line[:6]) - 1]
            if line.casefold() in codes:
                return codes[line.casefold()]
            if keys.command(line):
                raise Quit
            self.dialogue.say("planning_no_such", number=line[:20])

    def _fill_in(self, item: str, fields: Fields) -> None:
        place = next((place for place, action in enumerate(self.plan) if action.item == item), len(self.plan))
        is_new = place == len(self.plan)
        action = PlannedAction(item, proposed(self.telling, item)) if is_new else self.plan[place]
        self._introduce(item)
        worded = fields.what(action, is_new=is_new)
        if worded is None:
            self._change((*self.plan[:place], *self.plan[place + 1 :]))
            self.dialogue.say("planning_removed")
            return
        self._put(place, worded)
        for version in fields.rest(worded, self._evidence(item)):
            self._put(place, version)
        self.dialogue.say("planning_saved")

    def _introduce(self, item: str) -> None:
        """The question that the action is about, and where it stands today."""
        screen = self.dialogue.screen
        screen.gap()
        screen.paragraph((item, "bold"), f"  {self.telling.question(item)}")
        for sentence in why(self.telling, item):
            screen.paragraph(excerpt(sentence), indent="  ")
        screen.gap()

    def _evidence(self, item: str) -> str:
        prompt = self.telling.questionnaire.item(item).evidence_prompt
        return self.telling.text(prompt) if prompt else ""

    def _put(self, place: int, action: PlannedAction) -> None:
        if self.plan[place : place + 1] != (action,):
            self._change((*self.plan[:place], action, *self.plan[place + 1 :]))
        if action.item not in self._items:
            self._items.append(action.item)

    def _change(self, plan: Plan) -> None:
        self._keep(plan)
        self.plan = plan

    def _number(self, item: str) -> int:
        return self._items.index(item) + 1
