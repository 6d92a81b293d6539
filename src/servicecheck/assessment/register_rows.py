"""The rows of a register, read by their columns; and the names of those registers that the assessment understands.

A register is understood by its id and the ids of its columns, as in the shipped questionnaires; one with other ids is
kept and shown nowhere. What is not written, or not what its column asks for, is unknown, never 0.

Rows come in an order that follows from what was written: in an anonymous round the order in which they stand in the
file would tell who wrote which.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from statistics import median

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Proportion
from servicecheck.items.base import Option
from servicecheck.quantities import plain_number
from servicecheck.questionnaire import Column, Questionnaire, Register
from servicecheck.response import RegisterRow, Round
from servicecheck.statistics import wilson_interval

TARGETS, FRUSTRATIONS, MISTAKES = "targets", "frustrations", "mistakes"
CASES, QUOTES, BULBS = "complaint-cases", "always-quotes", "light-bulbs"


@dataclass(frozen=True)
class Row:
    """One row, with the register that says what its cells are."""

    register: Register
    written: RegisterRow

    def text(self, column: str) -> str:
        """What stands there; empty where nothing does."""
        return self.written.values.get(column, "").strip()

    def number(self, column: str) -> Fraction | None:
        """A number from 0 on."""
        number = plain_number(self.text(column))
        return Fraction(number) if number is not None and number >= 0 else None

    def day(self, column: str) -> date | None:
        """A date."""
        return day_of(self.text(column))

    def flag(self, column: str) -> bool | None:
        """Yes or no."""
        return {"yes": True, "no": False}.get(self.text(column))

    def is_value(self, column: str, value: str) -> bool | None:
        """Whether this is what was picked; None where nothing was."""
        picked = self.text(column)
        return picked == value if picked else None

    def points(self, column: str) -> Decimal | None:
        """What the picked option is worth."""
        found = self.option(column)
        return None if found is None else found.points

    def rank(self, column: str) -> int | None:
        """What the picked option is worth, of a scale of whole numbers."""
        points = self.points(column)
        return None if points is None else int(points)

    def option(self, column: str) -> Option | None:
        """What was picked, of a column's options."""
        options = next((one.options for one in self.register.columns if one.id == column), ())
        return next((option for option in options if option.value == self.text(column)), None)

    @cached_property
    def content(self) -> tuple[tuple[str, str], ...]:
        """All that was written, for an order that nothing else decides."""
        return tuple(sorted((column, value.strip()) for column, value in self.written.values.items() if value.strip()))


def register_named(questionnaire: Questionnaire, name: str) -> Register | None:
    """The register with this id, if *questionnaire* has one."""
    return next((register for register in questionnaire.registers if register.id == name), None)


def rows_of(case: Case, name: str) -> tuple[Row, ...]:
    """The rows of one register that anything stands in; none where too few people answered to show anything."""
    register = register_named(case.questionnaire, name)
    if register is None or not case.is_shown:
        return ()
    rows = (Row(register, row) for row in case.round.registers if row.register == name)
    return tuple(sorted((row for row in rows if row.content), key=lambda row: row.content))


def day_of(text: str | None) -> date | None:
    """The date that *text* is."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def last_date(round_: Round, days: Iterable[date | None]) -> date | None:
    """The last day that is known of: the round's closing date, or a later one of *days*. Never today."""
    return max((day for day in (round_.closed, *days) if day is not None), default=None)


def proportion(answers: Iterable[bool | None]) -> Proportion | None:
    """How many are true of those that are known; None where none is."""
    known = [answer for answer in answers if answer is not None]
    return Proportion(sum(known), len(known), wilson_interval(sum(known), len(known))) if known else None


def middle(numbers: Iterable[Fraction | None]) -> Fraction | None:
    """The median of those that are known."""
    known = [number for number in numbers if number is not None]
    return median(known) if known else None


def total(numbers: Iterable[Fraction | None]) -> Fraction | None:
    """The sum of those that are known; None where none is."""
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) if known else None


def worth_points(register: Register) -> Iterator[Column]:
    """The columns in which something is picked that is worth points."""
    for column in register.columns:
        if column.type == "choice" and any(option.points is not None for option in column.options):
            yield column
