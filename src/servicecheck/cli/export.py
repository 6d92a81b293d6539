"""export: an assessment file in a form that other programs read, or a questionnaire as a form of another tool."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX
from servicecheck.language import Language

Kind = Literal["json", "csv", "xlsform", "surveyjs"]
To = Annotated[
    Kind | None,
    typer.Option(
        "--to",
        metavar="json|csv|xlsform|surveyjs",
        help="Of a file: one JSON document, or a folder of tables. Of a questionnaire: XLSForm, or SurveyJS.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to; a name of its own if not said.")
]


def export(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FILE|ID", help="An assessment file, or a questionnaire.")],
    to: To = None,
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="A form's first language; the terminal's if not said.")
    ] = None,
    as_: Annotated[
        Literal["customer"] | None,
        typer.Option("--as", metavar="customer", help="A form with what customers are asked."),
    ] = None,
    output: Output = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
) -> None:
    """Write a file as JSON or CSV, or a questionnaire as a form.

    `export FILE` writes every answer, register, target and action. `export ID --to xlsform` writes a questionnaire for
    ODK, KoboToolbox and SurveyCTO, and `--to surveyjs` for SurveyJS; what people answer there is read by add and score.
    """
    from servicecheck.cli import form_export

    surroundings: Surroundings = context.obj
    if to == "xlsform" or to == "surveyjs":
        order = form_export.Order(source, to, language, as_ == "customer")
        name, content = form_export.made(order, surroundings)
        _write({_place(output, Path(name)): content}, surroundings, force)
        return
    form_export.refuse_questionnaire(source, language, as_)
    _export_file(Path(source), to or "json", output, surroundings, force)


def _export_file(
    file: Path, to: Literal["json", "csv"], output: Path | None, surroundings: Surroundings, force: bool
) -> None:
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.files.contents import contents_of

    with AssessmentFile.open(file, "read") as opened:
        contents = contents_of(opened)
    if any(stored.round.mode == "anonymous" and stored.responses for stored in contents.rounds):
        surroundings.err.paragraph(
            "This holds what each person answered, code by code, also in anonymous rounds. "
            "Keep it as you keep the assessment file; give away reports instead."
        )
    stem = file.name.removesuffix(SUFFIX)
    if to == "json":
        from servicecheck.files import export_document

        place = _place(output, file.with_name(f"{stem}-export.json"))
        _write({place: export_document.written(contents)}, surroundings, force)
    else:
        from servicecheck.files import export_tables

        folder = _folder(_place(output, file.with_name(f"{stem}-export")))
        _write({folder / name: content for name, content in export_tables.tables_of(contents)}, surroundings, force)


def _place(output: Path | None, path: Path) -> Path:
    """Where to write: as it was said, or *path*, never over what is there."""
    from servicecheck.files.output import free_name

    return output or free_name(path)


def _folder(path: Path) -> Path:
    """The folder at *path*, made if it is not there, and then for its owner only."""
    from servicecheck.errors import ServicecheckError
    from servicecheck.files.assessment_file.disk import disk

    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise ServicecheckError(f"{path} is not a folder. Choose another name with -o.")
    with disk(path):
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def _write(files: dict[Path, bytes], surroundings: Surroundings, force: bool) -> None:
    """Write all files, and say which: every one of them or, where one is in the way, none."""
    import os

    from servicecheck.errors import ServicecheckError
    from servicecheck.files import output

    in_the_way = [path for path in files if os.path.lexists(path)]
    if in_the_way and not force:
        raise ServicecheckError(f"{in_the_way[0]} is there already. Choose another name with -o, or give --force.")
    for path, content in files.items():
        surroundings.out.line(str(output.write(path, content, replace=force)))
