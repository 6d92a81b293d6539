"""What the registers say: counted, never scored (method 2.1). Shares carry their Wilson interval."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from servicecheck.statistics import Interval


@dataclass(frozen=True)
class Proportion:
    """So many of so many, and where the share probably lies (0 to 1)."""

    count: int
    total: int
    interval: Interval

    @property
    def share(self) -> Fraction:
        """The share as a fraction."""
        return Fraction(self.count, self.total)


@dataclass(frozen=True)
class CaseStep:
    """One step of the case audit: in how many cases it was done, beside the self-rating of its section."""

    column: str
    done: Proportion
    partly: int
    section: str | None
    self_score: int | None


@dataclass(frozen=True)
class CaseAudit:
    """Recent complaint cases, step by step."""

    cases: int
    steps: tuple[CaseStep, ...]
    complete: Proportion
    """Cases in which every step was done."""
    reopened: Proportion | None
    median_hours_to_reply: Fraction | None
    median_days_to_solution: Fraction | None


@dataclass(frozen=True)
class Quote:
    """Something a customer said with "always" or "never" in it; a person decided whether it is good."""

    text: str
    word: str
    is_positive: bool
    about: str
    after_a_problem: bool | None
    said_on: date | None


@dataclass(frozen=True)
class AlwaysQuotes:
    """Quotes, and from ten of them on the share of good ones."""

    quotes: tuple[Quote, ...]
    positive: Proportion | None


@dataclass(frozen=True)
class Frustration:
    """One thing that wears customers out, in their words."""

    text: str
    step: str
    is_core: bool
    frequency: int | None
    severity: int | None
    count_per_month: Fraction | None
    hours: Fraction | None
    """Customer hours lost a month: count x minutes / 60, where both are known."""
    cause: str
    fix: str
    effort: int | None
    owner: str
    due: date | None
    status: str
    source: str
    linked_items: tuple[str, ...]
    closed_on: date | None
    hours_saved: Fraction | None
    """A month, where it was counted again after the fix."""


@dataclass(frozen=True)
class Frustrations:
    """The register of frustrations, worst first."""

    rows: tuple[Frustration, ...]
    order: Literal["hours", "rank"]
    """Sorted by customer hours where every row has them, else by frequency x severity."""
    hours: Fraction | None
    """All customer hours a month that are known."""
    hours_saved: Fraction | None
    owned: int
    """How many of the first five have an owner, a fix and a date."""
    top: int
    """How many there are of these: five, or fewer."""
    closed_on_time: Proportion | None
    """Of those that were due by the round's closing date."""
    guesses: Proportion
    """Rows whose source is a guess."""


@dataclass(frozen=True)
class Mistakes:
    """The register of mistakes. A share is None where nobody said."""

    total: int
    found_by_us: Proportion | None
    first_time: Proportion | None
    made_good: Proportion | None
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class LightBulbs:
    """Everything customers notice only when it fails."""

    total: int
    working: Proportion | None
    overdue: tuple[str, ...]
    """What should have been checked again by the round's closing date."""
    median_days_to_fix: Fraction | None
    failing: tuple[str, ...]
