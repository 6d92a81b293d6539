"""The questionnaire as the scorer sees it: nodes that count, each with its items or its children.

Respondents are scored at *units*: sections with items, and sections that pool everything below them. Every other node
is aggregated from its children's scores, for a row and for a group alike, so that a report adds up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from servicecheck.items import Item
from servicecheck.language import POINT
from servicecheck.quantities import round_half_up, units
from servicecheck.questionnaire import Aggregate, Coverage, Questionnaire, Section, Unanswered
from servicecheck.scoring import columns


@dataclass(frozen=True)
class Node:
    """One section that counts, or the whole questionnaire (id "")."""

    id: str
    aggregate: Aggregate
    coverage: Coverage
    unanswered: Unanswered
    weight: int
    start: int
    items: tuple[Item, ...]
    children: tuple["Node", ...]

    @property
    def is_unit(self) -> bool:
        """Whether respondents are scored here."""
        return bool(self.items)

    @property
    def parts(self) -> tuple["Node", ...]:
        """The children this node's score is made of: those with weight, none below a pool."""
        return () if self.is_unit else tuple(child for child in self.children if child.weight)

    @property
    def fixed_range(self) -> tuple[int, int] | None:
        """A unit's lowest and highest possible score, where it is the same whichever of its items apply."""
        ends = {(item.lowest, item.highest) for item in self.items}
        return ends.pop() if len(ends) == 1 and self.aggregate in ("mean", "pooled", "min") else None

    @property
    def common_range(self) -> tuple[int, int] | None:
        """The lowest and highest possible score of this node, where it is the same whichever of its parts apply."""
        if self.is_unit:
            return self.fixed_range
        ends = {part.common_range for part in self.parts}
        return ends.pop() if len(ends) == 1 and self.aggregate in ("mean", "min") else None

    @property
    def full_range(self) -> tuple[int, int]:
        """A unit's lowest and highest possible score for somebody whom all of its items concern."""
        counted = [item for item in self.items if item.weight] or list(self.items)
        if self.aggregate == "ladder":
            return self.start, self.start + sum(item.highest for item in self.items)
        if self.aggregate == "min":
            return min(item.lowest for item in counted), min(item.highest for item in counted)
        weights = [units(item.weight) or 1 for item in counted]
        whole = POINT if self.aggregate == "sum" else sum(weights)
        lowest = sum(item.lowest * weight for item, weight in zip(counted, weights, strict=True))
        highest = sum(item.highest * weight for item, weight in zip(counted, weights, strict=True))
        return round_half_up(lowest, whole), round_half_up(highest, whole)

    @property
    def units(self) -> tuple["Node", ...]:
        """The nodes, from here down, where respondents are scored; the ones inside another before it."""
        return tuple(node for node in self.walk() if node.is_unit)

    @property
    def all_items(self) -> tuple[Item, ...]:
        """The items at and below this node, in order; those of a pool are also its own."""
        return self.items or tuple(item for child in self.children for item in child.all_items)

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, children first."""
        for child in self.children:
            yield from child.walk()
        yield self


def tree(questionnaire: Questionnaire) -> Node:
    """The nodes that count, from the whole down."""
    sections = tuple(_node(section) for section in questionnaire.sections if _has_points(section))
    pooled = tuple(item for section in sections for item in section.all_items)
    return Node(
        id=columns.ROOT,
        aggregate=questionnaire.aggregate,
        coverage=questionnaire.coverage,
        unanswered=questionnaire.unanswered,
        weight=units(Decimal(1)),
        start=0,
        items=pooled if questionnaire.aggregate == "pooled" else (),
        children=sections,
    )


def _has_points(section: Section) -> bool:
    below = any(_has_points(child) for child in section.sections)
    return section.scored and (below or any(item.is_scored for item in section.items))


def _node(section: Section) -> Node:
    children = tuple(_node(child) for child in section.sections if _has_points(child))
    own = tuple(item for item in section.items if item.is_scored)
    pooled = tuple(item for child in children for item in child.all_items)
    return Node(
        id=section.id,
        aggregate=section.aggregate,
        coverage=section.coverage,
        unanswered=section.unanswered,
        weight=units(section.weight),
        start=units(section.start),
        items=own or (pooled if section.aggregate == "pooled" else ()),
        children=children,
    )
