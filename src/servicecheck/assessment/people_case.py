"""A round on the table with the people who count in it: everything is known from what they answered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any

import polars as pl

from servicecheck.assessment.case import Case, Figures
from servicecheck.assessment.group_sums import Complete
from servicecheck.assessment.published_groups import FEWEST_COMPLETE, complete_of, incomplete
from servicecheck.assessment.resampling import resampled_levels
from servicecheck.assessment.suppression import TooFew, too_few
from servicecheck.errors import ServicecheckError
from servicecheck.items import Item
from servicecheck.response import CUSTOMER, Response
from servicecheck.scoring import answer_counts, grouped, row_standings, table
from servicecheck.scoring.alike import units_of, without_sections
from servicecheck.scoring.columns import RESPONDENT, applies, of, people, points, squares, total
from servicecheck.scoring.tallies import complete_rows
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Counts, Spread, Sums

STRONG_EVIDENCE = 2


@dataclass(frozen=True)
class PeopleCase(Case):
    """A round, and the responses of the people who count in it."""

    answered: tuple[Response, ...]

    @property
    def responses(self) -> tuple[Response, ...]:
        """Everybody's answers."""
        return self.answered

    @property
    def people(self) -> int:
        """How many answered anything, customers not counted."""
        return len(self.answered)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Each person's standing, not yet concluded."""
        return row_standings(self.questionnaire, table(self.questionnaire, self.answered)).collect()

    @cached_property
    def persons(self) -> Sequence[Mapping[str, Any]]:
        """Each person's columns."""
        return list(self.rows.rows(named=True))

    @cached_property
    def _grouped(self) -> pl.DataFrame:
        return grouped(self.questionnaire, self.rows.lazy()).collect()

    @cached_property
    def sums(self) -> Figures:
        """The group's counts and sums, nothing left out."""
        return Figures(self._grouped.row(0, named=True))

    @cached_property
    def too_few(self) -> TooFew:
        """What fewer than k people answered."""
        return too_few(self.sums.row, self.root.units, self.questionnaire.scored_items, self.smallest_group)

    @cached_property
    def standing(self) -> pl.DataFrame:
        """The group's standing, without what fewer than k people answered."""
        return self.too_few.removed(self._grouped.lazy()).collect()

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How often each reply was given, by item."""
        return answer_counts(self.questionnaire, table(self.questionnaire, self.answered))

    def worth(self, item: Item) -> Counts:
        """How many of the answers to *item* are worth so many points."""
        return Counter(self.rows[points(item.id)].drop_nulls().to_list())

    def spread(self, node: Node) -> Spread:
        """How far people's scores in *node* are apart."""
        return self.sums_of(node).spread

    def sums_of(self, node: Node) -> Sums:
        """n, sum and sum of squares of people's scores in *node*."""
        if node.is_unit:
            row = self.sums.row
            return Sums(int(row[people(node.id)]), int(row[total(node.id)] or 0), int(row[squares(node.id)] or 0))
        return Sums.of(self.scores_by_person(node).values())

    def scores_by_person(self, node: Node) -> dict[str, int]:
        """Everybody's score in *node* by code, of those people who count in every section below that is rated."""
        rated = [of("rated", unit.id) for unit in units_of(node) if self.figures.flag(of("rated", unit.id))]
        complete = reduce(lambda left, name: left.filter(left[name]), rated, self.rows_alike)
        scores = zip(complete[RESPONDENT].to_list(), complete[of("score", node.id)].to_list(), strict=True)
        return {code: score for code, score in scores if score is not None}

    @cached_property
    def rows_alike(self) -> pl.DataFrame:
        """Each person's scores in the sections that are rated for the group, and in nothing else.

        Who answered other sections than the rest, or one that too few answered, can then be compared with the group.
        """
        unrated = [unit.id for unit in self.root.units if not self.figures.flag(of("rated", unit.id))]
        return self.scores_of(without_sections(self.rows.lazy(), unrated))

    def complete(self, unit: Node) -> Complete | None:
        """What Cronbach's alpha takes of a section with items; of what too few answered nothing."""
        sums = complete_rows(unit)
        if not sums or self.hidden.keys() & {unit.id, *(item.id for item in unit.items)}:
            return None
        row = self.rows.select(sums).row(0, named=True)
        if any(0 < n < self.smallest_group for n in incomplete({**self.sums.row, **row}, unit)):
            return None
        found = complete_of(row, unit)
        return found if found.totals.n >= FEWEST_COMPLETE else None

    def levels_drawn(self) -> Mapping[str | None, int]:
        """How often each final level comes out of resamples of the people."""
        return resampled_levels(self, self.rows)

    def is_asked(self, node: Node) -> bool:
        """Whether anybody answered whose role is asked something in a section."""
        roles = {response.respondent.role for response in self.answered}
        return any(self.questionnaire.is_for(item, role) for item in node.all_items for role in roles)

    def unknown_in(self, node: Node) -> int:
        """How many people who count in a section with items left something open that applies to them."""
        counting = (row for row in self.persons if row[of("rated", node.id)])
        return sum(
            any(row[applies(item.id)] and row[points(item.id)] is None for item in node.items) for row in counting
        )

    @property
    def backed(self) -> frozenset[str]:
        """The items for which somebody has evidence of grade 2 or 3."""
        grades = [(i, answer.evidence_grade or 0) for one in self.answered for i, answer in one.answers.items()]
        return frozenset(item for item, grade in grades if grade >= STRONG_EVIDENCE)

    @property
    def looks_for_basics(self) -> bool:
        """Whether the basics, checked by another questionnaire, belong to it."""
        return self.questionnaire.basics_from is not None


def own_people(responses: Iterable[Response]) -> tuple[Response, ...]:
    """The responses that count in the self score: anybody who replied to anything, customers never.

    Raises ServicecheckError when two carry the same code: one would overwrite the other, or somebody counts twice.
    """
    found: dict[str, Response] = {}
    for response in responses:
        code = response.respondent.code
        if code in found:
            raise ServicecheckError(
                f"Two respondents have the code {code!r}. Give one of them another code, or remove one."
            )
        found[code] = response
    return tuple(response for response in found.values() if _counts(response))


def _counts(response: Response) -> bool:
    has_replied = any(answer.value is not None for answer in response.answers.values())
    return has_replied and response.respondent.role != CUSTOMER
