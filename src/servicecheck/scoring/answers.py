"""Step 1: each item's answer becomes points, and what is not an answer is kept apart (method 3.1, 3.3).

Plain when/then expressions: they stream, and cost a fraction of a join or a `replace`.
"""

from typing import assert_never

import polars as pl

from servicecheck.conditions import (
    All,
    AnyOf,
    Comparison,
    Condition,
    ItemCondition,
    Not,
    RoleCondition,
)
from servicecheck.items import Bands, ByValue, Item, Several, Unscored
from servicecheck.quantities import PLAIN_NUMBER, units
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns


def with_points(questionnaire: Questionnaire, rows: pl.LazyFrame) -> pl.LazyFrame:
    """Add `points:`, `applies:`, `na:`, `dk:` and `blank:` for every scored item; a missing column is a blank."""
    known = set(rows.collect_schema().names())
    absent = [item.id for item in questionnaire.items if item.id not in known]
    rows = rows.with_columns([pl.lit(None, dtype=pl.String).alias(item) for item in absent])
    if columns.ROLE not in known:
        rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias(columns.ROLE))
    # One item after the other: a later condition must see an earlier item as hidden.
    for layer in _layers(questionnaire):
        rows = rows.with_columns([expression for item in layer for expression in _read(questionnaire, item)])
    return rows


def _layers(questionnaire: Questionnaire) -> list[list[Item]]:
    """Items in as few steps as conditions allow: all without one at once, then each that waits for an earlier one."""
    free = [item for item in questionnaire.items if item.when is None]
    return [layer for layer in (free, *([item] for item in questionnaire.items if item.when is not None)) if layer]


def _read(questionnaire: Questionnaire, item: Item) -> list[pl.Expr]:
    shown = is_asked(questionnaire, item)
    reply = pl.when(shown).then(pl.col(item.id))
    expressions = [reply.alias(item.id)]
    if not item.is_scored:
        return expressions
    points = _points(item, reply)
    na, dk = shown & (pl.col(item.id) == "na").fill_null(False), shown & (pl.col(item.id) == "dk").fill_null(False)
    return [
        *expressions,
        points.alias(columns.points(item.id)),
        (shown & ~na).alias(columns.applies(item.id)),
        na.alias(columns.state(item.id, "na")),
        dk.alias(columns.state(item.id, "dk")),
        (shown & ~na & ~dk & points.is_null()).alias(columns.state(item.id, "blank")),
    ]


def is_asked(questionnaire: Questionnaire, item: Item) -> pl.Expr:
    """Whether a respondent meets *item*: by role, and by the answers to earlier items."""
    shown = pl.lit(True)
    for who in questionnaire.audiences(item.id):
        # Whoever gave no role is asked everything.
        shown = shown & (pl.col(columns.ROLE).is_null() | pl.col(columns.ROLE).is_in(who))
    return shown & answers_meet(item.when) if item.when is not None else shown


def answers_meet(condition: Condition) -> pl.Expr:
    """`conditions.holds` as an expression over the respondents' own answers; a property test holds the two together."""
    match condition:
        case All():
            return pl.all_horizontal([answers_meet(part) for part in condition.all])
        case AnyOf():
            return pl.any_horizontal([answers_meet(part) for part in condition.any])
        case Not():
            return ~answers_meet(condition.not_)
        case RoleCondition():
            return (pl.col(columns.ROLE) == condition.role).fill_null(False)
        case ItemCondition():
            return _compares(condition, pl.col(condition.item)).fill_null(False)
        case _:
            return pl.lit(False)


def _compares(comparison: Comparison, answer: pl.Expr) -> pl.Expr:
    if comparison.equals is not None:
        return (answer == comparison.equals) & ~answer.is_in(["na", "dk"])
    if comparison.among is not None:
        return answer.is_in(comparison.among) & ~answer.is_in(["na", "dk"])
    number = _ten_thousandths(answer)
    if comparison.at_least is not None:
        return number >= units(comparison.at_least.value)
    assert comparison.below is not None
    return number < units(comparison.below.value)


def _ten_thousandths(text: pl.Expr) -> pl.Expr:
    """A stored number in ten-thousandths, exactly: at most four decimals were accepted. Null for any other text."""
    number = pl.when(text.str.contains(PLAIN_NUMBER)).then(text)
    return number.cast(pl.Decimal(18, 4), strict=False).cast(pl.Float64).mul(10_000).round().cast(pl.Int64)


def _points(item: Item, reply: pl.Expr) -> pl.Expr:
    worth = item.worth()
    match worth:
        case ByValue():
            return _by_value(reply, dict(worth.points))
        case Bands():
            number = _ten_thousandths(reply)
            found = pl.lit(None, dtype=pl.Int64)
            for start, points in worth.bands:
                found = pl.when(number >= start).then(pl.lit(points, dtype=pl.Int64)).otherwise(found)
            return found
        case Several():
            return _several(reply, worth)
        case Unscored():
            return pl.lit(None, dtype=pl.Int64)
        case _:
            assert_never(worth)


def _by_value(reply: pl.Expr, points: dict[str, int]) -> pl.Expr:
    found: pl.Expr = pl.lit(None, dtype=pl.Int64)
    for value, worth in points.items():
        found = pl.when(reply == value).then(pl.lit(worth, dtype=pl.Int64)).otherwise(found)
    return found


def _several(reply: pl.Expr, worth: Several) -> pl.Expr:
    picked = reply.str.split("|")
    is_known = picked.list.eval(pl.element().is_in([*worth.points, "none"])).list.all()
    each = [pl.when(picked.list.contains(value)).then(pl.lit(p, dtype=pl.Int64)) for value, p in worth.points.items()]
    total, count = pl.sum_horizontal(each), pl.sum_horizontal([one.is_not_null() for one in each]).cast(pl.Int64)
    match worth.combine:
        case "sum":
            combined = total
        case "max":
            combined = pl.max_horizontal(each)
        case "mean":
            combined = pl.when(count > 0).then((2 * total + count) // (2 * count))
    nothing = pl.when(reply == "none").then(pl.lit(0, dtype=pl.Int64))
    allowed = is_known & ~reply.is_in(["na", "dk", "none"])
    return pl.coalesce(nothing, pl.when(allowed).then(combined))
