"""What to make of a round: in which language and formats, with which template, and what is done about it in a child.

`Order` is what a command asks for; a `ReportJob` is one round's share of it, and runs in a child of the press.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.errors import MissingPart
from servicecheck.language import Language
from servicecheck.report.press import Printed, at_work

if TYPE_CHECKING:
    from servicecheck.assessment import Assessment
    from servicecheck.cli.groups import ShownGroup
    from servicecheck.report import Context
    from servicecheck.response import Brand


class Format(StrEnum):
    """What can be made."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"
    """What is attached to the PDF: all that the report publishes."""
    DOCX = "docx"
    XLSX = "xlsx"


USUAL = (Format.PDF, Format.HTML)


@dataclass(frozen=True)
class Order:
    """What to make of a round, and how."""

    language: Language | None = None
    """The file's own if not said."""
    formats: tuple[Format, ...] = USUAL
    template: str = "full"
    force: bool = False
    """Replace reports of the same name; else the next free name is taken."""
    require_pdf: bool = False
    with_steps: bool = False
    brand: "Brand | None" = None
    """Instead of the file's own."""


@dataclass(frozen=True)
class ReportJob:
    """The reports of one round, made in a child of the press from what is in the file by then; or of one group."""

    file: Path
    round_number: int | None
    order: Order
    template: Path
    now: datetime
    is_dated: bool
    """Whether *now* was given from outside, and then stands in the document."""
    group: "ShownGroup | None" = None

    def __call__(self) -> Printed:
        """Open the file, assess the round, and make every format that was ordered."""
        context, moment, notes = self._read()
        printed = self._pages(context, moment)
        made = {**printed.contents, **self._twins(context, moment)}
        in_order = {str(kind): made[kind] for kind in (Format.PDF, Format.HTML, *self.order.formats) if kind in made}
        return replace(printed, contents=in_order, notes=(*notes, *printed.notes))

    def _read(self) -> tuple["Context", datetime, list[str]]:
        """All that the report says, its date, and what is to be said about its round and its colours."""
        from servicecheck import report
        from servicecheck.cli import report_contents

        with_steps = self.order.with_steps
        if self.group is not None:
            contents = report_contents.of_group(self.group, with_steps=with_steps)
        else:
            contents = report_contents.read(self.file, self.round_number, with_steps=with_steps)
        context = contents.told(self.order.language, self.order.brand)
        notes = [self._too_early(contents.assessment), report.contrast_warning(context.branding.accent)]
        return context, self._moment(contents.assessment), [note for note in notes if note]

    def _too_early(self, assessment: "Assessment") -> str:
        """What is wrong with a report of an anonymous round that goes on: two of them tell who came in between."""
        round_ = assessment.round
        if round_.mode != "anonymous" or round_.closed or not assessment.is_shown or assessment.is_counted:
            return ""
        return (
            f"{self.file}: round {round_.number} is anonymous, and people are still answering. Whoever also gets a "
            "later report of it can work out what was answered in between. Hand out one, when everybody has answered."
        )

    def _twins(self, context: "Context", moment: datetime) -> dict[str, bytes]:
        """What is made of the same words and figures without a template."""
        from servicecheck import report

        made: dict[str, bytes] = {}
        if Format.JSON in self.order.formats:
            made[Format.JSON] = report.published(context)
        if Format.DOCX in self.order.formats:
            made[Format.DOCX] = report.docx(context, moment)
        if Format.XLSX in self.order.formats:
            made[Format.XLSX] = report.xlsx(context, moment)
        return made

    def _pages(self, context: "Context", moment: datetime) -> Printed:
        """What is made with the template: its time and memory are limited from here on."""
        from servicecheck import report

        template = report.find_template(self.template)
        contents: dict[str, bytes] = {}
        blocked: list[str] = []
        missing = ""
        with at_work(self.template / report.PAGE):
            if Format.PDF in self.order.formats:
                try:
                    pdf = report.pdf(context, template, moment)
                    contents[Format.PDF] = pdf.content
                    blocked += pdf.blocked
                except MissingPart as error:
                    missing = error.message
            if missing or Format.HTML in self.order.formats:
                contents[Format.HTML] = report.html(context, template)
                blocked += report.unreachable(contents[Format.HTML].decode())
        return Printed(contents, tuple(self._left_out(address) for address in dict.fromkeys(blocked)), missing)

    def _left_out(self, address: str) -> str:
        return f"{self.template}: {address} was left out. A report uses files of its template's folder only."

    def _moment(self, assessment: "Assessment") -> datetime:
        """The date in the document: the one given, else the last answer, else when the round closed or opened."""
        if self.is_dated:
            return self.now
        if assessment.last_answer is not None:
            return assessment.last_answer
        day = assessment.round.closed or assessment.round.opened
        return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else self.now
