"""XLSX, which cannot be written row by row: the whole table is in memory, so only so many rows are."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import BinaryIO

import polars as pl

from servicecheck.errors import ServicecheckError
from servicecheck.spreadsheets import Sheet, Value, workbook

MOST_ROWS = 100_000
_SAME_DAY = date(2000, 1, 1)
"""The same rows give the same bytes, on any day."""


def write(scored: pl.LazyFrame, file: BinaryIO, _typed: Sequence[str] = ()) -> None:
    """Write the table to *file*. Raises ServicecheckError where it is too long."""
    table = scored.head(MOST_ROWS + 1).collect(engine="streaming")
    if table.height > MOST_ROWS:
        raise ServicecheckError(
            f"More than {MOST_ROWS} rows are too many for XLSX. Write CSV or Parquet: -o scored.csv, -o scored.parquet."
        )
    rows = [tuple(map(_value, row)) for row in table.iter_rows()]
    file.write(workbook([Sheet("scores", table.columns, rows)], _SAME_DAY))


def _value(value: str | int | float | bool | None) -> Value:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return Decimal(repr(value))
        case _:
            return value
