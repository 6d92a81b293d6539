"""Whether the basics hold, checked by another questionnaire: its critical items count in this one's requirements."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from servicecheck.assessment.case import Case, own_people
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring.columns import of

BASICS_LAST = 12
"""The basics count for so many months, reckoned from this round's closing date, never from today."""


@dataclass(frozen=True)
class Basics:
    """The newest closed round of the questionnaire that `basics_from` names."""

    questionnaire: Questionnaire
    round: Round
    responses: tuple[Response, ...]

    def means(self) -> tuple[tuple[Item, int], ...]:
        """Its critical items with their means, where relevant and answered by enough people."""
        case = Case(self.questionnaire, self.round, own_people(self.responses))
        if not case.is_shown:
            return ()
        relevant = [i for i in self.questionnaire.critical_items if case.figures.flag(of("relevant", i.id))]
        means = [(item, case.figures.integer(of("item", item.id))) for item in relevant]
        return tuple((item, mean) for item, mean in means if mean is not None)

    def is_recent(self, closed: date | None) -> bool:
        """Whether it was closed at most twelve months before *closed*; where either has no date, it counts."""
        if closed is None or self.round.closed is None:
            return True
        return _months_before(closed, BASICS_LAST) <= self.round.closed


def _months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
