"""CSV and its relatives, of any size: encoding and separator are found, and every cell is exactly what is written.

Two ways lead to the same cells: the engine's reader, where a look at the whole file has shown that it reads it exactly,
and else the careful reader of small tables, whose rows are kept in a temporary table that the engine then reads.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from itertools import islice

import polars as pl

from servicecheck.batch.sources.blocks import head_of
from servicecheck.batch.sources.decoding import Decoded, decoded_text, presumed_utf8
from servicecheck.batch.sources.original import Original
from servicecheck.batch.sources.raw import FAULT, MOST_HEAD, NO_TYPES, ROW, Description, Raw, Types, Wishes, position
from servicecheck.batch.sources.small_tables import raw_of
from servicecheck.batch.sources.spooling import spooled_rows
from servicecheck.batch.sources.survey import NotUtf8, Survey, survey
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.tables import Row, delimited
from servicecheck.files.tables.filled_form import laid_out
from servicecheck.files.tables.table import counted, fitted
from servicecheck.files.text_file import refusal

_SAMPLE = 2**20
_MARKED = "^'+ *[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"


def read(source: Original, wishes: Wishes) -> Raw:
    """The CSV file in *source*. Raises InvalidFile."""
    if not source.size:
        raise refusal(source.name, "the file is empty.")
    presumed = None if wishes.encoding else presumed_utf8(source)
    if presumed:
        with suppress(NotUtf8, UnicodeDecodeError):
            raw = _read(source, presumed, wishes)
            if not isinstance(raw.cells, DelimitedCells):
                return raw
            # The look at all of it shows the encoding, too: this is the one pass before the one that scores.
            found = raw.cells.survey(raw.head_rows[0], len(raw.head[0]))
            if found:
                return replace(raw, rows=found.lines - raw.head_rows[0])
    return _read(source, decoded_text(source, wishes.encoding), wishes)


def _read(source: Original, text: Decoded, wishes: Wishes) -> Raw:
    separator, lines_before = delimited.dialect(text.start(_SAMPLE), wishes.delimiter)
    cells = DelimitedCells(text, separator, lines_before)
    first = cells.first_rows(wishes.header_row or 1)
    head, head_rows = head_of(first, MOST_HEAD)
    description = Description(
        "csv", encoding=text.encoding, delimiter=separator, decimal=_decimal(head), remarks=text.remarks
    )
    if list(laid_out(first)) != first:  # a form that one person filled in is small
        return raw_of(source, list(laid_out(counted(cells.rows(), source.name))), description)
    return Raw(source.name, head, head_rows, description, source.size, cells, source.sha256)


@dataclass(frozen=True)
class DelimitedCells:
    """The cells of a text in UTF-8."""

    text: Decoded
    separator: str
    lines_before: int
    _surveys: dict[tuple[int, int], Survey | None] = field(default_factory=dict)
    _spooled: dict[int, pl.LazyFrame] = field(default_factory=dict)

    def first_rows(self, first: int) -> list[Row]:
        """The first rows from row *first* on, as many as the head has. Raises InvalidFile where there are none."""
        rows = (row for row in self.rows() if not row.is_blank and row.number >= first)
        head: list[Row] = []
        for row in rows:
            if row.fault and not head:
                raise InvalidFile([Problem(row.fault, Place(self.text.file.name, row.number))])
            head.append(row)
            if len(head) == MOST_HEAD:
                break
        if not head:
            raise refusal(self.text.file.name, "nothing is written in it: the file is empty.")
        return head

    def under(self, row: int, width: int, types: Types = NO_TYPES) -> pl.LazyFrame:
        """The rows after this *row*."""
        found = self.survey(row, width)
        return self.carefully(row, width) if found is None else self._by_engine(row, width, found, types)

    def survey(self, row: int, width: int) -> Survey | None:
        """What the lines after this *row* are like; None where the engine would not read them exactly."""
        key = row, width
        if key not in self._surveys:
            is_plain = self._ends_with(row)
            self._surveys[key] = survey(self.text.file, self.separator, width, row + 1) if is_plain else None
        return self._surveys[key]

    def _ends_with(self, row: int) -> bool:
        """Whether *row* ends with the line of the file that has its number, also as the engine counts lines."""
        with self.text.file.open() as file:
            lines = [line.decode("utf-8-sig") for line in islice(file, row)]
        try:
            for _ in delimited.records(iter(lines), self.text.file.name, self.separator):
                pass
        except InvalidFile:
            return False
        return row > 0 and not any("\r" in line.removesuffix("\n").removesuffix("\r") for line in lines)

    def rows(self) -> Iterator[Row]:
        """Every row, read carefully."""
        with self.text.file.open() as file, TextIOWrapper(file, "utf-8-sig", newline="") as lines:
            yield from delimited.records(lines, self.text.file.name, self.separator, self.lines_before)

    def _by_engine(self, row: int, width: int, found: Survey, types: Types) -> pl.LazyFrame:
        known = {} if found.has_marked_text else types
        cells = pl.scan_csv(
            self.text.file.path,
            has_header=False,
            separator=self.separator,
            quote_char='"' if found.has_quotes else None,
            schema={position(index): known.get(index, pl.String()) for index in range(width)},
            null_values="",
            extra_columns="ignore",
            missing_columns="insert",
            row_index_name=ROW,
            row_index_offset=row + 1,
            skip_lines=row,
            glob=False,
            raise_if_empty=False,
        ).with_columns(pl.col(ROW).cast(pl.Int64))
        if found.blank:
            cells = cells.filter(~pl.col(ROW).is_in(found.blank))
        if found.has_marked_text:
            cells = cells.with_columns(original_text(pl.col(position(index))) for index in range(width))
        return cells.with_columns(_fault(found).alias(FAULT))

    def carefully(self, row: int, width: int) -> pl.LazyFrame:
        """The same rows, whatever the file is like."""
        if width not in self._spooled:
            rows = (fitted(one, width) for one in self.rows() if not one.is_blank)
            self._spooled[width] = spooled_rows(rows, width, self.text.file.name)
        return self._spooled[width].filter(pl.col(ROW) > row)


def _fault(found: Survey) -> pl.Expr:
    if not found.faults:
        return pl.lit(None, pl.String)
    numbers, faults = zip(*found.faults, strict=True)
    return pl.col(ROW).replace_strict(numbers, faults, default=None, return_dtype=pl.String)


def original_text(cell: pl.Expr) -> pl.Expr:
    """The text of which our own spreadsheets make a cell that begins with an apostrophe."""
    return pl.when(cell.str.contains(_MARKED)).then(cell.str.slice(1)).otherwise(cell)


def _decimal(head: Sequence[Sequence[str]]) -> str:
    """The mark before the decimals in the first rows, if numbers there have one."""
    for row in head:
        for cell in row:
            found = re.fullmatch(r"\s*[+-]?[0-9]+([.,])[0-9]+\s*", cell)
            if found:
                return found[1]
    return ""
