"""Step 2: each respondent's score in each section, its bounds and its possible range (method 3.2-3.4, 3.17).

A respondent counts in a section with at least half of the items that apply answered, and at least two (or all, if fewer
apply): the half rule. It counts items, not weights, but nothing is rated by items without weight alone. Bounds are
worked out for those who count, so that they contain the score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import polars as pl

from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import is_any, least, rounded, total, whole
from servicecheck.scoring.tree import Node


@dataclass(frozen=True)
class _Cell:
    """One item of a unit, as expressions over a respondent's row."""

    item: Item
    weight: int

    @property
    def points(self) -> pl.Expr:
        return pl.col(columns.points(self.item.id))

    @property
    def applies(self) -> pl.Expr:
        return pl.col(columns.applies(self.item.id))

    @property
    def is_answered(self) -> pl.Expr:
        return self.points.is_not_null()

    @property
    def is_unknown(self) -> pl.Expr:
        return self.applies & self.points.is_null()

    @property
    def is_passed(self) -> pl.Expr:
        """Whether this rung of a ladder is."""
        return pl.col(self.item.id).is_in(sorted(self.item.passing)).fill_null(False)

    @property
    def is_behind(self) -> pl.Expr:
        """Whether this rung was out of reach."""
        return pl.col(columns.behind(self.item.id))

    def filled(self, points: int) -> pl.Expr:
        """The points, with *points* for what is unknown; null where the item does not apply."""
        return pl.when(self.is_unknown).then(whole(points)).otherwise(self.points)

    def possible(self, points: int) -> pl.Expr:
        """*points* where the item applies."""
        return pl.when(self.applies).then(whole(points))


def with_unit_scores(root: Node, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Add score, bounds, range, `rated_` and `applicable_` of every unit."""
    return rows.with_columns([expression for node in root.units for expression in _unit(node)])


def _unit(node: Node) -> list[pl.Expr]:
    cells = _cells(node)
    counts = _counts(node, cells)
    low, score, high = _ladder_scores(node, cells) if node.aggregate == "ladder" else _scores(node, cells)
    lowest, highest = _range(node, cells)
    expressions = {
        columns.of("score", node.id): pl.when(counts).then(score),
        columns.of("score", node.id, "low"): pl.when(counts).then(low),
        columns.of("score", node.id, "high"): pl.when(counts).then(high),
        columns.of("lowest", node.id): lowest,
        columns.of("highest", node.id): highest,
        columns.of("rated", node.id): counts,
        columns.of("applicable", node.id): is_any([cell.applies for cell in cells if cell.weight]),
    }
    return [expression.alias(name) for name, expression in expressions.items()]


def _cells(node: Node) -> list[_Cell]:
    if node.aggregate == "ladder":
        # A ladder climbs by points alone.
        return [_Cell(item, 1) for item in node.items]
    # Dividing all weights by what they have in common changes no quotient, and keeps the integers small.
    weights = [units(item.weight) for item in node.items]
    common = 1 if node.aggregate == "sum" else gcd(*weights) or 1
    return [_Cell(item, weight // common) for item, weight in zip(node.items, weights, strict=True)]


def _counts(node: Node, cells: Sequence[_Cell]) -> pl.Expr:
    """Whether the respondent answered enough to count."""
    if node.aggregate == "ladder":
        # "Don't know" on the first rung is a reply that stops; a ladder nobody touched is not rated.
        return is_any([cell.is_answered | pl.col(columns.state(cell.item.id, "dk")) for cell in cells])
    applies, answered = total([cell.applies for cell in cells]), total([cell.is_answered for cell in cells])
    match node.coverage:
        case "half":
            enough = (2 * answered >= applies) & (answered >= pl.min_horizontal(applies, whole(2)))
        case "all":
            enough = answered == applies
        case "any":
            enough = pl.lit(True)
    return enough & is_any([cell.is_answered for cell in cells if cell.weight])


def _scores(node: Node, cells: Sequence[_Cell]) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The score with everything unknown at its worst, as answered, and with everything unknown at its best."""
    low = _aggregated(node, cells, [cell.filled(cell.item.lowest) for cell in cells])
    high = _aggregated(node, cells, [cell.filled(cell.item.highest) for cell in cells])
    score = low if node.unanswered == "lowest" else _aggregated(node, cells, [cell.points for cell in cells])
    # What is left out may be worth more at its worst, or less at its best, than what was answered.
    return pl.min_horizontal(low, score), score, pl.max_horizontal(high, score)


def _aggregated(node: Node, cells: Sequence[_Cell], given: Sequence[pl.Expr]) -> pl.Expr:
    weighed = [(cell.weight, points) for cell, points in zip(cells, given, strict=True) if cell.weight]
    if node.aggregate == "min":
        return least([points for _, points in weighed])
    numerator = total([points * weight for weight, points in weighed])
    if node.aggregate == "sum":
        return rounded(numerator, whole(POINT))
    return rounded(numerator, total([pl.when(points.is_not_null()).then(weight) for weight, points in weighed]))


def _ladder_scores(node: Node, cells: Sequence[_Cell]) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The rungs that were passed; at best, if it stopped at "don't know" or nothing, also that rung and all behind."""
    passed = node.start + total([pl.when(cell.is_passed).then(cell.points) for cell in cells])
    above = total([pl.when(cell.is_unknown | cell.is_behind).then(whole(cell.item.highest)) for cell in cells])
    return passed, passed, pl.when(is_any([cell.is_unknown for cell in cells])).then(passed + above).otherwise(passed)


def _range(node: Node, cells: Sequence[_Cell]) -> tuple[pl.Expr, pl.Expr]:
    """The lowest and the highest score this respondent could have had; hidden and "not relevant" items left out."""
    if node.aggregate == "ladder":
        most = [pl.when(cell.applies | cell.is_behind).then(whole(cell.item.highest)) for cell in cells]
        return whole(node.start), total(most) + node.start
    if node.fixed_range:
        lowest, highest = node.fixed_range
        return whole(lowest), whole(highest)
    return (
        _aggregated(node, cells, [cell.possible(cell.item.lowest) for cell in cells]),
        _aggregated(node, cells, [cell.possible(cell.item.highest) for cell in cells]),
    )
