"""A rating between described anchors, with half steps."""

from typing import Annotated, Literal

from pydantic import Field, PrivateAttr

from servicecheck.errors import InvalidAnswer
from servicecheck.items.base import BaseItem, Choice, Id, Option
from servicecheck.items.worth import ByValue, Worth
from servicecheck.language import Text

Scale = Annotated[tuple[Option, ...], Field(min_length=2)]

RATING_SCALE: tuple[Option, ...] = tuple(
    Option.model_validate({"value": value, "points": points, "level": level})
    for value, points, level in [
        ("1", 0, "bad"),
        ("1.5", 25, None),
        ("2", 50, "good"),
        ("2.5", 75, None),
        ("3", 100, "world-class"),
    ]
)
"""1, 1½, 2, 2½, 3 are worth 0, 25, 50, 75, 100: equally spaced by convention (method 3.1)."""

_HALF = {"½": ".5", "1/2": ".5"}


class RatingItem(BaseItem):
    """Which description fits best; `anchors` describe the levels, the steps between them are half-way."""

    type: Literal["rating"] = "rating"
    anchors: dict[Id, Text] = Field(default_factory=dict)
    scale: Scale | None = None
    _shared_scale: tuple[Option, ...] = PrivateAttr(default=RATING_SCALE)

    def share_scale(self, scale: tuple[Option, ...]) -> None:
        """Take over the questionnaire's scale; an item's own goes first. Called once, by the questionnaire."""
        self._shared_scale = scale

    def options(self) -> tuple[Option, ...]:
        """The scale that counts here."""
        return self.scale or self._shared_scale

    def choices(self) -> tuple[Choice, ...]:
        """The steps of the scale, from the first to the last as written."""
        return tuple(
            Choice(o.value, o.label or self.anchors.get(o.level or ""), o.units, o.level) for o in self.options()
        )

    def worth(self) -> Worth:
        """Each step has its points."""
        return ByValue({o.value: o.units for o in self.options() if o.units is not None})

    def read(self, text: str) -> str:
        """Accepts 2.5, 2,5, 2½ and 2 1/2 alike."""
        value = text.strip().replace(",", ".").casefold()
        for half, decimal in _HALF.items():
            value = value.replace(f" {half}", decimal).replace(half, decimal)
        known = {o.value.casefold(): o.value for o in self.options()}
        number = _plain_number(value)
        if value in known or number in known:
            return known.get(value) or known[number]
        raise InvalidAnswer("err_not_an_answer", given=text, choices=", ".join(o.value for o in self.options()))

    @property
    def passing(self) -> frozenset[str]:
        """The steps marked `passes`, and the highest."""
        return super().passing.union(o.value for o in self.options() if o.passes)


def _plain_number(value: str) -> str:
    """2.0 and 2.50 as 2 and 2.5; anything else unchanged."""
    whole, point, decimals = value.partition(".")
    if not (whole.isascii() and whole.isdigit()) or decimals.strip("0123456789"):
        return value
    decimals = decimals.rstrip("0")
    # Not as a number: a line of five thousand digits is more than int() takes.
    return f"{whole.lstrip('0') or '0'}{point if decimals else ''}{decimals}"
