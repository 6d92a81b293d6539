"""Conditions ask only about what is known at that moment: replies while asking, scores afterwards."""

from collections.abc import Iterator

from servicecheck.conditions import (
    NOT_ANSWERS,
    AnyCriticalBelow,
    AnySectionBelow,
    Condition,
    CriticalMeanBelow,
    ItemCondition,
    RoleCondition,
    SectionCondition,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
    items_named,
)
from servicecheck.errors import did_you_mean
from servicecheck.items import Item
from servicecheck.quantities import plain_number
from servicecheck.questionnaire import Section
from servicecheck.questionnaire_checks.outline import Mistake, Outline, Path, located

_OF_SCORES = (
    SectionCondition, AnySectionBelow, AnyCriticalBelow, CriticalMeanBelow, ShareOfItemsBelow, ShareOfWeightBelow,
)  # fmt: skip
_ONLY_REPLIES = "no score is known while somebody answers. 'when' asks about earlier items and about the role."
_LONGEST_WAIT = 100
_ONLY_SCORES = "here the score counts, not the reply. Use 'at_least' or 'below' with points."


def check_when(outline: Outline) -> Iterator[Mistake]:
    """Whether an item is asked depends on the role and on earlier replies that can be given."""
    for path, item in outline.items:
        if item.when is not None:
            for place, part in located(item.when, (*path, "when")):
                if isinstance(part, _OF_SCORES):
                    yield Mistake(place, _ONLY_REPLIES)
                elif isinstance(part, RoleCondition) and part.role not in outline.role_ids:
                    hint = did_you_mean(part.role, outline.role_ids) or " This questionnaire has no roles."
                    yield Mistake((*place, "role"), f"there is no role '{part.role}'.{hint}")
                elif isinstance(part, ItemCondition):
                    yield from _reply(outline, item, place, part)


def check_ambition(outline: Outline) -> Iterator[Mistake]:
    """The section about the ambition exists, and what its replies mean is asked of replies that it can have."""
    ambition = outline.questionnaire.ambition
    if ambition is None:
        return
    section = outline.section_by_id.get(ambition.section)
    if section is None:
        hint = did_you_mean(ambition.section, outline.section_by_id)
        yield Mistake(("ambition", "section"), f"there is no section '{ambition.section}'.{hint}")
        return
    items = {item.id: item for item in section.all_items}
    for key in ("chosen_on_price", "little_time", "service_is_main_reason"):
        condition: Condition | None = getattr(ambition, key)
        for place, part in located(condition, ("ambition", key)) if condition is not None else ():
            if isinstance(part, (*_OF_SCORES, RoleCondition)):
                yield Mistake(place, f"'{key}' asks about replies: name an item of the section '{section.id}'.")
            elif isinstance(part, ItemCondition) and part.item not in items:
                hint = did_you_mean(part.item, items)
                yield Mistake((*place, "item"), f"there is no item '{part.item}' in the section '{section.id}'.{hint}")
            elif isinstance(part, ItemCondition):
                yield from _possible(items[part.item], place, part)


def check_gates(outline: Outline) -> Iterator[Mistake]:
    """Gates ask about scores that exist."""
    for number, gate in enumerate(outline.questionnaire.gates):
        for place, part in located(gate.when, ("gates", number, "when")):
            yield from _score(outline, place, part)


def check_adjustments(outline: Outline) -> Iterator[Mistake]:
    """An adjustment changes a section that has a score, by scores that are known before it."""
    order = {name: number for number, name in enumerate(_children_first(outline.questionnaire.sections))}
    for number, adjustment in enumerate(outline.questionnaire.adjust):
        path: Path = ("adjust", number)
        yield from _section(outline, adjustment.section, (*path, "section"))
        for place, part in located(adjustment.when, (*path, "when")):
            yield from _score(outline, place, part)
            if isinstance(part, AnySectionBelow | ShareOfWeightBelow):
                yield Mistake(place, "an adjustment asks about items and about single sections, not about all of them.")
            elif isinstance(part, SectionCondition) and order.get(part.section, -1) > order.get(adjustment.section, 0):
                message = f"'{part.section}' is scored after '{adjustment.section}'. Ask about an earlier section."
                yield Mistake((*place, "section"), message)


