"""Groups of a batch, made from the same people as a round."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from servicecheck.assessment.counted_case import CountedCase
from servicecheck.assessment.group_sums import GroupSums
from servicecheck.assessment.published_groups import Group
from servicecheck.assessment.resampling import resampled_levels
from servicecheck.batch.groups import Groups
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring import row_standings, table
from servicecheck.scoring.tallies import COUNTS, who_counts

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
    """Every group of a batch, with what may be told of it; levels are drawn for none."""
    counted = Groups(questionnaire, list(places or {}))
    counted.add(standings_of(questionnaire, people, places))
    return counted.published(round_.k if round_.mode == "anonymous" else 1)


def everybody_in(questionnaire: Questionnaire, round_: Round, people: Sequence[Response]) -> GroupSums | None:
    """All of a batch as one group, with its level drawn; None where too few answered."""
    group = next(iter(groups_of(questionnaire, round_, people)), None)
    if group is None or group.sums is None:
        return None
    case = CountedCase(questionnaire, round_, group.sums)
    own = standings_of(questionnaire, people).filter(pl.col(COUNTS))
    drawn = resampled_levels(case, own) if case.figures.text("level") else None
    return replace(group.sums, levels=None if drawn is None else {level or "": n for level, n in drawn.items()})
