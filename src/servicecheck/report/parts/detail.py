"""Sections 4, 5, 12 and 13: area by area, agreement, how it was calculated, all answers."""

from dataclasses import dataclass

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.parts.customers import Quotation
from servicecheck.report.parts.tables import Chart, Figure, Heading


@dataclass(frozen=True)
class ItemBlock:
    """One question in its area: how it was answered, and the description that lies nearest."""

    letter: str
    text: str
    bar: Drawing | None
    chosen: str
    description: str
    figure: Figure


@dataclass(frozen=True)
class Area:
    """One area with its questions, weakest first."""

    letter: str
    name: str
    drawing: Drawing
    figure: Figure
    heads: tuple[str, str, str, str]
    blocks: tuple[ItemBlock, ...]
    notes: tuple[str, ...] = ()
    comments_name: str = ""
    comments: tuple[Quotation, ...] = ()
    """What people wrote beside their answers, where it may be shown; `about` is the question's letter."""
    comments_more: str = ""


@dataclass(frozen=True)
class Areas:
    """Section 4: one block for each area, furthest from its target first; the note says whose view it is."""

    heading: Heading
    intro: str
    areas: tuple[Area, ...]
    note: str = ""


@dataclass(frozen=True)
class Agreement:
    """Section 5: how far people are from each other."""

    heading: Heading
    chart: Chart | None
    sentences: tuple[str, ...] = ()
    roles_name: str = ""
    roles: tuple[Chart, ...] = ()
    """Two roles beside each other, area by area."""
    roles_sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One choice of the method: what it rests on and what it means."""

    name: str
    basis: str
    meaning: str


@dataclass(frozen=True)
class Method:
    """Section 12: how the figures were made."""

    heading: Heading
    caption: str
    heads: tuple[str, str, str]
    choices: tuple[Choice, ...]
    note: str
    literature: str = ""


@dataclass(frozen=True)
class Count:
    """How many gave one answer; `shade` 0 to 2 says how large a share that is."""

    text: str
    shade: int = 0


@dataclass(frozen=True)
class AnswerRow:
    """One question and its counts."""

    letter: str
    text: str
    remark: str
    counts: tuple[Count, ...]
    score: str
    median: str


@dataclass(frozen=True)
class AnswerGroup:
    """One area's questions."""

    letter: str
    name: str
    score: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class AnswerTable:
    """Areas whose questions share the columns of their answers; without columns, `counts` holds one text each."""

    columns: tuple[str, ...]
    groups: tuple[AnswerGroup, ...]


@dataclass(frozen=True)
class Answers:
    """Section 13: every question's counts."""

    heading: Heading
    caption: str
    heads: tuple[str, str, str, str]
    tables: tuple[AnswerTable, ...]
    note: str
