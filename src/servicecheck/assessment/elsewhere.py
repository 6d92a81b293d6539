"""What other rounds of the same organisation say that matters here: they stand in the same assessment file."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from servicecheck.assessment.agreed_case import carrying
from servicecheck.assessment.case import Case
from servicecheck.assessment.months import months_after
from servicecheck.assessment.people_case import PeopleCase, own_people
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round

LASTS = 12
"""What was found elsewhere counts for so many months, reckoned from this round's closing date, never from today."""


@dataclass(frozen=True)
class OtherRound:
    """A round of another questionnaire, and what people answered in it."""

    questionnaire: Questionnaire
    round: Round
    responses: tuple[Response, ...]

    @cached_property
    def case(self) -> Case:
        """The round on the table."""
        return carrying(PeopleCase(self.questionnaire, self.round, own_people(self.responses)))

    def is_recent(self, closed: date | None) -> bool:
        """Whether it was closed at most twelve months before *closed*; where either has no date, it counts."""
        if closed is None or self.round.closed is None:
            return True
        return months_after(closed, -LASTS) <= self.round.closed


@dataclass(frozen=True)
class Elsewhere:
    """The other rounds of a file."""

    rounds: tuple[OtherRound, ...] = ()
    """Of each other questionnaire the newest round that is over, the newest of them first."""
    decided: OtherRound | None = None
    """The newest round in which targets were decided, over or not; only its register of targets is read."""

    def recent(self, closed: date | None) -> tuple[OtherRound, ...]:
        """The rounds that still count beside one that was closed then."""
        return tuple(one for one in self.rounds if one.is_recent(closed))


NOWHERE = Elsewhere()
