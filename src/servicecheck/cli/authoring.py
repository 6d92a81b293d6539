"""check, new and schema: for those who write questionnaires and report templates."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from servicecheck.cli.library import Json
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import Problem, TemplateStopped

MISTAKES = 2


def check(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Questionnaires, folders of report templates, or names from 'list'."),
    ],
    strict: Annotated[bool, typer.Option("--strict", help="Let a warning count like a mistake.")] = False,
    as_json: Json = False,
) -> None:
    """Check questionnaires and report templates for mistakes. Each is shown with its place and a way out."""
    from servicecheck.terminal.mistakes import counted, show_mistakes

    surroundings: Surroundings = context.obj
    templates = {file: folder for file in files if (folder := _template_of(file))}
    stopped: list[TemplateStopped] = []
    problems = [
        *_of_questionnaires([file for file in files if file not in templates]),
        *_of_templates(list(templates.values()), surroundings, stopped),
    ]
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
    if stopped:
        raise typer.Exit(stopped[0].exit_code)
    if any(strict or problem.severity == "error" for problem in problems):
        raise typer.Exit(MISTAKES)


def _of_questionnaires(files: Sequence[str]) -> Iterator[Problem]:
    from servicecheck.files import questionnaires

    for file in files:
        yield from questionnaires.problems(questionnaires.find(file))


def _of_templates(
    folders: Sequence[Path], surroundings: Surroundings, stopped: list[TemplateStopped]
) -> Iterator[Problem]:
    """What is wrong with each template; one that had to be *stopped* is noted there as well."""
    if not folders:
        return
    from servicecheck.cli.pressroom import press_for
    from servicecheck.cli.template_trial import as_problem, problems_of

    with press_for(surroundings, 1, prints=True) as press:
        for folder in folders:
            try:
                yield from problems_of(folder, press, surroundings.now())
            except TemplateStopped as stop:
                stopped.append(stop)
                yield as_problem(stop, folder)


def _template_of(file: str) -> Path | None:
    """The folder of the report template that *file* means; None where it means a questionnaire."""
    from servicecheck.files import questionnaires
    from servicecheck.report import template_folders

    if Path(file).name != file or Path(file).is_dir():
        return template_folders.find(Path(file)) if Path(file).is_dir() else None
    if file in {entry.name for entry in template_folders.available()} - questionnaires.names():
        return template_folders.find(file)
    return None


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
