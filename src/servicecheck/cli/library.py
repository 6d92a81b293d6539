"""list and show: what questionnaires and report templates there are, and one questionnaire in full."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.language import Language

if TYPE_CHECKING:
    from servicecheck.files.questionnaires import Entry
    from servicecheck.report.template_folders import Entry as Template

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")]


def list_(context: typer.Context, as_json: Json = False) -> None:
    """Show what questionnaires and report templates there are."""
    from servicecheck.files import questionnaires
    from servicecheck.report import template_folders
    from servicecheck.terminal.shelf import Volume, show_shelf

    surroundings: Surroundings = context.obj
    entries, templates = questionnaires.available(), template_folders.available()
    if as_json:
        known = [{**asdict(template), "path": str(template.path)} for template in templates]
        described = [_described(entry) for entry in entries]
        surroundings.print_json({"format": 1, "questionnaires": described, "report_templates": known})
        return
    show_shelf(
        surroundings.out,
        [Volume(entry.id, _origin(entry), entry.questionnaire) for entry in entries],
        [(template.name, _origin(template)) for template in templates],
    )


def show(
    context: typer.Context,
    questionnaire: Annotated[str, typer.Argument(metavar="ID", help="A name from 'list', or a file.")],
    language: Annotated[
        Language | None, typer.Option(metavar="en|da|sv", help="The language of its words; the terminal's if not said.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show one questionnaire in full."""
    from servicecheck.cli.locale_of_terminal import terminal_language
    from servicecheck.files import questionnaires
    from servicecheck.terminal.shelf import show_questionnaire

    surroundings: Surroundings = context.obj
    found = questionnaires.load(questionnaire)
    if as_json:
        content = found.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        surroundings.print_json({"format": 1, "questionnaire": content})
    else:
        show_questionnaire(surroundings.out, found, language or terminal_language(surroundings.environment))


def _origin(entry: "Entry | Template") -> str:
    return f"{entry.origin}, hidden by yours" if entry.is_hidden else entry.origin


def _described(entry: "Entry") -> dict[str, object]:
    described: dict[str, object] = {
        "id": entry.id,
        "path": str(entry.path),
        "origin": entry.origin,
        "is_hidden": entry.is_hidden,
        "problems": [str(problem) for problem in entry.problems],
    }
    if entry.questionnaire:
        described |= {
            "version": entry.questionnaire.version,
            "title": entry.questionnaire.title.source,
            "languages": entry.questionnaire.languages,
            "questions": len(entry.questionnaire.items),
            "minutes": entry.questionnaire.minutes,
        }
    return described
