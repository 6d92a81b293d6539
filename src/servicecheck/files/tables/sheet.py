"""The cells of one sheet of an XLSX file, as text: what is stored is read, nothing is worked out.

Only cells that are there are looked at, so a single one in the last column of the last row costs nothing. An error, a
formula whose result was not stored and a number that is none are faults of their cells.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from servicecheck.files.tables import archive
from servicecheck.files.tables.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, TOO_MANY_CELLS
from servicecheck.files.tables.table import Row
from servicecheck.files.text_file import refusal

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_ROW = 2**20
_LAST_DAY = 2_958_465
"""9999-12-31 in a workbook's own count."""

_NO_RESULT = "this cell holds a formula without a stored result. Open the file in its program and save it again."


@dataclass
class Formats:
    """Which of a workbook's cell formats show a number as something else."""

    dates: set[int] = field(default_factory=set)
    per_cent: set[int] = field(default_factory=set)
    starts_in_1904: bool = False


@dataclass
class _Cell:
    """A cell while it is read."""

    column: int
    kind: str
    style: str
    value: list[str] = field(default_factory=list)
    has_formula: bool = False
    has_value: bool = False


class SheetReader:
    """Reads the sheets of one workbook, called *name* in messages."""

    def __init__(self, name: str, strings: list[str], formats: Formats) -> None:
        self._name = name
        self._strings = strings
        self._formats = formats
        self._rows: list[Row] = []
        self._number = 0
        self._width = 0
        """How many cells the rows have so far, those that are left out between others included."""
        self._column = -1
        """Of the last cell of the row; empty ones count, so that one without a reference stands beside it."""
        self._cells: dict[int, str] = {}
        self._faults: dict[int, str] = {}
        self._cell: _Cell | None = None
        self._path: list[str] = []
        self.hidden_rows = 0

    def read(self, content: bytes, part: str) -> list[Row]:
        """The rows with cells in them. Raises InvalidFile."""
        if content.count(b"<c ") + content.count(b":c ") + content.count(b"<c>") > MOST_CELLS:
            raise refusal(self._name, TOO_MANY_CELLS)
        parsing = archive.parser(self._name, part)
        parsing.StartElementHandler = self._start
        parsing.CharacterDataHandler = self._text
        parsing.EndElementHandler = self._end
        archive.run(parsing, content, self._name, part)
        return self._rows

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = archive.local(tag)
        self._path.append(name)
        if name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif self._cell and name == "f":
            self._cell.has_formula = True
        elif self._cell and name in ("v", "is"):
            self._cell.has_value = True

    def _text(self, words: str) -> None:
        if self._cell and self._path[-1] in ("v", "t") and "rPh" not in self._path:
            self._cell.value.append(words)

    def _end(self, _: str) -> None:
        name = self._path.pop()
        if name == "c" and self._cell:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "row" and self._cells:
            width = max(self._cells) + 1
            self._width += width
            if self._width > MOST_CELLS:
                raise refusal(self._name, TOO_MANY_CELLS)
            cells = tuple(self._cells.get(column, "") for column in range(width))
            self._rows.append(Row(self._number, cells, self._faults))

    def _begin_row(self, attributes: dict[str, str]) -> None:
        given = attributes.get("r", "")
        number = int(given) if given.isdecimal() and len(given) < 8 else self._number + 1
        if number <= self._number or number > _LAST_ROW:
            raise refusal(self._name, f"its rows are not in order at row {given[:20]}. {archive.SAVE_AGAIN}")
        self._number, self._column, self._cells, self._faults = number, -1, {}, {}
        self.hidden_rows += attributes.get("hidden") in ("1", "true")

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column = self._column = self._column_of(attributes.get("r", ""))
        if column in self._cells:
            raise refusal(self._name, f"a cell of row {self._number} is there twice. {archive.SAVE_AGAIN}")
        self._cell = _Cell(column, attributes.get("t", "n"), attributes.get("s", ""))

    def _column_of(self, reference: str) -> int:
        """The index of a cell's column. Raises InvalidFile for a cell that cannot be there, or is too far out."""
        if not reference:
            return self._column + 1
        found = _REFERENCE.fullmatch(reference)
        column = 0
        for letter in found[1] if found else "":
            column = column * 26 + ord(letter) - ord("A") + 1
        if not found or int(found[2]) != self._number or column > MOST_COLUMNS:
            raise refusal(self._name, f"no cell can be called '{reference[:20]}'. {archive.SAVE_AGAIN}")
        if self._number > MOST_ROWS + 1:
            message = f"the cell {reference} stands further down than row {MOST_ROWS + 1}, the last that is read."
            raise refusal(self._name, f"{message} Delete it, or split the file.")
        return column - 1

    def _end_cell(self, cell: _Cell) -> None:
        text, fault = self._read(cell)
        if text or fault:
            self._cells[cell.column] = text
        if fault:
            self._faults[cell.column] = fault

    def _read(self, cell: _Cell) -> tuple[str, str]:
        """What a cell says, and why it cannot be used."""
        text = "".join(cell.value)
        if cell.has_formula and not text and cell.kind != "str":
            return "", _NO_RESULT
        if not cell.has_value:
            return "", ""
        match cell.kind:
            case "s":
                return self._shared(text)
            case "str" | "inlineStr":
                return unescaped(text), ""
            case "b":
                return ("true" if text.strip() == "1" else "false"), ""
            case "e":
                return text, f"this cell holds the error {text[:20]}."
            case "d":
                return text, ""
            case _:
                return self._number_of(text.strip(), cell.style)

    def _shared(self, index: str) -> tuple[str, str]:
        if index.strip().isdecimal() and len(index) < 10 and int(index) < len(self._strings):
            return self._strings[int(index)], ""
        return "", "this cell refers to a text that is not there."

    def _number_of(self, text: str, style: str) -> tuple[str, str]:
        try:
            number = float(text)
        except ValueError:
            return text, f"'{text[:20]}' is said to be a number, but is none."
        if not text or number != number or abs(number) >= 1e15 or "_" in text:
            return text, f"'{text[:20]}' is not a number that can be used."
        index = int(style) if style.isdecimal() and len(style) < 6 else 0
        if index in self._formats.dates:
            return self._date(number)
        if index in self._formats.per_cent:
            return f"{_plain(Decimal(repr(number)) * 100)}%", ""
        return _plain(Decimal(repr(number))), ""

    def _date(self, number: float) -> tuple[str, str]:
        days = number + 1462 if self._formats.starts_in_1904 else number
        if not 0 <= days <= _LAST_DAY:
            return _plain(Decimal(repr(number))), "this cell holds a date that there is not."
        # The first 59 days are counted from another day: the count knows a 29 February 1900 that there was not.
        start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)
        moment = start + timedelta(days=int(days), seconds=round((days - int(days)) * 86_400))
        if days < 1:
            return moment.time().isoformat(), ""
        is_day = moment.time() == datetime.min.time()
        return (moment.date().isoformat() if is_day else moment.isoformat(" ", "minutes")), ""


def unescaped(text: str) -> str:
    """*text* with `_x000D_` and the like as the characters they stand for, which XML cannot hold."""
    if "_x" not in text:
        return text
    halves = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # A letter beyond the first 65 536 is written as two; half of one is no letter.
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _plain(number: Decimal) -> str:
    """Digits without an exponent or zeros at the end."""
    return format(number.normalize(), "f") if number else "0"
