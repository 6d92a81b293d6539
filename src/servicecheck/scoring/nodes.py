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
from servicecheck.scoring.arithmetic import higher, is_any, least, lower, rounded, total, weighed, whole
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

    @property
    def is_missing(self) -> pl.Expr:
        return self.of("applicable") & ~self.of("rated")

    def score(self, variant: columns.Variant) -> pl.Expr:
        return pl.when(self.of("rated")).then(self.of("score", variant))

    def or_else(self, end: columns.End, variant: columns.Variant) -> pl.Expr:
        """The score, or what it could have been where the part applies but is not rated."""
        return pl.when(self.is_missing).then(self.of(end)).otherwise(self.score(variant))

    def possible(self, end: columns.End) -> pl.Expr:
        """This end of the range, where the part applies."""
        return pl.when(self.of("applicable")).then(self.of(end))


def with_node_scores(questionnaire: Questionnaire, root: Node, standings: pl.LazyFrame) -> pl.LazyFrame:
    """Add score, bounds, range, `rated_`, `applicable_` and `partial_` of every node above the units, and adjust."""
    standings = standings.with_columns([pl.lit(False).alias(columns.of("partial", unit.id)) for unit in root.units])
    for node in root.walk():
        standings = standings if node.is_unit else _with_node(_Above(node), standings)
        standings = _adjusted(questionnaire, root, node, standings)
    return standings


def _with_node(above: "_Above", standings: pl.LazyFrame) -> pl.LazyFrame:
    sums = above.sums()
    for made in (sums, above.standing(), above.score(), above.bounds()):
        standings = standings.with_columns([expression.alias(name) for name, expression in made.items()])
    return standings.drop(list(sums))


class _Above:
    """How a node above the units is scored from its parts; every step rests on columns of the one before."""

    def __init__(self, node: Node) -> None:
        self._node = node
        weights = [child.weight for child in node.parts]
        common = gcd(*weights) if node.aggregate == "mean" else 1
        self._parts = [_Part(child.id, child.weight // (common or 1)) for child in node.parts]

    def sums(self) -> dict[str, pl.Expr]:
        """The weight of what applies, and of what is rated."""
        return {
            columns.within(self._node.id, "weight"): self._weighed("applicable"),
            columns.within(self._node.id, "rated-weight"): self._weighed("rated"),
        }

    def standing(self) -> dict[str, pl.Expr]:
        """Whether it is rated, applies and is partial, and its range."""
        rated = (self._rated_weight > 0) & self._covered()
        parts_partial = is_any([part.of("partial") & part.of("rated") for part in self._parts])
        is_partial = (self._rated_weight < self._weight) | parts_partial
        return {
            columns.of("rated", self._node.id): rated,
            columns.of("applicable", self._node.id): self._weight > 0,
            columns.of("partial", self._node.id): rated & is_partial,
            columns.of("lowest", self._node.id): self._possible("lowest"),
            columns.of("highest", self._node.id): self._possible("highest"),
        }

    def score(self) -> dict[str, pl.Expr]:
        """The score as rated."""
        if self._node.unanswered == "lowest":
            score = self._with_missing("lowest", "")
        else:
            score = self._aggregated([part.score("") for part in self._parts], self._rated_weight)
        return {columns.of("score", self._node.id): self._if_rated(score)}

    def bounds(self) -> dict[str, pl.Expr]:
        """The score with what is missing at its worst and at its best."""
        score = pl.col(columns.of("score", self._node.id))
        # What is left out may be worth more at its worst, or less at its best, than what was rated.
        low = lower(self._with_missing("lowest", "low"), score)
        high = higher(self._with_missing("highest", "high"), score)
        return {
            columns.of("score", self._node.id, "low"): self._if_rated(low),
            columns.of("score", self._node.id, "high"): self._if_rated(high),
        }

    @property
    def _weight(self) -> pl.Expr:
        return pl.col(columns.within(self._node.id, "weight"))

    @property
    def _rated_weight(self) -> pl.Expr:
        return pl.col(columns.within(self._node.id, "rated-weight"))

    def _weighed(self, kind: str) -> pl.Expr:
        return weighed([part.of(kind) for part in self._parts], [part.weight for part in self._parts]).cast(pl.Int64)

    def _covered(self) -> pl.Expr:
        if self._node.aggregate == "ladder" or self._node.coverage == "any":
            return pl.lit(True)
        if self._node.coverage == "all":
            return self._weight == self._rated_weight
        return LARGEST_MISSING_SHARE * (self._weight - self._rated_weight) <= self._weight

    def _if_rated(self, score: pl.Expr) -> pl.Expr:
        return pl.when(pl.col(columns.of("rated", self._node.id))).then(score)

    def _possible(self, end: columns.End) -> pl.Expr:
        if self._node.common_range:
            return pl.when(self._weight > 0).then(whole(self._node.common_range[columns.ENDS.index(end)]))
        return self._aggregated([part.possible(end) for part in self._parts], self._weight)

    def _with_missing(self, end: columns.End, variant: columns.Variant) -> pl.Expr:
        return self._aggregated([part.or_else(end, variant) for part in self._parts], self._weight)

    def _aggregated(self, given: Sequence[pl.Expr], weight: pl.Expr) -> pl.Expr:
        """*given*, one figure a part or null, put together; *weight* is that of the parts with a figure."""
        if self._node.aggregate == "min":
            return least(given)
        if self._node.aggregate == "ladder":
            return _climbed(self._node, self._parts, given)
        weighted = total([figure * part.weight for figure, part in zip(given, self._parts, strict=True)])
        return rounded(weighted, whole(POINT) if self._node.aggregate == "sum" else weight)


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
