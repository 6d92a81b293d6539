"""A group of a batch on the table: nothing is known of it but counts and sums (method 3.18).

What few people answered, or what would tell of few, was taken out when the group was published beside others; that is
not judged again here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from servicecheck.assessment.case import Case, Figures
from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.group_sums import Complete, GroupSums, HiddenSection
from servicecheck.assessment.suppression import TooFew
from servicecheck.items import Item
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Counts, Spread

NOBODY = Spread(0, 0)


@dataclass(frozen=True)
class CountedCase(Case):
    """A group, and what its answers add up to."""

    counted: GroupSums

    @property
    def people(self) -> int:
        """How many answered anything, customers not counted."""
        return self.counted.people

    @cached_property
    def sums(self) -> Figures:
        """The group's counts and sums; of what is hidden, 0."""
        return Figures(self.counted.row(self.questionnaire))

    @cached_property
    def standing(self) -> pl.DataFrame:
        """The group's standing in one row, without what is hidden."""
        return self.counted.standing(self.questionnaire).collect()

    @cached_property
    def too_few(self) -> TooFew:
        """What is hidden."""
        return self.counted.too_few

    @cached_property
    def hidden(self) -> Mapping[str, Hidden]:
        """Why a section or an item is not shown, by its id."""
        sections = {name: one.reason for name, one in self.counted.sections.items() if isinstance(one, HiddenSection)}
        return {**sections, **{name: one.hidden for name, one in self.counted.items.items() if one.hidden}}

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How often each reply was given, by item."""
        return self.counted.counts

    def worth(self, item: Item) -> Counts:
        """How many of the answers to *item* are worth so many points; nothing where that was too much to count."""
        return {points: people for points, people in self.counted.items[item.id].points.items() if people}

    def spread(self, node: Node) -> Spread:
        """How far people's scores in *node* are apart; of nobody where that was not kept."""
        if node.is_unit:
            return self.counted.sums_of(node.id).spread
        return self.counted.spreads.get(node.id, NOBODY)

    def complete(self, unit: Node) -> Complete | None:
        """What Cronbach's alpha takes of a section with items, where it was kept."""
        return self.counted.complete.get(unit.id)

    def levels_drawn(self) -> Mapping[str | None, int] | None:
        """How often each final level came out of resamples of the people, where they were drawn."""
        return None if self.counted.levels is None else {name or None: n for name, n in self.counted.levels.items()}

    def is_asked(self, node: Node) -> bool:
        """Whether anybody answered whose role is asked something in a section."""
        return node.id not in self.counted.unasked

    def unknown_in(self, node: Node) -> int:
        """How many people who count in a section left something open: at least so many as left open the same item."""
        return max((self.unknown_of(item) for item in node.items), default=0)

    @property
    def backed(self) -> None:
        """A batch asks for no evidence."""
        return None

    @property
    def looks_for_basics(self) -> bool:
        """A batch is measured with one questionnaire."""
        return False
