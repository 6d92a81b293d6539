"""The report's tables as XLSX: one sheet for each kind of table, figures as numbers, and every other text as text.

A figure is a number where the page prints one, and as it is printed there; an interval becomes two columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from servicecheck.language import MINUS, Words
from servicecheck.report.context import Context
from servicecheck.report.printable import printable
from servicecheck.report.twins.blocks import Cell, Table
from servicecheck.report.twins.outline import outline
from servicecheck.spreadsheets import Sheet, Value, workbook

_BETWEEN: Final = re.compile(r"(.*\S)\s*(?:–|→)\s*(\S.*)")
_NO_FIGURE: Final = frozenset({"", "–", "·"})
_UNNAMED: Final = ("twin_fact", "twin_value")
_MOST_DIGITS: Final = 15
"""More than a spreadsheet program keeps of a number."""


def write(context: Context, moment: datetime) -> bytes:
    """The workbook, dated *moment*; the same context and moment give the same bytes."""
    return workbook(sheets(context), moment.date(), printable(context.title))


def sheets(context: Context) -> list[Sheet]:
    """One sheet for each kind of table, in the order of the pages."""
    words = Words(context.language)
    kinds: dict[tuple[str, tuple[str, ...]], list[Table]] = {}
    for block in outline(context):
        if isinstance(block, Table) and block.sheet:
            kinds.setdefault((block.sheet, _names(block)), []).append(block)
    made = [_sheet(tables, words) for tables in kinds.values()]
    # A chart that is all drawing leaves its names alone behind.
    return [sheet for sheet in made if len(sheet.columns) > 1]


@dataclass(frozen=True)
class _Column:
    name: str
    values: Sequence[Value]


def _names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.name, str))


def _sheet(tables: list[Table], words: Words) -> Sheet:
    """Tables of the same kind below each other, with the group each belongs to in a column of its own."""
    first = tables[0]
    columns = [_Column(first.group_name, [table.group for table in tables for _ in table.rows])] if first.group else []
    for index, column in enumerate(first.columns):
        cells = [_words(row[index]) for table in tables for row in table.rows]
        name = column.name if isinstance(column.name, str) else ""
        columns += _figures(name, cells, words) if column.is_figures else [_Column(name, cells)]
    kept = [column for column in columns if any(value not in (None, "") for value in column.values)]
    return Sheet(
        title=printable(first.sheet),
        columns=_heads([printable(column.name) for column in kept], words),
        rows=list(zip(*(column.values for column in kept), strict=True)),
    )


def _heads(names: list[str], words: Words) -> list[str]:
    """The columns' names; labels and their values, which have no head on the page, get one."""
    return names if any(names) else [words(key) for key in _UNNAMED][: len(names)]


def _words(cell: Cell) -> str:
    """What a cell says; the figures of a drawing stand in other cells, so of a drawing nothing is left."""
    if isinstance(cell, tuple):
        cell = cell[1]
    return "\n".join(map(printable, cell.split("\n"))) if isinstance(cell, str) else ""


def _figures(name: str, cells: list[str], words: Words) -> list[_Column]:
    """A column of figures: as numbers, as two columns where they are intervals, per cent where all are."""
    pairs = [_BETWEEN.fullmatch(cell) for cell in cells]
    if any(pairs) and all(pair or cell in _NO_FIGURE for pair, cell in zip(pairs, cells, strict=True)):
        ends = ([pair[end] if pair else "" for pair in pairs] for end in (1, 2))
        names = (words("twin_from", name=name), words("twin_to", name=name))
        return [_Column(one, [_number(cell, words) for cell in side]) for one, side in zip(names, ends, strict=True)]
    given = [cell for cell in cells if cell not in _NO_FIGURE]
    if given and all(cell.endswith("%") for cell in given):
        return [_Column(f"{name} (%)", [_number(cell.removesuffix("%").strip(), words) for cell in cells])]
    return [_Column(name, [_number(cell, words) for cell in cells])]


def _number(cell: str, words: Words) -> Value:
    """The number that *cell* prints in this language; anything else as it stands, and nothing where there is none."""
    if cell in _NO_FIGURE:
        return None
    thousands, decimal = words.template("format_thousands"), words.template("format_decimal")
    plain = cell.replace(MINUS, "-").replace("\u00a0", " ").replace(thousands, "").replace(decimal, ".")
    is_number = re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", plain) and len(plain) <= _MOST_DIGITS
    return Decimal(plain) if is_number else cell
