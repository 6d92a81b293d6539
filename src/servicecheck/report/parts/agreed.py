"""The votes and the agreed answers: which carries the level, both beside each other, and what was agreed and why."""

from dataclasses import dataclass

from servicecheck.report.parts.tables import Chart, Heading


@dataclass(frozen=True)
class AgreedRow:
    """One agreed answer: what it is worth, how the votes were, and why."""

    letter: str
    text: str
    answer: str
    points: str
    mean: str
    median: str
    steps: str
    """How far the votes are apart."""
    number: str
    """Of votes."""
    reason: str


@dataclass(frozen=True)
class AgreedGroup:
    """The agreed answers of one area."""

    letter: str
    name: str
    rows: tuple[AgreedRow, ...]


@dataclass(frozen=True)
class AgreedTable:
    """Every agreed answer; the heads are of the question, and of each figure in its order."""

    caption: str
    heads: tuple[str, ...]
    groups: tuple[AgreedGroup, ...]
    note: str


@dataclass(frozen=True)
class SplitRow:
    """A question without an agreed answer, and how far the votes on it are apart."""

    letter: str
    text: str
    steps: str


@dataclass(frozen=True)
class Agreed:
    """Which carries the level, and both beside each other; what split the room and has no agreed answer."""

    heading: Heading
    lead: str
    sentences: tuple[str, ...]
    view: Chart
    answers: AgreedTable
    split_name: str = ""
    split: tuple[SplitRow, ...] = ()
    split_note: str = ""
