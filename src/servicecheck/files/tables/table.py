"""A table: columns with names, and rows of cells that are text, each with its place in the file."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.tables.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
)
from servicecheck.files.text_file import refusal

_SPACE = re.compile(r"\s+")
_NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is its line in a text file, or its row in a sheet, from 1."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=lambda: _NOTHING)
    """Why a cell cannot be used, by the index of its column."""
    fault: str = ""
    """Why nothing in the row can be used."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not (self.fault or self.faults or any(cell.strip() for cell in self.cells))


@dataclass(frozen=True)
class Table:
    """The rows under a header. Rows in which nothing is written are not among them."""

    file: str
    header: int
    """The line of the header."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    positions: tuple[int, ...]
    """Where each column stands in the file, from 1: columns without name and content are left out."""
    remarks: tuple[str, ...] = ()
    """What was assumed while reading."""

    def place(self, row: Row, column: int | None = None) -> Place:
        """Where a row, or its cell in the column with this index, stands in the file."""
        return Place(self.file, row.number, None if column is None else self.positions[column])

    def named(self, row: Row) -> dict[str, str]:
        """A row's cells by the names of their columns."""
        return dict(zip(self.columns, row.cells, strict=True))


def folded(name: str) -> str:
    """A name as it is compared: letters alike however they are composed or spaced, large or small."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", name)).strip().casefold()


def counted(rows: Iterable[Row], file: str) -> Iterator[Row]:
    """The rows that say something, as long as there are not too many. Raises InvalidFile."""
    cells = 0
    for number, row in enumerate((row for row in rows if not row.is_blank), 0):
        cells += len(row.cells)
        if number > MOST_ROWS:
            raise refusal(file, TOO_MANY_ROWS)
        if cells > MOST_CELLS:
            raise refusal(file, TOO_MANY_CELLS)
        if len(row.cells) > MOST_COLUMNS:
            raise refusal(file, TOO_MANY_COLUMNS)
        yield row


def under_header(file: str, rows: Iterable[Row], remarks: Sequence[str] = (), *, is_padded: bool = False) -> Table:
    """The table whose first row names its columns; short rows have empty cells at their end if *is_padded*.

    Raises InvalidFile for a header that does not tell its columns apart, and where there is nothing.
    """
    found = list(counted(rows, file))
    if not found:
        raise refusal(file, "nothing is written in it: the file is empty.")
    header, body = found[0], found[1:]
    if header.fault:
        raise InvalidFile([Problem(header.fault, Place(file, header.number))])
    names = [_SPACE.sub(" ", name).strip() for name in header.cells]
    if is_padded:
        body = [_padded(row, len(names)) for row in body]
    used = _used(body, len(names))
    kept = [index for index, name in enumerate(names) if name or index in used]
    problems = [*_faults_of(header, file), *_unnamed(names, kept, header, file), *_repeated(names, kept, header, file)]
    if problems:
        raise InvalidFile(problems)
    used_rows = tuple(_kept(fitted(row, len(names)), kept) for row in body)
    positions = tuple(index + 1 for index in kept)
    return Table(file, header.number, tuple(names[index] for index in kept), used_rows, positions, tuple(remarks))


def _padded(row: Row, width: int) -> Row:
    return replace(row, cells=row.cells + ("",) * (width - len(row.cells)))


def _used(rows: Iterable[Row], width: int) -> set[int]:
    """The columns in which something is written."""
    return {index for row in rows for index, cell in enumerate(row.cells[:width]) if cell.strip()}


def _faults_of(header: Row, file: str) -> Iterator[Problem]:
    for index, fault in header.faults.items():
        yield Problem(f"a column's name is expected here, but {fault}", Place(file, header.number, index + 1))


def _unnamed(names: Sequence[str], kept: Sequence[int], header: Row, file: str) -> Iterator[Problem]:
    unnamed = [index for index in kept if not names[index]]
    if len(unnamed) > 1 and len(kept) - len(unnamed) == 1:
        message = "only one column has a name here. If the names stand further down, delete the lines above them."
        yield Problem(message, Place(file, header.number))
        return
    for index in unnamed:
        message = f"column {index + 1} has no name, but something stands below. Name it, or empty it."
        yield Problem(message, Place(file, header.number, index + 1))


def _repeated(names: Sequence[str], kept: Iterable[int], header: Row, file: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for index in kept:
        first = seen.setdefault(folded(names[index]), index)
        if names[index] and first != index:
            message = f"columns {first + 1} and {index + 1} are both called '{names[index]}'. Rename or remove one."
            yield Problem(message, Place(file, header.number, index + 1))


def width_fault(cells: int, width: int, *, is_more_written: bool) -> str:
    """Why a row with so many *cells* cannot be told to be one of so many columns; empty where it can."""
    fault = f"this row has {cells} cells, but there are {width} columns."
    if is_more_written:
        return f"{fault} A text with the separator in it must stand in quotation marks."
    return fault if cells < width else ""


def fitted(row: Row, width: int) -> Row:
    """*row* with one cell a column; with a fault where its cells cannot be told to be those of the columns."""
    is_more_written = any(cell.strip() for cell in row.cells[width:])
    fault = row.fault or width_fault(len(row.cells), width, is_more_written=is_more_written)
    return replace(row, cells=(row.cells + ("",) * (width - len(row.cells)))[:width], fault=fault)


def _kept(row: Row, kept: Sequence[int]) -> Row:
    faults = {kept.index(index): fault for index, fault in row.faults.items() if index in kept}
    return Row(row.number, tuple(row.cells[index] for index in kept), faults, row.fault)
