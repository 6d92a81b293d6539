"""Whether people give the same answers: average deviation, rwg and rwg(j); and whether items come out alike.

Answers are steps: 0 for the lowest point of the scale, then 1, 2 ...; an item is given as {step: people}. An item that
fewer than two people answered says nothing about agreement and is left out.
"""

from collections.abc import Iterable, Sequence
from math import fsum, sqrt

from servicecheck.statistics.intervals import Interval
from servicecheck.statistics.sums import Counts, Sums

SLIGHT_SKEW = (0.05, 0.15, 0.20, 0.35, 0.25)
"""How a slightly kind group would answer on five points by chance (LeBreton & Senter 2008, table 2)."""


def average_deviation(item: Counts) -> float | None:
    """How far people are from their mean, in steps (0 = everyone agrees); None if fewer than two answered.

    Source: Burke, Finkelstein & Dusig (1999).
    """
    sums = Sums.of_counts(item)
    if sums.n < 2:
        return None
    return sum(people * abs(sums.n * step - sums.total) for step, people in item.items()) / sums.n**2


def section_average_deviation(items: Iterable[Counts]) -> float | None:
    """The mean of the items' average deviations, or None if no item was answered by two people."""
    deviations = [deviation for item in items if (deviation := average_deviation(item)) is not None]
    return fsum(deviations) / len(deviations) if deviations else None


def practical_limit(categories: int) -> float:
    """The average deviation above which people see it differently (Burke & Dunlap 2002)."""
    return categories / 6


def uniform_variance(categories: int) -> float:
    """The variance of answers if all *categories* were equally likely: 2 on five points."""
    if categories < 2:
        raise ValueError("agreement takes a scale with at least two points")
    return (categories**2 - 1) / 12


def null_variance(shares: Sequence[float]) -> float:
    """The variance of answers if each step were chosen with its share, from the lowest step to the highest."""
    mean = fsum(step * share for step, share in enumerate(shares))
    return fsum(share * (step - mean) ** 2 for step, share in enumerate(shares))


def rwg(item: Counts, categories: int, null: float | None = None) -> float | None:
    """How much closer people are than by chance, 0-1 (James, Demaree & Wolf 1984); None if fewer than two answered.

    *null* is the variance by chance, uniform unless given; a value below 0 is set to 0.
    """
    return rwg_j([item], categories, null)


def rwg_j(items: Iterable[Counts], categories: int, null: float | None = None) -> float | None:
    """Return rwg of several items together, or None if no item was answered by two people.

    More items raise it mechanically: the same disagreement gives .90 with 3 items and .97 with 10.
    """
    variances = [sums.variance for item in items if (sums := Sums.of_counts(item)).n >= 2]
    if not variances:
        return None
    number = len(variances)
    chance = uniform_variance(categories) if null is None else null
    disagreement = fsum(variances) / number / chance
    if disagreement >= 1:
        return 0.0
    return number * (1 - disagreement) / (number * (1 - disagreement) + disagreement)


def spread(item_means: Iterable[int], limits: Interval) -> float | None:
    """How uneven the items are: the standard deviation of their means, as a share of the largest possible one.

    0 when all items are alike, 1 when half stand at the lowest and half at the highest; None without items.
    """
    sums = Sums.of(item_means)
    if not sums.n or not limits.width:
        return None
    return sqrt(sums.deviations) / sums.n / (limits.width / 2)
