"""explain: how a figure of an assessment came about, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError, did_you_mean
from servicecheck.language import Language

if TYPE_CHECKING:
    from servicecheck.explanation.subjects import Subject
    from servicecheck.questionnaire import Questionnaire


def explain(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="INPUT", help="An assessment file.")],
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="overall (if not said), a section, an item, or a statistic: interval, bounds, certainty, gap, "
            "agreement, rwg, alpha, spread, response-rate, other-limits, priority:ITEM. Of a section: interval:ID.",
            show_default=False,
        ),
    ] = "overall",
    round_number: Annotated[
        int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest if not said.")
    ] = None,
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="The language; the terminal's if not said.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")] = False,
) -> None:
    """Show how a score or a level came about, step by step."""
    from servicecheck.cli.elsewhere import questionnaire_of
    from servicecheck.cli.locale_of_terminal import terminal_language
    from servicecheck.cli.rounds import explained, round_of
    from servicecheck.explanation.document import document
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.terminal.explanation import show_explanation

    surroundings: Surroundings = context.obj
    with AssessmentFile.open(file, "read") as opened:
        found = round_of(opened, file, round_number)
        wanted = _subject(questionnaire_of(opened, found), subject)
        explanation = explained(opened, found, with_change=wanted.kind in ("overall", "section"))
    if not explanation.assessment.people:
        raise ServicecheckError(f"Nobody has answered anything in round {found.number} of {file}.")
    if as_json:
        surroundings.print_json(document(explanation, wanted))
    else:
        show_explanation(surroundings.out, explanation, wanted, language or terminal_language(surroundings.environment))


def _subject(questionnaire: "Questionnaire", given: str) -> "Subject":
    """What *given* names. Raises ServicecheckError with the nearest name."""
    from servicecheck.explanation.subjects import STATISTICS, find_subject, known_names

    found = find_subject(questionnaire, given)
    if found is not None:
        return found
    sections = [section.id for section in questionnaire.sections if questionnaire.counts(section)]
    near = did_you_mean(given, known_names(questionnaire))
    raise ServicecheckError(
        f"'{given}' is nothing that can be explained here.{near} Name one of the sections ({', '.join(sections)}), "
        f"an item, or a statistic: {', '.join(STATISTICS)}. Of a section or an item: interval:ID, priority:ID."
    )
