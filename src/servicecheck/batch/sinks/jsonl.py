"""JSON Lines: one object a row."""

from collections.abc import Sequence
from typing import BinaryIO

import polars as pl


def write(scored: pl.LazyFrame, file: BinaryIO, _typed: Sequence[str] = ()) -> None:
    """Write the table to *file*, row by row as it comes."""
    scored.sink_ndjson(file)
