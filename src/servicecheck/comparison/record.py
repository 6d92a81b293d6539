"""A round with everybody's answers: it can be paired with another by code, and scored on a part of its questions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from servicecheck.assessment import Assessment
from servicecheck.assessment.agreed_case import AgreedCase
from servicecheck.assessment.case import Case
from servicecheck.assessment.people_case import PeopleCase, own_people
from servicecheck.assessment.standings import standing_of
from servicecheck.comparison.assessed_side import counted_items, part_of, side_of
from servicecheck.comparison.side import Part, Side
from servicecheck.items import Item, TextItem
from servicecheck.questionnaire import Questionnaire, Section
from servicecheck.response import HAND, Response, Round
from servicecheck.scoring.columns import answered, of
from servicecheck.scoring.tree import Node

Scores = Mapping[str, Mapping[str, int]]
"""Section id ("" is the whole) -> code -> score."""


@dataclass(frozen=True)
class Measured:
    """The parts of a round on one set of questions, and everybody's scores in them."""

    parts: tuple[Part, ...]
    scores: Scores


@dataclass(frozen=True)
class Record:
    """A round, what it came to, and who answered what."""

    assessment: Assessment
    responses: tuple[Response, ...]

    @cached_property
    def side(self) -> Side:
        """What may be shown of it."""
        return side_of(self.assessment)

    @property
    def round(self) -> Round:
        """The round itself."""
        return self.assessment.round

    @cached_property
    def codes(self) -> frozenset[str]:
        """Who counts in it and can be found again in another round."""
        people = (response.respondent.code for response in own_people(self.responses))
        return frozenset(code for code in people if not code.startswith(HAND))

    def as_asked(self) -> Measured:
        """Scored on everything that was asked: the figures of its own report."""
        case = self._case(self.assessment.questionnaire)
        return Measured(self.side.parts, _scores(case))

    def on(self, questionnaire: Questionnaire) -> Measured:
        """Scored on another questionnaire's questions."""
        case = self._case(questionnaire)
        return Measured(_parts(case, self.side), _scores(case))

    def _case(self, questionnaire: Questionnaire) -> Case:
        votes = PeopleCase(questionnaire, self.round, own_people(self.responses))
        # On fewer questions there may be no agreed answer left; what is scored is still what the room's row holds.
        return votes if self.assessment.agreed is None else AgreedCase(questionnaire, self.round, votes)


def _parts(case: Case, side: Side) -> tuple[Part, ...]:
    given = {item.id for item in case.questionnaire.scored_items if _counts(case, item)}
    rated = {node.id for node in case.root.walk() if case.figures.flag(of("rated", node.id))}
    found = []
    for node in _in_order(case):
        least = None if case.is_agreed else side.smallest_group
        part = part_of(case.questionnaire, node, standing_of(case, node), least)
        known = side.part(node.id)
        depth, surplus = (known.depth, known.surplus) if known else (0, 0)
        found.append(replace(part, answered=counted_items(node, rated, given), depth=depth, surplus=surplus))
    return tuple(found)


def _counts(case: Case, item: Item) -> bool:
    """Whether an item counts in scores."""
    if case.is_agreed:
        return case.figures.integer(of("item", item.id)) is not None
    return bool(case.sums.row[answered(item.id)])


def _in_order(case: Case) -> list[Node]:
    """The sections as they stand in the questionnaire, and the whole last."""
    nodes = {node.id: node for node in case.root.walk()}
    return [*(nodes[section.id] for section in case.questionnaire.walk() if section.id in nodes), case.root]


def _scores(case: Case) -> Scores:
    """Everybody's; nobody's where a room has agreed: its scores are not made of theirs."""
    if not isinstance(case, PeopleCase):
        return {}
    return {node.id: case.scores_by_person(node) for node in case.root.walk()}


def with_only(questionnaire: Questionnaire, items: Collection[str]) -> Questionnaire:
    """*questionnaire* in which only these items are scored; conditions may still refer to the others."""
    # A copy would keep what the original has worked out of its items.
    fields = {name: getattr(questionnaire, name) for name in Questionnaire.model_fields}
    return Questionnaire.model_construct(
        **{**fields, "sections": tuple(_cut(one, items) for one in fields["sections"])}
    )


def _cut(section: Section, items: Collection[str]) -> Section:
    own = tuple(item if item.id in items else _unscored(item) for item in section.items)
    below = tuple(_cut(child, items) for child in section.sections)
    return section.model_copy(update={"items": own, "sections": below})


def _unscored(item: Item) -> TextItem:
    return TextItem.model_construct(id=item.id, type="text", text=item.text, when=item.when, actions={})
