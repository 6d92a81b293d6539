"""Where an improvement leads: an item rises by a step, its section by its share, and the scorer does the rest.

"About, if the plan is carried through": nobody knows how a group's answers would spread (method 3.14). A plan is a row
of a table, so that a great many can be scored in one call.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import gcd

import polars as pl

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Expected
from servicecheck.items import Bands, ByValue, Item, Several
from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.scoring.arithmetic import is_any, least, rounded, total, whole
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
    """For each plan (item ids, one step up for each time an item is named) the expected scores and level."""
    if not plans:
        return []
    scores = [of("score", node.id) for node in case.root.walk()]
    items = sorted({item for plan in plans for item in plan})
    steps = {steps_in(item): [plan.count(item) for plan in plans] for item in items}
    table = pl.LazyFrame({"plan": range(len(plans)), **steps})
    most = max((plan.count(item) for plan in plans for item in items), default=0)
    scored = case.conclusion(standings_after(case, table, items, most)).select(*scores, "level").collect()
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


def steps_in(item: str) -> str:
    """The column of a table of plans that says how many steps *item* rises."""
    return f"steps:{item}"


def means_after(case: Case, item: Item, most: int) -> list[int]:
    """The item's mean today and after one step, two, and so on; empty without a mean."""
    mean = case.figures.integer(of("item", item.id))
    means = [] if mean is None else [mean]
    for _ in range(most if means else 0):
        means.append(item_after(item, means[-1]))
    return means


def standings_after(case: Case, plans: pl.LazyFrame, items: Sequence[str], most: int) -> pl.LazyFrame:
    """The group's standing after each of *plans*: each of *items* rises by what `steps_in` says, at most by *most*."""
    questionnaire = case.questionnaire
    means = {item: means_after(case, questionnaire.item(item), most) for item in items}
    raised = {item: _raised(item, climb) for item, climb in means.items() if climb}
    rises = {item: after - means[item][0] for item, after in raised.items()}
    scores = {of("score", unit.id): _unit_after(case, unit, rises) for unit in case.root.units}
    after = {of("item", item): mean for item, mean in raised.items()}
    return plans.join(case.standing.lazy(), how="cross", maintain_order="left").with_columns(**after, **scores)


def _raised(item: str, means: Sequence[int]) -> pl.Expr:
    after = whole(means[0])
    for number, mean in enumerate(means[1:], start=1):
        after = pl.when(pl.col(steps_in(item)) >= number).then(whole(mean)).otherwise(after)
    return after


def _unit_after(case: Case, unit: Node, rises: Mapping[str, pl.Expr]) -> pl.Expr:
    score, highest = pl.col(of("score", unit.id)), pl.col(of("highest", unit.id))
    own = [pl.col(steps_in(item.id)) > 0 for item in unit.items if item.id in rises]
    after = pl.min_horizontal(score + _section_rise(case, unit, rises), highest)
    return pl.when(is_any(own) & score.is_not_null()).then(after).otherwise(score)


def _section_rise(case: Case, node: Node, rises: Mapping[str, pl.Expr]) -> pl.Expr:
    relevant = [item for item in node.items if case.figures.flag(of("relevant", item.id))]
    weights = {item.id: units(item.weight) for item in relevant}
    match node.aggregate:
        case "mean" | "pooled":
            common = gcd(*weights.values()) or 1
            return rounded(_risen(rises, weights, common), whole(max(1, sum(weights.values()) // common)))
        case "sum":
            return rounded(_risen(rises, weights), whole(POINT))
        case "min":
            means = {item.id: case.figures.integer(of("item", item.id)) for item in relevant}
            known = {item: mean for item, mean in means.items() if mean is not None}
            after = [mean + rises.get(item, whole(0)) for item, mean in known.items()]
            return least(after) - min(known.values()) if known else whole(0)
        case "ladder":
            # Whether somebody gets past a rung cannot be told from means.
            return whole(0)


def _risen(rises: Mapping[str, pl.Expr], weights: Mapping[str, int], common: int = 1) -> pl.Expr:
    return total([rises[item] * (weight // common) for item, weight in weights.items() if item in rises])
