"""A round in which a room agreed on answers: one row, the room's, carries every figure; the votes stand beside it.

Each item is worth its agreed answer. Where nothing was agreed it is worth the mean of the votes, as it is published;
an item of which the votes may not be shown is not known. The row is made of published figures and of what everybody in
the room heard, so it gives nobody away, and it has no interval: it is no sample of people.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from servicecheck.assessment.case import Case, Figures
from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.group_sums import Complete
from servicecheck.assessment.item_findings import nearest_choice
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.assessment.suppression import TooFew
from servicecheck.conditions import RoleCondition, holds, items_named, parts
from servicecheck.items import Item
from servicecheck.response import AgreedAnswer, Response
from servicecheck.scoring import common_standing
from servicecheck.scoring.columns import applies, of
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Counts, Spread

NO_SAMPLE = Spread(1, 0)
"""One row: nothing spreads."""

NOTHING_HIDDEN = TooFew(frozenset(), frozenset())


@dataclass(frozen=True)
class AgreedCase(Case):
    """A round with what the room agreed on, and what each of its people voted."""

    votes: PeopleCase

    # What was agreed

    @cached_property
    def agreed(self) -> Mapping[str, AgreedAnswer]:
        """The agreed answers to this questionnaire's items, in its order."""
        found = {one.item: one for one in self.round.agreed}
        return {item.id: found[item.id] for item in self.questionnaire.items if item.id in found}

    @cached_property
    def replies(self) -> Mapping[str, str | int | None]:
        """What the room's row is scored from: an agreed answer, the votes' mean, or None for what is not known."""
        return dict(self._replies())

    def _replies(self) -> Iterator[tuple[str, str | int | None]]:
        scored = {item.id for item in self.questionnaire.scored_items}
        decided: dict[str, str | None] = {}
        for item in self.questionnaire.items:
            is_decided = _is_decided(item, decided)
            if is_decided and item.when is not None and not holds(item.when, decided):
                decided[item.id] = None
            elif item.id in self.agreed:
                decided[item.id] = self.agreed[item.id].value
                yield item.id, self.agreed[item.id].value
            elif item.id in scored and (is_decided or self._concerns_anybody(item)):
                yield item.id, self._voted(item)

    def _is_told(self, item: Item) -> bool:
        """Whether the votes on *item* may be shown."""
        return self.votes.is_shown and item.id not in self.votes.hidden

    def _concerns_anybody(self, item: Item) -> bool:
        """Whether anybody voted whom *item* concerns; where that may not be shown, it is taken to."""
        return not self._is_told(item) or bool(self.votes.sums.row[applies(item.id)])

    def _voted(self, item: Item) -> str | int | None:
        """What the votes say of *item*, as far as they may be shown."""
        if not self._is_told(item):
            return None
        if not self.votes.figures.flag(of("relevant", item.id)) and self.votes.counts[item.id]["na"]:
            return "na"
        mean = self.votes.figures.integer(of("item", item.id))
        if mean is not None and self.questionnaire.home(item.id).aggregate == "ladder":
            return nearest_choice(item, mean)
        return mean

    @cached_property
    def row(self) -> pl.DataFrame:
        """The room's row, scored like anybody's."""
        return common_standing(self.questionnaire, self.replies).collect()

    # What carries the level

    @property
    def standing(self) -> pl.DataFrame:
        """The room's standing."""
        return self.row

    @property
    def is_agreed(self) -> bool:
        """They are."""
        return True

    @property
    def is_shown(self) -> bool:
        """What was agreed was said aloud."""
        return True

    def spread(self, node: Node) -> Spread:
        """No spread: the room is one."""
        return NO_SAMPLE

    @property
    def too_few(self) -> TooFew:
        """Nothing: what may not be shown is not known to the room's row either."""
        return NOTHING_HIDDEN

    def levels_drawn(self) -> None:
        """There is nobody to draw."""

    def unknown_in(self, node: Node) -> int:
        """What the room's row does not know is nobody's answer."""
        return 0

    def unknown_of(self, item: Item) -> int:
        """What the room's row does not know is nobody's answer."""
        return 0

    def is_asked(self, node: Node) -> bool:
        """Whether the room, or anybody in it, was asked something in a section."""
        return not self.votes.is_shown or self.votes.is_asked(node) or any(i.id in self.replies for i in node.all_items)

    # What the votes say

    @property
    def people(self) -> int:
        """How many voted."""
        return self.votes.people

    @property
    def responses(self) -> tuple[Response, ...]:
        """What everybody voted."""
        return self.votes.responses

    @cached_property
    def shown_votes(self) -> PeopleCase:
        """The votes, or nobody's where they may not be shown."""
        return self.votes if self.votes.is_shown else PeopleCase(self.questionnaire, self.round, ())

    @property
    def sums(self) -> Figures:
        """What the votes add up to."""
        return self.shown_votes.sums

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """How often each reply was voted for."""
        return self.shown_votes.counts

    @cached_property
    def hidden(self) -> Mapping[str, Hidden]:
        """Why the votes on an item are not shown; of a section, why it has no figure."""
        if self.votes.is_shown or not self.people:
            names = self.votes.hidden
        else:
            nodes = [node.id for node in self.root.walk() if node.id]
            names = dict.fromkeys([*nodes, *(item.id for item in self.questionnaire.scored_items)], "too-few")
        return {name: why for name, why in names.items() if not self.figures.flag(of("rated", name))}

    def answered_mean(self, item: Item) -> int | None:
        """The mean of the votes."""
        return self.shown_votes.answered_mean(item)

    def worth(self, item: Item) -> Counts:
        """How many of the votes on *item* are worth so many points."""
        return self.shown_votes.worth(item)

    def complete(self, unit: Node) -> Complete | None:
        """What Cronbach's alpha takes of the votes."""
        return self.shown_votes.complete(unit)

    @property
    def backed(self) -> frozenset[str]:
        """The items for which somebody has strong evidence."""
        return self.shown_votes.backed

    @property
    def looks_for_basics(self) -> bool:
        """Whether the basics, checked by another questionnaire, belong to it."""
        return self.votes.looks_for_basics


def _is_decided(item: Item, decided: Collection[str]) -> bool:
    """Whether *item* hangs on others, and agreed answers say something of each of them; the room has no role."""
    if item.when is None or any(isinstance(part, RoleCondition) for part in parts(item.when)):
        return False
    return bool(named := items_named(item.when)) and named <= set(decided)


def carrying(votes: PeopleCase) -> Case:
    """What carries the level of a round: what the room agreed on, if that is anything with points; else the votes."""
    scored = {item.id for item in votes.questionnaire.scored_items}
    if not any(one.item in scored for one in votes.round.agreed):
        return votes
    return AgreedCase(votes.questionnaire, votes.round, votes, basics=votes.basics)
