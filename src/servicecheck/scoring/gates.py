"""Step 4b: conditions on the scores of a row or group, as expressions in integers (method 3.6).

Shares are compared as fractions, so that 2 of 6 is exactly 1/3.
"""

from collections.abc import Callable, Sequence

import polars as pl

from servicecheck.conditions import (
    All,
    AnyCriticalBelow,
    AnyOf,
    AnySectionBelow,
    Comparison,
    Condition,
    CriticalMeanBelow,
    ItemCondition,
    Not,
    RoleCondition,
    SectionCondition,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
)
from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.quantities import PER_CENT_UNITS, Limit, Share, units
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import constant, count, is_any, total, weighed, whole
from servicecheck.scoring.tree import Node

BASICS_RANGE = 100 * POINT
"""The means of another questionnaire's critical items are on a scale from 0 to 100 points."""


def condition_holds(
    questionnaire: Questionnaire, root: Node, condition: Condition, variant: columns.Variant, basics: Sequence[int]
) -> pl.Expr:
    """Whether *condition* holds for a standing; *basics* are means of critical items from another questionnaire."""
    scores = _Scores(questionnaire, root, variant, basics)
    return scores.meet(condition)


class _Scores:
    """The figures of one standing in one variant, as a condition asks for them."""

    def __init__(
        self, questionnaire: Questionnaire, root: Node, variant: columns.Variant, basics: Sequence[int]
    ) -> None:
        self._questionnaire = questionnaire
        self._root = root
        self._variant = variant
        self._basics = basics
        self._ranges = {node.id: node.common_range for node in root.walk()}

    def meet(self, condition: Condition) -> pl.Expr:
        match condition:
            case All():
                return pl.all_horizontal([self.meet(part) for part in condition.all])
            case AnyOf():
                return pl.any_horizontal([self.meet(part) for part in condition.any])
            case Not():
                return ~self.meet(condition.not_)
            case RoleCondition():
                # A group has no role; the column is there for rows only and is not carried into groups.
                return pl.lit(False)
            case ItemCondition():
                item = self._questionnaire.item(condition.item)
                below = _compares(condition, lambda limit: self._item_below(item, limit))
                return self._is_relevant(item) & below
            case SectionCondition():
                return _compares(condition, lambda limit: self._section_below(condition.section, limit))
            case AnySectionBelow():
                return is_any(self._tops_below(condition.any_section_below))
            case AnyCriticalBelow():
                limit, items = condition.any_critical_below, self._questionnaire.critical_items
                basics = [pl.lit(mean < limit.on(0, BASICS_RANGE)) for mean in self._basics]
                return is_any([*basics, *self._items_below(items, limit)])
            case CriticalMeanBelow():
                return self._critical_mean_below(condition.critical_mean_below)
            case ShareOfItemsBelow():
                return self._share_of_items(condition.share_of_items_below, condition.more_than)
            case ShareOfWeightBelow():
                return self._share_of_weight(condition.share_of_weight_below, condition.more_than)

    def _is_relevant(self, item: Item) -> pl.Expr:
        return pl.col(columns.of("relevant", item.id))

    def _mean(self, item: Item) -> pl.Expr:
        return pl.col(columns.of("item", item.id, self._variant))

    def _item(self, item: Item) -> pl.Expr:
        """The item's mean; null when it is not relevant or not answered."""
        return pl.when(self._is_relevant(item)).then(self._mean(item))

    def _section(self, node_id: str) -> pl.Expr:
        """The section's score; in the bounds a section that applies but is not rated stands at its worst or best."""
        score = pl.col(columns.of("score", node_id, self._variant))
        if self._variant == "":
            return score
        possible = pl.col(columns.of("lowest" if self._variant == "low" else "highest", node_id))
        return pl.coalesce(score, pl.when(pl.col(columns.of("applicable", node_id))).then(possible))

    def _item_below(self, item: Item, limit: Limit) -> pl.Expr:
        """Whether the mean is below *limit*, of whomever it is; null without one."""
        return self._mean(item) < constant(limit.on(item.lowest, item.highest))

    def _section_below(self, node_id: str, limit: Limit) -> pl.Expr:
        return is_below(self._section(node_id), node_id, self._ranges[node_id], limit)

    def _items_below(self, items: Sequence[Item], limit: Limit) -> list[pl.Expr]:
        return [self._is_relevant(item) & self._item_below(item, limit).fill_null(False) for item in items]

    def _tops_below(self, limit: Limit) -> list[pl.Expr]:
        """For each section with weight directly below the whole, whether it is below *limit*."""
        return [self._section_below(node.id, limit).fill_null(False) for node in self._root.parts]

    def _critical_mean_below(self, limit: Limit) -> pl.Expr:
        """The sum of the means against the sum of the limits: each item has a range of its own."""
        critical = self._questionnaire.critical_items
        own = [_above(self._item(item), limit, whole(item.lowest), whole(item.highest)) for item in critical]
        basics = [_above(whole(mean), limit, whole(0), whole(BASICS_RANGE)) for mean in self._basics]
        return total([*own, *basics]) < 0

    def _share_of_items(self, limit: Limit, share: Share) -> pl.Expr:
        items = self._questionnaire.scored_items
        below = count(self._items_below(items, limit))
        there = count([self._is_relevant(item) & self._mean(item).is_not_null() for item in items])
        return below.cast(pl.Int64) * share.denominator > there.cast(pl.Int64) * share.numerator

    def _share_of_weight(self, limit: Limit, share: Share) -> pl.Expr:
        parts = self._root.parts
        weights = [node.weight for node in parts]
        below = weighed(self._tops_below(limit), weights).cast(pl.Int64)
        rated = weighed([self._section(node.id).is_not_null() for node in parts], weights).cast(pl.Int64)
        return below * share.denominator > rated * share.numerator


def is_below(score: pl.Expr, node_id: str, range_: tuple[int, int] | None, limit: Limit) -> pl.Expr:
    """Whether the score of a node is below *limit*; null without a score. *range_* is the node's if all share one."""
    if range_ or not limit.of_range:
        return score < constant(limit.on(*(range_ or (0, 0))))
    lowest, highest = (pl.col(columns.of(end, node_id)) for end in columns.ENDS)
    return _above(score, limit, lowest, highest) < 0


def _above(score: pl.Expr, limit: Limit, lowest: pl.Expr, highest: pl.Expr) -> pl.Expr:
    """How far *score* is above *limit*, in parts that keep a share of the range exact."""
    wide = score.cast(pl.Int64)
    if not limit.of_range:
        return wide - units(limit.value)
    return (wide - lowest) * PER_CENT_UNITS - (highest - lowest) * units(limit.value)


def _compares(comparison: Comparison, is_below_limit: Callable[[Limit], pl.Expr]) -> pl.Expr:
    """A score has no other comparisons than these two (checked); without a score neither holds."""
    if comparison.below is not None:
        return is_below_limit(comparison.below).fill_null(False)
    assert comparison.at_least is not None
    return (~is_below_limit(comparison.at_least)).fill_null(False)
