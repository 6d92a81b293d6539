"""From a context to a report: HTML as one file, or a PDF with the same figures attached as JSON."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from traceback import extract_tb
from typing import Final

from jinja2 import TemplateError, TemplateSyntaxError
from markupsafe import Markup

from servicecheck.errors import Place, ServicecheckError
from servicecheck.report import pango, publication
from servicecheck.report.charts.svg import Drawing
from servicecheck.report.context import Context
from servicecheck.report.printable import printable
from servicecheck.report.template import Template
from servicecheck.report.template_folders import PAGE

# What a template's own expressions can raise: text plus number, a division by nothing, itself included, not in UTF-8.
_SLIPS: Final = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True)
class Pdf:
    """A PDF, and the addresses its template asked for that were not let through."""

    content: bytes
    blocked: tuple[str, ...] = ()


def html(context: Context, template: Template) -> bytes:
    """The report as one HTML file that needs nothing and fetches nothing."""
    return _page(context, template, template.head).encode()


def pdf(context: Context, template: Template, moment: datetime) -> Pdf:
    """The report as PDF/A-3a and PDF/UA-1, dated *moment*; raises MissingPart when Pango is not there."""
    pango.load()
    from servicecheck.report import printing

    page = _page(context, template, Markup())
    return Pdf(*printing.write(page, publication.document(context), template, moment))


def _page(context: Context, template: Template, head: Markup) -> str:
    told = plain(context)
    try:
        return template.environment.get_template(PAGE).render(report=told, head=head)
    except (TemplateError, *_SLIPS) as error:
        raise ServicecheckError(f"{_place(error, template)}: {str(error) or type(error).__name__}") from error


def _place(error: Exception, template: Template) -> Place:
    """The file and line of a template in which *error* happened."""
    if isinstance(error, TemplateSyntaxError):
        return Place(str(template.folder / (error.filename or PAGE)), error.lineno)
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    if not frames:
        return Place(str(template.folder / PAGE))
    return Place(str(template.folder / frames[-1].filename), frames[-1].lineno)


def plain(value: object) -> object:
    """*value* as a template gets it: maps, lists, text and numbers; each drawing is already drawn."""
    if isinstance(value, Drawing):
        return Markup(value.svg())
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return printable(value)
    return value
