"""A form on paper, made in a child of the press as every page is."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from servicecheck.errors import MissingPart
from servicecheck.report.press import Printed, at_work

if TYPE_CHECKING:
    from servicecheck.report.paper_form import PaperForm

Kind = Literal["pdf", "html"]


@dataclass(frozen=True)
class PaperJob:
    """One form in one format; where no PDF can be made, the page that would have been printed."""

    form: "PaperForm"
    kind: Kind
    now: datetime

    def __call__(self) -> Printed:
        """Fill in the template and print it."""
        from servicecheck.report import PAGE, paper_form

        missing = ""
        with at_work(paper_form.template_folder() / PAGE):
            if self.kind == "pdf":
                try:
                    return Printed({"pdf": paper_form.pdf(self.form, self.now).content})
                except MissingPart as error:
                    missing = error.message
            return Printed({"html": paper_form.html(self.form)}, missing=missing)
