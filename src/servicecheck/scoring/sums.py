"""Step 3b: what the answers of a group add up to, and the group's standing from it.

Every column of `summed` is additive: of any partition of the rows the sums, added, are those of the whole, in any
order. Whatever a group's figures need follows from them alone, so that they can be merged from any number of parts.
"""

from collections.abc import Sequence

import polars as pl

from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.arithmetic import rounded, total, whole
from servicecheck.scoring.tree import Node, tree

BOUNDS: tuple[columns.Variant, ...] = ("low", "high")

NARROW = 10**8
"""Scores up to so many ten-thousandths add up in 64 bits for ninety thousand million people; wider ones take 128."""


def summed(questionnaire: Questionnaire, standings: pl.LazyFrame, by: Sequence[str] = ()) -> pl.LazyFrame:
    """Row *standings* as one row of sums per group; a row may stand there several times, as in a resample."""
    sums = sums_of_rows(questionnaire)
    return standings.group_by(list(by)).agg(sums) if by else standings.select(sums)


def sums_of_rows(questionnaire: Questionnaire) -> list[pl.Expr]:
    """One aggregation a column of sums."""
    units = tree(questionnaire).units
    return [pl.len().cast(pl.Int64).alias(columns.PEOPLE), *first_of_each([e for node in units for e in _unit(node)])]


def with_means(questionnaire: Questionnaire, sums: pl.LazyFrame) -> pl.LazyFrame:
    """Add to *sums* what makes them standings: item means, section scores, bounds, ranges."""
    return with_scores(questionnaire, with_coverage(questionnaire, sums))


def with_coverage(questionnaire: Questionnaire, sums: pl.LazyFrame) -> pl.LazyFrame:
    """Add whether each item applies to anybody, and whether enough of a section's items are answered by somebody."""
    units = tree(questionnaire).units
    items = sums.with_columns(first_of_each([e for node in units for e in _applying(node)]))
    return items.with_columns([_enough_items(node).alias(columns.covered(node.id)) for node in units])


def with_scores(questionnaire: Questionnaire, covered: pl.LazyFrame) -> pl.LazyFrame:
    """Add item means, section scores, bounds and ranges to sums of which it is known what they cover."""
    units = tree(questionnaire).units
    means = covered.with_columns(first_of_each([e for node in units for e in _item_means(node)]))
    return means.with_columns([e for node in units for e in _unit_means(node)])


def first_of_each(expressions: Sequence[pl.Expr]) -> list[pl.Expr]:
    """The first expression of each name: an item below a pool belongs to two units; the nearer one comes first."""
    named: dict[str, pl.Expr] = {}
    for expression in expressions:
        named.setdefault(expression.meta.output_name(), expression)
    return list(named.values())


def _unit(node: Node) -> list[pl.Expr]:
    rated, applicable = pl.col(columns.of("rated", node.id)), pl.col(columns.of("applicable", node.id))
    score, wide = pl.col(columns.of("score", node.id)), not _is_narrow(node)
    expressions = [
        rated.sum().cast(pl.Int64).alias(columns.people(node.id)),
        applicable.sum().cast(pl.Int64).alias(columns.concerned(node.id)),
        _sum(score, wide).alias(columns.total(node.id)),
        (score.cast(pl.Int128) * score.cast(pl.Int128)).sum().alias(columns.squares(node.id)),
    ]
    for variant in BOUNDS:
        bound = pl.col(columns.of("score", node.id, variant))
        expressions.append(_sum(bound, wide).alias(columns.bound_total(node.id, variant)))
    for end in columns.ENDS if node.fixed_range is None else ():
        own = pl.col(columns.of(end, node.id))
        expressions.append(_sum(own.filter(rated), wide).alias(columns.end_total(node.id, end)))
        expressions.append(_sum(own.filter(applicable), wide).alias(columns.concerned_end_total(node.id, end)))
    return [*expressions, *(e for item in node.items for e in _item(node, item))]


def _is_narrow(node: Node) -> bool:
    return node.fixed_range is not None and max(map(abs, node.fixed_range)) <= NARROW


