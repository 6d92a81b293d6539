"""The scorer gives exactly what the oracle gives: for every questionnaire, every reply, every row and every group."""

from collections.abc import Sequence
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import Person, Result, score_group, score_row
from random_questionnaires import ROLES, people, questionnaires
from sample_questionnaires import shipped, shipped_ids
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns, score_groups, score_rows

Row = dict[str, Any]


def table(questionnaire: Questionnaire, answered: Sequence[Person]) -> pl.LazyFrame:
    """One row a person with a respondent's code; everybody stands in one team and, again, in the team of all."""
    names = [columns.RESPONDENT, "team", columns.ROLE, *(item.id for item in questionnaire.items)]
    rows = [
        [f"R{n}", team, one.role, *(one.answers.get(item.id) for item in questionnaire.items)]
        for n, one in enumerate(answered)
        for team in (f"T{n % 3}", "all")
    ]
    return pl.LazyFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def teams(answered: Sequence[Person]) -> dict[str, list[Person]]:
    """The same teams as in `table`."""
    return {"all": list(answered), **{f"T{n}": list(answered[n::3]) for n in range(3)}}


def told(questionnaire: Questionnaire, result: Result) -> Row:
    """What the oracle says, under the scorer's names of columns."""
    said: Row = {"raw_level": result.raw_level}
    for variant, level in (("", result.level), ("low", result.level_low), ("high", result.level_high)):
        said[columns.of("level", variant=variant)] = level  # type: ignore[arg-type]  # one of the three variants
    said |= {f"level:limits{n}": level for n, level in enumerate(result.other_levels, start=1)}
    said |= {columns.of("gate", gate): holds for gate, holds in result.gates.items()}
    for section, level in result.section_levels.items():
        said[columns.of("level", section)] = level
    for node, figures in result.nodes.items():
        for variant in columns.VARIANTS:
            said[columns.of("score", node, variant)] = figures.at(variant)
        said[columns.of("rated", node)] = figures.is_rated
        said[columns.of("applicable", node)] = figures.is_applicable
        said[columns.of("partial", node)] = figures.is_partial
        if figures.is_applicable:
            said |= {columns.of("lowest", node): figures.lowest, columns.of("highest", node): figures.highest}
    for item, replies in result.items.items():
        for variant in columns.VARIANTS:
            said[columns.of("item", item, variant)] = replies.at(variant)
        said |= {columns.state(item, state): getattr(replies, state) for state in ("na", "dk", "blank")}
    return said


def assert_agree(row: Row, questionnaire: Questionnaire, result: Result) -> None:
    """Every figure is the same; a section without anything worth points has no columns, and never applies."""
    said = told(questionnaire, result)
    for node, figures in result.nodes.items():
        if columns.of("score", node) not in row:
            assert not figures.is_applicable
            said = {name: value for name, value in said.items() if f"_{node}" not in name}
    assert {name: row[name] for name in said} == said


def assert_scored_as_by_the_oracle(questionnaire: Questionnaire, answered: Sequence[Person]) -> None:
    rows = table(questionnaire, answered)
    scored = score_rows(questionnaire, rows).collect().filter(pl.col("team") == "all").to_dicts()
    for row, person in zip(scored, answered, strict=True):
        assert_agree(row, questionnaire, score_row(questionnaire, person))
    for group in score_groups(questionnaire, rows, by=["team"]).collect().to_dicts():
        assert_agree(group, questionnaire, score_group(questionnaire, teams(answered)[group["team"]]))


@st.composite
def asked_and_answered(draw: Any) -> tuple[Questionnaire, list[Person]]:
    questionnaire = draw(questionnaires())
    return questionnaire, draw(people(questionnaire, at_most=9))


@given(asked_and_answered())
@settings(max_examples=25)
def test_any_questionnaire_is_scored_as_by_the_oracle(case: tuple[Questionnaire, list[Person]]) -> None:
    assert_scored_as_by_the_oracle(*case)


@pytest.mark.release
@given(asked_and_answered())
@settings(max_examples=1_500, derandomize=False)
def test_fifteen_hundred_questionnaires_are_scored_as_by_the_oracle(case: tuple[Questionnaire, list[Person]]) -> None:
    assert_scored_as_by_the_oracle(*case)


@pytest.mark.parametrize("questionnaire_id", shipped_ids())
def test_a_shipped_questionnaire_is_scored_as_by_the_oracle(questionnaire_id: str) -> None:
    questionnaire = shipped(questionnaire_id)

    assert_scored_as_by_the_oracle(questionnaire, crowd(questionnaire, Random(questionnaire_id), 60))


def crowd(questionnaire: Questionnaire, random: Random, size: int) -> list[Person]:
    """People of whom each has habits of their own: how good they find things, and how often they cannot say."""
    return [Person(_replies(questionnaire, random), random.choice([None, *ROLES])) for _ in range(size)]


def _replies(questionnaire: Questionnaire, random: Random) -> dict[str, str | None]:
    habit, candour = random.randrange(5), random.random()
    replies: dict[str, str | None] = {}
    for item in questionnaire.items:
        values = [choice.value for choice in item.choices()] or ["words"]
        usual = values[min(habit, len(values) - 1)]
        known = random.random() < candour
        replies[item.id] = random.choice([usual, usual, *values]) if known else random.choice(["na", "dk", None])
    return replies
