"""One of several options, each with its own points."""

from typing import Annotated, Literal

from pydantic import Field

from servicecheck.errors import InvalidAnswer
from servicecheck.items.base import BaseItem, Choice, Option
from servicecheck.items.worth import ByValue, Unscored, Worth

Options = Annotated[tuple[Option, ...], Field(min_length=2, max_length=100)]


class ChoiceItem(BaseItem):
    """Pick one. Without points on any option it is asked, but not scored."""

    type: Literal["choice"]
    options: Options

    def choices(self) -> tuple[Choice, ...]:
        """The options, in the author's order."""
        return tuple(Choice(o.value, o.label, o.units, o.level) for o in self.options)

    def worth(self) -> Worth:
        """Each option has its points, if any has."""
        points = {o.value: o.units for o in self.options if o.units is not None}
        return ByValue(points) if points else Unscored()

    def read(self, text: str) -> str:
        """Accepts an option's value, its words in any language, or its number in the list."""
        return read_option(self.options, text)

    @property
    def passing(self) -> frozenset[str]:
        """The options marked `passes`, and those worth most."""
        return super().passing.union(o.value for o in self.options if o.passes)


def read_option(options: tuple[Option, ...], text: str) -> str:
    """The value of the option that *text* names. Raises InvalidAnswer."""
    if any(option.value == text.strip() for option in options):
        return text.strip()  # a value is itself, even where another option has it for its words
    wanted = text.strip().casefold()
    for option in options:
        labels = [words for _, words in option.label.versions] if option.label else []
        if wanted in (name.casefold() for name in (option.value, *labels)):
            return option.value
    numbered = {str(number): option.value for number, option in enumerate(options, 1)}
    # Not as a number: a line of five thousand digits is more than int() takes.
    if wanted.lstrip("0") in numbered:
        return numbered[wanted.lstrip("0")]
    raise InvalidAnswer("err_choose_one", given=text)
