"""report: the PDF and the HTML of a round; and the same at the end of an interview and of the demo."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli import typed
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import MissingPart, ServicecheckError
from servicecheck.language import Language, preferred
from servicecheck.response import ended_on

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment, Basics
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.questionnaire import Questionnaire
    from servicecheck.response import Organisation, Response, Round


class Format(StrEnum):
    """What can be made."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"
    """What is attached to the PDF: all that the report publishes."""


USUAL = (Format.PDF, Format.HTML)


@dataclass(frozen=True)
class Order:
    """What to make of an assessment, where, and how."""

    stem: Path
    """Folder and beginning of the files' names."""
    language: Language
    formats: tuple[Format, ...] = USUAL
    template: str = "full"
    force: bool = False
    """Replace reports of the same name; else the next free name is taken."""
    require_pdf: bool = False


def report(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An assessment file.")],
    round_number: Annotated[
        int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest if not said.")
    ] = None,
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="The report's language; the file's own if not said.")
    ] = None,
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", metavar="pdf|html|json", help="Once for each; PDF and HTML if not said."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="The file to write, or a folder.")
    ] = None,
    template: Annotated[str, typer.Option(metavar="NAME", help="A report template: a name from 'list'.")] = "full",
    force: Annotated[bool, typer.Option("--force", help="Replace reports that are there.")] = False,
    require_pdf: Annotated[bool, typer.Option("--require-pdf", help="Exit with 5 if no PDF can be made here.")] = False,
) -> None:
    """Make the report of a round as PDF and HTML."""
    from servicecheck.files.assessment_file import AssessmentFile

    surroundings: Surroundings = context.obj
    with AssessmentFile.open(file, "read") as opened:
        found = round_of(opened, file, round_number)
        assessment = assessed(opened, found)
        organisation = opened.organisation
    order = Order(
        stem=_stem(file, output),
        language=language or preferred([organisation.language]),
        formats=tuple(formats) if formats else _formats_of(output),
        template=template,
        force=force,
        require_pdf=require_pdf,
    )
    for path in make(assessment, organisation, order, surroundings):
        surroundings.out.line(str(path))


def round_of(opened: "AssessmentFile", path: Path, number: int | None) -> "Round":
    """The round with this *number*, or the newest. Raises ServicecheckError where there is none."""
    rounds = {round_.number: round_ for round_ in opened.rounds()}
    if not rounds:
        begin = typed.command("run", "ID", "--file", str(path))
        raise ServicecheckError(f"{path} has no round yet. Begin one with: {begin}")
    if number is not None and number not in rounds:
        known = ", ".join(map(str, rounds))
        raise ServicecheckError(f"{path} has no round {number}. Rounds in it: {known}.")
    return rounds[number if number is not None else max(rounds)]


def assessed(opened: "AssessmentFile", round_: "Round") -> "Assessment":
    """The assessment of a round, with the basics and the targets that stand in the same file."""
    from servicecheck.assessment import assess

    return assess(*evidence(opened, round_))


Evidence = tuple["Questionnaire", "Round", "Sequence[Response]", "Basics | None"]
"""What an assessment is made from: what was asked, in which round, what was answered, and the basics."""


def evidence(opened: "AssessmentFile", round_: "Round") -> Evidence:
    """What the file has on a round, with the basics and the targets that stand in the same file."""
    questionnaire, responses = _questionnaire(opened, round_), opened.responses(round_)
    over = replace(round_, closed=ended_on(round_, responses))
    basics = _basics(opened, questionnaire.basics_from) if questionnaire.basics_from else None
    return questionnaire, _with_targets(opened, over, questionnaire), responses, basics


def _questionnaire(opened: "AssessmentFile", round_: "Round") -> "Questionnaire":
    from servicecheck.files import questionnaires

    return questionnaires.parse(opened.questionnaire_bytes(round_), opened.questionnaire_name(round_))


def _basics(opened: "AssessmentFile", questionnaire_id: str) -> "Basics | None":
    """The newest round of the questionnaire that checks the basics that is over."""
    from servicecheck.assessment import Basics

    rounds = [one for one in opened.rounds() if one.questionnaire_id == questionnaire_id]
    over = [replace(one, closed=ended) for one in rounds if (ended := ended_on(one, opened.responses(one)))]
    if not over:
        return None
    newest = max(over, key=lambda one: (one.closed or date.min, one.number))
    return Basics(_questionnaire(opened, newest), newest, opened.responses(newest))


def _with_targets(opened: "AssessmentFile", round_: "Round", questionnaire: "Questionnaire") -> "Round":
    """*round_* with the targets of the newest round in which some were decided."""
    from servicecheck.assessment import ambition

    decided = [r for r in opened.rounds() if any(row.register == ambition.REGISTER for row in r.registers)]
    for other in reversed(decided):
        register = ambition.register_of(_questionnaire(opened, other))
        if register:
            return ambition.with_targets(round_, questionnaire, register, other.registers)
    return round_


def make(
    assessment: "Assessment", organisation: "Organisation", order: Order, surroundings: Surroundings
) -> list[Path]:
    """Write the report in every format of *order* and return the paths.

    Where no PDF can be made the HTML is written and the screen says why. A PDF that was required raises MissingPart.
    """
    from servicecheck import report

    template = report.find_template(order.template)
    context = report.build(assessment, organisation, order.language)
    missing: MissingPart | None = None
    contents: dict[Format, bytes] = {}
    if Format.PDF in order.formats:
        try:
            contents[Format.PDF] = report.pdf(context, template, _moment(assessment, surroundings)).content
        except MissingPart as error:
            missing = error
    if missing or Format.HTML in order.formats:
        contents[Format.HTML] = report.html(context, template)
    if Format.JSON in order.formats:
        contents[Format.JSON] = report.published(context)
    made = [_written(order, kind, content) for kind, content in contents.items()]
    if missing and order.require_pdf:
        raise missing
    if missing:
        surroundings.err.paragraph(f"No PDF could be made, so here is the HTML. {missing.message}")
    return made


def _written(order: Order, kind: Format, content: bytes) -> Path:
    from servicecheck.files import output

    path = order.stem.with_name(f"{order.stem.name}.{kind}")
    return output.write(path if order.force else output.free_name(path), content, replace=order.force)


def _moment(assessment: "Assessment", surroundings: Surroundings) -> datetime:
    """The date in the document: SOURCE_DATE_EPOCH, else the last answer, else when the round closed or opened."""
    if "SOURCE_DATE_EPOCH" in surroundings.environment:
        return surroundings.now()
    if assessment.last_answer is not None:
        return assessment.last_answer
    day = assessment.round.closed or assessment.round.opened
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else surroundings.now()


def _formats_of(output: Path | None) -> tuple[Format, ...]:
    """What the name of the file to write asks for; both without one."""
    named = tuple(kind for kind in Format if output is not None and output.suffix == f".{kind}")
    return named or USUAL


def _stem(file: Path, output: Path | None) -> Path:
    if output is None:
        return file.with_name(f"{file.stem}-report")
    if output.is_dir():
        return output / f"{file.stem}-report"
    return output.with_suffix("") if output.suffix in {f".{kind}" for kind in Format} else output
