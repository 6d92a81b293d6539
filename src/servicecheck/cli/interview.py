"""run: the interview, one question at a time; then the verdict and the report."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import Wishes
from servicecheck.language import Language
from servicecheck.response import LARGEST_K, SMALLEST_K, Mode

if TYPE_CHECKING:
    from servicecheck.terminal.interview import AtTerminal

WhoSees = Annotated[
    Mode | None,
    typer.Option(metavar="own|open|anonymous", help="Who sees the answers; you are asked, or it is your own."),
]
SmallestGroup = Annotated[
    int | None,
    typer.Option(min=SMALLEST_K, max=LARGEST_K, metavar="NUMBER", help="Smallest group shown; 5 if not said."),
]
AssessmentPath = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The assessment file; ID.servicecheck if not said.")
]
RoundNumber = Annotated[
    int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest if not said.")
]
OfQuestions = Annotated[
    Language | None, typer.Option(metavar="en|da|sv", help="Of the questions; the terminal's if not said.")
]
Invited = Annotated[int | None, typer.Option(min=1, metavar="NUMBER", help="How many people were invited to answer.")]
Whose = Annotated[str | None, typer.Option(metavar="NAME", help="Whose service it is, for the report.")]


def run(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    target: Annotated[str, typer.Argument(metavar="ID|FILE", help="A questionnaire, or an assessment to go on with.")],
    file: AssessmentPath = None,
    round_: RoundNumber = None,
    language: OfQuestions = None,
    mode: WhoSees = None,
    k: SmallestGroup = None,
    k_reason: Annotated[str, typer.Option(metavar="TEXT", help="Why a group of fewer than five may be shown.")] = "",
    invited: Invited = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="Your role, such as staff or leader.")] = None,
    respondent: Annotated[str | None, typer.Option(metavar="CODE", help="Go on as the person with this code.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Answer as another person in the same round.")] = False,
    next_: Annotated[bool, typer.Option("--next", help="Close the round, and begin the next one.")] = False,
    organisation: Whose = None,
    no_report: Annotated[bool, typer.Option("--no-report", help="Show the verdict, but write no report.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write the report over one that is there.")] = False,
    browser: Annotated[bool, typer.Option("--browser", help="Answer on pages in a browser on this computer.")] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="With --browser: open no page, say its address.")] = False,
) -> None:
    """Answer a questionnaire, or go on where you were; every answer is saved at once."""
    from servicecheck.cli.visit import Visit

    surroundings: Surroundings = context.obj
    who = (role, respondent, new, next_, organisation)
    wishes = Wishes(target, file, round_, language, mode, k, k_reason, invited, *who)
    terminal = at_terminal(surroundings, wishes.language)
    if browser:
        from servicecheck.cli.interview_in_browser import BrowserRun

        opens, with_report = not no_open, not no_report
        BrowserRun(wishes, surroundings, terminal, opens_page=opens, with_report=with_report, force=force).run()
        return
    handed_in = Visit(wishes, terminal, surroundings).run()
    if handed_in:
        from servicecheck.cli import outcome

        outcome.show(surroundings, handed_in, with_report=not no_report, force=force)


def at_terminal(surroundings: Surroundings, language: Language | None) -> "AtTerminal":
    """The terminal as whoever receives a person."""
    from servicecheck.cli import keyboard
    from servicecheck.cli.locale_of_terminal import terminal_language
    from servicecheck.language import Words
    from servicecheck.terminal.interview import AtTerminal, Dialogue

    words = Words(language or terminal_language(surroundings.environment))
    dialogue = Dialogue(surroundings.err, keyboard.read_line, words, keyboard.is_terminal())
    return AtTerminal(dialogue, can_ask=surroundings.can_ask)
