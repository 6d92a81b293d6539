"""One step of a calculation as a value: what is put together, how, and what comes of it.

All figures are whole ten-thousandths of a point. A step with weights and a divisor is floor(sum of weight times value /
divisor + 1/2), in whole numbers; "min" takes the smallest, "given" stands in the questionnaire, "agreed" is what the
room's common answer is worth, "nearest" the points of the answer that is nearest to a mean. Every result is the
scorer's own; nothing is worked out here.

A figure is named after what it is: `score/A` is the score of section A and `score` that of the whole, `score/A@code`
is one person's, `low`, `high`, `lowest` and `highest` are bounds and range, `item/A1` is an item's mean. Where a room
has agreed, `item/A1` is what the item counts with; what its votes come to is `votes/A1`, if that is something else.
"""

from dataclasses import dataclass
from typing import Literal

Operation = Literal["mean", "sum", "min", "ladder", "times", "given", "agreed", "nearest"]

Reason = Literal[
    "na", "dk", "blank", "not-asked", "behind", "no-weight", "too-few-answers", "not-applicable", "not-rated", "too-few"
]
"""Why something is left out: a reply that is no answer; not asked, or only after a ladder's stop; too few answers in a
section; a part that does not apply or is not rated; fewer people than may be shown."""

Rule = Literal["half", "all", "any", "ladder", "people", "four-fifths"]


@dataclass(frozen=True)
class Operand:
    """One figure that goes into a step, and where it comes from."""

    source: str
    value: int
    weight: int = 1


@dataclass(frozen=True)
class LeftOut:
    """What does not go in, and why."""

    source: str
    reason: Reason


@dataclass(frozen=True)
class Coverage:
    """How much must be there for a score: of so many (or of so much weight), at least so many."""

    rule: Rule
    of: int
    there: int
    least: int

    @property
    def is_met(self) -> bool:
        """Whether enough is there."""
        return self.there >= self.least


@dataclass(frozen=True)
class Step:
    """What comes of the *operands*; without a result it is not rated."""

    makes: str
    operation: Operation
    operands: tuple[Operand, ...]
    divisor: int
    result: int | None
    left_out: tuple[LeftOut, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    at_most: str | None = None
    """The result is no higher than this figure: a lower bound never exceeds the score."""
    at_least: str | None = None
    """The result is no lower than this figure."""


def named(kind: str, of: str = "", person: str = "", number: int | None = None) -> str:
    """The name of a figure; no id can hold `/`, `@` or `#`. *number* counts what came before an adjustment."""
    return f"{kind}/{of}".rstrip("/") + (f"@{person}" if person else "") + ("" if number is None else f"#{number}")
