"""Rows of styled text: where a paragraph breaks, counted in the columns a terminal uses and not in characters."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from rich.cells import cell_len, set_cell_size

Style = Literal["plain", "bold", "low", "middle", "high", "paper", "ink"]
Part = str | tuple[str, Style]
Row = list[tuple[str, Style]]


def text_of(part: Part) -> str:
    """The words of *part*, without its style."""
    return part if isinstance(part, str) else part[0]


def style_of(part: Part) -> Style:
    """How *part* is to look."""
    return "plain" if isinstance(part, str) else part[1]


def wrapped(parts: Sequence[Part], first: int, room: int) -> list[Row]:
    """Break *parts*, read as one text, into rows: the first of at most *first* columns, the others of *room*.

    A word longer than a row is cut; spaces at a break are left out, those inside a row stay.
    """
    text = "".join(map(text_of, parts))
    rows: list[tuple[int, int]] = []
    for start, end in _words(text, max(min(first, room), 1)):
        space = first if len(rows) <= 1 else room
        if rows and cell_len(text[rows[-1][0] : end]) <= space:
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((start, end))
    return [_cut(parts, start, end) for start, end in rows]


def _words(text: str, longest: int) -> Iterator[tuple[int, int]]:
    # A no-break space, as before a per cent sign, is part of a word.
    for word in re.finditer(r"(?:\S|[\u00a0\u202f])+", text):
        start = word.start()
        while cell_len(text[start : word.end()]) > longest:
            fitting = max(len(set_cell_size(text[start : word.end()], longest).rstrip()), 1)
            yield start, start + fitting
            start += fitting
        yield start, word.end()


def _cut(parts: Sequence[Part], start: int, end: int) -> Row:
    row: Row = []
    at = 0
    for part in parts:
        text = text_of(part)
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            row.append((piece, style_of(part)))
        at += len(text)
    return row
