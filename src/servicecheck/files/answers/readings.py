"""What a cell means as an answer: a stored value, the words of an answer in any language, a code, or points.

Whether numbers are values, points or the places of choices in their list is decided once for a table, for all numbers
in it: on some scales a number can be more than one of them, and then it must never be one thing in one row and another
in the next.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import InvalidAnswer
from servicecheck.files.answers.found import listed
from servicecheck.files.answers.meanings import NONE
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.vocabulary import Vocabulary, ordered_codes
from servicecheck.files.forms import Numbers
from servicecheck.files.likeness import key
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.quantities import plain_number, units

__all__ = [
    "FALSE",
    "TRUE",
    "Numbers",
    "Reading",
    "Unreadable",
    "coded_in",
    "is_number",
    "numbers_in",
    "reason_of",
    "ticked",
]

_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
TRUE = frozenset({"true", "yes", "1", "ja", "sand", "sandt", "sant", "y", "x"})
FALSE = frozenset({"false", "no", "0", "nej", "falsk", "falskt", "n"})
"""How a form tool or a spreadsheet program says that something is so, or is not."""

_NONE_SAID: Mapping[str, str] = MappingProxyType({})
_SHOWN_CHOICES = 12
_LONGEST_SHOWN = 60


class Unreadable(Exception):
    """A cell that is no answer; the message says why."""


class Reading:
    """How the cells of one table are read."""

    def __init__(
        self,
        numbers: Numbers,
        questions: Questions | None = None,
        coded: Collection[str] = (),
        answers: Mapping[str, str] = _NONE_SAID,
    ) -> None:
        self.numbers = numbers
        self.answers = answers
        """What somebody says that cells mean, by their words as they are compared."""
        self.coded = frozenset(coded)
        """The items whose cells are codes by the order of the choices."""
        self._vocabulary = Vocabulary(questions.questionnaire.levels if questions else ())
        self._known: dict[tuple[str, str], str] = {}

    def value(self, item: Item, cell: str) -> str:
        """The value to store for *cell*. Raises Unreadable."""
        one = item.id, cell
        if one not in self._known:
            said = as_said(item, self.answers.get(key(cell), "")) if self.answers else None
            self._known[one] = said or self._read(item, cell)
        return self._known[one]

    def is_as_stored(self, item: Item) -> bool:
        """Whether each stored value means itself: not where numbers are points, or places in the list."""
        try:
            return all(self.value(item, choice.value) == choice.value for choice in item.choices())
        except Unreadable:
            return False

    def _read(self, item: Item, cell: str) -> str:
        if not item.choices():
            return self._written(item, cell)
        found = _AS[self.numbers](item, cell) if is_number(cell) else self._worded(item, cell)
        if found is None:
            raise Unreadable(_refusal(item, cell, self.numbers))
        return found

    def _worded(self, item: Item, cell: str) -> str | None:
        """The stored value, its words, or its code where the column holds codes."""
        if item.id in self.coded and (choice := ordered_codes(item).get(cell.strip())):
            return choice.value
        if item.takes_several and len(self._vocabulary.ways(item, cell)) > 1:
            return None
        return as_value(item, cell) or self._vocabulary.value(item, cell)

    def _written(self, item: Item, cell: str) -> str:
        """A number or a text."""
        try:
            return item.parse(cell)
        except InvalidAnswer as error:
            if item.measured_in is None and not item.hint:
                raise Unreadable(_refusal(item, cell, "values")) from error
            if (code := self._vocabulary.value(item, cell)) is not None:
                return code
            raise Unreadable(reason_of(error)) from error


def numbers_in(
    cells: Iterable[tuple[Item, str]],
    default: Numbers = "values",
    among: Sequence[Numbers] = ("values", "points"),
    said: Collection[str] = (),
) -> tuple[Numbers, bool]:
    """What the numbers in *cells* are, but those of which it is *said*, and whether that is in doubt.

    It is what all of them can be. Where they can be more than one thing and mean the same as each, there is no doubt;
    and where steps are not thinkable, values go before points. What no reading fits decides nothing.
    """
    asked = {(item.id, cell): item for item, cell in cells if item.choices() and is_number(cell)}
    asked = {one: item for one, item in asked.items() if key(one[1]) not in said}
    readings = [{kind: _AS[kind](item, cell) for kind in among} for (_, cell), item in asked.items()]
    readings = [one for one in readings if any(value is not None for value in one.values())]
    fitting = [kind for kind in among if all(one[kind] is not None for one in readings)]
    if not readings or not fitting:
        return default, any(_differ(one, among) for one in readings)
    chosen = default if default in fitting else fitting[0]
    rivals = [kind for kind in fitting if kind == "steps" or chosen == "steps"]
    return chosen, any(_differ(one, (chosen, kind)) for kind in rivals for one in readings)


def coded_in(cells: Iterable[tuple[Item, str]], reading: Reading) -> frozenset[str]:
    """The items all of whose cells are codes by the order of the choices, or answers in themselves."""
    fits: dict[str, bool] = {}
    has_codes: set[str] = set()
    asked = {(item.id, cell): item for item, cell in cells if item.choices() and cell.strip()}
    for (_, cell), item in asked.items():
        is_code = cell.strip() in ordered_codes(item)
        has_codes |= {item.id} if is_code else set()
        fits[item.id] = fits.get(item.id, True) and (is_code or _is_readable(item, cell, reading))
    return frozenset(item for item in has_codes if fits[item])


def in_doubt(among: Sequence[Numbers]) -> str:
    """That numbers could be more than one of these, and what to do."""
    hint = f"Say which they are: {' or '.join(f'--numbers {kind}' for kind in among)}."
    steps = " With steps 1 is the first choice, 2 the second." * ("steps" in among)
    return f"the numbers here could be {', '.join(among[:-1])} or {among[-1]}. {hint}{steps}"


def assumed(reading: Reading, questions: Questions, *, is_said: bool) -> Iterator[str]:
    """What was found out about numbers and codes, in sentences; *is_said* if somebody said what numbers are."""
    if reading.numbers != "values" and not is_said:
        what = "points" if reading.numbers == "points" else "the places of choices, from 1"
        yield f"the numbers were read as {what}, because not all of them are values."
    if reading.coded:
        names = listed([item for item in questions.items if item in reading.coded])
        yield f"A1, A2 or AO01 were read as the first choice, the second and so on: {names}."


def ticked(item: Item, ticks: Mapping[str, bool]) -> str:
    """The value to store where each option has a column, by what is ticked there. Raises Unreadable."""
    picked = [choice.value for choice in item.choices() if ticks.get(choice.value)]
    codes = [code for code in (NONE, *NOT_ANSWERS) if ticks.get(code)]
    if len(codes) > 1 or (codes and picked):
        raise Unreadable(f"{item.id} says '{codes[0]}' and something else, too: {', '.join([*codes[1:], *picked])}.")
    return codes[0] if codes else "|".join(picked) or NONE


def is_number(cell: str) -> bool:
    """Whether *cell* is written in digits alone."""
    return bool(_NUMBER.fullmatch(cell.strip()))


def as_value(item: Item, cell: str) -> str | None:
    """The stored value that *cell* is, or stands for as a code."""
    try:
        return item.parse(cell)
    except InvalidAnswer:
        return None


def as_said(item: Item, value: str) -> str | None:
    """The stored value that a cell is said to stand for, where the item has it; free text stays as it is."""
    is_code = value in NOT_ANSWERS and item.is_allowed(value)
    return as_value(item, value) if is_code or item.choices() else None


def as_points(item: Item, cell: str) -> str | None:
    """The one stored value that is worth so many points."""
    number = plain_number(cell.strip().replace(",", "."))
    if number is None:
        return None
    found = [choice.value for choice in item.choices() if choice.points == units(number)]
    return found[0] if len(found) == 1 else None


def as_step(item: Item, cell: str) -> str | None:
    """The stored value of the choice at this place of the list, from 1."""
    choices = item.choices()
    place = cell.strip()
    return choices[int(place) - 1].value if place in map(str, range(1, len(choices) + 1)) else None


_AS: Mapping[Numbers, Callable[[Item, str], str | None]] = {"values": as_value, "points": as_points, "steps": as_step}


def _differ(readings: Mapping[Numbers, str | None], kinds: Sequence[Numbers]) -> bool:
    return len({readings[kind] for kind in kinds} - {None}) > 1


def _is_readable(item: Item, cell: str, reading: Reading) -> bool:
    try:
        reading.value(item, cell)
    except Unreadable:
        return False
    return True


def reason_of(error: InvalidAnswer) -> str:
    """Why an answer is not taken, as a sentence for whoever made the table."""
    return Words("en")(error.wording, given=error.given[:_LONGEST_SHOWN], **error.values)


def _refusal(item: Item, cell: str, numbers: Numbers) -> str:
    choices = [choice.value for choice in item.choices()]
    if numbers == "points":
        choices = [format(choice.points / 10_000, "g") for choice in item.choices() if choice.points is not None]
    elif numbers == "steps":
        choices = [str(place) for place in range(1, len(choices) + 1)]
    codes = [code for code in NOT_ANSWERS if item.is_allowed(code)]
    shown = ", ".join([*choices[:_SHOWN_CHOICES], *(["…"] if len(choices) > _SHOWN_CHOICES else []), *codes])
    hint = " It is a number of points; say --numbers points if all are." if as_points(item, cell) else ""
    return f"This is not an answer to {item.id}. Answers are {shown}, or their words.{hint}"
