"""A practice that is either in place or not."""

from decimal import Decimal
from typing import Literal

from servicecheck.errors import InvalidAnswer
from servicecheck.items.base import BaseItem, Choice, parse_code
from servicecheck.items.worth import ByValue, Worth
from servicecheck.quantities import Number, units

_WORDS = {"yes": ("yes", "y", "ja", "j", "true"), "no": ("no", "n", "nej", "false")}


class YesNoItem(BaseItem):
    """Yes or no; worth 100 and 0 points unless the author says otherwise."""

    type: Literal["yes-no"]
    points_yes: Number = Decimal(100)
    points_no: Number = Decimal(0)

    def choices(self) -> tuple[Choice, ...]:
        """Yes first."""
        return (Choice("yes", None, units(self.points_yes)), Choice("no", None, units(self.points_no)))

    def worth(self) -> Worth:
        """Two values with points."""
        return ByValue({"yes": units(self.points_yes), "no": units(self.points_no)})

    def read(self, text: str) -> str:
        """Accepts the words of the three languages and their first letters."""
        for value, words in _WORDS.items():
            if parse_code(text) in words:
                return value
        raise InvalidAnswer("err_yes_or_no", given=text)
