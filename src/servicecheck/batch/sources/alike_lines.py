"""JSON Lines that all have the same keys in the same order, as programs write them: read by the engine where they lie.

A look at the whole file shows it: every line fits one pattern, made from the keys of the first. Nothing in such a line
is escaped, nested or twice there, so what stands between two keys is the cell.
"""

import re
from collections.abc import Sequence

import polars as pl

from servicecheck.batch.sources.original import Original
from servicecheck.batch.sources.raw import FAULT, ROW, position
from servicecheck.files.tables import records

_MOST_KEYS = 200
_BLANK = "^[ \\t\\r]*$"
_WHITE = "[ \\t]*"
_VALUE = '("[^"\\\\\\x00-\\x1f]*"|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)'
_LINE = pl.col("line")


def alike_lines(file: Original, first: str) -> tuple[tuple[str, ...], pl.LazyFrame] | None:
    """The keys and the cells of a file whose *first* line this is; None where not all lines are like it."""
    _, one, fault = records.read_line(first, file.name, 1)
    keys = tuple(one)
    if fault or not 0 < len(keys) <= _MOST_KEYS or any(re.search('["\\\\\\x00-\\x1f]', key) for key in keys):
        return None
    pattern = _pattern(keys)
    try:
        odd = (~(_LINE.str.contains(pattern) | _LINE.str.contains(_BLANK))).any()
        lines = pl.scan_lines(file.path, name="line", glob=False)
        if lines.select(odd).collect(engine="streaming").item():
            return None
    except pl.exceptions.ComputeError:  # another encoding, or a pattern too large for the engine
        return None
    numbered = pl.scan_lines(file.path, name="line", row_index_name=ROW, row_index_offset=1, glob=False)
    cells = numbered.filter(~_LINE.str.contains(_BLANK)).with_columns(_LINE.str.extract_groups(pattern))
    return keys, cells.select(
        pl.col(ROW).cast(pl.Int64),
        pl.lit(None, pl.String).alias(FAULT),
        *(_cell(_LINE.struct.field(str(index + 1))).alias(position(index)) for index in range(len(keys))),
    )


def _pattern(keys: Sequence[str]) -> str:
    members = (f'{_WHITE}"{re.escape(key)}"{_WHITE}:{_WHITE}{_VALUE}{_WHITE}' for key in keys)
    return f"^{_WHITE}\\{{{','.join(members)}\\}}[ \\t\\r]*$"


def _cell(value: pl.Expr) -> pl.Expr:
    text = value.str.strip_prefix('"').str.strip_suffix('"')
    return pl.when((value != "null") & (text != "")).then(text)
