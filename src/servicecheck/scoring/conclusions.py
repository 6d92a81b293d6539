"""Step 4: from standings to scores, gates and levels; and the two public ways there."""

from collections.abc import Sequence

import polars as pl

from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring.levels import with_levels
from servicecheck.scoring.nodes import with_node_scores
from servicecheck.scoring.standings import group_standings, row_standings
from servicecheck.scoring.tree import tree


def score_rows(questionnaire: Questionnaire, rows: pl.LazyFrame) -> pl.LazyFrame:
    """*rows* (a column of stored values an item, one row a response) with scores, gates and levels; see `columns`."""
    return conclude(questionnaire, row_standings(questionnaire, rows))


def score_groups(
    questionnaire: Questionnaire, rows: pl.LazyFrame, by: Sequence[str] = (), basics: Sequence[int] = ()
) -> pl.LazyFrame:
    """One row per group of responses with the same values in *by* (all together without it), scored as a group.

    *basics* are the means of the critical items of the questionnaire that `basics_from` names, if it was answered.
    """
    return conclude(questionnaire, group_standings(questionnaire, rows, by), basics)


def conclude(questionnaire: Questionnaire, standings: pl.LazyFrame, basics: Sequence[int] = ()) -> pl.LazyFrame:
    """*standings* (item means, unit scores, ranges) with the scores above them, gates and levels.

    The same expressions serve a response, a group, a resample, and a group after a planned improvement.
    """
    root = tree(questionnaire)
    return with_levels(questionnaire, root, with_node_scores(questionnaire, root, standings), basics)
