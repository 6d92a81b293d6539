"""Rows that were read one by one, as tables of text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from servicecheck.batch.sources.cell_faults import NUL, faulty_cell
from servicecheck.batch.sources.raw import FAULT, NO_TYPES, ROW, Types, position
from servicecheck.files.tables import Row


def schema(width: int) -> dict[str, type[pl.DataType]]:
    """The columns of a table with so many columns of cells."""
    return {ROW: pl.Int64, FAULT: pl.String, **dict.fromkeys(map(position, range(width)), pl.String)}


def block(rows: Sequence[Row], width: int) -> pl.DataFrame:
    """*rows*, each with *width* cells, as a table."""
    columns = zip(*(_marked(row) for row in rows), strict=True) if rows else [()] * width
    cells = [[cell or None for cell in column] for column in columns]
    parts = [[row.number for row in rows], [row.fault or None for row in rows], *cells]
    return pl.DataFrame(dict(zip(schema(width), parts, strict=True)), schema=schema(width), strict=True)


def _marked(row: Row) -> Sequence[str]:
    if not row.faults and "\0" not in "".join(row.cells):
        return row.cells
    reasons = {index: NUL for index, cell in enumerate(row.cells) if cell.startswith("\0")} | dict(row.faults)
    return [faulty_cell(reasons[index], cell) if index in reasons else cell for index, cell in enumerate(row.cells)]


@dataclass(frozen=True)
class InMemory:
    """The cells of a small source."""

    rows: Sequence[Row]

    def under(self, row: int, width: int, _: Types = NO_TYPES) -> pl.LazyFrame:
        """The rows after this *row*."""
        return block([fitted_to(one, width) for one in self.rows if one.number > row], width).lazy()


@dataclass(frozen=True)
class InFrame:
    """The cells of a source in a table, called by their positions."""

    table: pl.LazyFrame

    def under(self, row: int, width: int, _: Types = NO_TYPES) -> pl.LazyFrame:
        """The rows after this *row*."""
        found = self.table.select(*schema(width))
        return found.filter(pl.col(ROW) > row) if row else found


def fitted_to(row: Row, width: int) -> Row:
    """*row* with empty cells at its end where a program leaves them out."""
    from servicecheck.files.tables.table import fitted, padded

    return fitted(padded(row, width), width)


def head_of(rows: Iterable[Row], most: int) -> tuple[tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """The cells of the first *rows* and where they stand."""
    first = [row for _, row in zip(range(most), rows, strict=False)]
    return tuple(row.cells for row in first), tuple(row.number for row in first)
