"""Answers as tables, and what the scorer says of them."""

from typing import Any

import polars as pl

from sample_questionnaires import from_text
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import score_groups, score_rows

Row = dict[str, Any]
Answers = dict[str, list[str | None]]

THREE_LEVELS = "levels: [{id: bad, from: 0}, {id: good, from: 25}, {id: world-class, from: 75}]"

M1 = from_text(
    f"""
    {THREE_LEVELS}
    sections:
      - {{id: A, items: [{{id: A1}}, {{id: A2}}, {{id: A3}}]}}
      - {{id: B, items: [{{id: B1}}, {{id: B2}}, {{id: B3}}]}}
    """
)
M1_ANSWERS: Answers = {
    "A1": ["2", "2.5", "2", "2.5", "2"],
    "A2": ["2.5", "2.5", "2", "3", "2.5"],
    "A3": ["2", "2", "1.5", "2", "2.5"],
    "B1": ["1.5", "2", "1.5", "dk", "1"],
    "B2": ["2", "2", "1.5", "2", "1.5"],
    "B3": ["1", "1.5", "1", "1.5", "na"],
}
"""The method's running example: five respondents, two sections of three items."""


def table(**answers: list[str | None]) -> pl.LazyFrame:
    """A column an item, a row a respondent."""
    return pl.LazyFrame(answers, schema=dict.fromkeys(answers, pl.String))


def rows(questionnaire: Questionnaire, **answers: list[str | None]) -> list[Row]:
    """Each respondent's figures."""
    return score_rows(questionnaire, table(**answers)).collect().to_dicts()


def row(questionnaire: Questionnaire, **answers: str | None) -> Row:
    """One respondent's figures."""
    (only,) = rows(questionnaire, **{item: [answer] for item, answer in answers.items()})
    return only


def group(questionnaire: Questionnaire, **answers: list[str | None]) -> Row:
    """The figures of all respondents together."""
    (only,) = score_groups(questionnaire, table(**answers)).collect().to_dicts()
    return only


def points(figure: int | None) -> float | None:
    """A score as the method prints it: in points, to two decimals."""
    return None if figure is None else round(figure / POINT, 2)


def figures(scored: Row | list[Row], *names: str) -> list[float | None]:
    """These scores of one row, or this score of each row, as the method prints them."""
    if isinstance(scored, list):
        return [points(one[name]) for one in scored for name in names]
    return [points(scored[name]) for name in names]
