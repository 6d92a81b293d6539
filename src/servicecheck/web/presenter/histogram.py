"""The votes as a drawing: one block a vote up to forty of them, bars above that. Figures only; the page draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from servicecheck.web.presenter.steps import Step

MOST_BLOCKS = 40
"""More votes than these are drawn as bars: nobody counts blocks any more."""
MOST_COLUMNS = 7
WIDTH = 600.0
HEIGHT = 170.0
_FIGURE, _GAP, _TALLEST = 28.0, 3.0, 34.0
"""The room for the figure on top of a column, between two blocks, and of a block."""
_SIDE = 0.06
"""The share of a column's width that is left free on each side."""
_APART, _OTHER = Fraction(1, 4), Fraction(3, 4)
"""How wide the gap before "don't know" is, and each column after it, of a step's width."""


@dataclass(frozen=True)
class Block:
    """A rectangle, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """One step, the votes it got, and where they are drawn."""

    step: Step
    votes: int
    middle: float
    width: float
    blocks: tuple[Block, ...]
    top: float
    """Where the figure stands."""


@dataclass(frozen=True)
class Histogram:
    """How often each step was voted; `others` stand apart: they are no answers to the question."""

    steps: Sequence[Step]
    counts: Mapping[str, int]
    others: Sequence[Step] = ()

    @property
    def votes(self) -> int:
        """How many there are, without those apart."""
        return sum(self.counts.get(step.value, 0) for step in self.steps)

    @property
    def fits(self) -> bool:
        """Whether the steps stand beside each other as columns; options in words need rows."""
        return len(self.steps) <= MOST_COLUMNS and any(step.is_level for step in self.steps)

    @property
    def tallest(self) -> int:
        """The most votes that one step got."""
        return max((self.counts.get(step.value, 0) for step in (*self.steps, *self.others)), default=0)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The steps, and after a gap those apart."""
        return tuple(self._column(place, step) for place, step in enumerate((*self.steps, *self.others)))

    def middle(self, place: Fraction) -> float:
        """Where a place on the scale lies: 0 is the first step, ½ halfway to the second."""
        return float((place + Fraction(1, 2)) * self._unit)

    @cached_property
    def _unit(self) -> Fraction:
        apart = _APART + _OTHER * len(self.others) if self.others else 0
        return Fraction(WIDTH) / (len(self.steps) + apart)

    def _column(self, place: int, step: Step) -> Column:
        beyond = place - len(self.steps)
        left = self._unit * (place if beyond < 0 else len(self.steps) + _APART + _OTHER * beyond)
        width = float(self._unit * (1 if beyond < 0 else _OTHER))
        votes = self.counts.get(step.value, 0)
        blocks = tuple(self._blocks(float(left) + _SIDE * width, width * (1 - 2 * _SIDE), votes))
        return Column(step, votes, float(left) + width / 2, width, blocks, blocks[-1].y if blocks else HEIGHT)

    def _blocks(self, x: float, width: float, votes: int) -> list[Block]:
        each = min(_TALLEST, (HEIGHT - _FIGURE) / max(self.tallest, 1))
        if sum(self.counts.values()) > MOST_BLOCKS:
            return [Block(x, HEIGHT - votes * each, width, votes * each)] if votes else []
        return [Block(x, HEIGHT - one * each, width, each - _GAP) for one in range(1, votes + 1)]
