"""Pages to print that nobody has answered yet, made in a child of the press as every page is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from servicecheck.errors import MissingPart
from servicecheck.report.press import Printed, at_work

if TYPE_CHECKING:
    from servicecheck.report.paper import Paper
    from servicecheck.telling.asking import Asking

Kind = Literal["pdf", "html"]


def paper_of(asking: "Asking", purpose: Literal["form", "ballots", "cards"]) -> "Paper":
    """What is printed for this *purpose*."""
    from servicecheck.report.paper_ballot import paper_ballot
    from servicecheck.report.paper_form import paper_form
    from servicecheck.report.question_cards import question_cards

    makers: dict[str, Callable[[Asking], Paper]] = {
        "form": paper_form,
        "ballots": paper_ballot,
        "cards": question_cards,
    }
    return makers[purpose](asking)


@dataclass(frozen=True)
class PaperJob:
    """One paper in one format; where no PDF can be made, the page that would have been printed."""

    paper: "Paper"
    kind: Kind
    now: datetime

    def __call__(self) -> Printed:
        """Fill in the template and print it."""
        from servicecheck.report import PAGE, paper

        missing = ""
        with at_work(paper.template_folder(self.paper) / PAGE):
            if self.kind == "pdf":
                try:
                    return Printed({"pdf": paper.pdf(self.paper, self.now).content})
                except MissingPart as error:
                    missing = error.message
            return Printed({"html": paper.html(self.paper)}, missing=missing)
