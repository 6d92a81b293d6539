"""Pages to print that nobody has answered yet: made from a questionnaire alone, with a template that is shipped."""

from datetime import datetime
from pathlib import Path
from typing import ClassVar, Protocol

from markupsafe import Markup

from servicecheck import shelves
from servicecheck.report import pango
from servicecheck.report.outbound import guarded
from servicecheck.report.render import Pdf, filled, plain, printed
from servicecheck.report.template import Template


class Paper(Protocol):
    """All that a template sees; a frozen dataclass."""

    template: ClassVar[str]
    """The name of the template's folder."""


def html(paper: Paper) -> bytes:
    """The pages as one HTML file."""
    template = Template(template_folder(paper))
    return guarded(filled({"form": plain(paper)}, template, template.head), template).encode()


def pdf(paper: Paper, moment: datetime) -> Pdf:
    """The pages as PDF/A-3a and PDF/UA-1, dated *moment*; raises MissingPart when Pango is not there."""
    pango.load()
    template = Template(template_folder(paper))
    return printed(filled({"form": plain(paper)}, template, Markup()), None, template, moment)


def template_folder(paper: Paper) -> Path:
    """The folder of the template that *paper* is printed with."""
    return shelves.shipped("form_templates") / paper.template
