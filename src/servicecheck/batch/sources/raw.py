"""What a source hands on: its first rows as they stand, how it was read, and all of its cells as text, lazily.

A source is read as often as it is asked for. Its rows come in the order of the file; lines of a text and rows of a
sheet in which nothing is written are not among them. Nothing is left out in silence: a row that cannot be told apart
into columns says why in `FAULT`, and a cell that cannot be used says why in its own place (`cell_faults`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, Protocol

import polars as pl

from servicecheck.batch.sources.cell_faults import UNNAMED, WRONG_DECIMAL, faulty_cell
from servicecheck.files.text_file import refusal

ROW, FAULT = ":row", ":fault"
"""Where a row stands (Int64), and why nothing in it can be used (String), null where it can.

A row stands where an editor or a spreadsheet program shows it: its line in a text, its row in a sheet. An object of a
JSON or YAML file stands in the line in which it begins, unless several begin in one: then they are counted from 1, as
the rows of a Parquet file are.
"""

MOST_HEAD = 20
_MARKS = {".": "point", ",": "comma"}

Format = Literal["csv", "xlsx", "json", "jsonl", "yaml", "parquet"]


@dataclass(frozen=True)
class Wishes:
    """What somebody says of a file, where it is not left to be found."""

    format: Format | None = None
    encoding: str | None = None
    delimiter: str | None = None
    decimal: Literal[".", ","] | None = None
    sheet: str | None = None
    header_row: int | None = None
    """The row, as a spreadsheet or an editor counts them, in which the names of the columns begin."""


@dataclass(frozen=True)
class Description:
    """How a source was read; what does not apply to its format is empty."""

    format: Format
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    sheet: str = ""
    compression: str = ""
    remarks: tuple[str, ...] = ()
    """What was assumed, in sentences."""


Types = Mapping[int, pl.DataType]
NO_TYPES: Types = MappingProxyType({})


class Cells(Protocol):
    """Everything in a source, by the position of its columns."""

    def under(self, row: int, width: int, types: Types = NO_TYPES) -> pl.LazyFrame:
        """The rows after this *row*: `ROW`, `FAULT` and the text of *width* columns, called as `position` says.

        Columns with an index in *types* may have that type instead.
        """


def position(index: int) -> str:
    """The name of the column with this index before it has one."""
    return f"column_{index}"


@dataclass(frozen=True)
class Raw:
    """One source, before it is known what its columns mean."""

    name: str
    head: tuple[tuple[str, ...], ...]
    """The first rows in which something is written, the names of the columns among them."""
    head_rows: tuple[int, ...]
    """Where each of them stands, as `ROW` of the frame says it; names that are keys of records stand in row 0."""
    description: Description
    size: int
    """In bytes, as it was handed in."""
    cells: Cells
    sha256: Callable[[], str]
    """The SHA-256 of these bytes, in hexadecimal digits."""
    rows: int | None = None
    """How many rows or lines there are at most, where that is known."""
    has_cell_faults: bool = False
    """Whether a single cell may hold a reason instead of a text: see `cell_faults`."""
    wrong_decimal: str = ""
    """The decimal mark that no number may have, because the other one was said to be theirs."""

    def frame(
        self, header_rows: int, columns: Sequence[str], types: Mapping[str, pl.DataType] = MappingProxyType({})
    ) -> pl.LazyFrame:
        """The rows under the first *header_rows* of the head, with a String column for each name in *columns*.

        The names stand for the columns in the order of the file; one without a name is not handed on, and a row in
        which something stands in it has a fault. An empty cell is null. The columns
        named in *types* may be read as that type at once, where that is quicker; a cell that is none of it is then the
        engine's error. Raises InvalidFile for names that are taken.
        """
        for name in columns:
            if name in (ROW, FAULT):
                raise refusal(self.name, f"a column cannot be called '{name}' here. Rename it.")
        typed = {index: types[name] for index, name in enumerate(columns) if name in types and not self.wrong_decimal}
        under = self.cells.under(self.head_rows[header_rows - 1] if header_rows else 0, len(columns), typed)
        faults = [pl.col(FAULT), *(_unnamed(index) for index, name in enumerate(columns) if not name)]
        named = [self._cell(index).alias(name) for index, name in enumerate(columns) if name]
        return under.select(ROW, pl.coalesce(faults).alias(FAULT), *named)

    def _cell(self, index: int) -> pl.Expr:
        cell = pl.col(position(index))
        if not self.wrong_decimal:
            return cell
        is_wrong = cell.str.contains(rf"^\s*[+-]?[0-9]+[{self.wrong_decimal}][0-9]+\s*$")
        fault = pl.format(faulty_cell(WRONG_DECIMAL.format(_MARKS[self.wrong_decimal]), "{}"), cell)
        return pl.when(is_wrong).then(fault).otherwise(cell)


def with_decimal(raw: Raw, wished: Literal[".", ","]) -> Raw:
    """*raw*, whose numbers have the mark that is *wished*: one with the other is none."""
    description = replace(raw.description, decimal=wished)
    wrong = "," if wished == "." else "."
    return replace(raw, description=description, wrong_decimal=wrong, has_cell_faults=True)


def _unnamed(index: int) -> pl.Expr:
    is_written = pl.col(position(index)).str.contains(r"[^\s\x1c-\x1f]")
    return pl.when(is_written).then(pl.lit(UNNAMED.format(index + 1)))
