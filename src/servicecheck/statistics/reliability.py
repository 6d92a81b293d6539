"""Intraclass correlations and Cronbach's alpha, for the appendix of a report.

None of it is a mark of quality: a checklist makes up its index, and its items need not go together (Bollen & Lennox
1991). Mean squares are worked out in fractions, so that "no variation" is exactly zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from servicecheck.statistics.distributions import f_quantile
from servicecheck.statistics.intervals import Interval
from servicecheck.statistics.sums import Spread, Sums


@dataclass(frozen=True)
class Anova:
    """The mean squares of a complete table of targets by judges, and the intraclass correlations that follow.

    ICC(1) takes other judges for every target, ICC(2) judges who stand for others, ICC(3) these judges only; each for
    one judge and for the mean of all judges (Shrout & Fleiss 1979). None where nothing varies. They can be negative.
    """

    targets: int
    judges: int
    between_targets: Fraction
    within_targets: Fraction
    between_judges: Fraction
    error: Fraction

    @property
    def icc_1_1(self) -> float | None:
        """ICC(1,1): one judge, another for every target."""
        return _share(
            self.between_targets - self.within_targets,
            self.between_targets + (self.judges - 1) * self.within_targets,
        )

    @property
    def icc_2_1(self) -> float | None:
        """ICC(2,1): one judge out of many like these."""
        return _share(
            self.between_targets - self.error,
            self.between_targets + (self.judges - 1) * self.error + self._judge_part * self.judges,
        )

    @property
    def icc_3_1(self) -> float | None:
        """ICC(3,1): one of just these judges."""
        return _share(self.between_targets - self.error, self.between_targets + (self.judges - 1) * self.error)

    @property
    def icc_1_k(self) -> float | None:
        """ICC(1,k): the mean of the judges, others for every target."""
        return _share(self.between_targets - self.within_targets, self.between_targets)

    @property
    def icc_2_k(self) -> float | None:
        """ICC(2,k): the mean of as many judges out of many like these."""
        return _share(self.between_targets - self.error, self.between_targets + self._judge_part)

    @property
    def icc_3_k(self) -> float | None:
        """ICC(3,k): the mean of just these judges."""
        return _share(self.between_targets - self.error, self.between_targets)

    @property
    def _judge_part(self) -> Fraction:
        return (self.between_judges - self.error) / self.targets


@dataclass(frozen=True)
class Departments:
    """Whether departments differ more than the people in them, as ICC(1) and ICC(2) (Bliese 2000).

    ICC(1) is for one person's answer, ICC(2) for a department's mean. Negative estimates mean no detectable difference.
    """

    between: float
    within: float
    icc_1: float | None
    icc_2: float | None


@dataclass(frozen=True)
class CronbachAlpha:
    """Cronbach's alpha with its 95 % interval (Feldt 1965), and how many complete rows it rests on."""

    alpha: float
    interval: Interval
    n: int


def anova(table: Sequence[Sequence[int]]) -> Anova:
    """Return the mean squares of *table*, one row per target and one column per judge.

    Raises ValueError unless it is complete and at least two by two.
    """
    targets, judges = len(table), len(table[0]) if table else 0
    if targets < 2 or judges < 2:
        raise ValueError("an analysis of variance takes two targets and two judges")
    total = sum(map(sum, table))
    correction = Fraction(total**2, targets * judges)
    everything = sum(value * value for row in table for value in row) - correction
    rows = Fraction(sum(sum(row) ** 2 for row in table), judges) - correction
    columns = Fraction(sum(sum(column) ** 2 for column in zip(*table, strict=True)), targets) - correction
    return Anova(
        targets,
        judges,
        between_targets=rows / (targets - 1),
        within_targets=(everything - rows) / (targets * (judges - 1)),
        between_judges=columns / (judges - 1),
        error=(everything - rows - columns) / ((targets - 1) * (judges - 1)),
    )


def compare_departments(groups: Iterable[Sums]) -> Departments | None:
    """Return the one-way mean squares of *groups* and their ICCs, or None below two groups or without two in one.

    For groups of different size, the size in the formula is the one that makes ICC(1) unbiased (it lies just below
    their mean size).
    """
    answered = [group for group in groups if group.n]
    people = sum(group.n for group in answered)
    if len(answered) < 2 or people == len(answered):
        return None
    total = sum(group.total for group in answered)
    explained = sum((Fraction(group.total**2, group.n) for group in answered), Fraction(0))
    between = (explained - Fraction(total**2, people)) / (len(answered) - 1)
    within = (sum(group.squares for group in answered) - explained) / (people - len(answered))
    size = (people - Fraction(sum(group.n**2 for group in answered), people)) / (len(answered) - 1)
    return Departments(
        float(between),
        float(within),
        icc_1=_share(between - within, between + (size - 1) * within),
        icc_2=_share(between - within, between),
    )


def cronbach(items: Sequence[Sums | Spread], totals: Sums | Spread) -> CronbachAlpha | None:
    """Return Cronbach's alpha from the spread of each item and of the rows' totals, all over the same complete rows.

    None below two items or two rows, or if the totals do not vary. With fewer than 30 rows the interval is so wide
    that it says nothing. Raises ValueError if an item was counted over other rows.
    """
    number, n = len(items), totals.n
    if any(item.n != n for item in items):
        raise ValueError("Cronbach's alpha takes rows in which every item is answered")
    if number < 2 or n < 2 or not totals.deviations:
        return None
    unexplained = Fraction(sum(item.deviations for item in items), totals.deviations)
    alpha = float(Fraction(number, number - 1) * (1 - unexplained))
    degrees = (n - 1, (n - 1) * (number - 1))
    interval = Interval(*(1 - (1 - alpha) * f_quantile(probability, *degrees) for probability in (0.975, 0.025)))
    return CronbachAlpha(alpha, interval, n)


def cronbach_from_rows(rows: Iterable[Sequence[int | None]]) -> CronbachAlpha | None:
    """Return Cronbach's alpha of the *rows* in which every item is answered; one row per respondent."""
    complete = [answers for row in rows if len(answers := [answer for answer in row if answer is not None]) == len(row)]
    return cronbach([Sums.of(column) for column in zip(*complete, strict=True)], Sums.of(map(sum, complete)))


def _share(part: Fraction, whole: Fraction) -> float | None:
    return float(part / whole) if whole else None
