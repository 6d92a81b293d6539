"""export: all of an assessment file in a form that other programs read."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.cli.wishes import SUFFIX

Form = Annotated[
    Literal["json", "csv"], typer.Option("--to", metavar="json|csv", help="One JSON document, or a folder of tables.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Where to; beside FILE if not said.")
]


def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An assessment file.")],
    to: Form = "json",
    output: Output = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
) -> None:
    """Write all of an assessment file as JSON or CSV: every answer, register, target and action."""
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.files.contents import contents_of

    surroundings: Surroundings = context.obj
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

        _write({_place(output, file, f"{stem}-export.json"): export_document.written(contents)}, surroundings, force)
    else:
        from servicecheck.files import export_tables

        folder = _folder(_place(output, file, f"{stem}-export"))
        _write({folder / name: content for name, content in export_tables.tables_of(contents)}, surroundings, force)


def _place(output: Path | None, file: Path, name: str) -> Path:
    """Where to write: as it was said, or beside the assessment file, never over what is there."""
    from servicecheck.files.output import free_name

    return output or free_name(file.with_name(name))


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
