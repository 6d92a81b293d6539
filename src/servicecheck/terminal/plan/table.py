"""The plan as rows on a screen, and what it still lacks."""

from collections.abc import Sequence
from datetime import date

from servicecheck.assessment.plan_rules import breaches
from servicecheck.language import Words
from servicecheck.response import PlannedAction
from servicecheck.telling import Telling
from servicecheck.telling.planning import breach_of, figures_of, status_of
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.screen import Screen

LONGEST_TEXT = 400


def show_plan(screen: Screen, words: Words, plan: Sequence[PlannedAction], numbers: Sequence[int] = ()) -> None:
    """Print every action: what, by whom and when, how far; *numbers* stand before them."""
    for place, action in enumerate(plan):
        first = f"{numbers[place] if numbers else place + 1:>4}  "
        screen.paragraph((action.item, "bold"), f"  {_shown(words, action.text)}", first=first, indent=" " * 6)
        due = words.date(action.due, year=True) if action.due else ""
        facts = [_shown(words, action.owner), due, status_of(words, action)]
        screen.paragraph(" · ".join(filter(None, facts)), indent=" " * 6)
        for label, text in (("plan_first_step", action.first_step), ("plan_measure", _measure(words, action))):
            if text:
                screen.paragraph(f"{words(label)}: {_shown(words, text)}", indent=" " * 6)
        if action.result:
            screen.paragraph(f"{words('planning_result')}: {_shown(words, action.result)}", indent=" " * 6)


def show_breaches(screen: Screen, telling: Telling, plan: Sequence[PlannedAction], today: date) -> None:
    """Print which rules the plan breaks and what to do about each, or that it keeps to them."""
    words = telling.words
    found = breaches(plan, telling.questionnaire, telling.assessment.priorities, today)
    if not found:
        screen.paragraph(words("planning_kept"))
        return
    screen.paragraph((words("planning_broken"), "bold"))
    for breach in found:
        screen.paragraph(breach_of(words, breach, plan, today), first="  · ", indent="    ")


def _measure(words: Words, action: PlannedAction) -> str:
    return figures_of(words, action) if action.measure and (action.today or action.goal) else action.measure


def _shown(words: Words, text: str) -> str:
    return excerpt(words.typeset(text), LONGEST_TEXT)
