"""What is wrong with a report template: every mistake that stops a report, and what would make one worse.

A template is filled in like any other, so this is called in a child of the press.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from servicecheck.errors import MissingPart, Place, Problem, ServicecheckError
from servicecheck.report import outbound, render
from servicecheck.report.context import Context
from servicecheck.report.template import Template
from servicecheck.report.template_check import names, pages, style
from servicecheck.report.template_folders import PAGE, STYLE


def problems(template: Template, contexts: Sequence[Context], moment: datetime) -> list[Problem]:
    """Every problem of *template*, tried on *contexts* as they are and without all parts that can be missing."""
    found = [*names.mistakes(template, [*contexts, *map(_bare, contexts)]), *_of_style(template)]
    if not any(problem.severity == "error" for problem in found):
        found += _of_pages(template, contexts, moment)
    return list(dict.fromkeys(found))


def _bare(context: Context) -> Context:
    """*context* without every part that a report need not have."""
    missing: dict[str, Any] = {field.name: None for field in fields(context) if field.default is None}
    return replace(context, **missing)


def _of_style(template: Template) -> Iterator[Problem]:
    try:
        embedded = bool(template.embedded_style.strip())
    except ServicecheckError as error:
        yield Problem(error.message, Place(str(template.folder / STYLE)))
        return
    if embedded and template.has(STYLE):
        yield from style.faint_colours(template.style, str(template.folder / STYLE))


def _of_pages(template: Template, contexts: Sequence[Context], moment: datetime) -> Iterator[Problem]:
    """What can be seen only of a page that is filled in; it has no lines of the template any more."""
    place = Place(str(template.folder / PAGE))
    try:
        for context in contexts:
            page = render.html(context, template).decode()
            yield from (Problem(message, place, "warning") for message in pages.remarks(page, template))
            yield from (_left_out(address, place) for address in outbound.unreachable(page))
        yield from (_left_out(address, place) for address in render.pdf(contexts[0], template, moment).blocked)
    except MissingPart:  # the HTML has told as much as can be told here
        return
    except ServicecheckError as error:
        yield Problem(error.message.removeprefix(f"{place}: "), place)


def _left_out(address: str, place: Place) -> Problem:
    message = f"{address[:200]} is left out. A report uses files of its template's folder only."
    return Problem(message, place, "warning")
