"""How sure the levels of small groups are: their people drawn again, as a report of a round does it (method 3.8).

It takes every person's standing, and time: so it is done of batches that are small enough, and left out of all groups
of others. Which it is depends on how many people there are in which groups, never on how fast a machine is.
"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from servicecheck.assessment.certainty import FEWEST, MOST
from servicecheck.assessment.counted_case import CountedCase
from servicecheck.assessment.group_sums import GroupSums
from servicecheck.assessment.published_groups import Group
from servicecheck.assessment.resampling import resampled_levels
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Round

MOST_PEOPLE = 10_000
"""Of batches with more people nobody's standing is kept."""

MOST_WORK, WORK_OF_A_GROUP = 10_000, 50
"""So many people are drawn from in all groups together, where a group costs what so many people cost."""


def with_draws(
    questionnaire: Questionnaire, groups: Sequence[Group], people: pl.DataFrame, keys: Sequence[str]
) -> tuple[Group, ...]:
    """*groups* with the levels of their draws, if that is not too much; the columns *keys* say where *people* are."""
    wanted = {group.path: group.sums for group in groups if group.sums and _is_drawn_from(questionnaire, group.sums)}
    if not questionnaire.levels or sum(sums.people + WORK_OF_A_GROUP for sums in wanted.values()) > MOST_WORK:
        return tuple(groups)
    drawn = {path: _levels(questionnaire, sums, _within(people, path, keys)) for path, sums in wanted.items()}
    return tuple(replace(group, sums=_told(group.sums, drawn.get(group.path))) for group in groups)


def lacks_draws(questionnaire: Questionnaire, groups: Sequence[Group]) -> bool:
    """Whether draws that would decide how sure a level is were left out."""
    own = [group.sums for group in groups if group.sums and group.sums.levels is None]
    return bool(questionnaire.levels) and any(_is_drawn_from(questionnaire, sums) for sums in own)


def _told(sums: GroupSums | None, levels: dict[str, int] | None) -> GroupSums | None:
    return None if sums is None else replace(sums, levels=levels)


def _is_drawn_from(questionnaire: Questionnaire, sums: GroupSums) -> bool:
    """Whether draws decide the word for how sure a group's level is."""
    case = _case(questionnaire, sums)
    return FEWEST <= case.spread(case.root).n <= MOST


def _case(questionnaire: Questionnaire, sums: GroupSums) -> CountedCase:
    # What is hidden was settled when the group was published.
    return CountedCase(questionnaire, Round(questionnaire.id, questionnaire.version, mode="open"), sums)


def _within(people: pl.DataFrame, path: Sequence[str | None], keys: Sequence[str]) -> pl.DataFrame:
    for key, name in zip(keys, path, strict=False):
        people = people.filter(pl.col(key).eq_missing(pl.lit(name, pl.String)))
    return people


def _levels(questionnaire: Questionnaire, sums: GroupSums, people: pl.DataFrame) -> dict[str, int]:
    """How many draws give each level, in the order of the levels; "" is none."""
    found = resampled_levels(_case(questionnaire, sums), people)
    names = [level.id for level in questionnaire.levels]
    return {name: found[name or None] for name in [*names, ""] if found[name or None]}
