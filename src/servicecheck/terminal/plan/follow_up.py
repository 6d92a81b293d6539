"""Before the questions of a new round: what was agreed last time, and how far each of it is."""

from collections.abc import Callable, Sequence
from datetime import date

from servicecheck.response import PlannedAction
from servicecheck.terminal.interview import Dialogue
from servicecheck.terminal.plan.fields import Fields
from servicecheck.terminal.plan.table import show_plan

Plan = tuple[PlannedAction, ...]


def look_back(dialogue: Dialogue, plan: Sequence[PlannedAction], keep: Callable[[Plan], None], today: date) -> None:
    """List what was agreed and ask how far each action is; every answer is kept before the next is asked.

    Raises Quit, and EOFError. What was never agreed, or was dropped, is not asked about.
    """
    places = [place for place, action in enumerate(plan) if action.is_agreed and action.status != "dropped"]
    if not places:
        return
    screen, words, kept = dialogue.screen, dialogue.words, tuple(plan)
    screen.gap()
    screen.heading(words("planning_last_time"))
    show_plan(screen, words, [plan[place] for place in places])
    screen.gap()
    dialogue.say("planning_how_far")
    fields = Fields(dialogue, today)
    for number, place in enumerate(places, 1):
        screen.gap()
        screen.paragraph(kept[place].text, first=f"{number:>4}  ", indent=" " * 6)
        for version in fields.progress(kept[place]):
            if version != kept[place]:
                kept = (*kept[:place], version, *kept[place + 1 :])
                keep(kept)
    screen.gap()
    dialogue.say("planning_and_now")
