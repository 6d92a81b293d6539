"""A form that one person filled in, one question a line, laid out as a table of one row.

It is known by its first line, which names the columns of codes and answers in one of our languages. What follows is
text to read, and lines that begin with a code: of a question, or the name of what is said of the person. A form without
anybody's name in it is a person of its own, so that many files are many people.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from servicecheck.files.likeness import folded
from servicecheck.files.tables.limits import MOST_COLUMNS
from servicecheck.files.tables.table import Row
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.spreadsheets import LISTS

BESIDE: Mapping[str, str] = {"note": "iv_note", "evidence": "iv_evidence", "evidence_grade": "form_grade"}
"""What can stand beside an answer, and the words over its column."""
LANGUAGE = "language"
_NUMBER, _ANSWER, _CODE = "twin_number", "form_answer", "form_code"


def laid_out(rows: Iterable[Row]) -> Iterable[Row]:
    """A filled-in form as a line of names and a line of cells; any other rows as they are, one after the other."""
    coming = iter(rows)
    before = _up_to_first(coming)
    language = _language(before[-1]) if before else None
    if language is None:
        return chain(before, coming)
    first = before[-1]
    heads = {folded(name): index for index, name in enumerate(first.cells) if name}
    form = _Form(heads, Words(language))
    for row in coming:
        form.take(row)
        if form.width > MOST_COLUMNS:  # refused as any table so wide is
            break
    return form.rows(first.number)


def _up_to_first(rows: Iterator[Row]) -> list[Row]:
    """The rows up to the first in which something is written."""
    found = []
    for row in rows:
        found.append(row)
        if not row.is_blank:
            break
    return found


def _language(row: Row) -> Language | None:
    """The language of a form whose first line this is."""
    names = set(map(folded, row.cells))
    for language in LANGUAGES:
        if {folded(Words(language)(key)) for key in (_NUMBER, _ANSWER, "label_question")} <= names:
            return language
    return None


@cache
def sheets_beside() -> frozenset[str]:
    """The names of sheets that stand beside the one that is filled in, and are never read."""
    return frozenset({folded(LISTS), *(folded(Words(language)("form_help_sheet")) for language in LANGUAGES)})


class _Form:
    """The cells of a form while it is read, by the names of the columns that they get."""

    def __init__(self, heads: Mapping[str, int], words: Words) -> None:
        self._words = words
        self._name = heads[folded(words(_NUMBER))]
        self._answer = heads[folded(words(_ANSWER))]
        found = {kind: heads.get(folded(words(key))) for kind, key in BESIDE.items()}
        self._beside = {kind: index for kind, index in found.items() if index is not None}
        self._names: list[str] = []
        self._cells: list[str] = []
        self._faults: dict[int, str] = {}
        self._places: dict[int, tuple[int, int]] = {}
        self._fault = ""

    @property
    def width(self) -> int:
        """How many columns there are so far."""
        return len(self._names)

    def take(self, row: Row) -> None:
        """Take in one line of the form."""
        name = _cell(row, self._name).strip()
        filled = {index for index in (self._answer, *self._beside.values()) if _cell(row, index).strip()}
        if not name:
            if filled & {self._answer}:
                self._fault = f"line {row.number} has an answer, but no code of a question stands before it."
        elif folded(name) != folded(self._words(_CODE)) or filled:
            self._add(name, row, self._answer)
            if folded(name) not in map(folded, (self._words(_CODE), self._words("form_role"))):
                for kind, index in self._beside.items():
                    self._add(f"{name}:{kind}", row, index)

    def rows(self, number: int) -> list[Row]:
        """The names, and the one person's cells."""
        if LANGUAGE not in map(folded, self._names):
            self._names.append(LANGUAGE)
            self._cells.append(self._words.language)
        cells = Row(number + 1, tuple(self._cells), self._faults, self._fault, self._places)
        return [Row(number, tuple(self._names)), cells]

    def _add(self, name: str, row: Row, index: int) -> None:
        if index in row.faults:
            self._faults[len(self._names)] = row.faults[index]
        self._places[len(self._names)] = row.number, index + 1
        self._names.append(name)
        self._cells.append(_cell(row, index))


def _cell(row: Row, index: int) -> str:
    return row.cells[index] if index < len(row.cells) else ""
