"""Step 1: each item's answer becomes points, and what is not an answer is kept apart (method 3.1, 3.3).

Plain when/then expressions: they stream, and cost a fraction of a join or a `replace`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import assert_never

import polars as pl

from servicecheck.conditions import (
    NOT_ANSWERS,
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
from servicecheck.scoring.arithmetic import integer, rounded, total, whole
from servicecheck.scoring.reply_types import reply_type


def with_points(questionnaire: Questionnaire, rows: pl.LazyFrame, asked: Collection[str] | None = None) -> pl.LazyFrame:
    """Add `points:`, `applies:`, `na:`, `dk:` and `blank:` for every scored item; a missing column is a blank.

    *asked* are the items that the rows were asked, where that does not follow from their own roles and answers.
    """
    given = rows.collect_schema()
    wanted = [columns.ROLE, *(item.id for item in questionnaire.items)]
    rows = rows.with_columns([pl.lit(None, dtype=pl.String).alias(name) for name in wanted if name not in given])
    rows = rows.with_columns([_code(item, given.get(item.id)) for item in questionnaire.items if item.is_scored])
    rungs = {rung.item.id: rung for ladder in _ladders(questionnaire) for rung in ladder}
    shown = {i.id: is_asked(questionnaire, i) if asked is None else pl.lit(i.id in asked) for i in questionnaire.items}
    # One item after the other: a later condition must see an earlier item as hidden.
    for layer in _layers(questionnaire, rungs):
        rows = rows.with_columns([e for item in layer for e in _read(item, shown[item.id], rungs.get(item.id))])
    return rows.drop([columns.code(item.id) for item in questionnaire.items if item.is_scored])


def _code(item: Item, given: pl.DataType | None) -> pl.Expr:
    """The reply, as an Enum where it is one of few values: text is looked up once, not compared with each of them."""
    reply, wanted = pl.col(item.id), reply_type(item)
    return (reply if given == wanted else reply.cast(wanted, strict=False)).alias(columns.code(item.id))


@dataclass(frozen=True)
class _Rung:
    """One item of a ladder, and the one before it."""

    item: Item
    previous: Item | None

    def is_reached(self) -> pl.Expr:
        """Whether the ladder has not stopped before."""
        return pl.lit(True) if self.previous is None else pl.col(columns.open_after(self.previous.id))

    def goes_on(self, asked: pl.Expr) -> pl.Expr:
        """Whether the ladder goes on: "not relevant" skips a rung, anything but a pass stops."""
        if not self.item.is_scored:
            return self.is_reached()
        reply = pl.col(self.item.id)
        passed = reply.is_in(["na", *sorted(self.item.passing)]).fill_null(False)
        return self.is_reached() & (passed | ~asked)


def _ladders(questionnaire: Questionnaire) -> Iterator[list[_Rung]]:
    for section in questionnaire.walk():
        if section.aggregate == "ladder":
            yield [_Rung(item, previous) for previous, item in pairwise((None, *section.items)) if item is not None]


def _layers(questionnaire: Questionnaire, rungs: Mapping[str, _Rung]) -> list[list[Item]]:
    """Items in as few steps as conditions allow: all that wait for nothing at once, then each of the others."""
    waiting = [item for item in questionnaire.items if item.when is not None or item.id in rungs]
    free = [item for item in questionnaire.items if item not in waiting]
    return [layer for layer in (free, *([item] for item in waiting)) if layer]


def _read(item: Item, shown: pl.Expr, rung: _Rung | None) -> list[pl.Expr]:
    asked = shown if rung is None else shown & rung.is_reached()
    expressions = [pl.when(asked).then(pl.col(item.id)).alias(item.id)]
    if rung is not None:
        expressions.append(rung.goes_on(asked).alias(columns.open_after(item.id)))
        expressions.append((shown & ~rung.is_reached()).alias(columns.behind(item.id)))
    return [*expressions, *_figures(item, asked)] if item.is_scored else expressions


def _figures(item: Item, asked: pl.Expr) -> list[pl.Expr]:
    code = pl.col(columns.code(item.id))
    points = pl.when(asked).then(_points(item, code))
    na, dk = (asked & code.eq_missing(pl.lit(state)) for state in NOT_ANSWERS)
    return [
        points.alias(columns.points(item.id)),
        (asked & ~na).alias(columns.applies(item.id)),
        na.alias(columns.state(item.id, "na")),
        dk.alias(columns.state(item.id, "dk")),
        (asked & ~na & ~dk & points.is_null()).alias(columns.state(item.id, "blank")),
    ]


def is_asked(questionnaire: Questionnaire, item: Item) -> pl.Expr:
    """Whether *item* is for a respondent: by role, and by the answers to earlier items."""
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
            # An Enum is compared as the text it stands for: an author may ask for what is no choice.
            return _compares(condition, pl.col(condition.item).cast(pl.String)).fill_null(False)
        case _:
            return pl.lit(False)


def _compares(comparison: Comparison, answer: pl.Expr) -> pl.Expr:
    if comparison.equals is not None:
        return (answer == comparison.equals) & ~answer.is_in(NOT_ANSWERS)
    if comparison.among is not None:
        return answer.is_in(comparison.among) & ~answer.is_in(NOT_ANSWERS)
    number = _ten_thousandths(answer)
    if comparison.at_least is not None:
        return number >= units(comparison.at_least.value)
    assert comparison.below is not None
    return number < units(comparison.below.value)


def _ten_thousandths(text: pl.Expr) -> pl.Expr:
    """A stored number in ten-thousandths, exactly: at most four decimals were accepted. Null for any other text."""
    number = pl.when(text.str.contains(PLAIN_NUMBER)).then(text)
    # A decimal with four places is kept as the whole number of its ten-thousandths.
    return number.cast(pl.Decimal(18, 4), strict=False).to_physical().cast(pl.Int64)


def _points(item: Item, reply: pl.Expr) -> pl.Expr:
    worth = item.worth()
    wide = integer(max(abs(item.lowest), abs(item.highest)))
    match worth:
        case ByValue():
            return _by_value(item, reply, worth.points, wide)
        case Bands():
            number = _ten_thousandths(reply)
            found = pl.lit(None, dtype=wide)
            for start, points in worth.bands:
                found = pl.when(number >= start).then(pl.lit(points, wide)).otherwise(found)
            return found
        case Several():
            return _several(reply, worth).cast(wide)
        case Unscored():
            return pl.lit(None, dtype=wide)
        case _:
            assert_never(worth)


def _by_value(item: Item, reply: pl.Expr, points: Mapping[str, int], wide: pl.DataType) -> pl.Expr:
    steps = _even_steps(item)
    if steps is not None:
        first, step, number = steps
        place = reply.to_physical()
        return pl.when(place < number).then(first + place.cast(wide) * step)
    found: pl.Expr = pl.lit(None, dtype=wide)
    for value, worth in points.items():
        found = pl.when(reply == value).then(pl.lit(worth, wide)).otherwise(found)
    return found


def _even_steps(item: Item) -> tuple[int, int, int] | None:
    """What the first value is worth, by how much each next one is worth more, and how many values there are.

    None where the values, in their order, are not worth evenly more: then each is compared.
    """
    worth = [choice.points for choice in item.choices()]
    first, step = worth[0], (worth[1] or 0) - (worth[0] or 0)
    if first is None or worth != [first + step * place for place in range(len(worth))]:
        return None
    return first, step, len(worth)


def _several(reply: pl.Expr, worth: Several) -> pl.Expr:
    picked = reply.str.split("|")
    is_known = picked.list.eval(pl.element().is_in([*worth.points, "none"])).list.all()
    each = [pl.when(picked.list.contains(value)).then(whole(p)) for value, p in worth.points.items()]
    added, count = total(each), total([one.is_not_null() for one in each])
    match worth.combine:
        case "sum":
            combined = added
        case "max":
            combined = pl.max_horizontal(each)
        case "mean":
            combined = rounded(added, count)
    nothing = pl.when(reply == "none").then(whole(0))
    allowed = is_known & ~reply.is_in([*NOT_ANSWERS, "none"])
    return pl.coalesce(nothing, pl.when(allowed).then(combined))
