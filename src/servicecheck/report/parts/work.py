"""Sections 9 and 10: what to do first, and the plan."""

from dataclasses import dataclass

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.parts.tables import Chart, Heading


@dataclass(frozen=True)
class Field:
    """One class of impact and the drawing of its questions."""

    impact: str
    drawing: Drawing


@dataclass(frozen=True)
class Fields:
    """The four-field view as a table with one row for each class of impact."""

    caption: str
    heads: tuple[str, str, str]
    axis: Drawing
    bands: tuple[Field, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Ranked:
    """One question in the order of work."""

    number: str
    letter: str
    text: str
    action: str
    impact: str
    gap: str
    effort: str
    priority: str
    stability: str
    share: str


@dataclass(frozen=True)
class Priorities:
    """Section 9: what to do first."""

    heading: Heading
    fields: Fields
    caption: str
    heads: tuple[str, ...]
    ranking: tuple[Ranked, ...]
    note: str


@dataclass(frozen=True)
class PlanRow:
    """One action of the plan; what is not agreed yet has lines to write on."""

    number: str
    what: str
    why: str
    first_step: str
    measure: str
    expected_title: str
    expected: str
    owner: str
    due: str
    status: str
    is_agreed: bool


@dataclass(frozen=True)
class Plan:
    """Section 10: the action plan, on one page."""

    heading: Heading
    caption: str
    heads: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    blanks: tuple[str, str]
    note: str
    expected: Chart | None
    timeline: Drawing | None
    follow_title: str
    follow: tuple[str, ...]
    follow_note: str
