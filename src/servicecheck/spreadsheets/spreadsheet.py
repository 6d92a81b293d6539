"""Tables that a spreadsheet program opens: CSV and XLSX in which every text stays text, whoever typed it.

The same rows give the same bytes. What is written here is read back by `files.tables` as it was.
"""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO

from servicecheck.spreadsheets.inert import inert

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | Decimal | date | None

_WIDEST, _NARROWEST = 60, 8
_SHEET_NAME_LENGTH = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_NOT_IN_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}
_LONGEST_LIST = 255
"""How many characters a spreadsheet program takes for all choices of a list together."""

_STILL_ALLOWED = dict.fromkeys(("format_cells", "format_columns", "format_rows", "insert_rows", "sort"), True)
"""Under protection, which has no password: it guards against slips."""

OFF = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
"""What the library would make of texts by itself, and must not."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: a line of column names and the rows below."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Mapping[int, int] = field(default_factory=dict)
    """The width of a column in characters, by its index; otherwise as its content needs it."""
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """What can be picked in the cells of a column, by its index."""
    locked: Collection[int] = ()
    """The columns whose filled cells cannot be typed over; all other cells, and new rows, stay free."""
    introduction: str = ""
    """Words above the table; such a sheet is for reading, not for reading back."""


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Value]], separator: str = ",") -> bytes:
    """A CSV file in UTF-8 with a byte order mark, by which spreadsheet programs know it."""
    content = BytesIO()
    write_csv(content, columns, rows, separator)
    return content.getvalue()


def write_csv(file: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[Value]], separator: str = ",") -> None:
    """Write the same to *file*, row by row."""
    text = TextIOWrapper(file, "utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerow([inert(column) for column in columns])
    for row in rows:
        writer.writerow([inert(value) if isinstance(value, str) else _written(value) for value in row])
    text.detach()


def workbook(sheets: Sequence[Sheet], made_on: date, title: str = "") -> bytes:
    """An XLSX file. *made_on* stands in its properties: two with the same content are the same to the byte."""
    import xlsxwriter  # here, because only some commands write one

    content = BytesIO()
    with xlsxwriter.Workbook(content, OFF) as book:
        created = datetime(made_on.year, made_on.month, made_on.day)
        book.set_properties({"title": title, "created": created})
        styles, free = _Styles(book, is_locked=True), _Styles(book, is_locked=False)
        titles: list[str] = []
        for sheet in sheets:
            titles.append(free_title(sheet.title, titles))
            _fill(book.add_worksheet(titles[-1]), sheet, styles, free)
    return content.getvalue()


class _Styles:
    """The looks of cells. A quoted text stays one when somebody edits it."""

    def __init__(self, book: "Workbook", *, is_locked: bool) -> None:
        body = {"text_wrap": True, "valign": "top"} | ({} if is_locked else {"locked": False})
        self.header = book.add_format({"bold": True, "bottom": 1, "quote_prefix": True, **body})
        self.text = book.add_format(body)
        self.quoted = book.add_format({"quote_prefix": True, **body})
        self.number = book.add_format({**body, "text_wrap": False})
        self.date = book.add_format({**body, "text_wrap": False, "num_format": "yyyy-mm-dd", "align": "left"})
        self.introduction = book.add_format({"text_wrap": False, "quote_prefix": True})


def _fill(page: "Worksheet", sheet: Sheet, styles: _Styles, free: _Styles) -> None:
    first = 0
    for line in sheet.introduction.splitlines():
        write_text(page, (first, 0), line, styles.introduction)
        first += 1
    first += bool(first)
    for column, name in enumerate(sheet.columns):
        write_text(page, (first, column), name, styles.header)
        width = sheet.widths.get(column) or _needed(sheet, column)
        page.set_column(column, column, width, free.text if sheet.locked else None)
    for number, row in enumerate(sheet.rows, first + 1):
        for column, value in enumerate(row):
            _write(page, (number, column), value, free if sheet.locked and column not in sheet.locked else styles)
    page.freeze_panes(first + 1, 0)
    if sheet.locked:
        page.protect("", _STILL_ALLOWED)
    for column, choices in sheet.choices.items():
        if sum(len(choice) + 1 for choice in choices) <= _LONGEST_LIST and not any("," in one for one in choices):
            rule = {"validate": "list", "source": list(choices), "error_type": "warning"}
            page.data_validation(first + 1, column, first + max(len(sheet.rows), 200), column, rule)


def _write(page: "Worksheet", at: tuple[int, int], value: Value, styles: _Styles) -> None:
    match value:
        case None | "":
            pass
        case str():
            write_text(page, at, value, styles.quoted if inert(value) != value else styles.text)
        case date():
            page.write_datetime(*at, datetime(value.year, value.month, value.day), styles.date)
        case _:
            page.write_number(*at, value, styles.number)


def write_text(page: "Worksheet", at: tuple[int, int], text: str, style: "Format") -> None:
    """Write *text* at a row and a column as the text it is."""
    text = text.translate(_NOT_IN_XML)
    # The library writes a text between <r> and </r> as it stands, as if it had made that itself; in several runs it
    # escapes it like any other.
    if text.startswith("<r>") and text.endswith("</r>"):
        page.write_rich_string(*at, text[:1], text[1:2], text[2:], style)
    else:
        page.write_string(*at, text, style)


def _needed(sheet: Sheet, column: int) -> int:
    cells = [sheet.columns[column], *(_written(row[column]) for row in sheet.rows if column < len(row))]
    longest = max((len(line) for cell in cells for line in cell.splitlines()), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _written(value: Value) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def free_title(title: str, taken: Sequence[str]) -> str:
    """*title* as a sheet can be called beside those *taken*."""
    wished = " ".join(title.translate(_NOT_IN_SHEET_NAMES).split())[:_SHEET_NAME_LENGTH].strip() or "Sheet"
    names = {name.casefold() for name in taken}
    candidate, number = wished, 2
    while candidate.casefold() in names or candidate.casefold() == "history":
        ending = f" {number}"
        candidate, number = wished[: _SHEET_NAME_LENGTH - len(ending)] + ending, number + 1
    return candidate
