"""Responses as a table, and how often each answer was given."""

from collections.abc import Iterable

import polars as pl

from servicecheck.items import Item, Several
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response
from servicecheck.scoring import columns
from servicecheck.scoring.answers import with_points


def table(questionnaire: Questionnaire, responses: Iterable[Response]) -> pl.LazyFrame:
    """One row a response: `respondent`, `role` and a column of stored values (text) an item."""
    items = [item.id for item in questionnaire.items]
    rows = [
        [r.respondent.code, r.respondent.role, *(r.answers[i].value if i in r.answers else None for i in items)]
        for r in responses
    ]
    names = [columns.RESPONDENT, columns.ROLE, *items]
    return pl.LazyFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def answer_counts(questionnaire: Questionnaire, rows: pl.LazyFrame) -> dict[str, dict[str, int]]:
    """How often each reply was given: item id -> value, "na", "dk" or "blank" -> count; hidden items not counted.

    Where several can be picked, each of them is counted.
    """
    asked = with_points(questionnaire, rows)
    expressions = []
    for item in questionnaire.scored_items:
        for choice in item.choices():
            expressions.append(is_given(item, choice.value).sum().alias(f"{item.id}={choice.value}"))
        for state in ("na", "dk", "blank"):
            expressions.append(pl.col(columns.state(item.id, state)).sum().alias(f"{item.id}={state}"))
    counted = asked.select(expressions).collect().row(0, named=True)
    found: dict[str, dict[str, int]] = {item.id: {} for item in questionnaire.scored_items}
    for name, count in counted.items():
        item_id, _, value = name.partition("=")
        found[item_id][value] = int(count or 0)
    return found


def is_given(item: Item, value: str) -> pl.Expr:
    """Whether this answer was given, or picked among others."""
    reply = pl.col(item.id)
    return reply.str.split("|").list.contains(value) if isinstance(item.worth(), Several) else reply == value
