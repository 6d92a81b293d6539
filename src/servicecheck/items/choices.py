"""Several of several options, whose points are added, averaged, or the best taken."""

from typing import Literal

from servicecheck.items.base import BaseItem, Choice
from servicecheck.items.choice import Options, read_option
from servicecheck.items.worth import Several, Unscored, Worth


class ChoicesItem(BaseItem):
    """Pick any number. Stored as values joined by `|` in the author's order, or `none`."""

    type: Literal["choices"]
    options: Options
    combine: Literal["sum", "max", "mean"] = "sum"

    def choices(self) -> tuple[Choice, ...]:
        """The options, in the author's order."""
        return tuple(Choice(o.value, o.label, o.units, o.level) for o in self.options)

    @property
    def hint(self) -> str:
        """Several may be picked."""
        return "iv_hint_several"

    @property
    def takes_several(self) -> bool:
        """Any number may be picked."""
        return True

    def worth(self) -> Worth:
        """The picked options' points, combined; an option without points is worth 0 beside others that have them."""
        if all(o.units is None for o in self.options):
            return Unscored()
        return Several({o.value: o.units or 0 for o in self.options}, self.combine)

    def read(self, text: str) -> str:
        """Accepts values, words or numbers, separated by comma, semicolon, `|` or space; `none` picks nothing."""
        if text.strip().casefold() in {"none", "0"}:
            return "none"
        separators = [c for c in "|;," if c in text]
        wanted = text.replace(separators[0], "|").split("|") if separators else text.split()
        picked = {read_option(self.options, one) for one in wanted if one.strip()} or {read_option(self.options, text)}
        return "|".join(o.value for o in self.options if o.value in picked)

    @property
    def passing(self) -> frozenset[str]:
        """A ladder needs one answer a rung, so this type cannot be one."""
        return frozenset()
