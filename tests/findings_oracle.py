"""What stands beside the scores, once more in plain Python: customers, roles and registers (method 2.1, 3.11, 3.12).

It shares no code with the product: people's scores come from the other oracle, quantiles and shares from scipy.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import floor, sqrt
from statistics import median, variance

from scipy.stats import binomtest, t

from assessment_oracle import RATINGS, WHOLE, rounded

ROUNDING = 72_200
"""The standard deviation of one answer that comes in half levels only."""

Cells = Mapping[str, str]


def mean(scores: Sequence[int]) -> int:
    """A score, rounded half up."""
    return rounded(Fraction(sum(scores), len(scores)))


def welch(first: Sequence[int], second: Sequence[int], rounding: float) -> tuple[float, float] | None:
    """The interval of first less second about the printed figure; *rounding* where everybody is alike."""
    if min(len(first), len(second)) < 2:
        return None
    squares = (variance(first), variance(second))
    if not any(squares):
        squares = (rounding**2, rounding**2)
    v, w, n, m = squares[0] / len(first), squares[1] / len(second), len(first), len(second)
    degrees = (v + w) ** 2 / (v**2 / (n - 1) + w**2 / (m - 1))
    apart, half = mean(first) - mean(second), float(t.ppf(0.975, degrees)) * sqrt(v + w)
    return max(-WHOLE, apart - half), min(WHOLE, apart + half)


def is_material(apart: int, ends: tuple[float, float] | None) -> bool:
    """The interval leaves 0 out, and the difference is 12.5 points or more."""
    return ends is not None and not ends[0] <= 0 <= ends[1] and abs(apart) >= 125_000


def rated(replies: Sequence[str | None]) -> list[int]:
    """The points of what customers answered."""
    return [RATINGS[reply] for reply in replies if reply in RATINGS]


def share(answers: Sequence[bool | None]) -> tuple[int, int, float, float] | None:
    """How many of how many that are known, with Wilson's interval."""
    known = [answer for answer in answers if answer is not None]
    if not known:
        return None
    ends = binomtest(sum(known), len(known)).proportion_ci(method="wilson")
    return sum(known), len(known), ends.low, ends.high


def number(cell: str | None) -> Fraction | None:
    """What is written as a number."""
    return Fraction(cell) if cell else None


def hours(row: Cells, count: str = "count_per_month") -> Fraction | None:
    """Customer hours a month."""
    often, minutes = number(row.get(count)), number(row.get("minutes_lost_per_case"))
    return None if often is None or minutes is None else often * minutes / 60


FREQUENCY = {"rarely": 1, "monthly": 2, "weekly": 3, "daily": 4}
SEVERITY = {"annoying": 1, "extra-time": 2, "money-or-promise": 3, "may-leave": 4}


def worst_first(rows: Sequence[Cells]) -> list[str]:
    """The texts of a register of frustrations in the order of method 2.1."""
    keyed = []
    for row in rows:
        severity, frequency = SEVERITY.get(row.get("severity", ""), 0), FREQUENCY.get(row.get("frequency", ""), 0)
        lost = hours(row)
        group, size = (0, lost) if lost is not None else (1, Fraction(frequency * severity))
        keyed.append((group, -size, row.get("core") != "yes", -severity, row["text"]))
    return [key[-1] for key in sorted(keyed)]


def severe(row: Cells) -> bool:
    """Severity 4, or frequency x severity of 9 or more."""
    severity, frequency = SEVERITY.get(row.get("severity", ""), 0), FREQUENCY.get(row.get("frequency", ""), 0)
    return severity == 4 or severity * frequency >= 9


def on_time(rows: Sequence[Cells], closed: date) -> list[bool]:
    """Of the rows that are closed or due, whether they were closed by their date."""
    days = [date.fromisoformat(row["closed_on"]) for row in rows if row.get("closed_on")]
    last, found = max([closed, *days]), []
    for row in rows:
        if row.get("due"):
            due = date.fromisoformat(row["due"])
            if row.get("closed_on"):
                found.append(date.fromisoformat(row["closed_on"]) <= due)
            elif due < last:
                found.append(False)
    return found


def middle(cells: Sequence[str | None]) -> Fraction | None:
    """The median of what is written."""
    known = [Fraction(cell) for cell in cells if cell]
    return median(known) if known else None


def complete(cases: Sequence[Cells], steps: Sequence[str]) -> list[bool]:
    """Of the cases in which every step was looked at, whether all five were done."""
    return [all(case[step] == "done" for step in steps) for case in cases if all(case.get(step) for step in steps)]


def lengthened(days: int, results: Sequence[bool]) -> int:
    """The interval of checks after these results, checked with floats."""
    if results and not results[-1]:
        return max(1, floor(days / 2))
    if len(results) >= 2 and results[-1] and results[-2]:
        return max(days, min(90, floor(days * 1.5)))
    return days
