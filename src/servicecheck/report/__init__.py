"""The report: from an assessment to pages that can be handed over.

`build` turns an assessment into a context: words, printed figures and drawings' inputs. `html` and `pdf` put it into a
template found by `find_template`; `published` is the same as JSON, `docx` and `xlsx` the same to be edited. Everything
here takes values and returns bytes; it reads nothing but the template's folder and writes nothing.

The names are found when they are first used: neither jinja2 nor weasyprint is imported before a report is made.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from servicecheck.report.branding import Branding, branding_of, contrast_warning
    from servicecheck.report.context import Context, Extras, build
    from servicecheck.report.outbound import unreachable
    from servicecheck.report.publication import document as published
    from servicecheck.report.render import Pdf, html, pdf
    from servicecheck.report.template import Template, find_template
    from servicecheck.report.template_folders import PAGE, shipped_templates
    from servicecheck.report.twins.document import write as docx
    from servicecheck.report.twins.workbook import write as xlsx

_HOMES: Final = {
    "Branding": ("branding", "Branding"),
    "Context": ("context", "Context"),
    "Extras": ("context", "Extras"),
    "PAGE": ("template_folders", "PAGE"),
    "branding_of": ("branding", "branding_of"),
    "contrast_warning": ("branding", "contrast_warning"),
    "build": ("context", "build"),
    "Pdf": ("render", "Pdf"),
    "html": ("render", "html"),
    "pdf": ("render", "pdf"),
    "published": ("publication", "document"),
    "Template": ("template", "Template"),
    "docx": ("twins.document", "write"),
    "find_template": ("template", "find_template"),
    "unreachable": ("outbound", "unreachable"),
    "xlsx": ("twins.workbook", "write"),
    "shipped_templates": ("template_folders", "shipped_templates"),
}

__all__ = [
    "PAGE",
    "Branding",
    "Context",
    "Extras",
    "Pdf",
    "Template",
    "branding_of",
    "build",
    "contrast_warning",
    "docx",
    "find_template",
    "html",
    "pdf",
    "published",
    "shipped_templates",
    "unreachable",
    "xlsx",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module, called = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), called)
