"""What a cell means as an answer: a stored value, the words of an answer in any language, a code, or points.

Whether numbers are values or points is decided once for a table, for all numbers in it: on some scales a number can be
both, and then it must never be one thing in one row and another in the next.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import InvalidAnswer
from servicecheck.files.likeness import key
from servicecheck.items import Item
from servicecheck.language import LANGUAGES, Words
from servicecheck.quantities import plain_number, units

Numbers = Literal["values", "points"]
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
_SHOWN_CHOICES = 12
_LONGEST_SHOWN = 60


class Unreadable(Exception):
    """A cell that is no answer; the message says why."""


class Reading:
    """How the cells of one table are read."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers
        self._known: dict[tuple[str, str], str] = {}

    def value(self, item: Item, cell: str) -> str:
        """The value to store for *cell*. Raises Unreadable."""
        key = item.id, cell
        if key not in self._known:
            self._known[key] = self._read(item, cell)
        return self._known[key]

    def _read(self, item: Item, cell: str) -> str:
        if not item.choices():
            return _written(item, cell)
        are_points = self.numbers == "points" and is_number(cell)
        found = as_points(item, cell) if are_points else as_value(item, cell)
        if found is None:
            raise Unreadable(_refusal(item, cell, self.numbers))
        return found


def numbers_in(cells: Iterable[tuple[Item, str]], default: Numbers = "values") -> tuple[Numbers, bool]:
    """What the numbers among *cells* are, and whether that is in doubt: some fit only as the one, some as the other."""
    asked = {(item.id, cell): item for item, cell in cells if item.choices() and is_number(cell)}
    readings = [(as_value(item, cell), as_points(item, cell)) for (_, cell), item in asked.items()]
    if not any(value is None and points is not None for value, points in readings):
        return default, False
    if not any(value is not None and points is None for value, points in readings):
        return "points", False
    return default, any(value and points and value != points for value, points in readings)


def is_number(cell: str) -> bool:
    """Whether *cell* is written in digits alone."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def as_value(item: Item, cell: str) -> str | None:
    """The stored value that *cell* is, says in words, or stands for as a code."""
    try:
        return item.parse(cell)
    except InvalidAnswer:
        return _worded(item, cell)


def as_points(item: Item, cell: str) -> str | None:
    """The one stored value that is worth so many points."""
    number = plain_number(cell.strip().replace(",", "."))
    if number is None:
        return None
    found = [choice.value for choice in item.choices() if choice.points == units(number)]
    return found[0] if len(found) == 1 else None


def _worded(item: Item, cell: str) -> str | None:
    wanted = key(cell)
    found = {
        choice.value
        for choice in item.choices()
        for _, words in (choice.label.versions if choice.label else ())
        if key(words) == wanted
    }
    found |= {code for code in NOT_ANSWERS if item.is_allowed(code) and wanted in _not_answers(code)}
    return found.pop() if len(found) == 1 else None


@cache
def _not_answers(code: str) -> frozenset[str]:
    """How "not relevant" or "don't know" is said and typed in each language."""
    return frozenset(key(Words(language)(f"iv_{kind}_{code}")) for language in LANGUAGES for kind in ("cmd", "key"))


def _written(item: Item, cell: str) -> str:
    """A number or a text."""
    try:
        return item.parse(cell)
    except InvalidAnswer as error:
        if item.measured_in is None and not item.hint:
            raise Unreadable(_refusal(item, cell, "values")) from error
        if (code := _worded(item, cell)) is not None:
            return code
        raise Unreadable(reason_of(error)) from error


def reason_of(error: InvalidAnswer) -> str:
    """Why an answer is not taken, as a sentence for whoever made the table."""
    return Words("en")(error.wording, given=error.given[:_LONGEST_SHOWN], **error.values)


def _refusal(item: Item, cell: str, numbers: Numbers) -> str:
    choices = [choice.value for choice in item.choices()]
    if numbers == "points":
        choices = [format(choice.points / 10_000, "g") for choice in item.choices() if choice.points is not None]
    codes = [code for code in NOT_ANSWERS if item.is_allowed(code)]
    shown = ", ".join([*choices[:_SHOWN_CHOICES], *(["…"] if len(choices) > _SHOWN_CHOICES else []), *codes])
    hint = " It is a number of points; say --numbers points if all are." if as_points(item, cell) else ""
    return f"This is not an answer to {item.id}. Answers are {shown}, or their words.{hint}"
