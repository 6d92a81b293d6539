"""What to do first, and where it leads."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Priority:
    """One item to work on. P = impact x gap / effort sorts; it does not measure."""

    item: str
    impact: int
    effort: int
    gap_steps: Fraction
    p: Fraction
    is_gate_breaker: bool
    stability: float
    """In how many of 1 000 trials, with impact and effort judged a class higher or lower, it stays in the top three."""
    to_level: str | None
    """The level whose action is shown: the first anchor above the mean; None without one."""
    item_after: int
    section_after: int | None
    overall_after: int | None
    level_after: str | None

    @property
    def is_firm(self) -> bool:
        """In the top three in at least four trials of five."""
        return self.stability >= 0.8


@dataclass(frozen=True)
class Expected:
    """About where the plan leads, if it is carried through."""

    items: tuple[str, ...]
    score: int | None
    level: str | None
    sections: Mapping[str, int | None]
