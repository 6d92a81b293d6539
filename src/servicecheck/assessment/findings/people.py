"""Groups of people beside each other: roles, and the organisation beside its customers; and what people wrote.

Differences are in ten-thousandths of a point, the first named less the second; intervals in floats of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from servicecheck.assessment.findings.standings import Hidden
from servicecheck.statistics import Interval


@dataclass(frozen=True)
class RoleFinding:
    """One role's own scores, where they may be shown."""

    role: str
    people: int | None
    hidden: Hidden | None
    score: int | None
    """Of the sections that every shown role has a score in, so that roles can be compared."""
    sections: Mapping[str, int | None]
    """Every section's score in this role; None where it did not answer, or where it may not be shown."""


@dataclass(frozen=True)
class RoleGap:
    """One section of items as two roles see it (method 3.11).

    The questionnaire names those who lead after those they lead: `first` is the later of the two roles.
    """

    section: str
    first: str
    second: str
    first_score: int
    second_score: int
    first_people: int
    second_people: int
    difference: int
    interval: Interval | None
    """Welch's; None where a role has a single person."""
    is_distinguishable: bool


@dataclass(frozen=True)
class CustomerFinding:
    """One section as customers see it, beside the organisation's own score (method 3.12)."""

    section: str
    question: str
    """The id of what customers were asked."""
    people: int
    """How many gave a rating; who did not know, or found it not relevant, is not among them."""
    hidden: Hidden | None
    score: int | None
    """On the section's range; None where nobody, or too few, answered."""
    own_score: int | None
    own_people: int
    difference: int | None
    """Own score less the customers'."""
    interval: Interval | None
    """Welch's; None where either side has a single person."""
    is_material: bool
    """The interval excludes 0 and the difference is an eighth of the range or more."""
    comments: tuple[str, ...] = ()
    """Customers' own words on it, in an order that tells nothing of who wrote when."""


@dataclass(frozen=True)
class CustomerView:
    """What customers answered, a group of their own; `sections` is empty where too few did."""

    people: int
    hidden: Hidden | None
    sections: tuple[CustomerFinding, ...]

    @property
    def material(self) -> tuple[CustomerFinding, ...]:
        """Where own score and customers' differ for certain and by enough to matter."""
        return tuple(finding for finding in self.sections if finding.is_material)


@dataclass(frozen=True)
class Comment:
    """Somebody's own words on a question, in an order that tells nothing of who wrote when."""

    section: str
    item: str
    text: str
