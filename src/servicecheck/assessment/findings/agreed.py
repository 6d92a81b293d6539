"""What a room agreed on, beside what its people voted."""

from collections.abc import Mapping
from dataclasses import dataclass

from servicecheck.assessment.findings.standings import Hidden, Overall, Standing


@dataclass(frozen=True)
class AgreedItem:
    """One question on which the room has a common answer, and how it was voted on."""

    item: str
    section: str
    value: str
    """The stored value: an option's, "na" or "dk"."""
    points: int | None
    """What it is worth; None for na, dk, and where answers are worth nothing."""
    reason: str
    answered: int
    """How many votes gave an answer that is worth points; 0 where the votes may not be shown."""
    mean: int | None
    median: int | None
    average_deviation: float | None
    """Of the votes, in steps of the scale."""
    hidden: Hidden | None
    """Why the votes are not shown."""

    @property
    def difference(self) -> int | None:
        """How far the agreed answer lies above the mean of the votes."""
        return None if self.points is None or self.mean is None else self.points - self.mean


@dataclass(frozen=True)
class Agreed:
    """What a room agreed on where that carries the level, and what would be by the votes alone.

    The assessment's own score, level, sections, requirements, priorities and plan then follow what was agreed.
    """

    items: tuple[AgreedItem, ...]
    """In the questionnaire's order; also those whose answers are worth nothing."""
    voted: tuple[str, ...]
    """The items without an agreed answer that count with the mean of the votes."""
    split: tuple[str, ...]
    """The items without an agreed answer on which the votes are far apart, the farthest first."""
    votes: Overall | None
    """The whole by the votes, with its interval; None where fewer than k people voted."""
    sections: Mapping[str, Standing]
    """Each section by the votes; empty where fewer than k people voted."""

    def item(self, item_id: str) -> AgreedItem | None:
        """What was agreed on this item, or None."""
        return next((one for one in self.items if one.item == item_id), None)
