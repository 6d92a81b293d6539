"""What else is counted of a group that is known by its sums alone: each answer, who was asked, complete rows.

Additive like `sums`; a resample needs none of it, so it is kept apart.
"""

from collections.abc import Collection, Sequence
from itertools import combinations, pairwise

import polars as pl

from servicecheck.items import Bands, ByValue, Item, Several
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import total, whole
from servicecheck.scoring.steps import steps_of
from servicecheck.scoring.tables import is_given
from servicecheck.scoring.tree import Node, tree

COUNTS = "counts:person"
"""The column that says whether somebody counts in a group."""

MOST_OPTIONS = 6
"""Where more than so many options can be picked together, what each answer is worth is not counted: no median."""


def who_counts(questionnaire: Questionnaire, names: Collection[str]) -> pl.Expr:
    """Whether a row of replies counts in its group, as `COUNTS`: whoever replied to anything, customers never.

    To be asked before rows are scored: a reply to a question that turns out to be hidden is still a reply. *names* are
    the columns that are there.
    """
    replied = pl.any_horizontal([pl.col(item.id).is_not_null() for item in questionnaire.items if item.id in names])
    if columns.ROLE not in names:
        return replied.alias(COUNTS)
    return (replied & pl.col(columns.ROLE).ne_missing(CUSTOMER)).alias(COUNTS)


def tallies(questionnaire: Questionnaire) -> list[pl.Expr]:
    """One aggregation of row standings a column."""
    root = tree(questionnaire)
    answers = [e for item in questionnaire.scored_items for e in _answers(item)]
    asked = [_asked(questionnaire, node) for node in root.walk() if node.id and node.weight]
    return [*answers, *asked, *(e for unit in root.units for e in complete_rows(unit))]


def possible_points(item: Item) -> tuple[int, ...] | None:
    """What one answer can be worth, rising; None where that is too much to count."""
    worth = item.worth()
    if isinstance(worth, ByValue):
        return tuple(sorted(set(worth.points.values())))
    if isinstance(worth, Bands):
        return tuple(sorted({points for _, points in worth.bands}))
    if isinstance(worth, Several) and len(worth.points) <= MOST_OPTIONS:
        values = list(worth.points)
        picks = ["|".join(some) for n in range(1, len(values) + 1) for some in combinations(values, n)]
        return tuple(sorted({p for pick in ["none", *picks] if (p := item.points(pick)) is not None}))
    return None


def _answers(item: Item) -> list[pl.Expr]:
    """How many gave each answer; where these are not the points, how many gave one of each worth too."""
    given = [
        is_given(item, choice.value).sum().cast(pl.Int64).alias(columns.given(item.id, choice.value))
        for choice in item.choices()
    ]
    if isinstance(item.worth(), ByValue):
        return given
    points = pl.col(columns.points(item.id))
    found = possible_points(item) or ()
    return given + [(points == worth).sum().cast(pl.Int64).alias(columns.worth(item.id, worth)) for worth in found]


def _asked(questionnaire: Questionnaire, node: Node) -> pl.Expr:
    """How many have a role that any item at or below *node* is for; whoever gave none is asked everything."""
    role = pl.col(columns.ROLE)
    audiences = {questionnaire.audiences(item.id) for item in node.all_items}
    meant = [pl.all_horizontal([pl.lit(True), *(role.is_in(who) for who in each)]) for each in sorted(audiences)]
    return (role.is_null() | pl.any_horizontal(meant)).sum().cast(pl.Int64).alias(columns.asked(node.id))


def complete_rows(unit: Node) -> list[pl.Expr]:
    """Of the rows in which every item of *unit* is answered: how many, and the sums of steps that Cronbach takes."""
    steps = steps_of(unit.items)
    if steps is None or len(unit.items) < 2:
        return []
    whole_row = pl.all_horizontal([pl.col(columns.points(item.id)).is_not_null() for item in unit.items])
    each = {item.id: _step(item, steps) for item in unit.items}
    sums = {"n": whole_row.sum(), **_squared(unit.id, "", total(list(each.values())), whole_row)}
    expressions = [sums.pop("n").cast(pl.Int64).alias(columns.complete(unit.id, "n"))]
    expressions += [expression.alias(name) for name, expression in sums.items()]
    for item, step in each.items():
        expressions += [e.alias(name) for name, e in _squared(unit.id, item, step, whole_row).items()]
    return expressions


def _squared(unit: str, item: str, steps: pl.Expr, rows: pl.Expr) -> dict[str, pl.Expr]:
    # Masked and not filtered: within groups that takes a third of the time.
    chosen = pl.when(rows).then(steps)
    return {
        columns.complete(unit, "total", item): chosen.sum(),
        columns.complete(unit, "squares", item): (chosen * chosen).sum(),
    }


def _step(item: Item, steps: Sequence[str]) -> pl.Expr:
    """The number of the step that an item's points are."""
    points, worth = pl.col(columns.points(item.id)).cast(pl.Int64), [item.points(value) or 0 for value in steps]
    apart = {after - before for before, after in pairwise(worth)}
    if len(apart) == 1:
        return (points - worth[0]) // apart.pop()
    found = pl.lit(None, dtype=pl.Int64)
    for number, own in enumerate(worth):
        found = pl.when(points == own).then(whole(number)).otherwise(found)
    return found
