"""Conditions on the scores of a row or a group."""

from dataclasses import dataclass
from fractions import Fraction

from oracle.answers import possible_points
from oracle.results import Result
from oracle.sections import counted
from servicecheck.conditions import (
    All,
    AnyCriticalBelow,
    AnyOf,
    AnySectionBelow,
    Comparison,
    Condition,
    CriticalMeanBelow,
    ItemCondition,
    Not,
    RoleCondition,
    SectionCondition,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
)
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire


def in_ten_thousandths(limit: Limit, lowest: int | None, highest: int | None) -> Fraction:
    """The limit exactly; per cent go from the lowest to the highest possible."""
    if not limit.of_range:
        return Fraction(limit.value) * 10_000
    assert lowest is not None
    assert highest is not None
    return lowest + Fraction(limit.value) / 100 * (highest - lowest)


@dataclass(frozen=True)
class Measured:
    """Something with a figure, a possible range and a weight."""

    figure: int
    lowest: int
    highest: int
    weight: Fraction = Fraction(1)
    is_critical: bool = False

    def limit(self, limit: Limit) -> Fraction:
        return in_ten_thousandths(limit, self.lowest, self.highest)

    def is_below(self, limit: Limit) -> bool:
        return self.figure < self.limit(limit)

    def compares(self, comparison: Comparison) -> bool:
        if comparison.at_least is not None:
            return not self.is_below(comparison.at_least)
        assert comparison.below is not None, "a score is compared with limits"
        return self.is_below(comparison.below)


@dataclass(frozen=True)
class Measures:
    """The figures of one result, as answered or at one of their bounds."""

    questionnaire: Questionnaire
    result: Result
    variant: str = ""

    def meet(self, condition: Condition) -> bool:
        match condition:
            case All():
                return all(self.meet(part) for part in condition.all)
            case AnyOf():
                return any(self.meet(part) for part in condition.any)
            case Not():
                return not self.meet(condition.not_)
            case RoleCondition():
                return False
            case ItemCondition():
                return any(m.compares(condition) for m in self._items(condition.item))
            case SectionCondition():
                return any(m.compares(condition) for m in self._sections(condition.section))
            case AnySectionBelow():
                return any(m.is_below(condition.any_section_below) for m in self._tops())
            case AnyCriticalBelow():
                return any(m.is_below(condition.any_critical_below) for m in self._critical())
            case CriticalMeanBelow():
                limits = sum((m.limit(condition.critical_mean_below) for m in self._critical()), Fraction(0))
                return sum(m.figure for m in self._critical()) < limits if self._critical() else False
            case ShareOfItemsBelow():
                return _share_below(self._items(), condition.share_of_items_below) > condition.more_than
            case ShareOfWeightBelow():
                return _share_below(self._tops(), condition.share_of_weight_below) > condition.more_than

    def _items(self, only: str | None = None) -> list[Measured]:
        """The scored items that have a mean and are relevant for the organisation."""
        found = []
        for item_id, item_result in self.result.items.items():
            figure = item_result.at(self.variant)
            if figure is not None and item_result.is_relevant and only in (None, item_id):
                item = self.questionnaire.item(item_id)
                possible = possible_points(item)
                found.append(Measured(figure, min(possible), max(possible), is_critical=item.critical))
        return found

    def _critical(self) -> list[Measured]:
        return [m for m in self._items() if m.is_critical]

    def _tops(self) -> list[Measured]:
        """The sections with weight directly below the whole."""
        tops = [section for section in counted(self.questionnaire.sections) if section.weight > 0]
        return [m for section in tops for m in self._sections(section.id, Fraction(section.weight))]

    def _sections(self, section_id: str, weight: Fraction = Fraction(1)) -> list[Measured]:
        node = self.result.nodes.get(section_id)
        figure = node.standing(self.variant) if node else None
        if node is None or figure is None:
            return []
        assert node.lowest is not None
        assert node.highest is not None
        return [Measured(figure, node.lowest, node.highest, weight)]


def _share_below(measured: list[Measured], limit: Limit) -> Fraction:
    whole = sum((m.weight for m in measured), Fraction(0))
    below = sum((m.weight for m in measured if m.is_below(limit)), Fraction(0))
    return below / whole if whole else Fraction(-1)
