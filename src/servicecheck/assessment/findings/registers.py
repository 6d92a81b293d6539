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
    done: Proportion | None
    """None where nobody looked."""
    partly: int
    section: str | None
    self_score: int | None
    contrast: Literal["self-higher", "self-lower"] | None
    """People say that the step is good, as on most days, and in most cases it was not done; or the other way round."""


@dataclass(frozen=True)
class CaseAudit:
    """Recent complaint cases, step by step."""

    cases: int
    steps: tuple[CaseStep, ...]
    complete: Proportion | None
    """Cases in which every step was done, of those in which every step was looked at."""
    reopened: Proportion | None
    median_hours_to_reply: Fraction | None
    median_days_to_solution: Fraction | None


@dataclass(frozen=True)
class Quote:
    """Something a customer said with "always" or "never" in it."""

    text: str
    word: str
    is_positive: bool | None
    """What a person decided; None while nobody has."""
    about: str
    after_a_problem: bool | None
    said_on: date | None


@dataclass(frozen=True)
class AlwaysQuotes:
    """Quotes, and from ten of them on the share of good ones."""

    quotes: tuple[Quote, ...]
    """Good ones first."""
    positive: Proportion | None


@dataclass(frozen=True)
class Frustration:
    """One thing that wears customers out, in their words."""

    rank: int
    """Its place in the register, 1 for the worst."""
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
    hours_after: Fraction | None
    """A month, where it was counted again after the fix."""

    @property
    def hours_saved(self) -> Fraction | None:
        """Customer hours a month less than before the fix; below 0 where there are more."""
        return None if self.hours is None or self.hours_after is None else self.hours - self.hours_after

    @property
    def is_owned(self) -> bool:
        """Whether there is an owner, a fix and a date."""
        return bool(self.owner and self.fix and self.due)

    @property
    def is_severe(self) -> bool:
        """The worst there is, or bad and frequent: it raises the impact of the questions it belongs to."""
        severity, frequency = self.severity or 0, self.frequency or 0
        return severity >= 4 or frequency * severity >= 9


LinkedFrustrations = Mapping[str, tuple[Frustration, ...]]
"""Item -> the frustrations that belong to it, worst first; without the items that have none."""


@dataclass(frozen=True)
class Frustrations:
    """The register of frustrations, worst first: by customer hours, after them by frequency x severity."""

    rows: tuple[Frustration, ...]
    counted: int
    """How many of the rows have customer hours; they come first."""
    hours: Fraction | None
    """All customer hours a month that are known."""
    hours_saved: Fraction | None
    owned: int
    """How many of the first five have an owner, a fix and a date."""
    top: int
    """How many there are of these: five, or fewer."""
    closed_on_time: Proportion | None
    """Of those that were closed, or due by the last date there is: the round's closing date or one in the register."""
    guesses: Proportion | None
    """Rows whose source is a guess, of those that name one."""


@dataclass(frozen=True)
class Mistakes:
    """The register of mistakes. A share is None where nobody said."""

    total: int
    found_by_us: Proportion | None
    first_time: Proportion | None
    made_good: Proportion | None
    """Rows that say how, of all."""
    median_hours_to_fix: Fraction | None
    minutes_lost: Fraction | None
    """By customers, where it is known."""
    rows: tuple[Mapping[str, str], ...]
    """Column -> what was written; what cost customers most first."""


@dataclass(frozen=True)
class LightBulb:
    """One thing customers notice only when it fails, as the last check found it."""

    bulb: str
    place: str
    is_critical: bool
    works: bool | None
    """What the last check showed."""
    owner: str
    checked_on: date | None
    interval_days: int | None
    """Until the next check, by the rule of intervals: half after a failure, half as long again after two passes."""
    due_on: date | None
    is_overdue: bool
    days_to_fix: int | None


@dataclass(frozen=True)
class LightBulbs:
    """Everything customers notice only when it fails; what fails comes first, what is critical before the rest."""

    bulbs: tuple[LightBulb, ...]
    working: Proportion | None
    median_days_to_fix: Fraction | None

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.bulbs)

    @property
    def overdue(self) -> tuple[LightBulb, ...]:
        """What should have been checked again by the round's closing date."""
        return tuple(bulb for bulb in self.bulbs if bulb.is_overdue)

    @property
    def failing(self) -> tuple[LightBulb, ...]:
        """What did not work when it was last checked."""
        return tuple(bulb for bulb in self.bulbs if bulb.works is False)
