"""Where the scored table goes: one way of writing for each format."""

import errno
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, Literal

import polars as pl

from servicecheck.batch.sinks import csv, jsonl, parquet, xlsx

Format = Literal["csv", "jsonl", "parquet", "xlsx"]

_WRITERS: dict[Format, Callable[[pl.LazyFrame, BinaryIO, Sequence[str]], None]] = {
    "csv": csv.write, "jsonl": jsonl.write, "parquet": parquet.write, "xlsx": xlsx.write,
}  # fmt: skip

SUFFIXES: dict[str, Format] = {
    ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx",
}  # fmt: skip

_NUMBER = re.compile(r"\(os error ([0-9]+)\)")
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}

__all__ = ["SUFFIXES", "Format", "write"]


def write(format_: Format, scored: pl.LazyFrame, file: BinaryIO, typed: Sequence[str]) -> None:
    """Write the table to *file*; others *typed* what stands in these columns. Raises OSError when the disk refuses."""
    with _disk_errors():
        _WRITERS[format_](scored, file, typed)


@contextmanager
def _disk_errors() -> Iterator[None]:
    """Let a disk that refuses be what it is in Python: the engine tells its number in words alone."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        found = _NUMBER.search(str(error))
        number = int(found[1]) if found else 0
        if number not in _DISK:
            raise
        raise OSError(number, os.strerror(number)) from error
