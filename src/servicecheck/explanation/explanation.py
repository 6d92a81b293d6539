"""A round explained: every step from answers to level, in the order in which they are made."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from servicecheck.assessment import Assessment, Basics, assess, assess_group
from servicecheck.assessment.agreed_case import AgreedCase
from servicecheck.assessment.case import Case
from servicecheck.assessment.counted_case import CountedCase
from servicecheck.assessment.elsewhere import NOWHERE, Elsewhere
from servicecheck.assessment.group_sums import GroupSums
from servicecheck.assessment.rounds import case_of
from servicecheck.explanation.change import SmallestChange, smallest_change
from servicecheck.explanation.conditions import Judged, judged
from servicecheck.explanation.items import ItemCounts, counts_of, item_steps, may_show_bounds
from servicecheck.explanation.levels import LevelSteps, other_levels, overall_level, section_level
from servicecheck.explanation.nodes import Above, Adjusted
from servicecheck.explanation.replies import Reply, reply_of
from servicecheck.explanation.room import RoomUnitSteps, room_item_steps
from servicecheck.explanation.statistics import Statistic, statistics_of
from servicecheck.explanation.steps import Step
from servicecheck.explanation.units import UnitSteps
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response, Round
from servicecheck.scoring.columns import RESPONDENT
from servicecheck.scoring.tree import Node

BOUNDS = ("low", "high")


@dataclass(frozen=True)
class AdjustmentSteps:
    """Whether one adjustment's condition holds, so that its section's score is multiplied."""

    section: str
    times: str
    condition: Judged


@dataclass(frozen=True)
class Explanation:
    """Everything that leads to the figures of one assessment."""

    assessment: Assessment
    replies: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    """Each person's, in own and open rounds, votes too; of an anonymous round, and of a batch, none."""
    items: Mapping[str, ItemCounts] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    """By what they make; each stands after those it needs."""
    adjustments: tuple[AdjustmentSteps, ...] = ()
    section_levels: Mapping[str, LevelSteps] = field(default_factory=dict)
    level: LevelSteps | None = None
    bound_levels: Mapping[str, LevelSteps] = field(default_factory=dict)
    """At the lower and the upper bound; empty where the bounds may not be shown."""
    other_levels: tuple[LevelSteps, ...] = ()
    smallest_change: SmallestChange | None = None
    statistics: Mapping[str, Statistic] = field(default_factory=dict)
    """By name and what they are of: `interval`, `interval:A`, `priority:A1`."""
    withholds_bounds: bool = False
    """Whether bounds are left out because fewer than k people left something open."""


def explain(
    questionnaire: Questionnaire,
    round_: Round,
    responses: Iterable[Response],
    basics: Basics | None = None,
    elsewhere: Elsewhere = NOWHERE,
    *,
    with_change: bool = True,
) -> Explanation:
    """How the figures of `assess` come about, of the same round and people.

    *with_change* adds the smallest change that reaches the next level, for which a great many plans may be scored.
    """
    everybody = tuple(responses)
    assessment = assess(questionnaire, round_, everybody, basics, elsewhere)
    if not assessment.is_shown:
        return Explanation(assessment)
    return _explained(case_of(questionnaire, round_, everybody, basics), assessment, with_change=with_change)


def explain_group(
    questionnaire: Questionnaire, round_: Round, counted: GroupSums, *, with_change: bool = True
) -> Explanation:
    """How the figures of `assess_group` come about: from counts and sums, nobody's own figures are there."""
    assessment = assess_group(questionnaire, round_, counted)
    if not assessment.is_shown:
        return Explanation(assessment)
    return _explained(CountedCase(questionnaire, round_, counted), assessment, with_change=with_change)


def _explained(case: Case, assessment: Assessment, *, with_change: bool) -> Explanation:
    change = smallest_change(case, assessment) if with_change else None
    return _Explainer(case, assessment, change).explanation()


@dataclass(frozen=True)
class _Explainer:
    case: Case
    assessment: Assessment
    change: SmallestChange | None

    def explanation(self) -> Explanation:
        case = self.case
        sections = {node.id: section_level(case, node.id) for node in case.root.walk() if node.id}
        return Explanation(
            assessment=self.assessment,
            replies=self._replies(),
            items={item.id: counts_of(case, item) for item in case.questionnaire.scored_items},
            steps=MappingProxyType({step.makes: step for step in self._steps()}),
            adjustments=self._adjustments(),
            section_levels={section: level for section, level in sections.items() if level is not None},
            level=overall_level(case),
            bound_levels=self._bound_levels(),
            other_levels=other_levels(case),
            smallest_change=self.change,
            statistics=statistics_of(case, self.assessment),
            withholds_bounds=not self._may_show_bounds(case.root) or not self._may_show_item_bounds(),
        )

    def _replies(self) -> Mapping[str, tuple[Reply, ...]]:
        people = self.case.shown_votes if isinstance(self.case, AgreedCase) else self.case
        if not people.shows_rows:
            return {}
        items = people.questionnaire.scored_items
        return {row[RESPONDENT]: tuple(reply_of(row, item) for item in items) for row in people.persons}

    def _steps(self) -> Iterator[Step]:
        for item in self.case.questionnaire.scored_items:
            yield from self._of_item(item)
        for node in self.case.root.walk():
            adjusted = Adjusted(self.case, node)
            hidden = () if self._may_show_bounds(node) else BOUNDS
            yield from adjusted.steps([step for step in self._of(node, adjusted) if _kind(step) not in hidden])

    def _of_item(self, item: Item) -> Iterator[Step]:
        if isinstance(self.case, AgreedCase):
            return room_item_steps(self.case, item)
        return item_steps(self.case, item)

    def _of(self, node: Node, adjusted: Adjusted) -> Iterator[Step]:
        if node.is_unit:
            return self._of_unit(node).all()
        return Above(self.case, node, adjusted.figures_after(0)).all()

    def _of_unit(self, unit: Node) -> UnitSteps:
        return RoomUnitSteps(self.case, unit) if isinstance(self.case, AgreedCase) else UnitSteps(self.case, unit)

    def _may_show_bounds(self, node: Node) -> bool:
        """Whether no bound that goes into this node's rests on fewer than k people's open answers."""
        if node.is_unit:
            return self._of_unit(node).may_show("low")
        return all(self._may_show_bounds(part) for part in node.parts)

    def _may_show_item_bounds(self) -> bool:
        return all(may_show_bounds(self.case, item) for item in self.case.questionnaire.scored_items)

    def _bound_levels(self) -> Mapping[str, LevelSteps]:
        if not self._may_show_bounds(self.case.root) or not self._may_show_item_bounds():
            return {}
        low, high = overall_level(self.case, "low"), overall_level(self.case, "high")
        return {name: level for name, level in (("low", low), ("high", high)) if level is not None}

    def _adjustments(self) -> tuple[AdjustmentSteps, ...]:
        adjustments = self.case.questionnaire.adjust
        conditions = judged(self.case, [one.when for one in adjustments], "", basics=False)
        return tuple(
            AdjustmentSteps(one.section, str(one.times), condition)
            for one, condition in zip(adjustments, conditions, strict=True)
        )


def _kind(step: Step) -> str:
    return step.makes.partition("/")[0]
