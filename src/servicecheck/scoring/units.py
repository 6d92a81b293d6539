"""Step 2: each respondent's score in each section, its bounds and its possible range (method 3.2-3.4, 3.17).

A respondent counts in a section with at least half of the items that apply answered, and at least two (or all, if fewer
apply): the half rule. It counts items, not weights, but nothing is rated by items without weight alone. Bounds are
worked out for those who count, so that they contain the score.

What several figures rest on is made once, as a column: what the answers add up to, then who counts, then scores, then
bounds. The bounds add what all unknown items together could be worth; nothing is filled in item by item.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

import polars as pl

from servicecheck.language import POINT
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import (
    added,
    count,
    higher,
    integer,
    is_any,
    least,
    lower,
    rounded,
    total,
    weighed,
    whole,
)
from servicecheck.scoring.tree import Node
from servicecheck.scoring.unit_items import UnitItem, unit_items

_Made = dict[str, pl.Expr]


def with_unit_scores(root: Node, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Add score, bounds, range, `rated_` and `applicable_` of every unit."""
    units = [_unit(node) for node in root.units]
    sums = [unit.sums() for unit in units]
    rows = _with(rows, sums)
    for step in (_standing, _score, _bounds):
        rows = _with(rows, map(step, units))
    return rows.drop([name for each in sums for name in each])


def _with(rows: pl.LazyFrame, made: Iterable[_Made]) -> pl.LazyFrame:
    return rows.with_columns([expression.alias(name) for each in made for name, expression in each.items()])


def _standing(unit: "_Unit") -> _Made:
    lowest, highest = unit.range()
    return {
        columns.of("rated", unit.node.id): unit.counts(),
        columns.of("applicable", unit.node.id): is_any([one.applies for one in unit.items if one.weight]),
        columns.of("lowest", unit.node.id): lowest,
        columns.of("highest", unit.node.id): highest,
    }


def _score(unit: "_Unit") -> _Made:
    score = unit.low() if unit.node.unanswered == "lowest" else unit.score()
    return {columns.of("score", unit.node.id): _if_rated(unit, score)}


def _bounds(unit: "_Unit") -> _Made:
    """What is left out may be worth more at its worst, or less at its best, than what was answered."""
    score, low, high = pl.col(columns.of("score", unit.node.id)), unit.low(), unit.high()
    if unit.node.fixed_range is None:
        low, high = lower(low, score), higher(high, score)
    return {
        columns.of("score", unit.node.id, "low"): _if_rated(unit, low),
        columns.of("score", unit.node.id, "high"): _if_rated(unit, high),
    }


def _if_rated(unit: "_Unit", score: pl.Expr) -> pl.Expr:
    return pl.when(pl.col(columns.of("rated", unit.node.id))).then(score)


