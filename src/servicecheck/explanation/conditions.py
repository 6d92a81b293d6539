"""What a requirement or an adjustment looks at: every figure with its limit, and what the scorer makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from servicecheck.assessment.case import Case
from servicecheck.conditions import (
    All,
    AnyCriticalBelow,
    AnyOf,
    AnySectionBelow,
    Condition,
    CriticalMeanBelow,
    ItemCondition,
    Not,
    RoleCondition,
    SectionCondition,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
    parts,
)
from servicecheck.explanation.steps import named
from servicecheck.items import Item
from servicecheck.quantities import Limit
from servicecheck.scoring.columns import Variant, of
from servicecheck.scoring.gates import BASICS_RANGE, condition_holds

Kind = Literal[
    "all", "any", "not", "role", "item", "section",
    "any-section", "any-critical", "critical-mean", "share-of-items", "share-of-weight",
]  # fmt: skip
"""Put together from others; one item or section; one of them; the mean of the critical items; shares."""


@dataclass(frozen=True)
class Measured:
    """One figure that is looked at, and where the limit lies on its own range."""

    source: str
    value: int
    lowest: int
    highest: int
    limit: int
    weight: int = 1


@dataclass(frozen=True)
class Judged:
    """One condition, and whether it holds."""

    kind: Kind
    holds: bool
    limit: Limit | None = None
    comparison: Literal["below", "at-least"] = "below"
    measured: tuple[Measured, ...] = ()
    more_than: Fraction | None = None
    """Which share of them must be below."""
    parts: tuple["Judged", ...] = ()


def judged(case: Case, conditions: Sequence[Condition], variant: Variant, basics: bool = True) -> list[Judged]:
    """Each of *conditions* for the group's figures as answered, or at one of their bounds."""
    means = [mean for _, mean in case.basics] if basics else []
    every = [part for condition in conditions for part in parts(condition)]
    holds = [
        condition_holds(case.questionnaire, case.root, part, variant, means).alias(f"holds{number}")
        for number, part in enumerate(every)
    ]
    standing = case.conclusion(case.standing.lazy())
    answers = iter(standing.select(holds).collect().row(0)) if holds else iter(())
    court = _Court(case, variant, basics)
    return [court.judge(condition, answers) for condition in conditions]


@dataclass(frozen=True)
class _Court:
    """The figures of one standing in one variant."""

    case: Case
    variant: Variant
    basics: bool

    def judge(self, condition: Condition, holds: Iterator[bool]) -> Judged:
        """*holds* says it of the condition and of those inside it, in the order of `parts`."""
        own = bool(next(holds))
        match condition:
            case All():
                return Judged("all", own, parts=self._inner(condition.all, holds))
            case AnyOf():
                return Judged("any", own, parts=self._inner(condition.any, holds))
            case Not():
                return Judged("not", own, parts=self._inner([condition.not_], holds))
            case RoleCondition():
                return Judged("role", own)
            case ItemCondition() | SectionCondition():
                return self._compared(condition, own)
            case _:
                return self._below(condition, own)

    def _inner(self, conditions: Iterable[Condition], holds: Iterator[bool]) -> tuple[Judged, ...]:
        return tuple(self.judge(condition, holds) for condition in conditions)

    def _compared(self, condition: ItemCondition | SectionCondition, holds: bool) -> Judged:
        limit = condition.below or condition.at_least
        assert limit is not None
        if isinstance(condition, ItemCondition):
            kind: Kind = "item"
            measured = self._items([self.case.questionnaire.item(condition.item)], limit)
        else:
            kind, measured = "section", self._sections([(condition.section, 1)], limit)
        return Judged(kind, holds, limit, "below" if condition.below else "at-least", measured)

    def _below(self, condition: Condition, holds: bool) -> Judged:
        questionnaire = self.case.questionnaire
        tops = [(node.id, node.weight) for node in self.case.root.parts]
        match condition:
            case AnySectionBelow(any_section_below=limit):
                return Judged("any-section", holds, limit, measured=self._sections(tops, limit))
            case AnyCriticalBelow(any_critical_below=limit):
                return Judged("any-critical", holds, limit, measured=self._critical(limit))
            case CriticalMeanBelow(critical_mean_below=limit):
                return Judged("critical-mean", holds, limit, measured=self._critical(limit))
            case ShareOfItemsBelow(share_of_items_below=limit):
                measured = self._items(questionnaire.scored_items, limit)
                return Judged("share-of-items", holds, limit, measured=measured, more_than=condition.more_than)
            case ShareOfWeightBelow(share_of_weight_below=limit):
                measured = self._sections(tops, limit)
                return Judged("share-of-weight", holds, limit, measured=measured, more_than=condition.more_than)
        raise AssertionError(f"{condition} is not about scores")

    def _critical(self, limit: Limit) -> tuple[Measured, ...]:
        elsewhere = [
            Measured(f"basics/{item.id}", mean, 0, BASICS_RANGE, limit.on(0, BASICS_RANGE))
            for item, mean in (self.case.basics if self.basics else ())
        ]
        return (*self._items(self.case.questionnaire.critical_items, limit), *elsewhere)

    def _items(self, items: Iterable[Item], limit: Limit) -> tuple[Measured, ...]:
        """The means of those that are relevant and answered."""
        found = []
        for item in items:
            value = self.case.figures.integer(of("item", item.id, self.variant))
            if value is not None and self.case.figures.flag(of("relevant", item.id)):
                end = limit.on(item.lowest, item.highest)
                found.append(Measured(self._item_name(item), value, item.lowest, item.highest, end))
        return tuple(found)

    def _item_name(self, item: Item) -> str:
        """A bound of an item that everybody answered is its mean."""
        means = [self.case.figures.integer(of("item", item.id, variant)) for variant in ("", "low", "high")]
        is_mean = not self.variant or len(set(means)) == 1
        return named("item" if is_mean else f"item-{self.variant}", item.id)

    def _sections(self, sections: Iterable[tuple[str, int]], limit: Limit) -> tuple[Measured, ...]:
        """The scores; at the bounds a section that applies but is not rated stands at that end of its range."""
        found = []
        for section, weight in sections:
            name, value = self._section(section)
            lowest, highest = (self.case.figures.integer(of(end, section)) for end in ("lowest", "highest"))
            if value is not None and lowest is not None and highest is not None:
                end = limit.on(lowest, highest)
                found.append(Measured(name, value, lowest, highest, end, weight))
        return tuple(found)

    def _section(self, section: str) -> tuple[str, int | None]:
        figures, kind = self.case.figures, self.variant or "score"
        value = figures.integer(of("score", section, self.variant))
        if value is None and self.variant and figures.flag(of("applicable", section)):
            end = "lowest" if self.variant == "low" else "highest"
            return named(end, section), figures.integer(of(end, section))
        return named(kind, section), value
