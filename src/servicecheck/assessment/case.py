"""One round on the table: what is known of those who answered, and the group's figures as they may be published.

Scored once; every finding reads from here. What is known comes from people's responses, or from counts alone.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.group_sums import Complete
from servicecheck.assessment.suppression import TooFew
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring import conclude
from servicecheck.scoring.columns import of, unknown
from servicecheck.scoring.nodes import with_node_scores
from servicecheck.scoring.tree import Node, tree
from servicecheck.statistics import Counts, Spread


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
class Case(ABC):
    """A round, what is known of those who answered, and the critical items checked elsewhere, with their means.

    There are three makers: `PeopleCase` from people's responses, `CountedCase` from what a batch counted of a group,
    `AgreedCase` from what a room agreed on.
    """

    questionnaire: Questionnaire
    round: Round
    basics: tuple[tuple[Item, int], ...] = field(default=(), kw_only=True)

    # What the makers know

    @property
    @abstractmethod
    def people(self) -> int:
        """How many answered anything, customers not counted."""

    @property
    @abstractmethod
    def sums(self) -> Figures:
        """The group's counts and sums, under the scorer's names."""

    @property
    @abstractmethod
    def standing(self) -> pl.DataFrame:
        """The group's standing in one row, without what fewer than k people answered."""

    @property
    @abstractmethod
    def too_few(self) -> TooFew:
        """What fewer than k people answered, or what would tell of fewer than k."""

    @property
    def hidden(self) -> Mapping[str, Hidden]:
        """Why a section or an item is not shown, by its id."""
        return dict.fromkeys(self.too_few.sections | self.too_few.items, "too-few")

    @property
    @abstractmethod
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How often each reply was given, by item."""

    @abstractmethod
    def worth(self, item: Item) -> Counts:
        """How many of the answers to *item* are worth so many points."""

    @abstractmethod
    def spread(self, node: Node) -> Spread:
        """How far people's scores in *node* are apart.

        Above the sections with items, of those people who count in every section below that is rated for the group.
        """

    @abstractmethod
    def complete(self, unit: Node) -> Complete | None:
        """What Cronbach's alpha takes of a section with items; None below thirty people who answered all of them."""

    @abstractmethod
    def levels_drawn(self) -> Mapping[str | None, int] | None:
        """How often each final level comes out of resamples of the people; None where that is not known."""

    @abstractmethod
    def is_asked(self, node: Node) -> bool:
        """Whether anybody answered whose role is asked something in a section."""

    @abstractmethod
    def unknown_in(self, node: Node) -> int:
        """How many people who count in a section with items left something open that applies to them."""

    @property
    @abstractmethod
    def backed(self) -> frozenset[str] | None:
        """The items for which somebody has strong evidence; None where evidence was not asked for."""

    @property
    @abstractmethod
    def looks_for_basics(self) -> bool:
        """Whether the basics, checked by another questionnaire, belong to it."""

    @property
    def responses(self) -> tuple[Response, ...]:
        """Everybody's answers; nobody's where only counts were kept."""
        return ()

    @property
    def persons(self) -> Sequence[Mapping[str, Any]]:
        """Each person's columns; nobody's where only counts were kept."""
        return ()

    # What follows

    @property
    def smallest_group(self) -> int:
        """How many people a published figure must cover."""
        return self.round.k if self.round.mode == "anonymous" else 1

    @property
    def is_shown(self) -> bool:
        """Whether enough people answered for anything but their number to be published."""
        return self.people >= max(1, self.smallest_group)

    @property
    def shows_rows(self) -> bool:
        """Whether single people's figures are there, and may be shown."""
        return self.smallest_group == 1 and bool(self.persons)

    @property
    def is_agreed(self) -> bool:
        """Whether the figures are of what a room agreed on, and not of what each person answered."""
        return False

    def answered_mean(self, item: Item) -> int | None:
        """The mean of what people answered."""
        return self.figures.integer(of("item", item.id))

    @cached_property
    def root(self) -> Node:
        """The nodes that count."""
        return tree(self.questionnaire)

    def unknown_of(self, item: Item) -> int:
        """How many who count in its section left an item open that applies to them."""
        return int(self.sums.row[unknown(item.id)])

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
    def parents(self) -> dict[str, Node]:
        """The node around each node, by the inner one's id."""
        return {child.id: node for node in self.root.walk() for child in node.children}


def unasked_sections(case: Case) -> tuple[str, ...]:
    """The sections with weight that nobody was asked, because nobody with one of their roles has answered.

    To the scorer they do not apply; but the organisation has them, so the level is not the whole story.
    """
    return tuple(node.id for node in case.root.walk() if node.id and node.weight and not case.is_asked(node))