class _Unit(ABC):
    """How respondents are scored in one unit."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.items = unit_items(node)

    def sums(self) -> _Made:
        """What everything else rests on."""
        return {
            self._name("applying"): count([one.applies for one in self.items]),
            self._name("answered"): count([one.is_answered for one in self.items]),
        }

    def counts(self) -> pl.Expr:
        """Whether the respondent answered enough to count."""
        applying, answered = self._sum("applying"), self._sum("answered")
        match self.node.coverage:
            case "half":
                enough = (2 * answered >= applying) & ((answered >= 2) | (answered >= applying))
            case "all":
                enough = answered == applying
            case "any":
                enough = pl.lit(True)
        return enough & is_any([one.is_answered for one in self.items if one.weight])

    @abstractmethod
    def score(self) -> pl.Expr:
        """As answered; what is unknown is left out."""

    @abstractmethod
    def low(self) -> pl.Expr:
        """With everything unknown at its worst."""

    @abstractmethod
    def high(self) -> pl.Expr:
        """With everything unknown at its best."""

    @abstractmethod
    def range(self) -> tuple[pl.Expr, pl.Expr]:
        """The least and the most this respondent could have had; hidden and "not relevant" items left out."""

    def _name(self, figure: str) -> str:
        return columns.within(self.node.id, figure)

    def _sum(self, figure: str) -> pl.Expr:
        return pl.col(self._name(figure))


class _Weighed(_Unit):
    """Points times weight, added up; but for a `sum`, divided by the weights of what was added."""

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self._weighed = [one for one in self.items if one.weight]
        self._wide = integer(2 * sum(one.weight * (_largest(one) + 1) for one in self._weighed) + POINT)
        self._weighs_alike = all(one.weight == 1 for one in self.items)
        self._ends: dict[columns.End, set[int]] = {
            end: {getattr(one.item, end) for one in self._weighed} for end in columns.ENDS
        }
        self._is_separate = any(len(ends) > 1 for ends in self._ends.values())

    def sums(self) -> _Made:
        made = super().sums() | {self._name("points"): self._added([one.points for one in self._weighed])}
        if not self._weighs_alike:
            weights = [one.weight for one in self._weighed]
            made[self._name("weight")] = weighed([one.applies for one in self._weighed], weights)
            made[self._name("known-weight")] = weighed([one.is_answered for one in self._weighed], weights)
        for end in columns.ENDS if self._is_separate else ():
            unknown = [pl.when(one.is_unknown).then(getattr(one.item, end)) for one in self._weighed]
            made[self._name(end)] = self._added(unknown)
        return made

    def score(self) -> pl.Expr:
        return self._divided(self._sum("points"), self._known_weight)

    def low(self) -> pl.Expr:
        return self._divided(self._sum("points") + self._unknown("lowest"), self._weight)

    def high(self) -> pl.Expr:
        return self._divided(self._sum("points") + self._unknown("highest"), self._weight)

    def range(self) -> tuple[pl.Expr, pl.Expr]:
        if self.node.fixed_range:
            lowest, highest = self.node.fixed_range
            return whole(lowest), whole(highest)
        return self._possible("lowest"), self._possible("highest")

    @property
    def _weight(self) -> pl.Expr:
        return self._sum("applying" if self._weighs_alike else "weight")

    @property
    def _known_weight(self) -> pl.Expr:
        return self._sum("answered" if self._weighs_alike else "known-weight")

    def _unknown(self, end: columns.End) -> pl.Expr:
        """What all that is unknown could be worth together, at this end."""
        if self._is_separate:
            return self._sum(end)
        (points,) = self._ends[end] or {0}
        return (self._weight - self._known_weight).cast(self._wide) * points

    def _possible(self, end: columns.End) -> pl.Expr:
        most = [pl.when(one.applies).then(getattr(one.item, end)) for one in self._weighed]
        return self._divided(self._added(most), self._weight)

    def _added(self, figures: Sequence[pl.Expr]) -> pl.Expr:
        """*figures*, one an item with weight, times their weights."""
        weights = [one.weight for one in self._weighed]
        return added(
            [f.cast(self._wide) * weight if weight != 1 else f for f, weight in zip(figures, weights, strict=True)],
            self._wide,
        )

    def _divided(self, points: pl.Expr, weight: pl.Expr) -> pl.Expr:
        # Division is fastest in 64 bits.
        divisor = whole(POINT) if self.node.aggregate == "sum" else weight.cast(pl.Int64)
        return rounded(points.cast(pl.Int64), divisor)


class _Lowest(_Unit):
    """The lowest of the points."""

    def score(self) -> pl.Expr:
        return least([one.points for one in self.items if one.weight]).cast(pl.Int64)

    def low(self) -> pl.Expr:
        return least([one.filled(one.item.lowest) for one in self.items if one.weight]).cast(pl.Int64)

    def high(self) -> pl.Expr:
        return least([one.filled(one.item.highest) for one in self.items if one.weight]).cast(pl.Int64)

    def range(self) -> tuple[pl.Expr, pl.Expr]:
        if self.node.fixed_range:
            lowest, highest = self.node.fixed_range
            return whole(lowest), whole(highest)
        weighed = [one for one in self.items if one.weight]
        return (
            least([one.possible(one.item.lowest) for one in weighed]),
            least([one.possible(one.item.highest) for one in weighed]),
        )


class _Ladder(_Unit):
    """The rungs that were passed, one after the other."""

    def sums(self) -> _Made:
        passed = total([pl.when(one.is_passed).then(one.points) for one in self.items])
        behind = [pl.when(one.is_unknown | one.is_behind).then(whole(one.item.highest)) for one in self.items]
        return {self._name("passed"): self.node.start + passed, self._name("above"): total(behind)}

    def counts(self) -> pl.Expr:
        # "Don't know" on the first rung is a reply that stops; a ladder nobody touched is not rated.
        return is_any([one.is_answered | pl.col(columns.state(one.item.id, "dk")) for one in self.items])

    def score(self) -> pl.Expr:
        return self._sum("passed")

    def low(self) -> pl.Expr:
        return self._sum("passed")

    def high(self) -> pl.Expr:
        """If it stopped at "don't know" or nothing, also that rung and all behind."""
        stopped = is_any([one.is_unknown for one in self.items])
        return pl.when(stopped).then(self._sum("passed") + self._sum("above")).otherwise(self._sum("passed"))

    def range(self) -> tuple[pl.Expr, pl.Expr]:
        most = [pl.when(one.applies | one.is_behind).then(whole(one.item.highest)) for one in self.items]
        return whole(self.node.start), total(most) + self.node.start


def _unit(node: Node) -> _Unit:
    match node.aggregate:
        case "ladder":
            return _Ladder(node)
        case "min":
            return _Lowest(node)
        case "mean" | "pooled" | "sum":
            return _Weighed(node)


def _largest(one: UnitItem) -> int:
    return max(abs(one.item.lowest), abs(one.item.highest))
