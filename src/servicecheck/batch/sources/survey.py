"""Whether the engine's own reader of CSV gives every cell of a file exactly, found by looking at all of it once.

The engine fills up short rows, cuts long ones and takes a quotation mark in the middle of a text for the beginning of
one. So each line is held against the shape of a good one first. Lines that are not good but can be told apart without
doubt (blank, short, long) are listed; if anything else is there, the file is read by the careful reader instead.
"""

import codecs
from dataclasses import dataclass
from typing import Any

import polars as pl

from servicecheck.batch.sources.original import Original
from servicecheck.files.tables.table import width_fault

_MOST_ODD_LINES = 100_000
_LONGEST_LINE = 131_072
"""The longest cell of the careful reader, which reads what is longer."""
_WIDEST = 1_000
_BLANK = r"\s\x1c-\x1f"
_ACTIVE = "[=+\\-@\t\uff1d\uff0b\uff0d\uff20]"


@dataclass(frozen=True)
class Survey:
    """What is known of a file's lines, counted from 1."""

    lines: int
    has_quotes: bool
    has_marked_text: bool
    """Whether a text was made inert for a spreadsheet program, or looks as though it were."""
    blank: tuple[int, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()


class NotUtf8(Exception):
    """The file is in another encoding."""


def survey(file: Original, separator: str, width: int, first: int) -> Survey | None:
    """What the lines from *first* on are; None where only the careful reader reads them exactly. Raises NotUtf8."""
    if width > _WIDEST or len(separator.encode()) > 1 or separator == " ":
        return None
    shape = LineShape(separator, width)
    try:
        seen = _seen(file, shape)
        marked = seen["has_apostrophe"] and _has_marked_text(file, separator)
        odd = shape.odd(_lines(file, first)).collect(engine="streaming") if 0 < seen["odd"] <= _MOST_ODD_LINES else None
    except pl.exceptions.ComputeError as error:
        if "utf" in str(error).casefold():
            raise NotUtf8 from error
        return None  # a pattern that is too large for the engine
    is_marked_inside = seen["marks"] > file.start(3).startswith(codecs.BOM_UTF8)
    is_clear = seen["odd"] <= _MOST_ODD_LINES and (odd is None or odd["is_clear"].all())
    if is_marked_inside or not is_clear:
        return None
    blank, faults = _sorted_out(odd, width)
    return Survey(seen["lines"], seen["has_quotes"], marked, blank, faults)


def _seen(file: Original, shape: "LineShape") -> dict[str, Any]:
    """What the lines are like, those of the header included: numbers for the lines would take twice the time."""
    found = pl.scan_lines(file.path, name="line", glob=False).select(
        pl.len().alias("lines"),
        (~shape.is_good()).sum().alias("odd"),
        # The engine takes it away where it begins to read, as if it always were the mark at the beginning of a file.
        _LINE.str.starts_with("\ufeff").sum().alias("marks"),
        _LINE.str.contains('"', literal=True).any().alias("has_quotes"),
        _LINE.str.contains("'", literal=True).any().alias("has_apostrophe"),
    )
    return found.collect(engine="streaming").row(0, named=True)


def _has_marked_text(file: Original, separator: str) -> bool:
    marked = _LINE.str.contains(f"(?:^|[{pattern_of(separator)}\"])'+ *{_ACTIVE}").any()
    found = pl.scan_lines(file.path, name="line", glob=False).select(marked)
    return bool(found.collect(engine="streaming").item())


_LINE = pl.col("line")


def pattern_of(separator: str) -> str:
    """A pattern of the engine that matches *separator*."""
    return separator if separator.isalnum() else f"\\x{ord(separator):02x}"


def _lines(file: Original, first: int) -> pl.LazyFrame:
    """Every line from *first* on."""
    lines = pl.scan_lines(file.path, name="line", row_index_name="number", row_index_offset=1, glob=False)
    return lines.slice(first - 1)


class LineShape:
    """What a line of a table with so many columns looks like."""

    def __init__(self, separator: str, width: int) -> None:
        self._separator = pattern_of(separator)
        self._width = width
        quoted, plain = '"(?:[^"\\x00\\r]|"")*"', f'[^"{self._separator}\\x00\\r]*'
        self._cell = f"(?:{quoted}|{plain})"

    def is_good(self) -> pl.Expr:
        """Whether there are as many cells as columns, each whole, and something is written in one."""
        good = f"^{self._cell}(?:{self._separator}{self._cell}){{{self._width - 1}}}$"
        blank = f"^[{_BLANK}{self._separator}\"']*$"
        return (_LINE.str.len_bytes() < _LONGEST_LINE) & _LINE.str.contains(good) & ~_LINE.str.contains(blank)

    def odd(self, lines: pl.LazyFrame) -> pl.LazyFrame:
        """What the other lines are; `is_clear` where that is beyond doubt."""
        beyond = f"^(?:[^{self._separator}]*{self._separator}){{{self._width}}}"
        is_clear = (_LINE.str.len_bytes() < _LONGEST_LINE) & ~_LINE.str.contains("[\"'\\x00\\r]")
        rest = _LINE.str.replace(beyond, "")
        ink = f"[^{_BLANK}{self._separator}]"
        return lines.filter(~self.is_good()).select(
            "number",
            is_clear.alias("is_clear"),
            (~_LINE.str.contains(ink)).alias("is_blank"),
            (_LINE.str.count_matches(self._separator) + 1).alias("cells"),
            (_LINE.str.contains(beyond) & rest.str.contains(ink)).alias("is_more_written"),
        )


def _sorted_out(odd: pl.DataFrame | None, width: int) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    if odd is None:
        return (), ()
    blank = tuple(odd.filter("is_blank")["number"])
    rest = odd.filter(~pl.col("is_blank")).select("number", "cells", "is_more_written")
    said = ((number, width_fault(cells, width, is_more_written=more)) for number, cells, more in rest.iter_rows())
    return blank, tuple((number, fault) for number, fault in said if fault)
