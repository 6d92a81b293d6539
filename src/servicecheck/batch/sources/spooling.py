"""Rows that only Python can read exactly, kept in a temporary table without a name that the engine reads quickly."""

from collections.abc import Iterable, Iterator
from itertools import islice

import polars as pl
from polars.io.plugins import register_io_source

from servicecheck.batch.sources.blocks import block, schema
from servicecheck.batch.sources.temporary import room_for, unnamed_file
from servicecheck.files.tables import Row

_MOST_CELLS = 500_000
_FEW_ROWS = 20_000


def spooled_rows(rows: Iterable[Row], width: int, name: str) -> pl.LazyFrame:
    """*rows* of *width* cells as a table; only a block of them is in memory. Raises what reading them raises."""
    blocks = _blocks(iter(rows), width)
    first = next(blocks)
    second = next(blocks, None)
    if second is None:
        return first.lazy()
    return _spooled(_all(first, second, blocks), width, name)


def _all(first: pl.DataFrame, second: pl.DataFrame, more: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    yield first
    yield second
    yield from more


def _blocks(rows: Iterator[Row], width: int) -> Iterator[pl.DataFrame]:
    size = max(1, min(_FEW_ROWS, _MOST_CELLS // max(width, 1)))
    taken = list(islice(rows, size))
    yield block(taken, width)
    while taken := list(islice(rows, size)):
        yield block(taken, width)


def _spooled(blocks: Iterator[pl.DataFrame], width: int, name: str) -> pl.LazyFrame:
    failures: list[Exception] = []

    def produce(
        with_columns: list[str] | None, predicate: pl.Expr | None, n_rows: int | None, batch_size: int | None
    ) -> Iterator[pl.DataFrame]:
        try:
            yield from blocks
        except Exception as failure:  # noqa: BLE001 (the engine would wrap it; it is raised again below)
            failures.append(failure)

    with room_for(name):
        _, path = unnamed_file()
        register_io_source(produce, schema=schema(width)).sink_ipc(path, compression="lz4")
    if failures:
        raise failures[0]
    return pl.scan_ipc(path)
