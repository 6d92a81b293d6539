"""Step 4b: conditions on the scores of a row or group, as expressions in integers (method 3.6).

Shares are compared as fractions, so that 2 of 6 is exactly 1/3.
"""

from collections.abc import Sequence

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
from servicecheck.quantities import Limit, Share, units
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.tree import Node

PER_CENT_UNITS = 1_000_000
"""A limit of 100% in the ten-thousandths in which limits are counted."""


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
                return self._item_compares(condition)
            case SectionCondition():
                return self._section_compares(condition)
            case AnySectionBelow():
                return pl.any_horizontal([self._is_below(n, condition.any_section_below) for n in self._root.parts])
            case AnyCriticalBelow():
                return pl.any_horizontal(self._critical_below(condition.any_critical_below))
            case CriticalMeanBelow():
                return self._critical_mean_below(condition.critical_mean_below)
            case ShareOfItemsBelow():
                return self._share_of_items(condition.share_of_items_below, condition.more_than)
            case ShareOfWeightBelow():
                return self._share_of_weight(condition.share_of_weight_below, condition.more_than)

    def _item(self, item: Item) -> pl.Expr:
        """The item's mean; null when it is not relevant or not answered."""
        return pl.when(pl.col(columns.of("relevant", item.id))).then(pl.col(columns.of("item", item.id, self._variant)))

    def _item_below(self, item: Item, limit: Limit) -> pl.Expr:
        return (self._item(item) < of_range(limit, item.lowest, item.highest)).fill_null(False)

    def _section(self, node_id: str) -> pl.Expr:
        """The section's score; in the bounds a section that applies but is not rated stands at its worst or best."""
        score = pl.col(columns.of("score", node_id, self._variant))
        if self._variant == "":
            return score
        possible = pl.col(columns.of("lowest" if self._variant == "low" else "highest", node_id))
        return pl.coalesce(score, pl.when(pl.col(columns.of("applicable", node_id))).then(possible))

    def _is_below(self, node: Node, limit: Limit) -> pl.Expr:
        return (self._above_lowest(node.id, limit) < 0).fill_null(False)

    def _above_lowest(self, node_id: str, limit: Limit) -> pl.Expr:
        """How far the section is above *limit*, in units that keep a share of the range exact."""
        score = self._section(node_id)
        if not limit.of_range:
            return score - units(limit.value)
        lowest, highest = pl.col(columns.of("lowest", node_id)), pl.col(columns.of("highest", node_id))
        return (score - lowest) * PER_CENT_UNITS - (highest - lowest) * units(limit.value)

    def _item_compares(self, condition: ItemCondition) -> pl.Expr:
        item = self._questionnaire.item(condition.item)
        limit, wants_below = _limit_of(condition)
        below = self._item(item) < of_range(limit, item.lowest, item.highest)
        return (below if wants_below else ~below).fill_null(False)

    def _section_compares(self, condition: SectionCondition) -> pl.Expr:
        limit, wants_below = _limit_of(condition)
        below = self._above_lowest(condition.section, limit) < 0
        return (below if wants_below else ~below).fill_null(False)

    def _critical_below(self, limit: Limit) -> list[pl.Expr]:
        own = [self._item_below(item, limit) for item in self._questionnaire.critical_items]
        return [pl.lit(any(mean < units(limit.value) for mean in self._basics)), *own]

    def _critical_mean_below(self, limit: Limit) -> pl.Expr:
        items = self._questionnaire.critical_items
        means = [self._item(item) for item in items]
        count = pl.sum_horizontal([pl.lit(len(self._basics)), *(mean.is_not_null().cast(pl.Int64) for mean in means)])
        total = pl.sum_horizontal([pl.lit(sum(self._basics)), *means])
        lowest, highest = (items[0].lowest, items[0].highest) if items else (0, 0)
        return (count > 0) & (total < count * of_range(limit, lowest, highest))

    def _share_of_items(self, limit: Limit, share: Share) -> pl.Expr:
        items = self._questionnaire.scored_items
        below = pl.sum_horizontal([self._item_below(item, limit).cast(pl.Int64) for item in items])
        count = pl.sum_horizontal([self._item(item).is_not_null().cast(pl.Int64) for item in items])
        return below * share.denominator > count * share.numerator

    def _share_of_weight(self, limit: Limit, share: Share) -> pl.Expr:
        parts = self._root.parts
        below = pl.sum_horizontal([pl.when(self._is_below(n, limit)).then(n.weight).otherwise(0) for n in parts])
        rated = [pl.when(self._section(n.id).is_not_null()).then(n.weight).otherwise(0) for n in parts]
        return below.cast(pl.Int64) * share.denominator > pl.sum_horizontal(rated).cast(pl.Int64) * share.numerator


def of_range(limit: Limit, lowest: int, highest: int) -> int:
    """*limit* in ten-thousandths of a point on a scale from *lowest* to *highest*, rounded up, so that `<` is exact."""
    if not limit.of_range:
        return units(limit.value)
    return lowest - (-(highest - lowest) * units(limit.value) // PER_CENT_UNITS)


def _limit_of(comparison: Comparison) -> tuple[Limit, bool]:
    """The limit, and whether the comparison wants the score below it. A score has no other comparison (checked)."""
    if comparison.below is not None:
        return comparison.below, True
    assert comparison.at_least is not None
    return comparison.at_least, False
