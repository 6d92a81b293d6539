"""Inputs on any storage that Spark reaches: CSV or Parquet, one file or folders full of them, partitioned or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from servicecheck.batch.inputs import Input, Order, input_of
from servicecheck.batch.sources import Wishes
from servicecheck.batch.sources.raw import FAULT, MOST_HEAD, ROW, Description
from servicecheck.batch.spark.cells import LINE, Cells, Columns, Lines, raw_of
from servicecheck.batch.spark.session import first_bytes
from servicecheck.files.tables import delimited
from servicecheck.files.text_file import refusal

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SAMPLE = 1_000
_HEADER_BYTES = 2**16
_PARQUET = (".parquet", ".pq")


@dataclass(frozen=True)
class SparkInput:
    """One input: what Spark reads of it, and what its columns say."""

    one: Input
    frame: "DataFrame"
    cells: Cells


def opened(spark: "SparkSession", name: str, order: Order, wishes: Wishes) -> SparkInput:
    """The input called *name*. Raises InvalidFile where nothing of it can be used."""
    files = _files(spark, name)
    if _kind(files, wishes) == "parquet":
        frame = spark.read.parquet(name)
        cells: Cells = Columns(tuple(frame.columns))
        sample = pl.from_arrow(frame.limit(_SAMPLE).toArrow())
        description = Description("parquet")
    else:
        lines, beginning = _lines(spark, name, files, wishes)
        text = spark.read.text(name)
        frame = text.withColumnRenamed("value", LINE)
        extras = tuple(column for column in frame.columns if column != LINE)
        cells = Lines(lines.header, lines.separator, lines.names, extras)
        sample = pl.from_arrow(frame.limit(_SAMPLE).toArrow()) if extras else pl.DataFrame({LINE: beginning})
        description = Description("csv", encoding="utf-8", delimiter=cells.separator)
    assert isinstance(sample, pl.DataFrame)
    return SparkInput(_laid_out(name, cells, sample, description, order), frame, cells)


def _laid_out(name: str, cells: Cells, sample: pl.DataFrame, description: Description, order: Order) -> Input:
    table = cells.table(sample)
    first = table.drop(ROW, FAULT).head(MOST_HEAD - 1).collect().fill_null("").rows()
    raw = raw_of(name, (cells.names, *first), description, table)
    found = input_of(raw, order)
    if found.raw is not raw or found.layout.header_rows != 1 or found.layout.shape.has_answer_codes:
        raise refusal(name, "on Spark a row is a person, and one line names the columns. Score it without --engine.")
    if found.layout.columns.of("respondent") is None:
        message = "no column says who answered, and on Spark the rows have no order by which to find them."
        raise refusal(name, f"{message} Add a column 'respondent'.")
    return found


def _files(spark: "SparkSession", name: str) -> list[str]:
    """Every file that *name* stands for."""
    try:
        return sorted(spark.read.text(name).inputFiles())
    except Exception as error:  # what Java throws has no type of its own here
        if "PATH_NOT_FOUND" in str(error) or "does not exist" in str(error):
            raise refusal(name, "there is nothing of this name that Spark can read.") from error
        raise


def _kind(files: Sequence[str], wishes: Wishes) -> Literal["parquet", "csv"]:
    if wishes.format in ("parquet", "csv"):
        return "parquet" if wishes.format == "parquet" else "csv"
    return "parquet" if files and all(one.endswith(_PARQUET) for one in files) else "csv"


@dataclass(frozen=True)
class _Beginning:
    """How the lines of a file are to be read."""

    header: str
    separator: str
    names: tuple[str, ...]


def _lines(spark: "SparkSession", name: str, files: Sequence[str], wishes: Wishes) -> tuple[_Beginning, list[str]]:
    """How the files begin, all alike, and the first lines of the first one. Raises InvalidFile."""
    if not files:
        raise refusal(name, "there is no file in it.")
    text = _decoded(first_bytes(spark, files[0]), files[0])
    separator, lines_before = delimited.dialect(text, wishes.delimiter)
    lines = text.splitlines()
    if lines_before or not lines:
        raise refusal(files[0], "the first line must name the columns.")
    (header,) = delimited.records(iter([lines[0]]), files[0], separator)
    if header.fault:
        raise refusal(files[0], header.fault)
    for other in files[1:]:
        start = _decoded(first_bytes(spark, other, _HEADER_BYTES), other).splitlines()[:1]
        if start and start[0] != lines[0]:
            raise refusal(other, f"its columns are not those of {files[0]}. Score them one after the other.")
    names = tuple(cell.strip() for cell in header.cells)
    return _Beginning(lines[0], separator, names), lines[1 : _SAMPLE + 1]


def _decoded(content: bytes, name: str) -> str:
    """The whole lines at the beginning of a text in UTF-8."""
    cut = content.rfind(b"\n") + 1 or len(content)
    try:
        return content[:cut].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refusal(name, "on Spark a table is read in UTF-8, and this is something else.") from error
