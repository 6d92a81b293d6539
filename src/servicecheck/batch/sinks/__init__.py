"""Where the scored table goes: one way of writing for each format."""

from collections.abc import Callable, Sequence
from typing import BinaryIO, Literal

import polars as pl

from servicecheck.batch.sinks import csv, jsonl, parquet, xlsx

Format = Literal["csv", "jsonl", "parquet", "xlsx"]

SINKS: dict[Format, Callable[[pl.LazyFrame, BinaryIO, Sequence[str]], None]] = {
    "csv": csv.write, "jsonl": jsonl.write, "parquet": parquet.write, "xlsx": xlsx.write,
}  # fmt: skip

SUFFIXES: dict[str, Format] = {
    ".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx",
}  # fmt: skip

__all__ = ["SINKS", "SUFFIXES", "Format"]
