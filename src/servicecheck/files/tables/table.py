"""A table: columns with names, and rows of cells that are text, each with its place in the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.forms import FORMS, PLAIN, Shape, plain, shape_of
from servicecheck.files.likeness import folded
from servicecheck.files.tables.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    TOO_MANY_CELLS,
    TOO_MANY_COLUMNS,
    TOO_MANY_ROWS,
)
from servicecheck.files.text_file import refusal

HEAD = 20
"""How many rows are looked at for what a form tool writes above the answers."""
_NOTHING: Mapping[int, str] = MappingProxyType({})
_ELSEWHERE: Mapping[int, tuple[int, int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is its line in a text file, or its row in a sheet, from 1."""

    number: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = field(default_factory=lambda: _NOTHING)
    """Why a cell cannot be used, by the index of its column."""
    fault: str = ""
    """Why nothing in the row can be used."""
    places: Mapping[int, tuple[int, int]] = field(default_factory=lambda: _ELSEWHERE)
    """The line and the column, from 1, of cells that stand elsewhere than under their names, as in a form."""

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
    shape: Shape = field(default_factory=lambda: plain(()))
    """What is known of each column without knowing what is asked."""

    def place(self, row: Row, column: int | None = None) -> Place:
        """Where a row, or its cell in the column with this index, stands in the file."""
        if column is None:
            return Place(self.file, row.number)
        return Place(self.file, *row.places.get(column, (row.number, self.positions[column])))

    def named(self, row: Row) -> dict[str, str]:
        """A row's cells by the names of their columns."""
        return dict(zip(self.columns, row.cells, strict=True))


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


def under_header(
    file: str, rows: Iterable[Row], remarks: Sequence[str] = (), *, is_padded: bool = False, form: str | None = PLAIN
) -> Table:
    """The table under its header, which is as many rows as its *form* has; None for whichever is recognised.

    Short rows have empty cells at their end if *is_padded*. Raises InvalidFile for a header that does not tell its
    columns apart, and where there is nothing.
    """
    found = list(counted(rows, file))
    if not found:
        raise refusal(file, "nothing is written in it: the file is empty.")
    shape = shape_in(file, [row.cells for row in found[:HEAD]], form)
    headers, body = found[: shape.header_rows], found[shape.header_rows :]
    if any(row.fault for row in headers):
        raise InvalidFile(Problem(row.fault, Place(file, row.number)) for row in headers if row.fault)
    names = [heading.name for heading in shape.headings]
    if is_padded:
        body = [padded(row, len(names)) for row in body]
    used = _used(body, len(names))
    kept = [index for index, name in enumerate(names) if name or index in used]
    at = Place(file, headers[0].number)
    faults = [problem for row in headers for problem in _faults_of(row, file)]
    problems = [*faults, *_unnamed(names, kept, at), *repeated(names, kept, at)]
    if problems:
        raise InvalidFile(problems)
    used_rows = tuple(_kept(fitted(row, len(names)), kept) for row in body)
    columns, positions = tuple(names[index] for index in kept), tuple(index + 1 for index in kept)
    return Table(file, headers[0].number, columns, used_rows, positions, tuple(remarks), shape.kept(kept))


def shape_in(file: str, rows: Sequence[Sequence[str]], form: str | None) -> Shape:
    """What the first *rows* of a file say. Raises InvalidFile where they are not of the *form* that was named."""
    shape = shape_of(rows, form)
    if shape is None:
        known = ", ".join([*FORMS, PLAIN])
        raise refusal(file, f"this does not begin as an export of {form} does. Leave --form out, or name it: {known}.")
    return shape


def padded(row: Row, width: int) -> Row:
    """*row* with empty cells at its end, up to *width* of them."""
    if len(row.cells) >= width:
        return row
    return replace(row, cells=row.cells + ("",) * (width - len(row.cells)))


def _used(rows: Iterable[Row], width: int) -> set[int]:
    """The columns in which something is written."""
    return {index for row in rows for index, cell in enumerate(row.cells[:width]) if cell.strip()}


def _faults_of(header: Row, file: str) -> Iterator[Problem]:
    for index, fault in header.faults.items():
        yield Problem(f"a column's name is expected here, but {fault}", Place(file, header.number, index + 1))


def _unnamed(names: Sequence[str], kept: Sequence[int], header: Place) -> Iterator[Problem]:
    unnamed = [index for index in kept if not names[index]]
    if len(unnamed) > 1 and len(kept) - len(unnamed) == 1:
        message = "only one column has a name here. If the names stand further down, delete the lines above them."
        yield Problem(message, header)
        return
    for index in unnamed:
        message = f"column {index + 1} has no name, but something stands below. Name it, or empty it."
        yield Problem(message, replace(header, column=index + 1))


def repeated(names: Sequence[str], kept: Iterable[int], header: Place) -> Iterator[Problem]:
    """A problem for each column that is called as one before it is."""
    seen: dict[str, int] = {}
    for index in kept:
        first = seen.setdefault(folded(names[index]), index)
        if names[index] and first != index:
            message = f"columns {first + 1} and {index + 1} are both called '{names[index]}'. Rename or remove one."
            yield Problem(message, replace(header, column=index + 1))


def width_fault(cells: int, width: int, *, is_more_written: bool) -> str:
    """Why a row with so many *cells* cannot be told to be one of so many columns; empty where it can."""
    fault = f"this row has {cells} cells, but there are {width} columns."
    if is_more_written:
        return f"{fault} A text with the separator in it must stand in quotation marks."
    return fault if cells < width else ""


def fitted(row: Row, width: int) -> Row:
    """*row* with one cell a column; with a fault where its cells cannot be told to be those of the columns."""
    if len(row.cells) == width:
        return row
    is_more_written = any(cell.strip() for cell in row.cells[width:])
    fault = row.fault or width_fault(len(row.cells), width, is_more_written=is_more_written)
    return replace(row, cells=(row.cells + ("",) * (width - len(row.cells)))[:width], fault=fault)


def _kept(row: Row, kept: Sequence[int]) -> Row:
    faults = {kept.index(index): fault for index, fault in row.faults.items() if index in kept}
    places = {kept.index(index): place for index, place in row.places.items() if index in kept}
    return Row(row.number, tuple(row.cells[index] for index in kept), faults, row.fault, places)
