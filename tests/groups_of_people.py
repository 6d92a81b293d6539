"""Groups of a batch, made from the same people as a round."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from servicecheck.assessment.group_sums import GroupSums
from servicecheck.assessment.published_groups import Group
from servicecheck.batch.groups import Groups
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring import row_standings, table
from servicecheck.scoring.tallies import who_counts

Places = Mapping[str, Sequence[str]]
"""Column -> what stands there, person by person."""


def standings_of(
    questionnaire: Questionnaire, people: Iterable[Response], places: Places | None = None
) -> pl.DataFrame:
    """The row standings of a batch in which these people answered, with what stands in other columns."""
    rows = table(questionnaire, people)
    counted = rows.with_columns(
        who_counts(questionnaire, rows.collect_schema().names()),
        *(pl.Series(name, list(values), dtype=pl.String) for name, values in (places or {}).items()),
    )
    return row_standings(questionnaire, counted).collect()


def groups_of(
    questionnaire: Questionnaire, round_: Round, people: Sequence[Response], places: Places | None = None
) -> tuple[Group, ...]:
    """Every group of a batch, with what may be told of it."""
    counted = Groups(questionnaire, list(places or {}))
    counted.add(standings_of(questionnaire, people, places))
    return counted.published(round_.k if round_.mode == "anonymous" else 1)


def everybody_in(questionnaire: Questionnaire, round_: Round, people: Sequence[Response]) -> GroupSums | None:
    """All of a batch as one group; None where too few answered."""
    group = next(iter(groups_of(questionnaire, round_, people)), None)
    return group.sums if group else None
