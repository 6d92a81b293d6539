"""CSV in UTF-8, in which every text stays text for a spreadsheet program too; numbers are never touched."""

from collections.abc import Sequence
from typing import BinaryIO

import polars as pl

from servicecheck.spreadsheets.inert import ACTIVE, NUMBER, inert


def write(scored: pl.LazyFrame, file: BinaryIO, typed: Sequence[str]) -> None:
    """Write the table to *file*, row by row as it comes; others *typed* what stands in these columns."""
    names = {name: inert(name) for name in typed if inert(name) != name}
    scored.with_columns(_inert(name) for name in typed).rename(names).sink_csv(file)


def _inert(name: str) -> pl.Expr:
    """`spreadsheets.inert` as an expression."""
    text = pl.col(name)
    is_active = text.str.contains(f"^(?:{ACTIVE})") & ~text.str.contains(f"^(?:{NUMBER})$")
    return pl.when(is_active).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(name)
