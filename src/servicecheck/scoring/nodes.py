"""Step 4a: the sections above the units, and the whole, from their children's scores (method 3.2, 3.4, 3.17).

A part that applies but is not rated is missing. Up to a fifth of the weight may be missing: the score is then partial.
In the bounds a missing part stands with the lowest and highest score it could have had.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import Literal

import polars as pl

from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import is_any, least, rounded, total, whole
from servicecheck.scoring.gates import condition_holds
from servicecheck.scoring.tree import Node

LARGEST_MISSING_SHARE = 5
"""One part in five of the weight may be missing: a convention (method 3.4)."""


@dataclass(frozen=True)
class _Part:
    """One child of a node, as expressions over a standing."""

    id: str
    weight: int

    def of(self, kind: str, variant: columns.Variant = "") -> pl.Expr:
        return pl.col(columns.of(kind, self.id, variant))

    def or_else(self, end: Literal["lowest", "highest"], variant: columns.Variant) -> pl.Expr:
        """The score, or what it could have been where the part applies but is not rated."""
        missing = self.of("applicable") & ~self.of("rated")
        return pl.when(missing).then(self.of(end)).otherwise(self.of("score", variant))

    def possible(self, end: Literal["lowest", "highest"]) -> pl.Expr:
        """This end of the range, where the part applies."""
        return pl.when(self.of("applicable")).then(self.of(end))


def with_node_scores(questionnaire: Questionnaire, root: Node, standings: pl.LazyFrame) -> pl.LazyFrame:
    """Add score, bounds, range, `rated_`, `applicable_` and `partial_` of every node above the units, and adjust."""
    for node in root.walk():
        if node.is_unit:
            standings = standings.with_columns(pl.lit(False).alias(columns.of("partial", node.id)))
        else:
            standings = standings.with_columns(_node(node))
        standings = _adjusted(questionnaire, root, node, standings)
    return standings


def _node(node: Node) -> list[pl.Expr]:
    parts = _parts(node)
    weight = total([pl.when(part.of("applicable")).then(part.weight) for part in parts])
    rated_weight = total([pl.when(part.of("rated")).then(part.weight) for part in parts])
    rated = (rated_weight > 0) & _covered(node, weight, rated_weight)
    partial = (rated_weight < weight) | is_any([part.of("partial") & part.of("rated") for part in parts])
    low, score, high = _scores(node, parts)
    expressions = {
        columns.of("rated", node.id): rated,
        columns.of("applicable", node.id): weight > 0,
        columns.of("partial", node.id): rated & partial,
        columns.of("lowest", node.id): _aggregated(node, parts, [part.possible("lowest") for part in parts]),
        columns.of("highest", node.id): _aggregated(node, parts, [part.possible("highest") for part in parts]),
        columns.of("score", node.id): pl.when(rated).then(score),
        columns.of("score", node.id, "low"): pl.when(rated).then(low),
        columns.of("score", node.id, "high"): pl.when(rated).then(high),
    }
    return [expression.alias(name) for name, expression in expressions.items()]


def _parts(node: Node) -> list[_Part]:
    weights = [child.weight for child in node.parts]
    common = gcd(*weights) if node.aggregate == "mean" else 1
    return [_Part(child.id, child.weight // (common or 1)) for child in node.parts]


def _covered(node: Node, weight: pl.Expr, rated_weight: pl.Expr) -> pl.Expr:
    if node.aggregate == "ladder" or node.coverage == "any":
        return pl.lit(True)
    if node.coverage == "all":
        return weight == rated_weight
    return LARGEST_MISSING_SHARE * (weight - rated_weight) <= weight


def _scores(node: Node, parts: Sequence[_Part]) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """The score with what is missing at its worst, as rated, and with what is missing at its best."""
    low = _aggregated(node, parts, [part.or_else("lowest", "low") for part in parts])
    high = _aggregated(node, parts, [part.or_else("highest", "high") for part in parts])
    left_out = node.unanswered == "left-out"
    score = _aggregated(node, parts, [part.of("score") if left_out else part.or_else("lowest", "") for part in parts])
    # What is left out may be worth more at its worst, or less at its best, than what was rated.
    return pl.min_horizontal(low, score), score, pl.max_horizontal(high, score)


def _aggregated(node: Node, parts: Sequence[_Part], given: Sequence[pl.Expr]) -> pl.Expr:
    """*given*, one figure a part or null, put together."""
    if node.aggregate == "min":
        return least(given)
    if node.aggregate == "ladder":
        return _climbed(node, parts, given)
    weighted = total([figure * part.weight for figure, part in zip(given, parts, strict=True)])
    if node.aggregate == "sum":
        return rounded(weighted, whole(POINT))
    weights = [pl.when(figure.is_not_null()).then(part.weight) for figure, part in zip(given, parts, strict=True)]
    return rounded(weighted, total(weights))


def _climbed(node: Node, parts: Sequence[_Part], given: Sequence[pl.Expr]) -> pl.Expr:
    """A ladder of sections: one is passed at its highest possible score."""
    on_the_way: pl.Expr = pl.lit(True)
    height = whole(node.start)
    for part, score in zip(parts, given, strict=True):
        passed = (score >= part.of("highest")).fill_null(False)
        height = height + pl.when(on_the_way & passed).then(score).otherwise(0)
        on_the_way = on_the_way & (passed | ~part.of("applicable"))
    return height


def _adjusted(questionnaire: Questionnaire, root: Node, node: Node, standings: pl.LazyFrame) -> pl.LazyFrame:
    """Multiply the section's score and bounds while the condition holds for the figures as answered."""
    for adjustment in questionnaire.adjust:
        if adjustment.section == node.id:
            holds = condition_holds(questionnaire, root, adjustment.when, "", basics=())
            scores = [columns.of("score", node.id, variant) for variant in columns.VARIANTS]
            times = [_times(pl.col(name), units(adjustment.times)) for name in scores]
            standings = standings.with_columns(
                [pl.when(holds).then(new).otherwise(pl.col(s)).alias(s) for s, new in zip(scores, times, strict=True)]
            )
    return standings


def _times(score: pl.Expr, factor: int) -> pl.Expr:
    return rounded(score * factor, whole(POINT))
