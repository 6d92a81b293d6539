"""Step 3: what the levels are worked out from: item means and section scores, of one row or of a group of rows.

A group's figures come from integer counts and sums, which can be merged from any number of parts.
"""

from collections.abc import Sequence

import polars as pl

from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.answers import with_points
from servicecheck.scoring.arithmetic import rounded, total, whole
from servicecheck.scoring.tree import Node, tree
from servicecheck.scoring.units import with_unit_scores

_BOUNDS: tuple[columns.Variant, ...] = ("low", "high")
_ENDS = ("lowest", "highest")


def row_standings(questionnaire: Questionnaire, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Every respondent as a standing of their own, beside the columns that came in."""
    root = tree(questionnaire)
    scored = with_unit_scores(root, with_points(questionnaire, rows))
    expressions = [e for node in root.units for item in node.items for e in _own_item(node, item)]
    return scored.with_columns(_unique(expressions))


def _own_item(node: Node, item: Item) -> list[pl.Expr]:
    points, applies = pl.col(columns.points(item.id)), pl.col(columns.applies(item.id))
    unknown = applies & points.is_null() & pl.col(columns.of("rated", node.id))
    return [
        points.alias(columns.of("item", item.id)),
        pl.when(unknown).then(item.lowest).otherwise(points).alias(columns.of("item", item.id, "low")),
        pl.when(unknown).then(item.highest).otherwise(points).alias(columns.of("item", item.id, "high")),
        applies.alias(columns.of("relevant", item.id)),
    ]


def _unique(expressions: Sequence[pl.Expr]) -> list[pl.Expr]:
    """The first expression of each name: an item below a pool belongs to two units; the nearer one comes first."""
    named: dict[str, pl.Expr] = {}
    for expression in expressions:
        named.setdefault(expression.meta.output_name(), expression)
    return list(named.values())


def group_standings(questionnaire: Questionnaire, rows: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """One standing per group of rows with the same values in *by*; without *by*, one for all rows together."""
    return grouped(questionnaire, row_standings(questionnaire, rows), by)


def grouped(questionnaire: Questionnaire, standings: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """Row *standings* as one standing per group; a row may stand there several times, as in a resample."""
    units = tree(questionnaire).units
    sums = [pl.len().cast(pl.Int64).alias(columns.PEOPLE), *_unique([e for node in units for e in _unit_sums(node)])]
    sums_by_group = standings.group_by(list(by)).agg(sums) if by else standings.select(sums)
    with_means = sums_by_group.with_columns(_unique([e for node in units for e in _item_means(node)]))
    return with_means.with_columns([e for node in units for e in _unit_means(node)])


def _unit_sums(node: Node) -> list[pl.Expr]:
    rated, applicable = pl.col(columns.of("rated", node.id)), pl.col(columns.of("applicable", node.id))
    score = pl.col(columns.of("score", node.id))
    expressions = [
        rated.sum().cast(pl.Int64).alias(columns.people(node.id)),
        applicable.sum().cast(pl.Int64).alias(columns.concerned(node.id)),
        score.sum().alias(columns.total(node.id)),
        (score.cast(pl.Int128) * score.cast(pl.Int128)).sum().alias(columns.squares(node.id)),
    ]
    for variant in _BOUNDS:
        name = columns.of("score", node.id, variant)
        expressions.append(pl.col(name).sum().alias(name))
    for end in _ENDS if node.fixed_range is None else ():
        # The range is that of the people who count; where nobody does, of all whom the section concerns.
        name = columns.of(end, node.id)
        counting = pl.col(name).filter(rated).sum()
        expressions.append(
            pl.when(rated.any()).then(counting).otherwise(pl.col(name).filter(applicable).sum()).alias(name)
        )
    return [*expressions, *(e for item in node.items for e in _item_sums(item))]


def _item_sums(item: Item) -> list[pl.Expr]:
    points = pl.col(columns.points(item.id))
    expressions = [
        points.count().cast(pl.Int64).alias(columns.answered(item.id)),
        points.sum().alias(columns.points(item.id)),
        pl.col(columns.applies(item.id)).any().alias(columns.applies(item.id)),
    ]
    for state in ("na", "dk", "blank"):
        name = columns.state(item.id, state)
        expressions.append(pl.col(name).sum().cast(pl.Int64).alias(name))
    for variant in _BOUNDS:
        name = columns.of("item", item.id, variant)
        expressions += [pl.col(name).sum().alias(name), pl.col(name).count().cast(pl.Int64).alias(f"people:{name}")]
    return expressions


def _item_means(node: Node) -> list[pl.Expr]:
    expressions = []
    for item in node.items:
        answered, na = pl.col(columns.answered(item.id)), pl.col(columns.state(item.id, "na"))
        replied = answered + na + pl.col(columns.state(item.id, "dk"))
        relevant = (2 * na < replied) | ((replied == 0) & pl.col(columns.applies(item.id)))
        expressions += [
            rounded(pl.col(columns.points(item.id)), answered).alias(columns.of("item", item.id)),
            relevant.alias(columns.of("relevant", item.id)),
        ]
        for variant in _BOUNDS:
            name = columns.of("item", item.id, variant)
            expressions.append(rounded(pl.col(name), pl.col(f"people:{name}")).alias(name))
    return expressions


def _unit_means(node: Node) -> list[pl.Expr]:
    people, concerned = pl.col(columns.people(node.id)), pl.col(columns.concerned(node.id))
    counted = (people >= 1) & _enough_items(node)
    expressions = [
        counted.alias(columns.of("rated", node.id)),
        (concerned >= 1).alias(columns.of("applicable", node.id)),
        pl.when(counted).then(rounded(pl.col(columns.total(node.id)), people)).alias(columns.of("score", node.id)),
    ]
    for variant in _BOUNDS:
        name = columns.of("score", node.id, variant)
        expressions.append(pl.when(counted).then(rounded(pl.col(name), people)).alias(name))
    for number, end in enumerate(_ENDS):
        name = columns.of(end, node.id)
        mean = rounded(pl.col(name), pl.when(people >= 1).then(people).otherwise(concerned))
        expressions.append((whole(node.fixed_range[number]) if node.fixed_range else mean).alias(name))
    return expressions


def _enough_items(node: Node) -> pl.Expr:
    """At least half of the items that apply to anybody have an answer from somebody (method 3.4)."""
    if node.aggregate == "ladder" or node.coverage == "any":
        return pl.lit(True)
    applies = total([pl.col(columns.applies(item.id)) for item in node.items])
    answered = total([pl.col(columns.answered(item.id)) > 0 for item in node.items])
    return (answered == applies) if node.coverage == "all" else (2 * answered >= applies)
