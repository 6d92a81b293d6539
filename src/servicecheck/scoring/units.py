"""Step 2: each respondent's score in each section, its bounds and its possible range (method 3.2-3.4, 3.17).

A respondent counts in a section with at least half of the items that apply answered, and at least two (or all, if fewer
apply): the half rule. Bounds are worked out for those who count, so that they contain the score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import polars as pl

from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.scoring import columns
from servicecheck.scoring.tree import Node


@dataclass(frozen=True)
class _Cell:
    """One item of a unit, as expressions over a respondent's row."""

    points: pl.Expr
    applies: pl.Expr
    weight: int
    lowest: int
    highest: int
    passing: pl.Expr

    @property
    def missing(self) -> pl.Expr:
        return self.applies & self.points.is_null()

    def filled(self, with_: int) -> pl.Expr:
        """The points, with *with_* where an answer is missing; null where the item does not apply."""
        return pl.when(self.missing).then(pl.lit(with_, dtype=pl.Int64)).otherwise(self.points)


def with_unit_scores(root: Node, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Add score, bounds, range, `rated_` and `applicable_` of every unit."""
    return rows.with_columns([expression for node in root.walk() if node.is_unit for expression in _unit(node)])


def _unit(node: Node) -> list[pl.Expr]:
    cells = _cells(node)
    counts = _counts(node, cells)
    applicable = pl.any_horizontal([cell.applies for cell in cells])
    low, score, high = _scores(node, cells)
    lowest, highest = _range(node, cells)
    expressions = {
        columns.of("score", node.id): pl.when(counts).then(score),
        columns.of("score", node.id, "low"): pl.when(counts).then(low),
        columns.of("score", node.id, "high"): pl.when(counts).then(high),
        columns.of("lowest", node.id): lowest,
        columns.of("highest", node.id): highest,
        columns.of("rated", node.id): counts,
        columns.of("applicable", node.id): applicable,
    }
    return [expression.alias(name) for name, expression in expressions.items()]


def _cells(node: Node) -> list[_Cell]:
    # Dividing all weights by what they have in common changes no quotient, and keeps the integers small.
    weights = [units(item.weight) for item in node.items]
    common = gcd(*weights) if node.aggregate in ("mean", "pooled") else 1
    return [_cell(item, weight // (common or 1)) for item, weight in zip(node.items, weights, strict=True)]


def _cell(item: Item, weight: int) -> _Cell:
    return _Cell(
        points=pl.col(columns.points(item.id)),
        applies=pl.col(columns.applies(item.id)),
        weight=weight,
        lowest=item.lowest,
        highest=item.highest,
        passing=pl.col(item.id).is_in(sorted(item.passing)).fill_null(False),
    )


def _number_of(flags: Sequence[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal([flag.cast(pl.Int64) for flag in flags])


def _counts(node: Node, cells: Sequence[_Cell]) -> pl.Expr:
    """Whether the respondent answered enough to count."""
    applies = _number_of([cell.applies for cell in cells])
    answered = _number_of([cell.points.is_not_null() for cell in cells])
    if node.aggregate == "ladder":
        # "Don't know" on the first rung is a reply that stops; a ladder nobody touched is not rated.
        replied = [cell.points.is_not_null() | pl.col(columns.state(i.id, "dk")) for cell, i in _pairs(node, cells)]
        return pl.any_horizontal(replied)
    match node.coverage:
        case "half":
            enough = (2 * answered >= applies) & (answered >= pl.min_horizontal(applies, pl.lit(2, dtype=pl.Int64)))
        case "all":
            enough = answered == applies
        case "any":
            enough = pl.lit(True)
    weight = pl.sum_horizontal([pl.when(cell.points.is_not_null()).then(cell.weight).otherwise(0) for cell in cells])
    return enough & (answered >= 1) & ((weight > 0) if node.aggregate in ("mean", "pooled") else pl.lit(True))


def _pairs(node: Node, cells: Sequence[_Cell]) -> list[tuple[_Cell, Item]]:
    return list(zip(cells, node.items, strict=True))


def _scores(node: Node, cells: Sequence[_Cell]) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The score with everything missing at its worst, as answered, and with everything missing at its best."""
    if node.aggregate == "ladder":
        climbed = _climbed(node, cells, unknown_passes=False)
        return climbed, climbed, _climbed(node, cells, unknown_passes=True)
    low, high = [c.filled(c.lowest) for c in cells], [c.filled(c.highest) for c in cells]
    given = low if node.unanswered == "lowest" else [c.points for c in cells]
    score = _aggregated(node, cells, given)
    # A minimum over items of different height can fall when an unknown one is filled in, even at its best.
    return (
        pl.min_horizontal(_aggregated(node, cells, low), score),
        score,
        pl.max_horizontal(_aggregated(node, cells, high), score),
    )


def _aggregated(node: Node, cells: Sequence[_Cell], given: Sequence[pl.Expr]) -> pl.Expr:
    if node.aggregate == "min":
        return pl.min_horizontal(given)
    weighted = pl.sum_horizontal([points * cell.weight for points, cell in zip(given, cells, strict=True)])
    if node.aggregate == "sum":
        return rounded(weighted, pl.lit(POINT, dtype=pl.Int64))
    weight = [pl.when(points.is_not_null()).then(cell.weight) for points, cell in zip(given, cells, strict=True)]
    return rounded(weighted, pl.sum_horizontal(weight).cast(pl.Int64))


def _climbed(node: Node, cells: Sequence[_Cell], *, unknown_passes: bool) -> pl.Expr:
    """Rungs in order: "not relevant" skips one, anything but a pass stops, and what comes later is ignored."""
    on_the_way = pl.lit(True)
    height = pl.lit(node.start, dtype=pl.Int64)
    for cell in cells:
        passed, worth = cell.passing, cell.points
        if unknown_passes:
            passed, worth = passed | cell.missing, cell.filled(cell.highest)
        height = height + pl.when(on_the_way & passed).then(worth).otherwise(0)
        on_the_way = on_the_way & (passed | ~cell.applies)
    return height


def _range(node: Node, cells: Sequence[_Cell]) -> tuple[pl.Expr, pl.Expr]:
    """The lowest and the highest score this respondent could have had; hidden and "not relevant" items left out."""
    if node.aggregate == "ladder":
        most = [pl.when(cell.applies).then(cell.highest).otherwise(0) for cell in cells]
        return pl.lit(node.start, dtype=pl.Int64), pl.sum_horizontal(most).cast(pl.Int64) + node.start
    ends = {(cell.lowest, cell.highest) for cell in cells}
    if len(ends) == 1 and node.aggregate != "sum":
        lowest, highest = ends.pop()
        return pl.lit(lowest, dtype=pl.Int64), pl.lit(highest, dtype=pl.Int64)
    return (
        _aggregated(node, cells, [pl.when(c.applies).then(pl.lit(c.lowest, dtype=pl.Int64)) for c in cells]),
        _aggregated(node, cells, [pl.when(c.applies).then(pl.lit(c.highest, dtype=pl.Int64)) for c in cells]),
    )


def rounded(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """floor(numerator / denominator + 1/2) in integers; null where the denominator is not positive."""
    return pl.when(denominator > 0).then((2 * numerator + denominator) // (2 * denominator))
