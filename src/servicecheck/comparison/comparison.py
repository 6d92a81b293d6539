"""Two rounds of one questionnaire compared: what changed, what can be told from chance, and what to be careful with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from servicecheck.comparison.changes import PAIRED_FROM, Change, changes, planning_change
from servicecheck.comparison.common_ground import (
    Dropped,
    Ground,
    ground_of_records,
    ground_of_sides,
    refuse_strangers,
)
from servicecheck.comparison.follow_up import FollowUp, follow_up
from servicecheck.comparison.record import Record
from servicecheck.comparison.side import Part, Side

Caution = Literal[
    "agreed_both", "agreed_before", "agreed_after",
    "published", "counted", "different_people", "kept_apart", "partly_apart", "people", "shift", "regression", "season"
]  # fmt: skip
"""What a room agreed on is compared, both times, or with everybody's own answers. Why two groups are compared: only
reports, or only counts of a batch, are there; too few answered both times; so few came or left, or (for some of the
changes) have only a part of the scores, that they could be worked out. What may explain a change: not quite the same
people; people who judge harder than they did (response shift); an unusually low first result (regression to the mean);
another time of the year."""

LOW = 4
"""A first score in the lowest quarter of its range tends to rise by itself: a convention."""


@dataclass(frozen=True)
class Comparison:
    """Everything that can be said about two rounds together."""

    before: Side
    after: Side
    is_shown: bool
    """False where fewer than k people answered in either round: then only their numbers are known."""
    both: int | None
    """How many answered both times, by code; None where that is not known."""
    is_rescored: bool
    dropped: tuple[Dropped, ...]
    changes: tuple[Change, ...]
    """Sections in the newer round's order, and the whole last; only what is made of the same questions."""
    follow_up: FollowUp
    cautions: tuple[Caution, ...]
    planning: float | None
    """The smallest change that the first round let expect to see (correlation .5 between the rounds)."""

    @property
    def whole(self) -> Change | None:
        """The change of the whole."""
        return next((change for change in self.changes if change.depth < 0), None)

    @property
    def areas(self) -> tuple[Change, ...]:
        """The sections compared with each other: the outermost ones, or those inside a single outermost one."""
        depths = [change.depth for change in self.changes if change.depth >= 0]
        several = [depth for depth in sorted(set(depths)) if depths.count(depth) > 1]
        depth = several[0] if several else min(depths, default=0)
        return tuple(change for change in self.changes if change.depth == depth)

    @property
    def surplus(self) -> tuple[Part, ...]:
        """The sections that are so far above their target now that less would do."""
        return tuple(part for part in self.after.parts if part.surplus)

    @property
    def is_paired(self) -> bool:
        """Whether changes are those of the people who answered both times."""
        return any(change.pairs is not None for change in self.changes)


def compare(before: Record | Side, after: Record | Side) -> Comparison:
    """What changed from *before* to *after*.

    Two records are paired by code where enough people are in both, and put on common questions where these differ; what
    was only published is compared as it is, unpaired. Raises ServicecheckError for rounds that cannot be compared.
    """
    sides = _side(before), _side(after)
    refuse_strangers(*sides)
    is_shown = all(side.is_shown for side in sides)
    ground = _ground(before, after) if is_shown else None
    found = tuple(changes(ground, *sides)) if ground else ()
    codes = [one.codes for one in (before, after) if isinstance(one, Record)]
    both = len(codes[0] & codes[1]) if len(codes) == 2 else None
    return Comparison(
        before=sides[0],
        after=sides[1],
        is_shown=is_shown,
        both=both,
        is_rescored=bool(ground and ground.is_rescored),
        dropped=ground.dropped if ground else (),
        changes=found,
        follow_up=follow_up(*sides),
        cautions=tuple(_cautions(sides, found, both)),
        planning=planning_change(sides[0]) if is_shown else None,
    )


def _side(source: Record | Side) -> Side:
    return source.side if isinstance(source, Record) else source


def _ground(before: Record | Side, after: Record | Side) -> Ground:
    if isinstance(before, Record) and isinstance(after, Record):
        return ground_of_records(before, after)
    return ground_of_sides(_side(before), _side(after))


def _cautions(sides: tuple[Side, Side], found: Sequence[Change], both: int | None) -> Iterator[Caution]:
    before, after = sides
    agreed = [side.carried_by == "agreed" for side in sides]
    if any(agreed):
        yield "agreed_both" if all(agreed) else "agreed_before" if agreed[0] else "agreed_after"
    told = [change for change in found if change.difference is not None]
    if told and all(change.pairs is None for change in told):
        yield _why_groups(sides, both)
    elif any(change.pairs is None for change in told):
        yield "partly_apart"
    elif both is not None and not before.people == both == after.people:
        yield "people"
    if any(change.direction == "fell" for change in found):
        yield "shift"
    if any(change.direction == "rose" and _is_low(change) for change in found):
        yield "regression"
    if before.day and after.day and before.day.month != after.day.month:
        yield "season"


def _why_groups(sides: tuple[Side, Side], both: int | None) -> Caution:
    if both is None:
        return "counted" if any(side.is_counted for side in sides) else "published"
    return "different_people" if both < PAIRED_FROM * max(side.people for side in sides) else "kept_apart"


def _is_low(change: Change) -> bool:
    return LOW * (change.before - change.lowest) < change.highest - change.lowest
