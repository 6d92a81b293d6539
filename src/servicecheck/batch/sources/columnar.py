"""Parquet: its values as the text that a person would have typed."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import time
from pathlib import Path

import polars as pl

from servicecheck.batch.sources.blocks import InFrame
from servicecheck.batch.sources.cell_faults import NUL, faulty_cell, is_faulty
from servicecheck.batch.sources.engine_noise import silenced
from servicecheck.batch.sources.original import Original, original
from servicecheck.batch.sources.raw import FAULT, MOST_HEAD, ROW, Description, Raw, position
from servicecheck.files.text_file import refusal

_NESTED = "a single value is expected here, not a list or an object."
_NO_TEXT = "these bytes are no text in UTF-8."
_NO_PARQUET = "this is not a Parquet file, or it is damaged."
_DAMAGED = (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError)
_PARTITION = re.compile(r"([^=/]+)=([^/]*)")
_LARGEST_WHOLE = 10**15
"""Up to here every whole number is exact as a float."""


def read(source: Original) -> Raw:
    """The Parquet file in *source*. Raises InvalidFile."""
    return _read(source.name, lambda: pl.scan_parquet(source.path, glob=False), source.size, source.sha256)


def is_partitioned(folder: Path) -> bool:
    """Whether *folder* is one table, with a folder `name=value` for each part of it."""
    try:
        return any(child.is_dir() and _PARTITION.fullmatch(child.name) for child in folder.iterdir())
    except OSError:  # said by whoever opens it
        return False


def read_partitioned(folder: Path) -> Raw:
    """All parts of the table in *folder*, in the order of their names. Raises InvalidFile."""
    name = str(folder)
    parts = [path for path in sorted(folder.rglob("*.parquet")) if not path.name.startswith(("_", "."))]
    if not parts:
        raise refusal(name, "there is no Parquet file in the parts of this table.")
    originals = [original(path) for path in parts]
    kinds = [(part, _kinds_of(part)) for part in originals]
    other = next((part for part, found in kinds if found != kinds[0][1]), None)
    if other:
        raise refusal(other.name, f"its columns are not those of {originals[0].name}. Score the parts one by one.")
    # What folders say is text: a team called 01 is not team 1.
    keys = {found[1]: pl.String for part in parts for found in map(_PARTITION.fullmatch, part.parts) if found}
    outside = {found[1] for found in map(_PARTITION.fullmatch, folder.parts) if found}

    def scan() -> pl.LazyFrame:
        return pl.scan_parquet(parts, glob=False, hive_partitioning=True, hive_schema=keys).drop(outside, strict=False)

    return _read(name, scan, sum(part.size for part in originals), lambda: _sha256(folder, originals))


def _sha256(folder: Path, parts: Sequence[Original]) -> str:
    """One sum for all parts: of their names and sums."""
    lines = (f"{part.sha256()}  {part.path.relative_to(folder).as_posix()}\n" for part in parts)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _kinds_of(part: Original) -> Mapping[str, pl.DataType]:
    try:
        with silenced():
            return pl.read_parquet_schema(part.path)
    except _DAMAGED as error:
        raise refusal(part.name, _NO_PARQUET) from error


def _read(name: str, scan: Callable[[], pl.LazyFrame], size: int, sha256: Callable[[], str]) -> Raw:
    try:
        with silenced():
            table = scan()
            kinds = table.collect_schema()
            rows = table.select(pl.len()).collect().item()
            cells = table.with_row_index(ROW, 1).select(
                pl.col(ROW).cast(pl.Int64), pl.lit(None, pl.String).alias(FAULT), *texts_of(kinds)
            )
            first = cells.drop(ROW, FAULT).head(MOST_HEAD - 1).collect().fill_null("").rows()
    except _DAMAGED as error:
        raise refusal(name, _NO_PARQUET) from error
    head = (tuple(kinds), *first)
    positions = tuple(range(len(head)))
    faulty = may_be_faulty(kinds)
    return Raw(name, head, positions, Description("parquet"), size, InFrame(cells), sha256, rows, faulty)


def texts_of(kinds: Mapping[str, pl.DataType]) -> list[pl.Expr]:
    """The values of these columns as text, called by their positions."""
    has_faults = may_be_faulty(kinds)
    return [
        _checked(_text(pl.col(name), kind), has_faults).alias(position(index))
        for index, (name, kind) in enumerate(kinds.items())
    ]


def may_be_faulty(kinds: Mapping[str, pl.DataType]) -> bool:
    """Whether a cell of one of these columns may hold a reason instead of a text."""
    return any(kind.is_nested() or isinstance(kind, pl.Binary | pl.Object) for kind in kinds.values())


def _checked(text: pl.Expr, has_faults: bool) -> pl.Expr:
    """*text*, where some cells hold a reason instead: no text of the file looks like one."""
    if not has_faults:
        return text
    is_alike = is_faulty(text) & ~text.is_in([faulty_cell(_NESTED), faulty_cell(_NO_TEXT)])
    return pl.when(is_alike).then(pl.lit(faulty_cell(NUL))).otherwise(text)


def _text(cell: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """What a person would have typed."""
    if kind.is_nested() or isinstance(kind, pl.Object):
        return pl.when(cell.is_not_null()).then(pl.lit(faulty_cell(_NESTED)))
    if kind.is_float():
        is_whole = (cell == cell.round(0)) & (cell.abs() < _LARGEST_WHOLE)
        return pl.when(is_whole).then(cell.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(cell.cast(pl.String))
    if isinstance(kind, pl.Decimal):
        return cell.cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
    if isinstance(kind, pl.Datetime):
        is_day = cell.dt.time() == time.min
        return pl.when(is_day).then(cell.dt.to_string("%Y-%m-%d")).otherwise(cell.dt.to_string("%Y-%m-%d %H:%M"))
    if isinstance(kind, pl.Binary):
        return cell.map_batches(_of_bytes, return_dtype=pl.String, is_elementwise=True)
    text = cell.cast(pl.String)
    return text if kind.is_numeric() or kind.is_temporal() else pl.when(text != "").then(text)


def _of_bytes(values: pl.Series) -> pl.Series:
    return pl.Series(values.name, [None if value is None else _decoded(value) for value in values], pl.String)


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return faulty_cell(_NO_TEXT)
