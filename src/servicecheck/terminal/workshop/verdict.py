"""What it all comes to, on the facilitator's screen: the verdict, where the room is apart, and the plan."""

from servicecheck.interview import Quit
from servicecheck.language import Words
from servicecheck.response import PlannedAction
from servicecheck.telling import Telling
from servicecheck.terminal.plan import Planner
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.verdict import show_verdict
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.workshop import Workshop
from servicecheck.workshop.split import split_items

MOST_SPLIT = 3


def show_result(desk: Desk, workshop: Workshop) -> None:
    """Print the verdict, and on which questions the room is furthest apart."""
    screen, words = desk.dialogue.screen, desk.dialogue.words
    show_verdict(screen, desk.assess(workshop), desk.organisation, words.language)
    apart = [one for one in split_items(workshop) if one.word != "high" and not one.is_agreed][:MOST_SPLIT]
    if apart:
        screen.gap()
        screen.paragraph((words("agree_most_different"), "bold"))
        ids = [item.id for item in workshop.items]
        for one in apart:
            number = f"{ids.index(one.item) + 1:>4}  "
            screen.paragraph(_question(workshop, one.item, words), first=number, indent=" " * len(number))


def make_plan(desk: Desk, workshop: Workshop) -> None:
    """Ask what is to be done, by whom and by when; each change is kept before the next prompt shows."""
    if not desk.dialogue.is_live:
        return

    def keep(actions: tuple[PlannedAction, ...]) -> None:
        desk.do(lambda room: room.plan(actions))

    telling = Telling(desk.assess(workshop), desk.dialogue.words)
    try:
        Planner(telling, desk.dialogue, workshop.round.actions, keep).run(desk.today())
    except Quit:
        return


def _question(workshop: Workshop, item: str, words: Words) -> str:
    return excerpt(words.typeset(workshop.questionnaire.item(item).text))
