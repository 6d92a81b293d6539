"""Resamples of the people, each scored and judged like the group: how sure its level is (method 3.8)."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

import polars as pl
import polars.selectors as cs

from servicecheck.assessment.case import Case
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import grouped, row_standings, table
from servicecheck.scoring.columns import STATES, points, state
from servicecheck.statistics import resamples, seed_from

DRAWS = 2_000
ROWS_AT_ONCE = 500_000
"""So many resampled rows are scored in one call, which keeps memory flat for large groups."""


def resampled_levels(case: Case, rows: pl.DataFrame, draws: int = DRAWS) -> Counter[str | None]:
    """How often each final level, gates included, comes out of *draws* resamples of the people.

    *rows* has each person's standing (`scoring.row_standings`); what else stands there, and in which order, is nothing.
    """
    answers = _answers(case.questionnaire)
    figures = rows.select(_figures(case.questionnaire))
    # An order that depends on nothing but what people answered: not on theirs, and not on any name.
    ordered = figures.sort([*answers, *(name for name in figures.columns if name not in answers)])
    found: Counter[str | None] = Counter()
    drawn = resamples(ordered.height, draws, seed_from(ordered.select(answers).rows()))
    numbered = ordered.with_row_index("position").lazy()
    while batch := list(islice(drawn, max(1, ROWS_AT_ONCE // ordered.height))):
        found.update(_levels(case, numbered, batch))
    return found


def _figures(questionnaire: Questionnaire) -> list[str]:
    """The columns that the scorer makes of a row, but for texts."""
    nobody = row_standings(questionnaire, table(questionnaire, ()))
    return nobody.select(cs.integer() | cs.boolean()).collect_schema().names()


def _answers(questionnaire: Questionnaire) -> list[str]:
    """The columns that say what people answered, which the draws follow from; how the scorer goes on is its own."""
    return [
        name
        for item in questionnaire.scored_items
        for name in (points(item.id), *(state(item.id, reply) for reply in STATES))
    ]


def _levels(case: Case, numbered: pl.LazyFrame, drawn: Sequence[Sequence[int]]) -> list[str | None]:
    """The final level of each of the *drawn* groups of people."""
    positions = pl.LazyFrame({"draw": range(len(drawn)), "position": drawn}).explode("position")
    rows = positions.with_columns(pl.col("position").cast(pl.UInt32)).join(numbered, on="position")
    standings = case.too_few.removed(grouped(case.questionnaire, rows, by=["draw"]))
    return case.conclusion(standings).select("level").collect()["level"].to_list()
