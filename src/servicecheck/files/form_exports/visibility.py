"""When each question and each section is asked: what the interview does, as logic for a form."""

from collections.abc import Iterator, Sequence
from typing import assert_never

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
    meets,
)
from servicecheck.errors import InvalidAnswer
from servicecheck.files.form_exports.logic import (
    ALWAYS,
    NEVER,
    Logic,
    Missed,
    Reached,
    Silent,
    every,
    no,
    replied,
    some,
)
from servicecheck.files.form_exports.names import ROLE
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire, Section


def items_shown(questionnaire: Questionnaire, section: Section) -> Iterator[tuple[Item, Logic]]:
    """The items of *section* itself, each with when it is asked once its section is."""
    before: list[Logic] = []
    for item in section.items:
        wanted = _holds(item.when, questionnaire) if item.when is not None else ALWAYS
        yield item, every([wanted, *before])
        if section.aggregate == "ladder" and item.is_scored:
            # A rung that was not asked stops nobody; one that was, and is not passed, stops everybody.
            passed = replied(item.id, [*sorted(item.passing), "na"])
            before.append(some([passed, no(wanted)]))


def section_shown(section: Section) -> Logic:
    """When *section* is asked, by the role; whoever gives none is asked everything."""
    return some([Silent(ROLE), replied(ROLE, section.who)]) if section.who else ALWAYS


def _holds(condition: Condition, questionnaire: Questionnaire) -> Logic:
    match condition:
        case All():
            return every(_parts(condition.all, questionnaire))
        case AnyOf():
            return some(_parts(condition.any, questionnaire))
        case Not():
            return no(_holds(condition.not_, questionnaire))
        case RoleCondition():
            return replied(ROLE, [condition.role])
        case ItemCondition():
            return _met(condition, questionnaire.item(condition.item))
        case (
            SectionCondition()
            | AnySectionBelow()
            | AnyCriticalBelow()
            | CriticalMeanBelow()
            | ShareOfItemsBelow()
            | ShareOfWeightBelow()
        ):
            return NEVER
        case _:
            assert_never(condition)


def _parts(conditions: Sequence[Condition], questionnaire: Questionnaire) -> list[Logic]:
    return [_holds(part, questionnaire) for part in conditions]


def _met(condition: ItemCondition, item: Item) -> Logic:
    named = [condition.equals] if condition.equals is not None else list(condition.among or ())
    if named:
        return replied(item.id, [value for value in named if meets(condition, value) and _is_stored(item, value)])
    if item.choices():
        return replied(item.id, [choice.value for choice in item.choices() if meets(condition, choice.value)])
    if condition.at_least is not None:
        return Reached(item.id, condition.at_least.value)
    assert condition.below is not None
    return Missed(item.id, condition.below.value)


def _is_stored(item: Item, value: str) -> bool:
    """Whether an answer can be stored as *value*."""
    try:
        return item.parse(value) == value
    except InvalidAnswer:
        return False
