"""Which replies let an item be asked: items that never are, and items that are never asked together."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from servicecheck.conditions import All, AnyOf, Condition, ItemCondition, meets
from servicecheck.items import Item
from servicecheck.questionnaire import Section
from servicecheck.questionnaire_checks import possible_scores
from servicecheck.questionnaire_checks.limits import points
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path

_COMPARED = 100
"""Nobody writes longer chains of conditions by hand; a file made to keep us busy does."""

Replies = dict[str, frozenset[str]]
"""For an item with options: the replies to it without which something else is not asked."""


def check_asked(outline: Outline) -> Iterator[Mistake]:
    """Every item can come to be asked."""
    needed = _needed(outline)
    for path, item in outline.items:
        for name, replies in needed[item.id].items():
            if not replies:
                message = f"'{item.id}' is never asked: no reply to '{name}' meets this. Change the condition."
                yield Mistake((*path, "when"), message, "warning")
                break


def check_maximum(outline: Outline) -> Iterator[Mistake]:
    """Where points are added up and limits are in points, somebody can be asked everything that is added."""
    if all(level.start.of_range or not level.start.value for level in outline.questionnaire.levels):
        return
    all_needed = _needed(outline)
    for path, section in outline.sections:
        if section.aggregate == "sum" and outline.has_score(section):
            needed = [(item, all_needed[item.id]) for item in section.items if item.when and item.is_scored]
            yield from _maximum(outline, section, needed, (*path, "aggregate"))


def _maximum(outline: Outline, section: Section, needed: list[tuple[Item, Replies]], path: Path) -> Iterator[Mistake]:
    for (first, one), (second, other) in combinations(needed[:_COMPARED], 2):
        if any(not one[name] & other[name] for name in one.keys() & other.keys()):
            possible = possible_scores.of_section(outline, section)
            highest = points(possible[1]) if possible else "0"
            message = (
                f"nobody reaches {highest}, the highest score of '{section.id}': '{first.id}' and '{second.id}' "
                "are never asked together. Set limits in per cent, or use another aggregate."
            )
            yield Mistake(path, message, "warning")
            return


def _needed(outline: Outline) -> dict[str, Replies]:
    """What must have been replied for each item to be asked; that what it depends on was asked is part of it."""
    needed: dict[str, Replies] = {}
    for _, item in outline.items:  # a condition names earlier items only
        replies = _to_hold(outline, item.when, needed) if item.when is not None else {}
        needed[item.id] = replies if len(replies) <= _COMPARED else {}
    return needed


def _to_hold(outline: Outline, condition: Condition, needed: Mapping[str, Replies]) -> Replies:
    match condition:
        case ItemCondition():
            own = _meeting(outline.questionnaire.item(condition.item), condition)
            earlier = needed[condition.item]
            return _both([earlier, {condition.item: own}]) if own is not None else earlier
        case All():
            return _both(_to_hold(outline, part, needed) for part in condition.all)
        case AnyOf():
            return _either([_to_hold(outline, part, needed) for part in condition.any])
        case _:
            return {}


def _meeting(item: Item, condition: ItemCondition) -> frozenset[str] | None:
    """The replies to *item* that meet *condition*; None where any text or number may be written."""
    values = [choice.value for choice in item.choices()]
    if not values or item.type == "choices":
        return None
    return frozenset(value for value in values if meets(condition, value))


def _both(needs: Iterable[Replies]) -> Replies:
    together: Replies = {}
    for need in needs:
        for name, replies in need.items():
            together[name] = together[name] & replies if name in together else replies
    return together


def _either(needs: list[Replies]) -> Replies:
    possible = [need for need in needs if all(need.values())]
    if not possible:
        return needs[0]
    shared = set.intersection(*(set(need) for need in possible))
    return {name: frozenset().union(*(need[name] for need in possible)) for name in shared}
