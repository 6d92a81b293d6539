"""What Spark reads, as cells of text: lines of CSV, or columns of Parquet."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import ClassVar, Protocol

import polars as pl

from servicecheck.batch.sources.blocks import InFrame, block
from servicecheck.batch.sources.columnar import texts_of
from servicecheck.batch.sources.delimited_text import original_text
from servicecheck.batch.sources.raw import FAULT, ROW, Description, Raw, position
from servicecheck.batch.sources.survey import LineShape
from servicecheck.errors import InvalidFile
from servicecheck.files.tables import Row, delimited
from servicecheck.files.tables.table import fitted

LINE = "line"
_OPEN_TEXT = "a text in quotation marks does not end in this line. Spark reads such tables from Parquet."


class Cells(Protocol):
    """One way of making cells of what Spark hands over."""

    is_text: ClassVar[bool]
    """Whether they are lines of text."""

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called, in order."""
        ...

    def table(self, batch: pl.DataFrame) -> pl.LazyFrame:
        """The rows of a batch, each with the number that it has there, by the positions of their columns."""
        ...


@dataclass(frozen=True)
class Lines:
    """Lines of CSV, each with all cells of a row; every file begins with the same line of names."""

    header: str
    separator: str
    written: tuple[str, ...]
    """The names in that line."""
    extras: tuple[str, ...] = ()
    """Columns that Spark makes of the names of folders: team=North/part-1.csv."""
    is_text: ClassVar[bool] = True

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called, in order."""
        return (*self.written, *self.extras)

    def table(self, batch: pl.DataFrame) -> pl.LazyFrame:
        """The lines as rows, exactly as one machine reads them."""
        lines = batch.select(pl.col(LINE), pl.row_index("number"))
        lines = lines.filter(pl.col(LINE).str.strip_prefix("\ufeff") != self.header)
        shape = LineShape(self.separator, len(self.written))
        is_good = lines.select(shape.is_good()).to_series()
        table = self._parsed(lines.filter(is_good))
        if not is_good.all():
            odd = block(list(self._odd(lines.filter(~is_good))), len(self.written))
            table = pl.concat([table, odd])
        places = enumerate(self.extras, len(self.written))
        return table.with_columns(batch[name].gather(table[ROW]).alias(position(at)) for at, name in places).lazy()

    def _parsed(self, lines: pl.DataFrame) -> pl.DataFrame:
        names = [position(index) for index in range(len(self.written))]
        if lines.is_empty():
            return block([], len(self.written))
        text = "\n".join(lines[LINE]).encode()
        cells = pl.read_csv(
            BytesIO(text),
            has_header=False,
            separator=self.separator,
            quote_char='"' if b'"' in text else None,
            schema=dict.fromkeys(names, pl.String),
            null_values="",
        )
        if b"'" in text:
            cells = cells.with_columns(original_text(pl.col(name)).alias(name) for name in names)
        numbers = lines["number"].cast(pl.Int64).alias(ROW)
        return cells.select(numbers, pl.lit(None, pl.String).alias(FAULT), *names)

    def _odd(self, lines: pl.DataFrame) -> Iterator[Row]:
        """Every other line that says something, read with care."""
        for line, number in lines.iter_rows():
            for row in _read(line or "", self.separator):
                if not row.is_blank:
                    yield fitted(Row(number, row.cells, row.faults, row.fault), len(self.written))


def _read(line: str, separator: str) -> list[Row]:
    try:
        return list(delimited.records(iter([f"{line}\n"]), "", separator))
    except InvalidFile:
        return [Row(0, (), fault=_OPEN_TEXT)]


@dataclass(frozen=True)
class Columns:
    """Columns of Parquet."""

    columns: tuple[str, ...]
    is_text: ClassVar[bool] = False

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called, in order."""
        return self.columns

    def table(self, batch: pl.DataFrame) -> pl.LazyFrame:
        """The values as text."""
        values = batch.select(self.columns)
        texts = texts_of(values.collect_schema())
        numbers = pl.row_index(ROW).cast(pl.Int64)
        return values.lazy().select(numbers, pl.lit(None, pl.String).alias(FAULT), *texts)


def raw_of(name: str, head: tuple[tuple[str, ...], ...], kind: Description, table: pl.LazyFrame) -> Raw:
    """A *table* that is called *name* as a source, whose *head* begins with the names of the columns."""
    rows = tuple(range(len(head)))
    return Raw(name, head, rows, kind, 0, InFrame(table), _no_digest, has_cell_faults=kind.format == "parquet")


def _no_digest() -> str:
    return ""
