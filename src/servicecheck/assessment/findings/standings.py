"""One score, the whole, and how sure its level is."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.quantities import Limit
from servicecheck.statistics import Interval

CertaintyWord = Literal["clearly", "probably", "border"]
Mark = Literal["partial", "provisional", "provisional-old", "claimed", "indicative"]
GapWord = Literal["clear", "reached", "unclear"]
IntervalBasis = Literal["people", "all-alike", "same-score"]
Hidden = Literal["too-few", "complement"]
"""Why something is not shown (method 3.10): too few people, or others could be worked out from it."""


@dataclass(frozen=True)
class Certainty:
    """How sure the level is (method 3.8).

    `word` is None when nothing speaks against the level, but fewer than five people are too few to call it sure.
    """

    word: CertaintyWord | None
    probability: float | None
    """Share of the resamples that give this level; None below five people and above 2 000."""
    other_level: str | None
    """The level on the other side of the border, if the word is border: what most of the other resamples give."""


@dataclass(frozen=True)
class Standing:
    """One score with everything that qualifies it. `score` is None when it is not rated."""

    score: int | None
    low: int | None
    high: int | None
    """The bounds: everything unknown at its worst and at its best."""
    lowest: int
    highest: int
    """The possible range."""
    level: str | None
    people: int
    """Whose scores the interval rests on: those who count in the section; of several sections, in every rated one."""
    interval: Interval | None
    interval_basis: IntervalBasis | None
    target: int
    gap: int
    """How far below the target; 0 at or above it."""
    gap_word: GapWord | None
    is_partial: bool = False
    deviations: int | None = None
    """`people` times the sum of their scores' squared deviations, for whoever compares; None where no interval is."""


@dataclass(frozen=True)
class Overall:
    """The whole: level, what would be without gates, how sure, and what other limits would say."""

    standing: Standing
    raw_level: str | None
    level_low: str | None
    level_high: str | None
    other_levels: tuple[tuple[tuple[Limit, ...], str | None], ...]
    certainty: Certainty
    rounding_margin: float | None
    """One person only: what rounding alone can do to the score."""
    equal_weight_score: int | None
    """With own weights: the score if all sections counted the same."""

    @property
    def is_capped(self) -> bool:
        """Whether a gate holds the level below the raw level."""
        return self.standing.level != self.raw_level

    @property
    def depends_on_unknown(self) -> bool:
        """Whether what people do not know decides the level."""
        return self.level_low != self.level_high
