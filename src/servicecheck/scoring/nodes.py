"""Step 4a: the sections above the units, and the whole, from their children's scores (method 3.2, 3.4, 3.17).

A part that applies but is not rated is missing. Up to a fifth of the weight may be missing: the score is then partial.
In the bounds a missing part stands with the lowest and highest score it could have had.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd

import polars as pl

from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.gates import condition_holds
from servicecheck.scoring.tree import Node
from servicecheck.scoring.units import rounded

LARGEST_MISSING_SHARE = 5
"""One part in five of the weight may be missing: a convention (method 3.4)."""


@dataclass(frozen=True)
class _Part:
    """One child of a node, as expressions over a standing."""

    id: str
    weight: int

    def of(self, kind: str, variant: columns.Variant = "") -> pl.Expr:
        return pl.col(columns.of(kind, self.id, variant))

    def score(self, variant: columns.Variant) -> pl.Expr:
        if variant == "":
            return self.of("score")
        possible = self.of("lowest" if variant == "low" else "highest")
        missing = self.of("applicable") & ~self.of("rated")
        return pl.when(missing).then(possible).otherwise(self.of("score", variant))


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
    weight = _sum([pl.when(part.of("applicable")).then(part.weight) for part in parts])
    rated_weight = _sum([pl.when(part.of("rated")).then(part.weight) for part in parts])
    rated = (rated_weight > 0) & _covered(node, weight, rated_weight)
    expressions = {
        columns.of("rated", node.id): rated,
        columns.of("applicable", node.id): weight > 0,
        columns.of("partial", node.id): rated
        & ((rated_weight < weight) | pl.any_horizontal([p.of("partial") & p.of("rated") for p in parts])),
        columns.of("lowest", node.id): _aggregated(node, parts, [p.of("lowest") for p in parts], applicable=True),
        columns.of("highest", node.id): _aggregated(node, parts, [p.of("highest") for p in parts], applicable=True),
    }
    for variant in columns.VARIANTS:
        score = _aggregated(node, parts, [part.score(variant) for part in parts], applicable=variant != "")
        expressions[columns.of("score", node.id, variant)] = pl.when(rated).then(score)
    return [expression.alias(name) for name, expression in expressions.items()]


def _parts(node: Node) -> list[_Part]:
    weights = [child.weight for child in node.parts]
    common = gcd(*weights) if node.aggregate == "mean" else 1
    return [_Part(child.id, child.weight // (common or 1)) for child in node.parts]


def _covered(node: Node, weight: pl.Expr, rated_weight: pl.Expr) -> pl.Expr:
    match node.coverage:
        case "half":
            return LARGEST_MISSING_SHARE * (weight - rated_weight) <= weight
        case "all":
            return weight == rated_weight
        case "any":
            return pl.lit(True)


def _sum(expressions: Sequence[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(expressions).cast(pl.Int64)


def _aggregated(node: Node, parts: Sequence[_Part], given: Sequence[pl.Expr], *, applicable: bool) -> pl.Expr:
    """*given*, one figure a part, put together; only of parts that are rated, or, if so said, of all that apply."""
    counts = [part.of("applicable" if applicable else "rated") for part in parts]
    shown = [pl.when(count).then(one) for count, one in zip(counts, given, strict=True)]
    match node.aggregate:
        case "min":
            return pl.min_horizontal(shown)
        case "ladder":
            return _climbed(node, parts, shown)
        case "sum":
            weighted = _sum([one * part.weight for one, part in zip(shown, parts, strict=True)])
            return rounded(weighted, pl.lit(POINT, dtype=pl.Int64))
        case "mean" | "pooled":
            weighted = _sum([one * part.weight for one, part in zip(shown, parts, strict=True)])
            weight = [pl.when(one.is_not_null()).then(part.weight) for one, part in zip(shown, parts, strict=True)]
            return rounded(weighted, _sum(weight))


def _climbed(node: Node, parts: Sequence[_Part], shown: Sequence[pl.Expr]) -> pl.Expr:
    """A ladder of sections: one is passed at its highest possible score."""
    on_the_way: pl.Expr = pl.lit(True)
    height = pl.lit(node.start, dtype=pl.Int64)
    for part, score in zip(parts, shown, strict=True):
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
    return rounded(score * factor, pl.lit(POINT, dtype=pl.Int64))
