"""What is typed for an answer, and an answer in words; the same for every type of question and every front end."""

import re
from collections.abc import Mapping

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Level, Questionnaire

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
_YES_NO = {"yes": "iv_yes", "no": "iv_no"}


def codes_of(item: Item, words: Words) -> Mapping[str, str]:
    """What is typed -> the value it stands for: the value itself if all are numbers, else its place in the list."""
    values = [choice.value for choice in item.choices()]
    if all(map(_NUMBER.fullmatch, values)):
        return {as_written(value, words): value for value in values}
    return {str(place): value for place, value in enumerate(values, 1)}


def as_written(number: str, words: Words) -> str:
    """A stored number with the language's decimal sign."""
    return number.replace(".", words.template("format_decimal"))


def code_of(item: Item, value: str, words: Words) -> str:
    """What is typed for a stored *value*."""
    if value in NOT_ANSWERS and item.is_allowed(value):
        return words(f"iv_key_{value}")
    found = next((code for code, one in codes_of(item, words).items() if one == value), None)
    return found or as_written(value, words)


def is_anchored(item: Item) -> bool:
    """Whether some choices describe levels, so that those without words stand between two of them."""
    return any(choice.level and choice.label for choice in item.choices())


def offered(item: Item) -> list[str]:
    """The replies beside an answer that *item* takes."""
    return [code for code in ("dk", "na") if item.is_allowed(code)]


def label_of(item: Item, value: str, words: Words) -> str:
    """The words that stand for one choice; empty when it has none."""
    choice = next(choice for choice in item.choices() if choice.value == value)
    if choice.label:
        return words.typeset(choice.label)
    if value in _YES_NO:
        return words(_YES_NO[value])
    code = as_written(value, words)
    return "" if code in codes_of(item, words) else value


def level_of(item: Item, value: str) -> str | None:
    """The level that a choice describes."""
    return next((choice.level for choice in item.choices() if choice.value == value), None)


def level_name(level: Level, words: Words) -> str:
    """The level's name as it stands in a sentence."""
    return words.typeset(level.name or level.title)


def between(questionnaire: Questionnaire, item: Item, value: str, words: Words) -> str:
    """ "in between bad and good", for a step without words of its own; empty for any other."""
    choices = item.choices()
    place = next((place for place, choice in enumerate(choices) if choice.value == value), None)
    if place is None or choices[place].label or not is_anchored(item):
        return ""
    before = [choice.level for choice in choices[:place] if choice.level]
    after = [choice.level for choice in choices[place:] if choice.level]
    if not before or not after:
        return ""
    low, high = (level_name(questionnaire.level(level), words) for level in (before[-1], after[0]))
    return words("iv_between", level_low=low, level_high=high)


def picked(item: Item, value: str, words: Words) -> str:
    """The words of what was picked, of one choice or several; a stored number as the language writes it."""
    known = [choice.value for choice in item.choices()]
    labels = [label for one in value.split("|") if one in known and (label := label_of(item, one, words))]
    return words.join(labels) or as_written(value, words)
