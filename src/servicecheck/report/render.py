"""From a context to a report: HTML as one file, or a PDF with the same figures attached as JSON."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Final

import jinja2
from jinja2 import TemplateError
from markupsafe import Markup

from servicecheck.errors import Place, ServicecheckError, TemplateStopped
from servicecheck.report import pango, publication
from servicecheck.report.charts.svg import Drawing
from servicecheck.report.context import Context
from servicecheck.report.outbound import guarded
from servicecheck.report.printable import printable
from servicecheck.report.slips import SLIPS, place
from servicecheck.report.template import Template
from servicecheck.report.template_folders import PAGE

LONGEST_PAGE: Final = 16_000_000
"""Characters; the longest reports have a tenth of that."""


@dataclass(frozen=True)
class Pdf:
    """A PDF, and the addresses its template asked for that were not let through."""

    content: bytes
    blocked: tuple[str, ...] = ()


def html(context: Context, template: Template) -> bytes:
    """The report as one HTML file that needs nothing and fetches nothing."""
    template = template.coloured(context.branding.accent)
    return guarded(filled({"report": plain(context)}, template, template.head), template).encode()


def pdf(context: Context, template: Template, moment: datetime) -> Pdf:
    """The report as PDF/A-3a and PDF/UA-1, dated *moment*; raises MissingPart when Pango is not there."""
    pango.load()
    template = template.coloured(context.branding.accent)
    page = filled({"report": plain(context)}, template, Markup())
    return printed(page, publication.document(context), template, moment)


def printed(page: str, attached: bytes | None, template: Template, moment: datetime) -> Pdf:
    """The PDF of a *page*, with what is *attached* if anything is; `pango.load()` comes first."""
    from servicecheck.report import printing

    at = Place(str(template.folder / PAGE))
    try:
        return Pdf(*printing.write(page, attached, template, moment))
    except (ServicecheckError, MemoryError):
        raise
    except RecursionError as error:
        raise ServicecheckError(f"{at}: the page nests too deeply. Put fewer elements inside each other.") from error
    except Exception as error:  # whatever WeasyPrint makes of a page that nobody has tried
        raise ServicecheckError(f"{at}: this page cannot be printed: {type(error).__name__}: {error}") from error


def filled(told: Mapping[str, object], template: Template, head: Markup) -> str:
    """The template's page with what it is *told*, which must be plain. Raises what is wrong with the template."""
    try:
        return _filled(_compiled(template), **told, head=head)
    except (RecursionError, OverflowError) as error:
        at = place(error, template.folder)
        why = "a page includes or calls itself" if isinstance(error, RecursionError) else str(error).rstrip(".")
        raise TemplateStopped(f"{at}: the template used too much time or memory: {why}.") from error
    except (TemplateError, *SLIPS) as error:
        at = place(error, template.folder)
        raise ServicecheckError(f"{at}: {str(error) or type(error).__name__}") from error


def _compiled(template: Template) -> jinja2.Template:
    try:
        return template.environment.get_template(PAGE)
    except RecursionError as error:
        at = place(error, template.folder)
        raise ServicecheckError(f"{at}: an expression nests too deeply. Make it shorter.") from error


def _filled(page: jinja2.Template, **told: object) -> str:
    parts, length = [], 0
    written = page.root_render_func(page.new_context(told))
    assert isinstance(written, Generator)
    try:
        for part in written:
            parts.append(part)
            length += len(part)
            if length > LONGEST_PAGE:
                # Raised in the template's own line.
                written.throw(OverflowError(f"the page has more than {LONGEST_PAGE} characters"))
    except Exception:  # noqa: BLE001 (jinja gives it the template's lines and raises it again)
        page.environment.handle_exception()
    return "".join(parts)


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
