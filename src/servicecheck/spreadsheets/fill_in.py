"""Sheets that people fill in: cells with what can be picked, notes to look up, and everything else locked.

What can be picked stands in a hidden sheet, since a list in the cell itself holds 255 characters at most, and because
numbers there are numbers: a program in Danish shows and takes 2,5 where an English one has 2.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from servicecheck.spreadsheets.spreadsheet import OFF, free_title, write_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Look = Literal["title", "heading", "head", "text", "strong", "quiet", "number", "question", "description"]
LISTS = "servicecheck lists"
"""The name of the hidden sheet with what can be picked."""
_LONGEST_TITLE, _LONGEST_MESSAGE, _LONGEST_NOTE = 32, 255, 2_000
_PAPER_A4 = 9
_SIZE, _LEADING = 10, 1.32
_PLAIN, _BOLD = 1.22, 1.12
"""How many letters of a text stand on the width of one digit of the program's own."""
_WIDEST_PRINTED = 240
"""Characters; what is wider is printed on several sheets beside each other."""
_STILL_ALLOWED = dict.fromkeys(("format_cells", "format_columns", "format_rows"), True)
"""Under protection, which has no password: it guards against slips."""
_LINE, _FREE = "#9AA6B0", "#FFF8DC"
_LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "text_wrap": False},
    "heading": {"bold": True, "font_size": 12, "bottom": 1, "text_wrap": False},
    "head": {"bold": True, "bg_color": "#E4E8EB", "bottom": 1},
    "text": {},
    "question": {"bold": True, "top": 4, "top_color": _LINE},
    "description": {"top": 4, "top_color": _LINE},
    "strong": {"bold": True},
    "quiet": {"font_color": "#4C5965"},
    "number": {"font_color": "#4C5965", "top": 4, "top_color": _LINE},
    "free": {"locked": False, "border": 1, "border_color": _LINE, "bg_color": _FREE, "align": "left"},
    "free-text": {"locked": False, "border": 1, "border_color": _LINE, "bg_color": _FREE, "num_format": "@"},
}


@dataclass(frozen=True)
class Cell:
    """A text that nobody types over."""

    text: str
    look: Look = "text"
    across: int = 1
    """How many columns it is wide."""
    note: str = ""
    """Shown when somebody points at it."""


@dataclass(frozen=True)
class Field:
    """A cell to fill in."""

    picks: tuple[str | Decimal, ...] = ()
    """What can be picked, and nothing else; anything can be typed where there are none."""
    is_text: bool = True
    """Whether what is typed stays as it is typed; else the program reads numbers."""
    title: str = ""
    prompt: str = ""
    """Shown when somebody comes to it."""
    refusal: str = ""
    """Said when something else is typed than can be picked."""
    given: str = ""
    """What stands in it from the beginning."""


@dataclass(frozen=True)
class Line:
    """One row of a sheet; None is a cell without anything."""

    cells: Sequence[Cell | Field | None]


@dataclass(frozen=True)
class Page:
    """One sheet."""

    title: str
    lines: Sequence[Line]
    widths: Sequence[int]
    """Of its columns, in characters."""
    repeated: int = 1
    """How many rows there are like the last line."""
    fixed: tuple[int, int] = (0, 0)
    """How many rows and columns stay where they are; the rows are printed on each page."""
    foot: str = ""


def fill_in_workbook(pages: Sequence[Page], made_on: date, title: str) -> bytes:
    """An XLSX file of *pages*; two with the same content are the same to the byte."""
    import xlsxwriter  # here, because only some commands write one

    content = BytesIO()
    with xlsxwriter.Workbook(content, OFF) as book:
        book.set_properties({"title": title, "created": datetime(made_on.year, made_on.month, made_on.day)})
        writer = _Writer(book)
        titles: list[str] = [LISTS]
        for page in pages:
            titles.append(free_title(page.title, titles))
            writer.write(book.add_worksheet(titles[-1]), page)
        writer.write_lists(book.add_worksheet(LISTS))
    return content.getvalue()


