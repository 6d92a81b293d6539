"""Each part of two rounds then and now: the change, its interval, and what could be told apart at all (method 3.13)."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from servicecheck.comparison.common_ground import Ground, is_alike
from servicecheck.comparison.side import Part, Side
from servicecheck.language import Text
from servicecheck.quantities import round_half_up
from servicecheck.response import HAND
from servicecheck.statistics import (
    Difference,
    Interval,
    mean_margin,
    paired_difference,
    rounding_deviation,
    welch_difference,
)

PAIRED_FROM = Fraction(60, 100)
"""From this share of either round's people on, the same people are compared; below, two groups (a convention)."""

Direction = Literal["rose", "fell", "unclear"]


@dataclass(frozen=True)
class Change:
    """A section, or the whole (id ""), then and now. Scores are ten-thousandths of a point."""

    id: str
    title: Text
    depth: int
    before: int
    after: int
    target: int
    lowest: int
    highest: int
    pairs: int | None
    """How many people answered both times, where the change is theirs; None where two groups are compared."""
    difference: Difference | None
    """None where fewer than two people answered, or too few to tell."""

    @property
    def points(self) -> int:
        """The change: that of the people who answered both times, else of the scores."""
        if self.difference is None:
            return self.after - self.before
        return round_half_up(*Fraction(self.difference.value).as_integer_ratio())

    @property
    def direction(self) -> Direction:
        """Where it went, if that can be told from ordinary variation."""
        if self.difference is None or not self.difference.is_distinguishable:
            return "unclear"
        return "rose" if self.difference.value > 0 else "fell"

    @property
    def detectable(self) -> float | None:
        """The smallest change that these answers could have shown."""
        return None if self.difference is None else self.difference.margin


def changes(ground: Ground, before: Side, after: Side) -> Iterator[Change]:
    """One change for each part that has a score in both rounds and is made of the same questions; the whole last."""
    newer = {part.id: part for part in ground.after.parts}
    for part in ground.before.parts:
        other = newer.get(part.id)
        if other is None or part.score is None or other.score is None or not is_alike(part, other):
            continue
        pairs = _pairs(ground, part, (before.smallest_group, after.smallest_group))
        yield Change(
            id=part.id,
            title=other.title,
            depth=other.depth,
            before=part.score,
            after=other.score,
            target=other.target,
            lowest=other.lowest,
            highest=other.highest,
            pairs=None if pairs is None else len(pairs),
            difference=_groups_apart(part, other) if pairs is None else paired_difference(pairs, _twice(part)),
        )


def _pairs(ground: Ground, part: Part, least: tuple[int, int]) -> list[tuple[int, int]] | None:
    """Everybody's two scores, where enough people have both and nobody else's could be worked out from them.

    Who is in one round only must be nobody or a group that may be shown: otherwise the change of those who stayed,
    beside the two published scores, tells what the few who came or went answered. The same holds for those who are in
    a section but not in what is above it: the change above is a sum of changes below, of those who have them all.
    """
    then, now = ground.before.scores.get(part.id, {}), ground.after.scores.get(part.id, {})
    both = sorted(code for code in then.keys() & now.keys() if not code.startswith(HAND))
    if len(both) < 2 or len(both) < PAIRED_FROM * max(len(then), len(now)):
        return None
    if len(both) < max(least) or any(
        _few_beside(set(both), ground, one, least) for one in _from_here_down(ground, part)
    ):
        return None
    return [(then[code], now[code]) for code in both]


def _from_here_down(ground: Ground, part: Part) -> list[str]:
    """*part* and those that hold a part of its questions."""
    return [one.id for one in ground.after.parts if one.answered and set(one.answered) <= set(part.answered)]


def _few_beside(both: set[str], ground: Ground, part_id: str, least: tuple[int, int]) -> bool:
    """Whether 1 to k - 1 people have a score in a part, then, now or both times, and are none of *both*."""
    then, now = (set(measured.scores.get(part_id, {})) for measured in (ground.before, ground.after))
    groups = (then, least[0]), (now, least[1]), (then & now, max(least))
    return any(0 < len(people - both) < k for people, k in groups)


def _groups_apart(before: Part, after: Part) -> Difference | None:
    if before.deviations is None or after.deviations is None:
        return None
    return welch_difference(after, before, _rounding(after))


def _rounding(part: Part) -> float:
    return rounding_deviation(Interval(part.lowest, part.highest), max(1, len(part.answered)))


def _twice(part: Part) -> float:
    """A change is uncertain by the rounding of both answers."""
    return sqrt(2) * _rounding(part)


def planning_change(side: Side) -> float | None:
    """The smallest change of the whole that a next round could show, if people's answers correlate .5 with these."""
    whole = side.whole
    if whole is None or whole.score is None or whole.deviations is None:
        return None
    return mean_margin(whole, _rounding(whole))
