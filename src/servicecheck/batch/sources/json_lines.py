"""JSON Lines of any size: by the engine where all lines are alike, else line by line, with the small reader's faults.

The keys of all objects are the columns. Where lines differ, these are known at the end only: the rows are kept in
blocks as they come, each with the columns known by then.
"""

from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from itertools import groupby, islice

import polars as pl

from servicecheck.batch.sources.alike_lines import alike_lines
from servicecheck.batch.sources.blocks import InFrame, block, schema
from servicecheck.batch.sources.decoding import Decoded, decoded_text, presumed_utf8
from servicecheck.batch.sources.original import Original
from servicecheck.batch.sources.raw import FAULT, MOST_HEAD, ROW, Description, Raw, Wishes
from servicecheck.batch.sources.spooling import kept
from servicecheck.errors import InvalidFile
from servicecheck.files.tables import records
from servicecheck.files.tables.limits import MOST_COLUMNS, TOO_MANY_COLUMNS
from servicecheck.files.tables.table import padded
from servicecheck.files.text_file import refusal

_LINES_A_BLOCK = 10_000
_LONGEST_LINE = 2**24
_MOST_TABLES = 100
"""New keys make a new table each time they come; who has new ones in every line has no table."""


def read(source: Original, wishes: Wishes) -> Raw:
    """The JSON Lines in *source*. Raises InvalidFile."""
    if not source.size:
        raise refusal(source.name, "the file is empty.")
    presumed = None if wishes.encoding else presumed_utf8(source)
    alike = _alike(presumed.file) if presumed else None
    if presumed and alike:
        return _raw(source, *alike, presumed, has_cell_faults=False)
    text = decoded_text(source, wishes.encoding)
    keys: dict[str, int] = {}
    cells = _table(_blocks(text.file, keys), source.name)
    if not keys:
        raise refusal(source.name, "there are no objects with anything in them.")
    return _raw(source, tuple(keys), cells, text, has_cell_faults=True)


def _alike(file: Original) -> tuple[tuple[str, ...], pl.LazyFrame] | None:
    """The keys and cells of lines that all look like the first, if they do."""
    with suppress(UnicodeDecodeError):
        _, first = next(_lines(file), (0, ""))
        return alike_lines(file, first)
    return None


def _raw(source: Original, keys: tuple[str, ...], cells: pl.LazyFrame, text: Decoded, *, has_cell_faults: bool) -> Raw:
    records.refuse_alike(keys, source.name)
    first = cells.head(MOST_HEAD - 1).collect()
    return Raw(
        source.name,
        (keys, *first.drop(ROW, FAULT).fill_null("").rows()),
        (0, *first[ROW]),
        Description("jsonl", encoding=text.encoding, remarks=text.remarks),
        source.size,
        InFrame(cells),
        source.sha256,
        cells.select(pl.len()).collect(engine="streaming").item(),
        has_cell_faults,
    )


def _table(blocks: Iterator[pl.DataFrame], name: str) -> pl.LazyFrame:
    tables = []
    for number, (_, same) in enumerate(groupby(blocks, key=lambda one: one.width)):
        if number == _MOST_TABLES:
            raise refusal(name, "new keys turn up in its objects again and again. Give every object the same keys.")
        tables.append(kept(same, name))
    return pl.concat(tables, how="diagonal") if tables else pl.LazyFrame(schema=schema(0))


def _blocks(file: Original, keys: dict[str, int]) -> Iterator[pl.DataFrame]:
    lines = _lines(file)
    while found := [records.read_line(words, file.name, number) for number, words in islice(lines, _LINES_A_BLOCK)]:
        for _, one, _ in found:
            if not one.keys() <= keys.keys():
                for key in one:
                    keys.setdefault(key, len(keys))
                _refuse_wide(keys, file.name)
        rows = [padded(records.row(number, one, keys, fault), len(keys)) for number, one, fault in found]
        yield block(rows, len(keys))


def _refuse_wide(keys: dict[str, int], name: str) -> None:
    if len(keys) > MOST_COLUMNS:
        raise refusal(name, TOO_MANY_COLUMNS)


def _lines(file: Original) -> Iterator[tuple[int, str]]:
    """Every line in which something is written, and its number."""
    with file.open() as content, TextIOWrapper(content, "utf-8-sig", newline="\n") as text:
        number = 0
        while words := text.readline(_LONGEST_LINE):
            number += 1
            if len(words) == _LONGEST_LINE:
                raise _too_long(file.name, number)
            if words.strip():
                yield number, words.removesuffix("\n")


def _too_long(name: str, number: int) -> InvalidFile:
    return refusal(name, f"line {number} is longer than {_LONGEST_LINE} letters. Write one object a line.")