class _Writer:
    """Writes the pages of one workbook, and remembers what can be picked."""

    def __init__(self, book: "Workbook") -> None:
        plain = {"font_size": _SIZE, "text_wrap": True, "valign": "top", "align": "left", "indent": 1}
        self._styles: dict[str, Format] = {name: book.add_format({**plain, **own}) for name, own in _LOOKS.items()}
        self._lists: dict[tuple[str | Decimal, ...], int] = {}

    def write(self, sheet: "Worksheet", page: Page) -> None:
        """Fill *sheet* with *page*."""
        for column, width in enumerate(page.widths):
            sheet.set_column(column, column, width)
        last = len(page.lines) - 1
        for row, line in enumerate(page.lines):
            height = _height(line, page.widths)
            if height is not None:
                sheet.set_row(row, height)
            column = 0
            for cell in line.cells:
                if isinstance(cell, Cell):
                    self._write_cell(sheet, row, column, cell)
                elif cell is not None:
                    self._write_field(sheet, (row, row + (page.repeated - 1 if row == last else 0)), column, cell)
                column += cell.across if isinstance(cell, Cell) else 1
        _set_up(sheet, page)

    def write_lists(self, sheet: "Worksheet") -> None:
        """Fill the hidden *sheet* with what can be picked, one list a column."""
        for picks, column in self._lists.items():
            for row, pick in enumerate(picks):
                if isinstance(pick, Decimal):
                    sheet.write_number(row, column, pick)
                else:
                    write_text(sheet, (row, column), pick, self._styles["text"])
        sheet.hide()

    def _write_cell(self, sheet: "Worksheet", row: int, column: int, cell: Cell) -> None:
        style = self._styles[cell.look]
        if cell.across > 1:
            sheet.merge_range(row, column, row, column + cell.across - 1, "", style)
        write_text(sheet, (row, column), cell.text, style)
        if cell.note:
            note = _cut(cell.note, _LONGEST_NOTE)
            size = {"width": 360, "height": 24 + 16 * _lines(note, 55), "font_size": 9}
            sheet.write_comment(row, column, note, size)

    def _write_field(self, sheet: "Worksheet", rows: tuple[int, int], column: int, field: Field) -> None:
        style = self._styles["free-text" if field.is_text else "free"]
        for row in range(rows[0], rows[1] + 1):
            if field.given:
                write_text(sheet, (row, column), field.given, style)
            else:
                sheet.write_blank(row, column, None, style)
        rule: dict[str, object] = {"validate": "any"}
        if field.picks:
            rule = {"validate": "list", "source": self._source(field.picks)}
            rule["error_message"] = _cut(field.refusal, _LONGEST_MESSAGE)
        if field.prompt:
            rule["input_title"] = _cut(field.title, _LONGEST_TITLE)
            rule["input_message"] = _cut(field.prompt, _LONGEST_MESSAGE)
        if len(rule) > 1:
            sheet.data_validation(rows[0], column, rows[1], column, rule)

    def _source(self, picks: tuple[str | Decimal, ...]) -> str:
        """Where in the hidden sheet *picks* stand."""
        from xlsxwriter.utility import xl_col_to_name

        name = xl_col_to_name(self._lists.setdefault(picks, len(self._lists)))
        return f"='{LISTS}'!${name}$1:${name}${len(picks)}"


def _set_up(sheet: "Worksheet", page: Page) -> None:
    rows, columns = page.fixed
    sheet.freeze_panes(rows, columns)
    sheet.hide_gridlines(2)
    sheet.protect("", _STILL_ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    if sum(page.widths) <= _WIDEST_PRINTED:
        sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L&8{page.foot.replace('&', '&&')[:200]}&R&8&P / &N")
    if rows:
        sheet.repeat_rows(0, rows - 1)


def _height(line: Line, widths: Sequence[int]) -> float | None:
    """How tall a line must be in points: no program measures merged cells, and some measure none."""
    column, tallest = 0, 0.0
    for cell in line.cells:
        if isinstance(cell, Cell):
            width = sum(widths[column : column + cell.across])
            size = int(_LOOKS[cell.look].get("font_size", _SIZE))  # type: ignore[call-overload]
            is_wrapped = _LOOKS[cell.look].get("text_wrap", True)
            per_width = _BOLD if _LOOKS[cell.look].get("bold") else _PLAIN
            lines = _lines(cell.text, int((width - 1.5) * per_width * _SIZE / size)) if is_wrapped else 1
            tallest = max(tallest, lines * size * _LEADING + 3)
        column += cell.across if isinstance(cell, Cell) else 1
    return tallest or None


def _lines(text: str, width: int) -> int:
    """How many lines *text* takes in so many characters."""
    return sum(len(wrap(line, max(width, 1))) or 1 for line in text.split("\n"))


def _cut(text: str, longest: int) -> str:
    """*text* cut after a word where it is longer than a spreadsheet program shows."""
    return text if len(text) <= longest else f"{text[: longest - 2].rpartition(' ')[0] or text[: longest - 2]} …"
