"""Formats that are read as a whole, up to a stated size: XLSX and JSON."""

from collections.abc import Sequence
from dataclasses import replace

from servicecheck.batch.sources.blocks import InMemory, head_of
from servicecheck.batch.sources.original import Original
from servicecheck.batch.sources.raw import MOST_HEAD, Description, Format, Raw, Wishes
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.tables import Row, records, xlsx
from servicecheck.files.tables.encodings import decoded
from servicecheck.files.tables.limits import MOST_BYTES
from servicecheck.files.tables.table import Table, counted
from servicecheck.files.text_file import refusal


def read(source: Original, kind: Format, wishes: Wishes) -> Raw:
    """The table in *source*. Raises InvalidFile."""
    content = read_whole(source, kind)
    return _workbook(source, content, wishes) if kind == "xlsx" else _records(source, content, kind, wishes)


def read_whole(source: Original, kind: Format) -> bytes:
    """All of *source*. Raises InvalidFile where there is nothing, or too much for what cannot be read bit by bit."""
    if not source.size:
        raise refusal(source.name, "the file is empty.")
    if source.size > MOST_BYTES:
        size = MOST_BYTES // 2**20
        message = f"a file of {kind.upper()} larger than {size} MiB is not read. Save it as CSV or JSON Lines."
        raise refusal(source.name, message)
    return source.start(MOST_BYTES)


def _workbook(source: Original, content: bytes, wishes: Wishes) -> Raw:
    found, remarks = xlsx.rows(content, source.name, wishes.sheet)
    rows = [row for row in counted(found, source.name) if row.number >= (wishes.header_row or 1)]
    if not rows:
        raise refusal(source.name, "nothing is written in it: the file is empty.")
    if rows[0].faults:
        problems = (
            Problem(f"a column's name is expected here, but {fault}", Place(source.name, rows[0].number, index + 1))
            for index, fault in rows[0].faults.items()
        )
        raise InvalidFile(problems)
    description = Description("xlsx", sheet=wishes.sheet or "", remarks=tuple(remarks))
    return raw_of(source, rows, description)


def _records(source: Original, content: bytes, kind: Format, wishes: Wishes) -> Raw:
    text, remark = decoded(content, source.name, wishes.encoding)
    table = records.table(text, source.name, is_lines=False)
    description = Description(kind, encoding=wishes.encoding or "utf-8", remarks=(remark,) if remark else ())
    return raw_of(source, rows_of(table), description)


def rows_of(table: Table) -> list[Row]:
    """The rows of a table whose columns are named by keys, after one with the names, which stands in row 0."""
    numbers = [row.number for row in table.rows]
    is_told_apart = len(set(numbers)) == len(numbers)
    body = (row if is_told_apart else replace(row, number=index) for index, row in enumerate(table.rows, 1))
    return [Row(0, table.columns), *body]


def raw_of(source: Original, rows: Sequence[Row], description: Description) -> Raw:
    """*rows*, the names of the columns among them, as a source."""
    head, head_rows = head_of(rows, MOST_HEAD)
    return Raw(
        source.name,
        head,
        head_rows,
        description,
        source.size,
        InMemory(rows),
        source.sha256,
        rows=len(rows) - 1,
        has_cell_faults=True,
    )
