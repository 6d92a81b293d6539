"""Step 3: what the levels are worked out from: item means and section scores, of one row or of a group of rows.

A group's figures come from integer counts and sums (see `sums`), which can be merged from any number of parts.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.answers import with_points
from servicecheck.scoring.arithmetic import whole
from servicecheck.scoring.sums import first_of_each, summed, with_means
from servicecheck.scoring.tree import Node, tree
from servicecheck.scoring.units import with_unit_scores


def row_standings(questionnaire: Questionnaire, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Every respondent as a standing of their own, beside the columns that came in."""
    return _with_own_figures(questionnaire, with_points(questionnaire, rows))


def common_standing(questionnaire: Questionnaire, replies: Mapping[str, str | int | None]) -> pl.LazyFrame:
    """The standing of one row that is nobody's own: what a group replied together, by item.

    A reply is a stored value, or what it is worth in ten-thousandths where it lies between answers (not on a ladder,
    which goes on or stops), or None for what is not known. What is not there was not asked.
    """
    values = {columns.ROLE: [None], **{i: [reply if isinstance(reply, str) else None] for i, reply in replies.items()}}
    worth = {item: reply for item, reply in replies.items() if isinstance(reply, int)}
    rows = with_points(questionnaire, pl.LazyFrame(values, schema=dict.fromkeys(values, pl.String)), replies)
    return _with_own_figures(questionnaire, rows.with_columns([e for i, p in worth.items() for e in _worth(i, p)]))


def _worth(item: str, points: int) -> list[pl.Expr]:
    return [whole(points).alias(columns.points(item)), pl.lit(False).alias(columns.state(item, "blank"))]


def _with_own_figures(questionnaire: Questionnaire, answered: pl.LazyFrame) -> pl.LazyFrame:
    root = tree(questionnaire)
    scored = with_unit_scores(root, answered)
    expressions = [e for node in root.units for item in node.items for e in _own_item(node, item)]
    return scored.with_columns(first_of_each(expressions))


def _own_item(node: Node, item: Item) -> list[pl.Expr]:
    points, applies = pl.col(columns.points(item.id)), pl.col(columns.applies(item.id))
    unknown = applies & points.is_null() & pl.col(columns.of("rated", node.id))
    return [
        points.alias(columns.of("item", item.id)),
        pl.when(unknown).then(item.lowest).otherwise(points).alias(columns.of("item", item.id, "low")),
        pl.when(unknown).then(item.highest).otherwise(points).alias(columns.of("item", item.id, "high")),
        applies.alias(columns.of("relevant", item.id)),
    ]


def group_standings(questionnaire: Questionnaire, rows: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """One standing per group of rows with the same values in *by*; without *by*, one for all rows together."""
    return grouped(questionnaire, row_standings(questionnaire, rows), by)


def grouped(questionnaire: Questionnaire, standings: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """Row *standings* as one standing per group; a row may stand there several times, as in a resample."""
    return with_means(questionnaire, summed(questionnaire, standings, by))
