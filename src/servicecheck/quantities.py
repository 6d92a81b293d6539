"""Exact numbers as authors write them: decimals with at most four places, shares, and limits in points or per cent.

A score is a whole number of ten-thousandths of a point, so that every order, chunking and engine gives the same result.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from servicecheck.language import POINT

PLAIN_NUMBER = r"^[+-]?[0-9]{1,9}(\.[0-9]{1,4})?$"
"""How a number is written wherever one is compared: digits, at most nine before and four after the point."""

PER_CENT_UNITS = 100 * POINT
"""A limit of 100% in the ten-thousandths in which limits are counted."""

_DECIMAL = re.compile(PLAIN_NUMBER)
_SHARE = re.compile(r"\d{1,9}(\.\d{1,4})?%|\d{1,9}/\d{1,9}|0(\.\d{1,4})?|1(\.0{1,4})?", re.ASCII)


def units(number: Decimal) -> int:
    """*number* in ten-thousandths; exact, because a `Number` has at most four decimal places."""
    return int(number * POINT)


def plain_number(text: str) -> Decimal | None:
    """The number that *text* is, or None where it is anything but digits: nan, 1e5 and 1_000 are words."""
    return Decimal(text) if _DECIMAL.fullmatch(text) else None


def round_half_up(numerator: int, denominator: int) -> int:
    """floor(numerator / denominator + 1/2) in integers; *denominator* must be positive."""
    return (2 * numerator + denominator) // (2 * denominator)


def _number(given: object) -> Decimal:
    text = str(given)
    if isinstance(given, bool) or not _DECIMAL.fullmatch(text):
        raise PydanticCustomError(
            "number",
            "'{given}' is not a plain number. Write digits, at most nine before and four after the point: 0.25.",
            {"given": text[:40]},
        )
    return Decimal(text)


def _share(given: object) -> Fraction:
    text = str(given).replace(" ", "")
    if isinstance(given, Fraction):
        return given
    if not _SHARE.fullmatch(text) or text.endswith("/0"):
        raise PydanticCustomError(
            "share", "'{given}' is not a share. Write per cent or a fraction, such as 10% or 1/3.", {"given": text[:40]}
        )
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


@dataclass(frozen=True)
class Limit:
    """A score to compare with: in points (`75`), or as a share of the possible range (`50%`)."""

    value: Decimal
    of_range: bool = False

    def __str__(self) -> str:
        return f"{self.value}%" if self.of_range else str(self.value)

    def on(self, lowest: int, highest: int) -> int:
        """The limit on a scale from *lowest* to *highest*, all three in ten-thousandths of a point.

        A share that falls between two of them is rounded up: a whole score is below the one exactly when below both.
        """
        if not self.of_range:
            return units(self.value)
        return lowest - (-(highest - lowest) * units(self.value) // PER_CENT_UNITS)


def _limit(given: object) -> Limit:
    if isinstance(given, Limit):
        return given
    text = str(given).replace(" ", "")
    return Limit(_number(text.removesuffix("%")), of_range=text.endswith("%"))


_DECIMAL_SCHEMA = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d{1,9}(\.\d{1,4})?$"}]}

Number = Annotated[Decimal, BeforeValidator(_number), PlainSerializer(str), WithJsonSchema(_DECIMAL_SCHEMA)]
"""A decimal with at most four places; written as digits, never 1e3, .inf or 22:30."""

Share = Annotated[
    Fraction,
    BeforeValidator(_share),
    PlainSerializer(str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\d+(\.\d+)?( ?%|/\d+)?$"}]}),
]
"""A fraction of a whole, exact: 2 of 6 is 1/3."""

AnyLimit = Annotated[
    Limit,
    BeforeValidator(_limit),
    PlainSerializer(str),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^[+-]?\d{1,9}(\.\d{1,4})?( ?%)?$"}]}),
]