def _sum(numbers: pl.Expr, wide: bool) -> pl.Expr:
    return numbers.cast(pl.Int128 if wide else pl.Int64).sum()


def _item(node: Node, item: Item) -> list[pl.Expr]:
    points, applies = pl.col(columns.points(item.id)), pl.col(columns.applies(item.id))
    is_unknown = applies & points.is_null() & pl.col(columns.of("rated", node.id))
    wide = max(abs(item.lowest), abs(item.highest)) > NARROW
    return [
        points.count().cast(pl.Int64).alias(columns.answered(item.id)),
        _sum(points, wide).alias(columns.points(item.id)),
        is_unknown.sum().cast(pl.Int64).alias(columns.unknown(item.id)),
        *(pl.col(name).sum().cast(pl.Int64).alias(name) for name in _states(item)),
    ]


def _states(item: Item) -> list[str]:
    return [columns.state(item.id, state) for state in columns.STATES]


def _applying(node: Node) -> list[pl.Expr]:
    """Whether an item applies to anybody."""
    expressions = []
    for item in node.items:
        answered, _, dk, blank = (pl.col(name) for name in (columns.answered(item.id), *_states(item)))
        expressions.append(((answered + dk + blank) > 0).alias(columns.applies(item.id)))
    return expressions


def _item_means(node: Node) -> list[pl.Expr]:
    expressions = []
    for item in node.items:
        answered, na, dk, _ = (pl.col(name) for name in (columns.answered(item.id), *_states(item)))
        replied, points, unknown = answered + na + dk, pl.col(columns.points(item.id)), pl.col(columns.unknown(item.id))
        relevant = (2 * na < replied) | ((replied == 0) & pl.col(columns.applies(item.id)))
        expressions += [
            _mean(points, answered).alias(columns.of("item", item.id)),
            _mean(points + unknown * item.lowest, answered + unknown).alias(columns.of("item", item.id, "low")),
            _mean(points + unknown * item.highest, answered + unknown).alias(columns.of("item", item.id, "high")),
            relevant.alias(columns.of("relevant", item.id)),
        ]
    return expressions


def _unit_means(node: Node) -> list[pl.Expr]:
    people, concerned = pl.col(columns.people(node.id)), pl.col(columns.concerned(node.id))
    counted = (people >= 1) & pl.col(columns.covered(node.id))
    expressions = [
        counted.alias(columns.of("rated", node.id)),
        (concerned >= 1).alias(columns.of("applicable", node.id)),
        pl.when(counted).then(_mean(pl.col(columns.total(node.id)), people)).alias(columns.of("score", node.id)),
    ]
    for variant in BOUNDS:
        mean = _mean(pl.col(columns.bound_total(node.id, variant)), people)
        expressions.append(pl.when(counted).then(mean).alias(columns.of("score", node.id, variant)))
    for number, end in enumerate(columns.ENDS):
        fixed = node.fixed_range
        mean = whole(fixed[number]) if fixed else _end(node, end, people, concerned)
        expressions.append(mean.alias(columns.of(end, node.id)))
    return expressions


def _end(node: Node, end: columns.End, people: pl.Expr, concerned: pl.Expr) -> pl.Expr:
    """The range is that of the people who count; where nobody does, of all whom the section concerns."""
    of_people = _mean(pl.col(columns.end_total(node.id, end)), people)
    of_concerned = _mean(pl.col(columns.concerned_end_total(node.id, end)), concerned)
    return pl.when(people >= 1).then(of_people).otherwise(of_concerned)


def _mean(sum_: pl.Expr, people: pl.Expr) -> pl.Expr:
    """A mean is no larger than what went into it, however wide the sum."""
    return rounded(sum_, people).cast(pl.Int64)


def _enough_items(node: Node) -> pl.Expr:
    """At least half of the items that apply to anybody have an answer from somebody (method 3.4)."""
    if node.aggregate == "ladder" or node.coverage == "any":
        return pl.lit(True)
    applies = total([pl.col(columns.applies(item.id)) for item in node.items])
    answered = total([pl.col(columns.answered(item.id)) > 0 for item in node.items])
    return (answered == applies) if node.coverage == "all" else (2 * answered >= applies)
