"""Where an improvement leads: an item rises by one step, its section by its share, and the scorer does the rest.

"About, if the plan is carried through": nobody knows how a group's answers would spread (method 3.14).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import gcd

import polars as pl

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Expected
from servicecheck.items import Bands, ByValue, Item, Several
from servicecheck.language import POINT
from servicecheck.quantities import round_half_up, units
from servicecheck.scoring.columns import of
from servicecheck.scoring.tree import Node


def item_after(item: Item, mean: int) -> int:
    """*mean* one step up, at most the highest: a step of the scale where all are equal, else the next higher points."""
    values = _point_values(item)
    gaps = {upper - lower for lower, upper in pairwise(values)}
    if len(gaps) == 1:
        return min(mean + gaps.pop(), item.highest)
    return next((value for value in values if value > mean), item.highest)


def _point_values(item: Item) -> list[int]:
    worth = item.worth()
    match worth:
        case ByValue() | Several():
            return sorted(set(worth.points.values()))
        case Bands():
            return sorted({points for _, points in worth.bands})
        case _:
            return []


def expected_after(case: Case, plans: Sequence[Sequence[str]]) -> list[Expected]:
    """For each plan (item ids, one step up each) the expected scores and level; all scored in one call."""
    if not plans:
        return []
    standings = pl.concat([case.standing.with_columns(_changes(case, plan)) for plan in plans])
    scored = case.concluded(standings)
    sections = [node.id for node in case.root.walk() if node.id]
    return [
        Expected(
            items=tuple(plan),
            score=figures.integer("score"),
            level=figures.text("level"),
            sections={section: figures.integer(of("score", section)) for section in sections},
        )
        for plan, figures in zip(plans, scored, strict=True)
    ]


def _changes(case: Case, plan: Sequence[str]) -> list[pl.Expr]:
    rises = {}
    for item_id in plan:
        mean = case.figures.integer(of("item", item_id))
        if mean is not None:
            rises[item_id] = item_after(case.questionnaire.item(item_id), mean) - mean
    changes = {of("item", item): case.figures.sure(of("item", item)) + rise for item, rise in rises.items()}
    for node in case.root.walk():
        score = case.figures.integer(of("score", node.id)) if node.is_unit else None
        if score is not None:
            changes[of("score", node.id)] = score + _section_rise(case, node, rises)
    return [pl.lit(value, dtype=pl.Int64).alias(name) for name, value in changes.items()]


def _section_rise(case: Case, node: Node, rises: dict[str, int]) -> int:
    relevant = [item for item in node.items if case.figures.flag(of("relevant", item.id))]
    weights = {item.id: units(item.weight) for item in relevant}
    risen = sum(rises.get(item, 0) * weight for item, weight in weights.items())
    match node.aggregate:
        case "mean" | "pooled":
            common = gcd(*weights.values()) or 1
            return round_half_up(risen // common, max(1, sum(weights.values()) // common))
        case "sum":
            return round_half_up(risen, POINT)
        case "min":
            means = {item.id: case.figures.integer(of("item", item.id)) for item in relevant}
            known = {item: mean for item, mean in means.items() if mean is not None}
            return min(mean + rises.get(item, 0) for item, mean in known.items()) - min(known.values()) if known else 0
        case "ladder":
            # Whether somebody gets past a rung cannot be told from means.
            return 0
