"""Gates that can never hold, or hold whatever is answered."""

from collections.abc import Iterable, Iterator

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
from servicecheck.items import Item
from servicecheck.quantities import Limit, Share
from servicecheck.questionnaire_checks import possible_scores
from servicecheck.questionnaire_checks.outline import Mistake, Outline
from servicecheck.questionnaire_checks.possible_scores import Range

Outcome = bool | None
"""True: it always holds. False: it never does. None: it depends on the answers."""


def check_outcomes(outline: Outline) -> Iterator[Mistake]:
    """A gate can hold, and can be passed; the level it caps at is not the highest."""
    for number, gate in enumerate(outline.questionnaire.gates):
        outcome = _outcome(outline, gate.when)
        if outcome is False:
            message = f"the gate '{gate.id}' can never hold, so it caps nothing. Change or remove it."
            yield Mistake(("gates", number, "when"), message, "warning")
        elif outcome:
            message = f"the gate '{gate.id}' always holds: no level above '{gate.caps_at}' can be reached. Change it."
            yield Mistake(("gates", number, "when"), message, "warning")
        if outline.level_ids and gate.caps_at == outline.level_ids[-1]:
            message = f"'{gate.caps_at}' is the highest level, so this caps nothing. Name a lower level."
            yield Mistake(("gates", number, "caps_at"), message, "warning")


def _outcome(outline: Outline, condition: Condition) -> Outcome:
    match condition:
        case All():
            return False if _is_empty(outline, condition) else _every(_outcome(outline, part) for part in condition.all)
        case AnyOf():
            return _some(_outcome(outline, part) for part in condition.any)
        case Not():
            inner = _outcome(outline, condition.not_)
            return None if inner is None else not inner
        case ItemCondition() | SectionCondition():
            return _compared(condition, _range(outline, condition))
        case AnySectionBelow():
            return _some(_below(condition.any_section_below, one) for one in _sections(outline))
        case ShareOfWeightBelow():
            return _shared(condition.share_of_weight_below, condition.more_than, _sections(outline))
        case ShareOfItemsBelow():
            items = outline.questionnaire.scored_items
            return _shared(condition.share_of_items_below, condition.more_than, _ranges(items))
        case AnyCriticalBelow() | CriticalMeanBelow():
            return _critical(outline, condition)
        case RoleCondition():
            return False


def _critical(outline: Outline, condition: AnyCriticalBelow | CriticalMeanBelow) -> Outcome:
    below = _ranges(outline.questionnaire.critical_items)
    if outline.questionnaire.basics_from:  # the other questionnaire's critical items are not known here
        return None
    if isinstance(condition, AnyCriticalBelow):
        return _some(_below(condition.any_critical_below, one) for one in below)
    return _shared(condition.critical_mean_below, None, below)


def _shared(limit: Limit, share: Share | None, ranges: Iterable[Range]) -> Outcome:
    outcomes = [_below(limit, one) for one in ranges]
    if not any(outcome is not False for outcome in outcomes) or (share is not None and share >= 1):
        return False
    return True if all(outcomes) else None


def _every(outcomes: Iterable[Outcome]) -> Outcome:
    known = list(outcomes)
    if False in known:
        return False
    return None if None in known else True


def _some(outcomes: Iterable[Outcome]) -> Outcome:
    known = list(outcomes)
    if True in known:
        return True
    return None if None in known else False


def _range(outline: Outline, condition: ItemCondition | SectionCondition) -> Range | None:
    if isinstance(condition, SectionCondition):
        return possible_scores.of_section(outline, outline.section_by_id[condition.section])
    item = outline.questionnaire.item(condition.item)
    return item.lowest, item.highest


def _compared(comparison: Comparison, possible: Range | None) -> Outcome:
    if possible is None:
        return False
    if comparison.below is not None:
        return _below(comparison.below, possible)
    if comparison.at_least is None:
        return None
    below = _below(comparison.at_least, possible)
    return None if below is None else not below


def _below(limit: Limit, possible: Range) -> Outcome:
    bound = limit.on(*possible)
    if bound <= possible[0]:
        return False
    return True if bound > possible[1] else None


def _ranges(items: Iterable[Item]) -> list[Range]:
    return [(item.lowest, item.highest) for item in items]


def _sections(outline: Outline) -> list[Range]:
    weighted = [section for section in outline.questionnaire.sections if section.weight]
    return [one for section in weighted if (one := possible_scores.of_section(outline, section))]


def _is_empty(outline: Outline, condition: All) -> bool:
    """Whether it wants a score at least at one limit and below another that is no higher."""
    least: dict[str, int] = {}
    below: dict[str, int] = {}
    for part in condition.all:
        if isinstance(part, ItemCondition | SectionCondition) and (possible := _range(outline, part)):
            name = part.item if isinstance(part, ItemCondition) else part.section
            if part.at_least is not None:
                least[name] = max(part.at_least.on(*possible), least.get(name, possible[0]))
            if part.below is not None:
                below[name] = min(part.below.on(*possible), below.get(name, possible[1] + 1))
    return any(least[name] >= below[name] for name in least.keys() & below.keys())
