"""A number that somebody writes, scored by bands if the author gives them."""

import re
from decimal import Decimal
from typing import Literal

from pydantic import Field

from servicecheck.conditions import Strict
from servicecheck.errors import InvalidAnswer
from servicecheck.items.base import BaseItem, Choice
from servicecheck.items.worth import Bands, Unscored, Worth
from servicecheck.quantities import Number, units

_NUMBER = re.compile(r"[+-]?[0-9]{1,9}([.,][0-9]{1,4})?")


class Band(Strict):
    """From this number on an answer is worth these points."""

    start: Number = Field(alias="from")
    points: Number


class NumberItem(BaseItem):
    """A number between `minimum` and `maximum`, where given; `bands` say what it is worth."""

    type: Literal["number"]
    unit: str | None = None
    minimum: Number | None = None
    maximum: Number | None = None
    bands: tuple[Band, ...] = ()

    def choices(self) -> tuple[Choice, ...]:
        """None: a number is written."""
        return ()

    @property
    def hint(self) -> str:
        """A number is written."""
        return "iv_hint_number"

    @property
    def measured_in(self) -> str | None:
        """The author's unit."""
        return self.unit

    def worth(self) -> Worth:
        """The bands, from the lowest start; unscored without any."""
        bands = sorted((units(band.start), units(band.points)) for band in self.bands)
        return Bands(tuple(bands)) if bands else Unscored()

    def read(self, text: str) -> str:
        """Accepts a decimal point or comma and at most four places, but no thousands separator: nothing is guessed."""
        given = text.strip()
        if not _NUMBER.fullmatch(given):
            raise InvalidAnswer("err_number", given=text, example="12")
        number = Decimal(given.replace(",", "."))
        self._check_range(number, given=text)
        return format(number.normalize(), "f") if number else "0"

    def _check_range(self, number: Decimal, *, given: str) -> None:
        low, high = self.minimum, self.maximum
        if (low is None or number >= low) and (high is None or number <= high):
            return
        if high is None:
            raise InvalidAnswer("err_number_least", given=given, low=str(low))
        if low is None:
            raise InvalidAnswer("err_number_most", given=given, high=str(high))
        raise InvalidAnswer("err_number_range", given=given, low=str(low), high=str(high))
