"""Section 7: what was decided, the target of each area, and the box about the little extra."""

from dataclasses import dataclass

from servicecheck.report.parts.tables import Fact, Heading


@dataclass(frozen=True)
class TargetRow:
    """The target of one area or of several, why it is that, and who decided it."""

    name: str
    target: str
    word: str
    reason: str
    decided: str


@dataclass(frozen=True)
class Targets:
    """Targets as a table."""

    caption: str
    heads: tuple[str, str, str, str]
    rows: tuple[TargetRow, ...]


@dataclass(frozen=True)
class Advice:
    """One row of the decision table: what has to be so, and what to do then."""

    conditions: tuple[str, ...]
    advice: str
    applies: str
    """Says that this is the row that holds here; empty in the others."""


@dataclass(frozen=True)
class Tension:
    """The box on where the sources disagree about the little extra."""

    name: str
    rule: str
    paragraphs: tuple[str, ...]
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Advice, ...]
    note: str
    research_name: str
    research: tuple[str, ...]


@dataclass(frozen=True)
class Ambition:
    """Section 7: where you want to go."""

    heading: Heading
    replies_caption: str
    replies: tuple[tuple[Fact, ...], ...]
    """Answers to the questions on ambition, four beside each other."""
    decisions: Targets | None
    """What was decided area by area, where the areas are not this questionnaire's own."""
    targets: Targets | None
    """The target of each of its own; None where decisions stand there instead."""
    warnings: tuple[str, ...]
    tension: Tension | None
