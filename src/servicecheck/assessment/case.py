"""One round on the table: the people who count, their scores, and the group's figures as they may be published.

Scored once; every finding reads from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from servicecheck.assessment.suppression import TooFew, too_few
from servicecheck.errors import ServicecheckError
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER, Response, Round
from servicecheck.scoring import answer_counts, conclude, grouped, row_standings, table
from servicecheck.scoring.alike import without_sections
from servicecheck.scoring.columns import of
from servicecheck.scoring.nodes import with_node_scores
from servicecheck.scoring.tree import Node, tree


@dataclass(frozen=True)
class Figures:
    """One concluded standing: the scorer's columns by name."""

    row: Mapping[str, Any]

    def integer(self, name: str) -> int | None:
        """The figure in this column, or None."""
        value = self.row.get(name)
        return None if value is None else int(value)

    def flag(self, name: str) -> bool:
        """Whether the column says true."""
        return bool(self.row.get(name))

    def text(self, name: str) -> str | None:
        """The word in this column, or None."""
        value = self.row.get(name)
        return None if value is None else str(value)


@dataclass(frozen=True)
class Case:
    """A round, the people who count in it, and the critical items checked elsewhere, with their means."""

    questionnaire: Questionnaire
    round: Round
    responses: tuple[Response, ...]
    basics: tuple[tuple[Item, int], ...] = ()

    @property
    def smallest_group(self) -> int:
        """How many people a published figure must cover."""
        return self.round.k if self.round.mode == "anonymous" else 1

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered for anything but their number to be published."""
        return len(self.responses) >= max(1, self.smallest_group)

    @cached_property
    def root(self) -> Node:
        """The nodes that count."""
        return tree(self.questionnaire)

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Each person's standing, not yet concluded."""
        return row_standings(self.questionnaire, table(self.questionnaire, self.responses)).collect()

    @cached_property
    def persons(self) -> list[Mapping[str, Any]]:
        """Each person's columns."""
        return list(self.rows.rows(named=True))

    @cached_property
    def sums(self) -> Figures:
        """The group's counts and sums, nothing left out."""
        return Figures(self._grouped.row(0, named=True))

    @cached_property
    def _grouped(self) -> pl.DataFrame:
        return grouped(self.questionnaire, self.rows.lazy()).collect()

    @cached_property
    def too_few(self) -> TooFew:
        """What fewer than k people answered."""
        return too_few(self.sums.row, self.root.units, self.questionnaire.scored_items, self.smallest_group)

    @cached_property
    def standing(self) -> pl.DataFrame:
        """The group's standing, without what fewer than k people answered."""
        return self.too_few.removed(self._grouped.lazy()).collect()

    @cached_property
    def figures(self) -> Figures:
        """The group, concluded."""
        return Figures(self.conclusion(self.standing.lazy()).collect().row(0, named=True))

    def conclusion(self, standings: pl.LazyFrame) -> pl.LazyFrame:
        """*standings* with scores, gates and levels, the basics counted in."""
        return conclude(self.questionnaire, standings, [mean for _, mean in self.basics])

    def scores_of(self, standings: pl.LazyFrame) -> pl.DataFrame:
        """*standings* with the score of every node; without gates and levels, which cost most to work out."""
        return with_node_scores(self.questionnaire, self.root, standings).collect()

    @cached_property
    def rows_alike(self) -> pl.DataFrame:
        """Each person's scores in the sections that are rated for the group, and in nothing else.

        Who answered other sections than the rest, or one that too few answered, can then be compared with the group.
        """
        unrated = [unit.id for unit in self.root.units if not self.figures.flag(of("rated", unit.id))]
        return self.scores_of(without_sections(self.rows.lazy(), unrated))

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How often each reply was given, by item."""
        return answer_counts(self.questionnaire, table(self.questionnaire, self.responses))

    @cached_property
    def parents(self) -> dict[str, Node]:
        """The node around each node, by the inner one's id."""
        return {child.id: node for node in self.root.walk() for child in node.children}


def unasked_sections(case: Case) -> tuple[str, ...]:
    """The sections with weight that nobody was asked, because nobody with one of their roles has answered.

    To the scorer they do not apply; but the organisation has them, so the level is not the whole story.
    """
    roles = {response.respondent.role for response in case.responses}
    is_for = case.questionnaire.is_for
    parts = [node for node in case.root.walk() if node.id and node.weight]
    return tuple(n.id for n in parts if not any(is_for(item, role) for item in n.all_items for role in roles))


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
