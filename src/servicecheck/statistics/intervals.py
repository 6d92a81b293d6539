"""How far a mean, a share or a difference could be from what other colleagues would have given, at 95 %.

Intervals have the unit of what went in (scores: ten-thousandths of a point). They cover chance among respondents,
not optimism that all of them share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Protocol

from servicecheck.statistics.distributions import t_quantile
from servicecheck.statistics.sums import Sums

_UPPER = 0.975
_Z = 1.959964
_ROUNDING = 0.0722
"""Half a level is a quarter of the range, and rounding to it has the standard deviation range / 4 / sqrt(12)."""


class Scattered(Protocol):
    """What the width of an interval takes of a group; `Sums` and `Spread` have it."""

    @property
    def n(self) -> int:
        """How many people."""

    @property
    def variance(self) -> float:
        """Their sample variance."""


class Group(Scattered, Protocol):
    """What a difference of means takes of each group; `Sums` has it, and so has what a report publishes."""

    @property
    def mean(self) -> float:
        """Their mean."""


@dataclass(frozen=True)
class Interval:
    """From *low* to *high*, both included."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"an interval runs upwards, not from {self.low} to {self.high}")

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def width(self) -> float:
        """The distance from one end to the other; of a scale, its range."""
        return self.high - self.low

    def straddles(self, limit: float) -> bool:
        """Whether *limit* separates the ends: a score at the limit belongs above it, so the low end is left out."""
        return self.low < limit <= self.high

    def clipped(self, limits: "Interval") -> "Interval":
        """Cut off what lies outside *limits*."""
        return Interval(_within(self.low, limits), _within(self.high, limits))


@dataclass(frozen=True)
class Difference:
    """The difference of two means, its standard error and degrees of freedom, and its 95 % interval."""

    value: float
    standard_error: float
    degrees: float

    @property
    def margin(self) -> float:
        """Half the width of the interval: the smallest difference that can be told from chance."""
        return t_quantile(_UPPER, self.degrees) * self.standard_error

    @property
    def interval(self) -> Interval:
        """The 95 % interval of the difference."""
        return Interval(self.value - self.margin, self.value + self.margin)

    @property
    def is_distinguishable(self) -> bool:
        """Whether the interval excludes no difference at all."""
        return 0 not in self.interval


def mean_interval(scores: Group, limits: Interval, rounding: float) -> Interval | None:
    """Return the t interval of the mean within *limits*, or None below two people (Student 1908)."""
    return None if scores.n < 2 else interval_about(scores.mean, scores, limits, rounding)


def interval_about(centre: float, scores: Scattered, limits: Interval, rounding: float) -> Interval | None:
    """Return the t interval of *scores* about *centre*, for a figure that need not be their mean; None below two.

    *rounding* (see `rounding_deviation`) stands in for the standard deviation when all scores are the same, because an
    interval without width would claim too much.
    """
    if scores.n < 2:
        return None
    margin = mean_margin(scores, rounding)
    return Interval(centre - margin, centre + margin).clipped(limits)


def mean_margin(scores: Scattered, rounding: float = 0.0) -> float:
    """Return half the width of the t interval of a mean; raises ValueError below two people.

    It is also the change that a second round must exceed to be seen, if its answers correlate .5 with these.
    """
    deviation = sqrt(scores.variance) or rounding
    return t_quantile(_UPPER, scores.n - 1) * deviation / sqrt(scores.n)


def rounding_deviation(limits: Interval, rated_items: int) -> float:
    """Return the standard deviation that a mean of *rated_items* has because ratings come in half levels only."""
    if rated_items < 1:
        raise ValueError("a score takes at least one rated item")
    return limits.width * _ROUNDING / sqrt(rated_items)


def rounding_margin(limits: Interval, rated_items: int) -> float:
    """Return by how much one person's score is uncertain from rounding alone (3 points of 100 with 20 items)."""
    return _Z * rounding_deviation(limits, rated_items)


def wilson_interval(count: int, n: int) -> Interval:
    """Return the interval of the share *count* of *n* (Wilson 1927); it contains the share and stays in 0-1."""
    if not 0 <= count <= n or n == 0:
        raise ValueError(f"{count} of {n} is not a share")
    share, square = count / n, _Z * _Z
    centre = (share + square / (2 * n)) / (1 + square / n)
    margin = _Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    # At the ends the exact result is 0 or 1, which floats may miss by the last digit.
    return Interval(0.0 if count == 0 else centre - margin, 1.0 if count == n else centre + margin)


def share_difference(first: tuple[int, int], second: tuple[int, int]) -> Interval:
    """Return the interval of the first share minus the second, each *count* of *n* (Newcombe 1998, method 10)."""
    one, other = wilson_interval(*first), wilson_interval(*second)
    shares = first[0] / first[1], second[0] / second[1]
    down = sqrt((shares[0] - one.low) ** 2 + (other.high - shares[1]) ** 2)
    up = sqrt((one.high - shares[0]) ** 2 + (shares[1] - other.low) ** 2)
    value = shares[0] - shares[1]
    return Interval(value - down, value + up)


def welch_difference(first: Group, second: Group, rounding: float = 0.0) -> Difference | None:
    """Return first minus second for two groups of different people (Welch 1947), or None if either has fewer than two.

    *rounding* stands in for both standard deviations when everybody in each group has the same score; without it such
    a difference has no interval, and None is returned.
    """
    if min(first.n, second.n) < 2:
        return None
    variances = (first.variance, second.variance)
    if not any(variances):
        variances = (rounding**2, rounding**2)
    parts = (variances[0] / first.n, variances[1] / second.n)
    if not any(parts):
        return None
    weights = (parts[0] / sum(parts), parts[1] / sum(parts))
    degrees = 1 / (weights[0] ** 2 / (first.n - 1) + weights[1] ** 2 / (second.n - 1))
    return Difference(first.mean - second.mean, sqrt(sum(parts)), degrees)


def paired_difference(pairs: Iterable[tuple[int, int]], rounding: float = 0.0) -> Difference | None:
    """Return the mean change from before to after of the same people, or None for fewer than two.

    *rounding* stands in for the standard deviation when everybody changed by the same amount; without it such a change
    has no interval, and None is returned.
    """
    changes = Sums.of(after - before for before, after in pairs)
    if changes.n < 2:
        return None
    deviation = sqrt(changes.variance) or rounding
    if not deviation:
        return None
    return Difference(changes.mean, deviation / sqrt(changes.n), changes.n - 1)


def _within(value: float, limits: Interval) -> float:
    return min(max(value, limits.low), limits.high)
