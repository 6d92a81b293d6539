"""Krippendorff's alpha: whether people tell strong items from weak ones better than chance would.

Units are items and observers are respondents; missing answers are allowed. Only how often each answer was given to an
item matters, so it can be worked out from counts. Source: Krippendorff (2011), Computing Krippendorff's
Alpha-Reliability.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from math import fsum
from typing import Literal

from servicecheck.statistics.intervals import Interval
from servicecheck.statistics.resampling import in_fixed_order, resamples, seed_from
from servicecheck.statistics.sums import Counts, count

Metric = Literal["nominal", "ordinal", "interval", "ratio"]

_FEWEST_RESPONDENTS = 8
_Distances = Mapping[tuple[int, int], float]


def krippendorff_alpha(items: Iterable[Counts], metric: Metric = "ordinal") -> float | None:
    """Return alpha of *items*, each {answer: people}, or None where it is not defined.

    It is not defined when everyone gave the same answer, or no item was answered by two people.
    """
    people, observed, expected = _disagreements(items, metric)
    return 1 - (people - 1) * observed / expected if expected else None


def ordinal_disagreement(items: Iterable[Counts]) -> tuple[float, float] | None:
    """Return the observed and the expected disagreement, of which ordinal alpha is 1 minus the quotient."""
    people, observed, expected = _disagreements(items, "ordinal")
    if not expected:
        return None
    # Each pair counts both ways, and ordinal distances are doubled here.
    return 2 * observed / 4 / people, 2 * expected / 4 / (people * (people - 1))


def _disagreements(items: Iterable[Counts], metric: Metric) -> tuple[int, float, float]:
    """How many answers can be paired, and the sums over pairs in the same item and over all pairs."""
    pairable = [item for item in items if sum(item.values()) >= 2]
    totals: dict[int, int] = {}
    for item in pairable:
        for answer, people in item.items():
            totals[answer] = totals.get(answer, 0) + people
    distances = _METRICS[metric](dict(sorted(totals.items())))
    expected = fsum(totals[low] * totals[high] * distance for (low, high), distance in distances.items())
    observed = fsum(_disagreement(item, distances) for item in pairable)
    return sum(totals.values()), observed, expected


def alpha_interval(
    rows: Iterable[Sequence[int | None]], metric: Metric = "ordinal", draws: int = 2000
) -> Interval | None:
    """Return the 95 % percentile bootstrap interval of alpha, or None below eight respondents.

    *rows* has one row per respondent and one column per item, the columns in a fixed order (by item id). Respondents
    are drawn with replacement; draws without an alpha are left out, and if they are the most there is no interval.
    Copies of one person agree, so in small groups the interval leans upwards and can even lie above a very low alpha.
    """
    ordered = in_fixed_order(row for row in rows if any(answer is not None for answer in row))
    if len(ordered) < _FEWEST_RESPONDENTS:
        return None
    columns = list(zip(*ordered, strict=True))
    estimates = [
        alpha
        for draw in resamples(len(ordered), draws, seed_from(ordered))
        if (alpha := krippendorff_alpha([count(map(column.__getitem__, draw)) for column in columns], metric))
        is not None
    ]
    if 2 * len(estimates) < draws:
        return None
    cuts = statistics.quantiles(estimates, n=40, method="inclusive")
    return Interval(cuts[0], cuts[-1])


def _disagreement(item: Counts, distances: _Distances) -> float:
    pairs = combinations(sorted(item.items()), 2)
    people = sum(item.values())
    return fsum(first * second * distances[low, high] for (low, first), (high, second) in pairs) / (people - 1)


def _nominal(totals: Counts) -> _Distances:
    return dict.fromkeys(combinations(totals, 2), 1)


def _ordinal(totals: Counts) -> _Distances:
    """How many answers lie between two, each end counted half; doubled here, which alpha does not notice."""
    position, below = {}, 0
    for answer, people in totals.items():
        position[answer] = 2 * below + people
        below += people
    return {(low, high): (position[high] - position[low]) ** 2 for low, high in combinations(totals, 2)}


def _interval(totals: Counts) -> _Distances:
    return {(low, high): (high - low) ** 2 for low, high in combinations(totals, 2)}


def _ratio(totals: Counts) -> _Distances:
    if any(answer < 0 for answer in totals):
        raise ValueError("the ratio metric takes answers from zero up")
    return {(low, high): ((high - low) / (high + low)) ** 2 for low, high in combinations(totals, 2)}


_METRICS: Mapping[Metric, Callable[[Counts], _Distances]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
    "ratio": _ratio,
}
