"""CSV and its relatives: the separator is found, quotation marks are kept to the letter, and line numbers are true."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.tables.table import Row
from servicecheck.spreadsheets.inert import original

SEPARATORS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SAMPLE = 100_000
_SAMPLED_ROWS = 50
_MOST_KNOWN = 100_000

_STRAY_QUOTE = "a quotation mark stands in the middle of a text. Write it twice, and the text in quotation marks."
_NUL = "the invisible character U+0000 stands in this row. Delete it, or type the text anew."


def rows(text: str, name: str) -> Iterator[Row]:
    """Every row of *text*, the header first; one that cannot be read has a fault. Raises InvalidFile."""
    return records(StringIO(text, newline=""), name, *dialect(text))


def dialect(text: str, wanted: str | None = None) -> tuple[str, int]:
    """The separator in a file that begins with *text*, unless one is *wanted*, and how many lines only tell of it."""
    told = _SEP_LINE.match(text)
    body = text[told.end() :] if told else text
    return wanted or (told[1] if told else _separator(body)), 1 if told else 0


def records(lines: Iterator[str], name: str, separator: str, lines_before: int = 0) -> Iterator[Row]:
    """Every row in *lines*, which keep their ends, after the *lines_before*. Raises InvalidFile."""
    for _ in range(lines_before):
        next(lines)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    known: dict[str, str] = {}
    while True:
        start = reader.line_num + 1 + lines_before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                raise InvalidFile([Problem(_never_closed(start), Place(name, start))]) from error
            yield Row(start, (), fault=_unreadable(error))
        else:
            # The same few answers stand in most cells: each is kept once.
            yield _row(start, tuple(map(known.setdefault, cells, cells)))
            if len(known) > _MOST_KNOWN:
                known.clear()


def _row(number: int, cells: tuple[str, ...]) -> Row:
    everything = "".join(cells)
    if "'" not in everything and "\0" not in everything:
        return Row(number, cells)
    originals = tuple(map(original, cells))
    has_nul = any("\0" in cell for cell, before in zip(originals, cells, strict=True) if cell == before)
    return Row(number, originals, fault=_NUL if has_nul else "")


def _never_closed(line: int) -> str:
    return f'a text begins with a quotation mark (") in line {line} and never ends. Close it, or remove the mark.'


def _unreadable(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"a text is longer than {csv.field_size_limit()} characters."
    return _STRAY_QUOTE


def _separator(text: str) -> str:
    """The separator with which most rows have as many cells as the header."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    fits = {separator: _fit(sample, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: fits[separator])


def _fit(sample: str, separator: str) -> tuple[float, int]:
    widths = []
    try:
        for cells in csv.reader(StringIO(sample, newline=""), delimiter=separator):
            if any(cell.strip() for cell in cells):
                widths.append(len(cells))
            if len(widths) > _SAMPLED_ROWS:
                break
    except csv.Error:  # a text that is too long; what came before it tells enough
        pass
    if not widths or widths[0] == 1:
        return 0, 0
    return sum(width == widths[0] for width in widths) / len(widths), widths[0]
