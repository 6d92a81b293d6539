"""demo: the whole thing on example answers, from the assessment file to the verdict and the report."""

from pathlib import Path
from typing import Annotated

import typer

from servicecheck.cli import example_file, reports
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError
from servicecheck.language import Language


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
    with AssessmentFile.create(path, answered.whose(chosen)) as file:
        newest = example_file.fill(file, answered, asked, chosen)
        assessment = reports.assessed(file, newest)
        organisation = file.organisation
    show_verdict(surroundings.err, assessment, organisation, chosen)
    wanted = reports.Wanted(path, path.with_name(f"{path.stem}-report"), newest.number)
    for made in (path, *reports.make(wanted, reports.Order(chosen, force=force), surroundings)):
        surroundings.out.line(str(made))