def _children_first(sections: tuple[Section, ...]) -> Iterator[str]:
    """The order in which sections are scored."""
    for section in sections:
        yield from _children_first(section.sections)
        yield section.id


def _reply(outline: Outline, item: Item, place: Path, part: ItemCondition) -> Iterator[Mistake]:
    order = outline.order
    if part.item not in order:
        yield Mistake((*place, "item"), f"there is no item '{part.item}'.{did_you_mean(part.item, order)}")
    elif part.item == item.id:
        yield Mistake((*place, "item"), "an item cannot depend on its own answer. Name an earlier item.")
    elif _waits(outline, part.item, item.id):
        message = f"'{item.id}' and '{part.item}' wait for each other, so neither is ever asked. Remove a condition."
        yield Mistake((*place, "item"), message)
    elif order[part.item] > order[item.id]:
        yield Mistake((*place, "item"), f"'{part.item}' is asked later. Move it above '{item.id}'.")
    else:
        yield from _possible(outline.questionnaire.item(part.item), place, part)


def _waits(outline: Outline, item_id: str, for_id: str) -> bool:
    """Whether one item is asked only after another has been, by its own condition or by those it depends on."""
    seen, ahead = set[str](), [item_id]
    while ahead and len(seen) < _LONGEST_WAIT:
        name = ahead.pop()
        condition = outline.questionnaire.item(name).when if name in outline.order else None
        needed = items_named(condition) - seen if condition is not None else frozenset()
        if for_id in needed:
            return True
        seen |= needed
        ahead += needed
    return False


def _possible(item: Item, place: Path, part: ItemCondition) -> Iterator[Mistake]:
    limit = part.at_least or part.below
    values = [choice.value for choice in item.choices()]
    if limit is not None:
        key = "at_least" if part.at_least else "below"
        if limit.of_range:
            yield Mistake((*place, key), "an answer is no per cent. Write a number.")
        elif item.type == "text" or (values and all(plain_number(value) is None for value in values)):
            yield Mistake((*place, key), f"the answers to '{item.id}' are no numbers. Use 'is' or 'in'.")
        return
    wanted = [((*place, "is"), part.equals)] if part.equals is not None else []
    wanted += [((*place, "in", number), value) for number, value in enumerate(part.among or ())]
    for path, value in wanted:
        if value in NOT_ANSWERS:
            yield Mistake(path, f"'{value}' is a reply but no answer, so this never holds. Name an answer.")
        elif values and not set(value.split("|") if item.type == "choices" else [value]) <= {*values, "none"}:
            yield Mistake(path, f"'{value}' is no answer to '{item.id}'.{did_you_mean(value, values)}")


def _score(outline: Outline, place: Path, part: Condition) -> Iterator[Mistake]:
    questionnaire = outline.questionnaire
    match part:
        case RoleCondition():
            yield Mistake(place, "a group has no role. A role can be asked about in an item's 'when' only.")
        case ItemCondition() | SectionCondition() if part.equals is not None or part.among is not None:
            yield Mistake((*place, "is" if part.equals is not None else "in"), _ONLY_SCORES, at_key=True)
        case ItemCondition():
            if part.item not in outline.order:
                hint = did_you_mean(part.item, outline.order)
                yield Mistake((*place, "item"), f"there is no item '{part.item}'.{hint}")
            elif part.item not in outline.scored_ids:
                yield Mistake((*place, "item"), f"'{part.item}' has no score. Name an item that counts.")
        case SectionCondition():
            yield from _section(outline, part.section, (*place, "section"))
        case AnySectionBelow() | ShareOfWeightBelow() if questionnaire.aggregate == "pooled":
            yield Mistake(place, "the questionnaire is pooled, so sections do not count here. Ask about items.")
        case _:
            pass


def _section(outline: Outline, name: str, place: Path) -> Iterator[Mistake]:
    section = outline.section_by_id.get(name)
    if section is None:
        yield Mistake(place, f"there is no section '{name}'.{did_you_mean(name, outline.section_by_id)}")
    elif not outline.has_score(section):
        yield Mistake(place, f"the section '{name}' has no score. Name one that counts.")
