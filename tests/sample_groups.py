"""Groups of a batch for tests: people in teams, as rows and as what is published of them."""

from collections.abc import Iterable, Sequence

import polars as pl

from oracle import Person
from servicecheck.batch.groups import Groups
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import row_standings
from servicecheck.scoring.columns import ROLE
from servicecheck.scoring.tallies import who_counts

Place = tuple[str | None, ...]
BY = ("team", "period")


def rows_of(
    questionnaire: Questionnaire, people: Iterable[tuple[Place, Person]], by: Sequence[str] = BY
) -> pl.DataFrame:
    """One row a person: where they are, role, and replies."""
    items = [item.id for item in questionnaire.items]
    names = [*by, ROLE, *items]
    rows = [[*place, one.role, *(one.answers.get(item) for item in items)] for place, one in people]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def standings_of(questionnaire: Questionnaire, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows as a batch scores them, with a note of who counts."""
    counted = rows.lazy().with_columns(who_counts(questionnaire, rows.columns))
    return row_standings(questionnaire, counted).collect()


def groups_of(questionnaire: Questionnaire, pieces: Sequence[pl.DataFrame], by: Sequence[str] = BY) -> Groups:
    """What these pieces of rows add up to."""
    groups = Groups(questionnaire, by)
    for piece in pieces:
        groups.add(standings_of(questionnaire, piece))
    return groups
