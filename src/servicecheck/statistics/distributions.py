"""The quantiles of Student's t and of F, from the regularised incomplete beta function.

Both tails are worked out from the smaller side, because 1 - p loses digits when p is close to 1.
"""

from collections.abc import Callable
from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

_NEARLY_NORMAL = 10_000
_SMALLEST = 1e-300
_PRECISION = 1e-15
_LONGEST_FRACTION = 1_000_000


@lru_cache(maxsize=4096)
def t_quantile(probability: float, degrees: float) -> float:
    """Return the value that Student's t with *degrees* of freedom (whole or not) stays below with *probability*."""
    _check(probability, degrees)
    if probability == 0.5:
        return 0.0
    tail = min(probability, 1 - probability)
    size = _nearly_normal(tail, degrees) if degrees >= _NEARLY_NORMAL else _t_with_tail(tail, degrees)
    return size if probability > 0.5 else -size


@lru_cache(maxsize=4096)
def f_quantile(probability: float, numerator: float, denominator: float) -> float:
    """Return the value that F with *numerator* and *denominator* degrees of freedom stays below with *probability*."""
    _check(probability, numerator, denominator)
    a, b = numerator / 2, denominator / 2

    def reached(value: float) -> bool:
        total = numerator * value + denominator
        x, y = numerator * value / total, denominator / total
        if probability <= 0.5:
            return _incomplete_beta(a, b, x, y) >= probability
        return _incomplete_beta(b, a, y, x) <= 1 - probability

    return _first(reached)


def _check(probability: float, *degrees: float) -> None:
    if not 0 < probability < 1:
        raise ValueError(f"a probability lies between 0 and 1, not at {probability}")
    if min(degrees) <= 0:
        raise ValueError(f"degrees of freedom are positive, not {min(degrees)}")


def _t_with_tail(tail: float, degrees: float) -> float:
    def reached(value: float) -> bool:
        total = degrees + value * value
        return _incomplete_beta(degrees / 2, 0.5, degrees / total, value * value / total) <= 2 * tail

    return _first(reached)


def _nearly_normal(tail: float, degrees: float) -> float:
    """Student's t far from small samples: the normal quantile and three corrections (Abramowitz & Stegun 26.7.5)."""
    z = -NormalDist().inv_cdf(tail)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / degrees + second / degrees**2 + third / degrees**3


def _first(reached: Callable[[float], bool]) -> float:
    """Return the smallest positive number for which *reached* holds; it must hold for every larger one too."""
    low, high = 1.0, 1.0
    while not reached(high):
        high *= 2
    while low > _SMALLEST and reached(low):
        low /= 2
    while low < (middle := sqrt(low) * sqrt(high)) < high:
        if reached(middle):
            high = middle
        else:
            low = middle
    return high


def _incomplete_beta(a: float, b: float, x: float, y: float) -> float:
    """Return the regularised I_x(a, b); y is 1 - x, given separately because it can be tiny."""
    if x <= 0:
        return 0.0
    if y <= 0:
        return 1.0
    log_x = log1p(-y) if y < 0.5 else log(x)
    log_y = log1p(-x) if x < 0.5 else log(y)
    factor = exp(a * log_x + b * log_y + lgamma(a + b) - lgamma(a) - lgamma(b))
    if x < (a + 1) / (a + b + 2):
        return factor * _continued_fraction(a, b, x) / a
    return 1 - factor * _continued_fraction(b, a, y) / b


def _continued_fraction(a: float, b: float, x: float) -> float:
    """Return the fraction DLMF 8.17.22 by Lentz's method; it settles fast for x < (a + 1)/(a + b + 2)."""
    c = 1.0
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, _LONGEST_FRACTION):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            change = c * d
            value *= change
        if abs(change - 1) < _PRECISION:
            return value
    raise ArithmeticError(f"the incomplete beta function did not settle for {a}, {b}, {x}")


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _SMALLEST else _SMALLEST
