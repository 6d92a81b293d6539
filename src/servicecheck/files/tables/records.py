"""JSON and JSON Lines as a table: a list of objects, or one object a line; their keys are the columns.

What a server of forms sends has the list under `value` (OData) or `results`; its objects are numbered from 1.
"""

import re
from collections.abc import Iterable, Iterator

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import json_document
from servicecheck.files.forms import PLAIN
from servicecheck.files.json_document import Value
from servicecheck.files.likeness import folded
from servicecheck.files.tables.limits import MOST_CELLS, MOST_ROWS, TOO_MANY_CELLS, TOO_MANY_ROWS
from servicecheck.files.tables.nested import flat
from servicecheck.files.tables.table import Row, Table, shape_in
from servicecheck.files.text_file import refusal

_HALF = re.compile("[\ud800-\udfff]")
_WRAPPERS = ("value", "results")
_NO_OBJECT = 'an object is expected here: {"column": "value", …}.'


def table(text: str, name: str, *, is_lines: bool, form: str | None = PLAIN) -> Table:
    """The table in *text*. Raises InvalidFile."""
    json_document.refuse_empty(text, name)
    return table_of(_lines(text, name) if is_lines else _elements(text, name), name, form)


Found = tuple[int, dict[str, Value], str]
"""Where an object stands, the object, and why there is none."""


def table_of(objects: Iterable[Found], name: str, form: str | None = PLAIN) -> Table:
    """The table of these *objects*, whose keys are its columns. Raises InvalidFile."""
    found = list(objects)
    columns: dict[str, int] = {}
    cells = 0
    for _, one, _ in found:
        for key in one:
            columns.setdefault(key, len(columns))
        cells += len(columns)
        if cells > MOST_CELLS:
            raise refusal(name, TOO_MANY_CELLS)
    if not columns:
        raise refusal(name, "there are no objects with anything in them.")
    refuse_alike(columns, name)
    rows = tuple(row(number, one, columns, fault) for number, one, fault in found)
    shape = shape_in(name, [tuple(columns)], form)
    return Table(name, 1, tuple(columns), rows, tuple(range(1, len(columns) + 1)), shape=shape)


def _elements(text: str, name: str) -> Iterator[Found]:
    for number, (line, value) in enumerate(_wrapped(text, name) or json_document.records(text, name)):
        if number >= MOST_ROWS:
            raise refusal(name, TOO_MANY_ROWS)
        if not isinstance(value, dict):
            place = Place(name, line) if number else json_document.start(text, name)
            raise InvalidFile([Problem(_NO_OBJECT, place)])
        yield line, flat(value), ""


def _wrapped(text: str, name: str) -> list[tuple[int, Value]]:
    """The objects in the list of a server's answer; nothing where *text* is none."""
    if not text.lstrip().startswith("{"):
        return []
    outer = json_document.read(text, name)
    assert isinstance(outer, dict)
    lists = [found for key in _WRAPPERS if isinstance(found := outer.get(key), list)]
    return list(enumerate(lists[0], 1)) if len(lists) == 1 else []


def _lines(text: str, name: str) -> Iterator[Found]:
    for line, words in enumerate(text.split("\n"), 1):
        if line > MOST_ROWS:
            raise refusal(name, TOO_MANY_ROWS)
        if words.strip():
            yield read_line(words, name, line)


def read_line(words: str, name: str, line: int) -> Found:
    """Line number *line* of a JSON Lines file: its number, its object, and why there is none."""
    try:
        value = json_document.line_of(words, name, line)
    except InvalidFile as error:
        return line, {}, error.problems[0].message
    if isinstance(value, dict):
        is_flat = words.count("{") == 1 and "[" not in words
        return line, value if is_flat else flat(value), ""
    return line, {}, _NO_OBJECT


def refuse_alike(columns: Iterable[str], name: str) -> None:
    """Raise InvalidFile where two of *columns* are called alike, or one is called nothing."""
    seen: dict[str, str] = {}
    for column in columns:
        first = seen.setdefault(folded(column), column)
        if not folded(column) or first != column:
            raise refusal(name, f"'{first}' and '{column}' cannot be told apart as columns. Rename one.")


def row(number: int, one: dict[str, Value], columns: dict[str, int], fault: str) -> Row:
    """The object *one* as a row of cells, each in its place among *columns*."""
    cells = [""] * len(columns)
    faults = {}
    for key, value in one.items():
        if isinstance(value, dict | list):
            faults[columns[key]] = "a single value is expected here, not a list or an object."
        elif isinstance(value, bool):
            cells[columns[key]] = "true" if value else "false"
        elif value is not None and not value.isascii() and _HALF.search(value):
            faults[columns[key]] = "this text holds half of a character. Type it anew."
        elif value is not None:
            cells[columns[key]] = str(value)
    return Row(number, tuple(cells), faults, fault)
