"""One round as far as a comparison with another needs it: scores, levels and what was planned, and nobody's answers.

All that stands here is published by the round's report too, so a side can be made from either. What may not be shown
(method 3.10) is not there.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from servicecheck.language import Text
from servicecheck.response import Mode, PlannedAction

Points = Annotated[int, Field(ge=-(10**15), le=10**15)]
"""Ten-thousandths of a point; the limits only keep out what no questionnaire can come to."""
People = Annotated[int, Field(ge=0, le=10**9)]
Name = Annotated[str, Field(max_length=64)]
"""An id."""


Carrier = Literal["answers", "agreed"]
"""What a round's scores are of: what everybody answered, or what a room agreed on."""

FEWEST_FOR_SPREAD = 10
"""Below so many people of an anonymous round, an exact mean with an exact spread would tell the single scores."""


@dataclass(frozen=True)
class Edition:
    """A questionnaire's identity."""

    id: Name
    version: Name
    content_hash: Name
    title: Text

    @property
    def major(self) -> str:
        """The part of the version that changes when the questions become others."""
        return self.version.partition(".")[0]


@dataclass(frozen=True)
class LevelName:
    """A level and how it is called."""

    id: Name
    title: Text
    name: Text


@dataclass(frozen=True)
class GateState:
    """A requirement, and whether it was met."""

    id: Name
    title: Text
    is_met: bool


@dataclass(frozen=True)
class Part:
    """A section, or the whole (id ""): its score, and how far people's scores lie from each other."""

    id: Name
    title: Text
    depth: Annotated[int, Field(ge=-1, le=64)]
    """0 is an outermost section, -1 the whole."""
    definition: Name
    """What the score is made of, in short: two parts with the same are worked out alike."""
    answered: tuple[Name, ...]
    """The items in it that somebody answered and that count in the score."""
    score: Points | None
    people: People | None
    """Whose scores `deviations` is about; None where these are too few to tell."""
    deviations: Annotated[int, Field(ge=0, le=10**50)] | None
    """`people` times the sum of the squared deviations of their scores from their mean."""
    lowest: Points
    highest: Points
    target: Points
    level: Name | None
    surplus: Points = 0

    @property
    def n(self) -> int:
        """How many people."""
        return self.people or 0

    @property
    def mean(self) -> float:
        """The score, as that of a group."""
        return float(self.score or 0)

    @property
    def variance(self) -> float:
        """The sample variance of the people's scores; raises ValueError below two people."""
        if self.n < 2 or self.deviations is None:
            raise ValueError("a variance takes two values")
        return self.deviations / (self.n * (self.n - 1))


@dataclass(frozen=True)
class ItemMean:
    """A question and its mean."""

    id: Name
    text: Text
    section: Name
    worth: Name
    """What its answers are worth, in short."""
    mean: Points | None
    people: People


@dataclass(frozen=True)
class Removed:
    """A frustration that customers no longer meet, and the customer time it took (ten-thousandths of an hour)."""

    text: Annotated[str, Field(max_length=10_000)]
    hours_saved: Points | None


@dataclass(frozen=True)
class CustomerScore:
    """A section as customers saw it."""

    section: Name
    people: People
    score: Points


@dataclass(frozen=True)
class Side:
    """One round of a comparison."""

    edition: Edition
    number: People
    title: Annotated[str, Field(max_length=10_000)]
    opened: date | None
    closed: date | None
    mode: Mode
    k: People
    invited: People | None
    people: People
    is_shown: bool
    level: Name | None
    raw_level: Name | None
    levels: tuple[LevelName, ...]
    limits: tuple[Points, ...]
    """Where each level but the lowest begins."""
    gates: tuple[GateState, ...]
    parts: tuple[Part, ...]
    """The whole last."""
    items: tuple[ItemMean, ...]
    actions: tuple[PlannedAction, ...]
    removed: tuple[Removed, ...]
    customers: tuple[CustomerScore, ...]
    carried_by: Carrier = "answers"
    is_counted: bool = False
    """Whether it is a group of a batch, known by counts and sums alone."""

    @property
    def day(self) -> date | None:
        """When it was over, else when it began."""
        return self.closed or self.opened

    def is_told_roughly(self, people: int) -> bool:
        """Whether the spread of so many people's scores is told no closer than an interval in print."""
        return self.mode == "anonymous" and people < FEWEST_FOR_SPREAD

    @property
    def smallest_group(self) -> int:
        """How many people a figure must cover."""
        return self.k if self.mode == "anonymous" else 1

    @property
    def whole(self) -> Part | None:
        """The part that is everything."""
        return self.parts[-1] if self.parts else None

    def part(self, part_id: str) -> Part | None:
        """The part with this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    def item(self, item_id: str) -> ItemMean | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)
