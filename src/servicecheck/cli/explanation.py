"""explain: how a figure of an assessment came about, step by step."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from servicecheck.cli.groups import EVERYBODY, group_named, holds_groups
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError, did_you_mean
from servicecheck.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from servicecheck.explanation import Explanation
    from servicecheck.explanation.subjects import Subject
    from servicecheck.questionnaire import Questionnaire

RowNumber = Annotated[int | None, typer.Option("--row", min=1, metavar="NUMBER", help="The row of a file of answers.")]
RowOf = Annotated[str | None, typer.Option("--respondent", metavar="CODE", help="The row of this respondent.")]
AskedIn = Annotated[
    str | None, typer.Option("--questionnaire", "-q", metavar="ID", help="What was asked in a file of answers.")
]
ReadAsIn = Annotated[
    Path | None, typer.Option("--manifest", metavar="PATH", help="Read a file of answers as 'score' did then.")
]


def explain(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="INPUT", help="An assessment file, a groups file, or answers.")],
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
    group: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Which group of a groups file: North/Team 3; everybody if not said."),
    ] = None,
    row: RowNumber = None,
    respondent: RowOf = None,
    questionnaire: AskedIn = None,
    manifest: ReadAsIn = None,
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="The language; the terminal's if not said.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")] = False,
) -> None:
    """Show how a score or a level came about, step by step."""
    _show(context, language, as_json=as_json)


def _show(context: typer.Context, language: Language | None, *, as_json: bool) -> None:
    from servicecheck.cli.locale_of_terminal import terminal_language
    from servicecheck.explanation.document import document
    from servicecheck.terminal.explanation import show_explanation

    surroundings: Surroundings = context.obj
    explanation, wanted = _explained(context.params)
    if as_json:
        surroundings.print_json(document(explanation, wanted))
    else:
        show_explanation(surroundings.out, explanation, wanted, language or terminal_language(surroundings.environment))


def _explained(given: "Mapping[str, Any]") -> "_Explained":
    file, subject = given["file"], given["subject"]
    if given["row"] is not None or given["respondent"] is not None:
        return _of_row(file, subject, given)
    if given["questionnaire"] or given["manifest"]:
        raise ServicecheckError("Say which row of the answers: --row NUMBER, or --respondent CODE.")
    if holds_groups(file):
        return _of_group(file, subject, given["round_number"], given["group"])
    return _of_round(file, subject, given["round_number"], given["group"])


def _of_row(file: Path, subject: str, given: "Mapping[str, Any]") -> "_Explained":
    from servicecheck.batch.one_row import WhichRow
    from servicecheck.cli.explained_row import RowOrder, explained_row

    order = RowOrder(WhichRow(given["row"], given["respondent"]), given["questionnaire"], given["manifest"])
    explanation, questionnaire = explained_row(file, order)
    return explanation, _subject(questionnaire, subject)


_Explained = tuple["Explanation", "Subject"]


def _of_round(file: Path, subject: str, round_number: int | None, group: str | None) -> _Explained:
    from servicecheck.cli.elsewhere import questionnaire_of
    from servicecheck.cli.rounds import explained, round_of
    from servicecheck.files.assessment_file import AssessmentFile

    if group is not None:
        raise ServicecheckError(f"{file} has no groups. --group chooses one of a groups file, which 'score' makes.")
    with AssessmentFile.open(file, "read") as opened:
        found = round_of(opened, file, round_number)
        wanted = _subject(questionnaire_of(opened, found), subject)
        explanation = explained(opened, found, with_change=_needs_change(wanted))
    if not explanation.assessment.people:
        raise ServicecheckError(f"Nobody has answered anything in round {found.number} of {file}.")
    return explanation, wanted


def _of_group(file: Path, subject: str, round_number: int | None, group: str | None) -> _Explained:
    from servicecheck.files import groups_file

    if round_number is not None:
        raise ServicecheckError(f"{file} is a groups file, which has no rounds. Choose a group with --group.")
    found = group_named(groups_file.read(file), file, group or EVERYBODY)
    wanted = _subject(found.questionnaire, subject)
    return found.explained(with_change=_needs_change(wanted)), wanted


def _needs_change(subject: "Subject") -> bool:
    return subject.kind in ("overall", "section")


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
