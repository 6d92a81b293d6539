"""check, new and schema: for those who write questionnaires."""

from pathlib import Path
from typing import Annotated

import typer

from servicecheck.cli.library import Json
from servicecheck.cli.surroundings import Surroundings

MISTAKES = 2


def check(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, or names from 'list'.")],
    strict: Annotated[bool, typer.Option("--strict", help="Let a warning count like a mistake.")] = False,
    as_json: Json = False,
) -> None:
    """Check questionnaires for mistakes. Each is shown with its place and a way out."""
    from servicecheck.files import questionnaires
    from servicecheck.terminal.mistakes import counted, show_mistakes

    surroundings: Surroundings = context.obj
    problems = [problem for file in files for problem in questionnaires.problems(questionnaires.find(file))]
    if as_json:
        found = [
            {"file": p.place.file, "line": p.place.line, "column": p.place.column}
            | {"severity": p.severity, "message": p.message}
            for p in problems
        ]
        surroundings.print_json({"format": 1, "problems": found})
    else:
        show_mistakes(surroundings.err, problems)
        surroundings.err.gap()
        surroundings.err.paragraph(counted(problems, len(files)))
    if any(strict or problem.severity == "error" for problem in problems):
        raise typer.Exit(MISTAKES)


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="What it is to be called, such as it-service.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write a starting file for a questionnaire of your own. It is called ID.yaml and works as it stands."""
    from servicecheck.files import starting_file

    surroundings: Surroundings = context.obj
    path = starting_file.write(name, Path.cwd(), force=force)
    surroundings.err.paragraph(f"Open it in a text editor. After a change: servicecheck check {path.name}")
    surroundings.out.line(path.name)


def schema(context: typer.Context) -> None:
    """Print the questionnaire format as a JSON Schema. Editors use it for completion and to mark mistakes."""
    from servicecheck.files.questionnaire_schema import questionnaire_schema

    surroundings: Surroundings = context.obj
    surroundings.print_json(questionnaire_schema())
