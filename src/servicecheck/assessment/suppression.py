"""What may be shown in an anonymous round: no published figure, and no difference of published figures, may cover 1 to
k - 1 people (method 3.10).

A section or an item that fewer than k answered counts as not rated everywhere, so that it cannot be worked out from the
total either. It is then missing: what is above it is partial, or not rated (3.4). What is left out is settled once, by
the people who answered; the bounds and the resamples leave out the same.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import polars as pl

from servicecheck.assessment.findings import Hidden
from servicecheck.items import Item
from servicecheck.scoring.columns import VARIANTS, answered, of, people, state
from servicecheck.scoring.tree import Node

_Group = TypeVar("_Group")


@dataclass(frozen=True)
class TooFew:
    """The sections and the items that at least one person answered or replied to, but fewer than k."""

    sections: frozenset[str]
    items: frozenset[str]

    def removed(self, standings: pl.LazyFrame) -> pl.LazyFrame:
        """*standings* in which they are not rated."""
        names = [of("score", section, variant) for section in self.sections for variant in VARIANTS]
        names += [of("item", item, variant) for item in self.items for variant in VARIANTS]
        gone = {name: pl.lit(None, dtype=pl.Int64) for name in names}
        return standings.with_columns(**gone, **{of("rated", one): pl.lit(False) for one in self.sections})


def too_few(sums: Mapping[str, Any], units: Sequence[Node], items: Sequence[Item], k: int) -> TooFew:
    """What fewer than *k* people answered, by the group's counts; or were asked, even if none of them knew."""
    asked = {unit.id: max((_concerned(sums, item) for item in unit.items), default=0) for unit in units}
    return TooFew(
        sections=frozenset(unit.id for unit in units if _is_few(k, sums[people(unit.id)], asked[unit.id])),
        items=frozenset(item.id for item in items if _is_few(k, sums[answered(item.id)], _concerned(sums, item))),
    )


def _concerned(sums: Mapping[str, Any], item: Item) -> int:
    """How many were asked *item*, whatever they replied."""
    return int(sums[answered(item.id)]) + sum(int(sums[state(item.id, reply)]) for reply in ("na", "dk", "blank"))


def _is_few(k: int, *counts: int) -> bool:
    return any(0 < count < k for count in counts)


def hidden_groups(sizes: Mapping[_Group, int], k: int, hidden_above: Collection[_Group] = ()) -> dict[_Group, Hidden]:
    """Which of the groups that make up a published whole must be hidden, and why; empty groups are not there.

    A group below *k* is hidden, and so is one that is hidden in a larger figure. While the hidden ones together have
    fewer than *k* people, or only one is hidden, the next smallest follows (of equal ones, the first): otherwise it
    could be worked out by subtraction.
    """
    present = sorted((group for group, size in sizes.items() if size > 0), key=lambda group: sizes[group])
    hidden: dict[_Group, Hidden] = {group: "too-few" for group in present if sizes[group] < k}
    hidden |= {group: "complement" for group in present if group in hidden_above and group not in hidden}
    for group in present:
        if not hidden or (sum(sizes[one] for one in hidden) >= k and len(hidden) > 1):
            break
        hidden.setdefault(group, "complement")
    return hidden
