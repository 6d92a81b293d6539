"""Where an improvement leads: an item rises by one step, its section by its share, and the scorer does the rest.

"About, if the plan is carried through": nobody knows how a group's answers would spread (method 3.14).
"""

from collections.abc import Mapping, Sequence
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

STEPS_OF_RATING = 5
"""Bad, between, good, between, world-class: a step is half a level."""


def item_after(item: Item, mean: int) -> int:
    """*mean* one step up: half a level where the scale goes in quarters of its range, else the next higher points."""
    values = _point_values(item)
    gaps = {upper - lower for lower, upper in pairwise(values)}
    if len(values) == STEPS_OF_RATING and len(gaps) == 1:
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
    scores = [of("score", node.id) for node in case.root.walk()]
    standings = _after(case, [_changes(case, plan) for plan in plans])
    scored = case.conclusion(standings).select(*scores, "level").collect()
    sections = [node.id for node in case.root.walk() if node.id]
    return [
        Expected(
            items=tuple(plan),
            score=row["score"],
            level=row["level"],
            sections={section: row[of("score", section)] for section in sections},
        )
        for plan, row in zip(plans, scored.iter_rows(named=True), strict=True)
    ]


def _after(case: Case, changes: Sequence[Mapping[str, int]]) -> pl.LazyFrame:
    """The group's standing once for each set of changes, with these columns changed."""
    today = case.standing.row(0, named=True)
    names = sorted({name for change in changes for name in change})
    columns = [pl.Series(n, [change.get(n, today[n]) for change in changes], dtype=pl.Int64) for n in names]
    return pl.concat([case.standing] * len(changes)).with_columns(columns).lazy()


def _changes(case: Case, plan: Sequence[str]) -> dict[str, int]:
    """The item means and section scores that *plan* moves."""
    means = {item: case.figures.integer(of("item", item)) for item in plan}
    after = {item: item_after(case.questionnaire.item(item), mean) for item, mean in means.items() if mean is not None}
    rises = {item: figure - (means[item] or 0) for item, figure in after.items()}
    changes = {of("item", item): figure for item, figure in after.items()}
    for unit in case.root.units:
        score = case.standing[of("score", unit.id)].item()
        if score is not None and any(item.id in rises for item in unit.items):
            highest = case.standing[of("highest", unit.id)].item()
            changes[of("score", unit.id)] = min(score + _section_rise(case, unit, rises), highest)
    return changes


def _section_rise(case: Case, node: Node, rises: Mapping[str, int]) -> int:
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
