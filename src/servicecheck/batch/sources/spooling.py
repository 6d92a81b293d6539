"""Rows that only Python can read exactly, kept in temporary tables without a name that the engine reads quickly."""

from collections.abc import Iterable, Iterator
from itertools import islice

import polars as pl

from servicecheck.batch.sources.blocks import block
from servicecheck.batch.sources.temporary import room_for, unnamed_file
from servicecheck.files.tables import Row

_MOST_CELLS = 500_000
_MOST_ROWS = 20_000
_MOST_BLOCKS = 8


def spooled_rows(rows: Iterable[Row], width: int, name: str) -> pl.LazyFrame:
    """*rows* of *width* cells as a table; only a few blocks of them are in memory at a time."""
    return kept(_blocks(iter(rows), width), name)


def kept(blocks: Iterator[pl.DataFrame], name: str) -> pl.LazyFrame:
    """*blocks* with the same columns as one table. Raises StorageError where there is no room for them."""
    together = pl.concat(islice(blocks, _MOST_BLOCKS))
    following = next(blocks, None)
    if following is None:
        return together.lazy()
    parts = [_kept(together, name)]
    while following is not None:
        parts.append(_kept(pl.concat([following, *islice(blocks, _MOST_BLOCKS - 1)]), name))
        following = next(blocks, None)
    return pl.concat(parts)


def _kept(table: pl.DataFrame, name: str) -> pl.LazyFrame:
    with room_for(name):
        file, path = unnamed_file()
        table.write_ipc(file, compression="lz4")
        file.flush()
        return pl.scan_ipc(path, glob=False)


def _blocks(rows: Iterator[Row], width: int) -> Iterator[pl.DataFrame]:
    size = max(1, min(_MOST_ROWS, _MOST_CELLS // max(width, 1)))
    taken = list(islice(rows, size))
    yield block(taken, width)
    while taken := list(islice(rows, size)):
        yield block(taken, width)
