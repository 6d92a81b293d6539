"""A calculation in words: sheets of tables and lines, which a screen and a page lay out each in its own way."""

from dataclasses import dataclass

LEVEL = "{level}"
"""Where the level's mark and title go in a line."""


@dataclass(frozen=True)
class Line:
    """One sentence or formula; `{level}` in it stands for the level's mark and title."""

    text: str
    level: str | None = None


@dataclass(frozen=True)
class Grid:
    """Rows of cells, all equally long; the last cell is the one that may be long."""

    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    """The columns that hold figures and end flush."""


@dataclass(frozen=True)
class Sheet:
    """One part of the way: what it is, what comes of it, and how."""

    title: str
    figure: str
    parts: tuple[Grid | Line, ...]


def sentence(text: str) -> str:
    """With a full stop, unless it has one."""
    return text if text.endswith(".") else f"{text}."
