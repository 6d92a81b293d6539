"""Groups of people beside each other: roles, and the organisation beside its customers.

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
    """One section as two roles see it (method 3.11)."""

    section: str
    first: str
    second: str
    first_score: int
    second_score: int
    difference: int
    interval: Interval | None
    """Welch's; None where a role has a single person, or nobody differs from the others."""
    is_distinguishable: bool


@dataclass(frozen=True)
class CustomerFinding:
    """One section as customers see it, beside the organisation's own score (method 3.12)."""

    section: str
    people: int
    score: int | None
    """None where too few customers answered."""
    difference: int | None
    """Own score less the customers'."""
    interval: Interval | None
    is_material: bool
    """The interval excludes 0 and the difference is an eighth of the range or more."""


@dataclass(frozen=True)
class CustomerView:
    """What customers answered; `sections` is empty where too few did."""

    people: int
    hidden: Hidden | None
    sections: tuple[CustomerFinding, ...]

    @property
    def material(self) -> tuple[CustomerFinding, ...]:
        """Where own score and customers' differ for certain and by enough to matter."""
        return tuple(finding for finding in self.sections if finding.is_material)
