"""One item of a unit, as expressions over a respondent's row."""

from dataclasses import dataclass
from math import gcd

import polars as pl

from servicecheck.items import Item
from servicecheck.quantities import units
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import whole
from servicecheck.scoring.tree import Node


@dataclass(frozen=True)
class UnitItem:
    """An item, and its weight among the items of its unit."""

    item: Item
    weight: int

    @property
    def points(self) -> pl.Expr:
        """What the answer is worth; null without one."""
        return pl.col(columns.points(self.item.id))

    @property
    def applies(self) -> pl.Expr:
        """Whether it was asked and not answered with "not relevant"; never null."""
        return pl.col(columns.applies(self.item.id))

    @property
    def is_answered(self) -> pl.Expr:
        """Whether there is an answer that is worth points."""
        return self.points.is_not_null()

    @property
    def is_unknown(self) -> pl.Expr:
        """Whether it applies and has no such answer."""
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


def unit_items(node: Node) -> tuple[UnitItem, ...]:
    """The items of *node*, weighed against each other."""
    if node.aggregate == "ladder":
        # A ladder climbs by points alone.
        return tuple(UnitItem(item, 1) for item in node.items)
    # Dividing all weights by what they have in common changes no quotient, and keeps the integers small.
    weights = [units(item.weight) for item in node.items]
    common = 1 if node.aggregate == "sum" else gcd(*weights) or 1
    return tuple(UnitItem(item, weight // common) for item, weight in zip(node.items, weights, strict=True))
