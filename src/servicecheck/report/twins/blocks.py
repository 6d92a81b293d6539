"""What an editable document is made of: headings, paragraphs, lists, pictures and tables."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.parts import Run

WIDTH = 170
"""Millimetres between the margins."""

Style = Literal["text", "lead", "note", "level"]
Cell: TypeAlias = str | Drawing | tuple[Drawing, str]
"""What stands in a cell: words, each line a paragraph, a drawing, or a drawing with words below it."""


@dataclass(frozen=True)
class Title:
    """The document's own title."""

    text: str


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a section of the report."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, in bold where its runs are."""

    runs: tuple[Run, ...]
    style: Style = "text"


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing beside no table."""

    drawing: Drawing


@dataclass(frozen=True)
class Logo:
    """An image as a `data:` address, and what it shows."""

    address: str
    alternative: str


@dataclass(frozen=True)
class Column:
    """A column: its name (or the axis over its drawings), its width in millimetres, and whether it holds figures."""

    name: Cell
    width: float
    is_figures: bool = False


@dataclass(frozen=True)
class Table:
    """A table; those with the same `sheet` stand in one sheet of a workbook, told apart by their `group`."""

    sheet: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    group: str = ""
    group_name: str = field(default="", kw_only=True)
    """What a group is called, as the name of its column."""


Block: TypeAlias = Title | Heading | Paragraph | Bullets | Picture | Logo | Table


def text(words: str, style: Style = "text") -> list[Block]:
    """One paragraph of plain *words*; nothing where there are none."""
    return [Paragraph((Run(words),), style)] if words else []


def texts(paragraphs: tuple[str, ...], style: Style = "text") -> list[Block]:
    """One paragraph for each."""
    return [block for words in paragraphs for block in text(words, style)]


def even(names: tuple[str, ...], *, first: float | None = None) -> tuple[Column, ...]:
    """Columns that share the width, the *first* as wide as it is told."""
    if first is None or len(names) == 1:
        return tuple(Column(name, WIDTH / len(names)) for name in names)
    rest = (WIDTH - first) / (len(names) - 1)
    return tuple(Column(name, first if index == 0 else rest) for index, name in enumerate(names))
