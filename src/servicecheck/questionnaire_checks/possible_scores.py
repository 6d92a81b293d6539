"""The lowest and the highest score that each part can have when every item in it is answered (method 3.17)."""

from collections.abc import Sequence

from servicecheck.language import POINT
from servicecheck.quantities import round_half_up, units
from servicecheck.questionnaire import Aggregate, Section
from servicecheck.questionnaire_checks.outline import Outline

Range = tuple[int, int]
"""Lowest and highest, in ten-thousandths of a point."""


def of_section(outline: Outline, section: Section) -> Range | None:
    """What *section* can score; None when it has no score."""
    if not outline.has_score(section):
        return None
    below = section.items or (section.all_items if section.aggregate == "pooled" else ())
    items = [(item.lowest, item.highest, units(item.weight)) for item in below if item.id in outline.scored_ids]
    return _combined(section.aggregate, units(section.start), items or _weighted(outline, section.sections))


def of_whole(outline: Outline) -> Range | None:
    """What the whole questionnaire can score; None when nothing is scored."""
    questionnaire = outline.questionnaire
    if questionnaire.aggregate == "pooled":
        items = [(item.lowest, item.highest, units(item.weight)) for item in questionnaire.scored_items]
        return _combined("pooled", 0, items)
    return _combined(questionnaire.aggregate, 0, _weighted(outline, questionnaire.sections))


def _weighted(outline: Outline, sections: Sequence[Section]) -> list[tuple[int, int, int]]:
    ranged = [(of_section(outline, section), units(section.weight)) for section in sections]
    return [(*possible, weight) for possible, weight in ranged if possible and weight]


def _combined(aggregate: Aggregate, start: int, parts: Sequence[tuple[int, int, int]]) -> Range | None:
    if not parts:
        return None
    lows, highs, weights = zip(*parts, strict=True)
    match aggregate:
        case "ladder":
            return start, start + sum(highs)
        case "min":
            return min(lows), min(highs)
        case "sum":
            return _mean(lows, weights, POINT), _mean(highs, weights, POINT)
        case "mean" | "pooled":
            whole = sum(weights)
            return (_mean(lows, weights, whole), _mean(highs, weights, whole)) if whole else None


def _mean(points: Sequence[int], weights: Sequence[int], whole: int) -> int:
    return round_half_up(sum(p * w for p, w in zip(points, weights, strict=True)), whole)
