"""demo: the whole thing on example answers, from the assessment file to the verdict and the report."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli import reports
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError
from servicecheck.language import Language

if TYPE_CHECKING:
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.files.example import WrittenRound
    from servicecheck.questionnaire import Questionnaire
    from servicecheck.response import Round


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the files go.")] = Path("servicecheck-demo"),
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="The report's language; Danish if not said.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier demo in this folder.")] = False,
) -> None:
    """See it work: an invented organisation's answers, the verdict and the report."""
    from servicecheck.files import example
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.terminal.verdict import show_verdict

    surroundings: Surroundings = context.obj
    answered, asked = example.load(example.shipped())
    if folder.exists() and not folder.is_dir():
        raise ServicecheckError(f"{folder} is not a folder. Name another one with --folder.")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{example.shipped().stem}.servicecheck"
    if force:
        path.unlink(missing_ok=True)
    chosen = language or answered.language
    with AssessmentFile.create(path, answered.whose()) as file:
        for written, questionnaire in zip(answered.rounds, asked, strict=True):
            newest = _answered(file, written, questionnaire, chosen)
        assessment = reports.assessed(file, newest)
        organisation = file.organisation
    show_verdict(surroundings.err, assessment, organisation, chosen)
    wanted = reports.Wanted(path, path.with_name(f"{path.stem}-report"), newest.number)
    for made in (path, *reports.make(wanted, reports.Order(chosen, force=force), surroundings)):
        surroundings.out.line(str(made))


def _answered(
    file: "AssessmentFile", written: "WrittenRound", questionnaire: "Questionnaire", language: Language
) -> "Round":
    """One of the example's rounds in *file*, answered by everybody and closed."""
    from servicecheck.files import questionnaires

    source = questionnaires.find(written.questionnaire)
    whole = written.to(questionnaire, language)
    round_ = file.add_round(replace(whole, closed=None), source.read_bytes(), source.name)
    for register, rows in written.rows(questionnaire, language).items():
        file.save_register(round_, register, rows)
    for person, response in zip(written.respondents, written.responses(questionnaire, language), strict=True):
        joined = file.add_respondent(round_, person.role, language, code=person.code)
        for item, answer in response.answers.items():
            file.save_answer(round_, joined.code, item, answer)
        file.finish(round_, joined.code)
    return file.change_round(replace(round_, closed=whole.closed))
