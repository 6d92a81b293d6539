"""What is done with one part of the rows, on whatever machine it lies: the plan of one machine, batch by batch.

A `Work` is sent to the workers as it stands. What comes back are tables for Spark to write, and how many rows were read
and rejected; and where somebody asks, why each was, who answered, or what groups add up to.
"""

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Literal

import polars as pl
import pyarrow as pa

from servicecheck.batch import sinks
from servicecheck.batch.assignment import Assignment
from servicecheck.batch.groups import Groups
from servicecheck.batch.plan import plan_for, shown_name
from servicecheck.batch.reading import CellReader, Ledger
from servicecheck.batch.rejects import Rejects
from servicecheck.batch.repeated import Fingerprints, Repeats
from servicecheck.batch.sources import ROW
from servicecheck.batch.sources.raw import Description
from servicecheck.batch.spark.cells import Cells, raw_of
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring.tallies import who_counts
from servicecheck.spreadsheets.inert import inert

Written = Literal["parquet", "csv", "jsonl"]
Batches = Iterable[pa.RecordBatch]

READ, REJECTED = ":read", ":rejected"
"""Columns of counts, in a row of its own at the end of each part."""
TEXT = "value"
"""The one column of what is written as text: many lines in one value."""
KEY, PART = "key", "part"
FILE_PATH, ROW_INDEX = ":path", ":index"
"""Where Spark found a row: in which file, and in Parquet at which place."""
REASONS = pa.schema([
    ("file", pa.string()), ("row", pa.int64()), ("respondent", pa.string()), ("column", pa.string()),
    ("value", pa.string()), ("reason", pa.string()),
])  # fmt: skip

_TYPES = {pl.Float64: pa.float64(), pl.Int64: pa.int64(), pl.Boolean: pa.bool_()}


@dataclass(frozen=True)
class Work:
    """How every row of one input is scored."""

    questionnaire: Questionnaire
    assignment: Assignment
    leading: tuple[str, ...]
    cells: Cells
    names: tuple[str, ...]
    """What the columns of the input are called, in order."""
    written: Written
    repeats: Repeats = field(default_factory=Repeats)
    by: tuple[str, ...] | None = None
    """What makes groups, if they are wanted, and what that is called in the rows."""
    by_columns: tuple[str, ...] = ()

    def scored(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        """The scored rows, and in the last one how many were read and rejected."""
        plan = plan_for(self.questionnaire, self.leading)
        page = self.page()
        with Rejects() as rejects:
            reader = self._reader(rejects)
            yield from page.beginning()
            for batch in batches:
                yield from page.handed_over(plan.scored(plan.standings(self._good(reader, batch))).collect())
            yield from page.end(reader.rows, reader.rows - reader.good)

    def summed(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        """What the groups of these rows add up to."""
        groups = Groups(self.questionnaire, self.by or (), self.by_columns)
        plan = plan_for(self.questionnaire, self.leading)
        with Rejects() as rejects:
            reader = self._reader(rejects)
            for batch in batches:
                rows = self._good(reader, batch)
                rows = rows.with_columns(who_counts(self.questionnaire, rows.collect_schema().names()))
                groups.add(plan.standings(rows).collect())
        yield pa.record_batch([pa.array([pickle.dumps(groups.part)], pa.binary())], [PART])

    def rejected(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        """Why rows are rejected, with what says which they are."""
        for batch in batches:
            with Rejects() as rejects:
                reader = self._reader(rejects)
                cells = self._cells(batch).collect()
                reader.rows_of(cells.lazy()).collect()
                if rejects.rows:
                    yield self._reasons(batch, cells, rejects)

    def keys(self, batches: Batches) -> Iterator[pa.RecordBatch]:
        """Who answered in each row."""
        with Rejects() as rejects:
            reader = self._reader(rejects)
            for batch in batches:
                keys = reader.keys_of(self._cells(batch))
                assert keys is not None
                yield from _plain(keys.select(KEY).drop_nulls().collect()).to_batches()

    def page(self) -> "Page":
        """How scored rows are handed over."""
        with Rejects() as rejects:
            plan = plan_for(self.questionnaire, self.leading)
            rows = self._complete(pl.LazyFrame(schema=self._reader(rejects).schema()))
            nothing = plan.scored(plan.standings(rows)).collect()
        return Page(self.written, tuple(shown_name(name) for name in self.leading if name != ROW), nothing)

    def _reader(self, rejects: Rejects) -> CellReader:
        return CellReader(self.assignment, Ledger(rejects, Fingerprints(0), self.repeats))

    def _cells(self, batch: pa.RecordBatch) -> pl.LazyFrame:
        frame = pl.from_arrow(pa.Table.from_batches([batch]))
        assert isinstance(frame, pl.DataFrame)
        kind = Description("csv" if self.cells.is_text else "parquet")
        return raw_of(self.assignment.file, (), kind, self.cells.table(frame)).frame(0, self.names)

    def _good(self, reader: CellReader, batch: pa.RecordBatch) -> pl.LazyFrame:
        return self._complete(reader.rows_of(self._cells(batch)))

    def _complete(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """*rows* with every column that other inputs have."""
        there = rows.collect_schema().names()
        return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in self.leading if name not in there)

    def _reasons(self, batch: pa.RecordBatch, cells: pl.DataFrame, rejects: Rejects) -> pa.RecordBatch:
        who = self.assignment.respondent
        codes = dict(cells.select(ROW, who.name).drop_nulls().iter_rows()) if who else {}
        at = batch.column(ROW_INDEX).to_pylist() if ROW_INDEX in batch.schema.names else None
        found = []
        for one in rejects:
            line = one.place.line or 0
            found.append({
                "file": batch.column(FILE_PATH)[line].as_py(), "row": at[line] + 1 if at else None,
                "respondent": inert(codes.get(line, "")), "column": inert(one.column), "value": inert(one.value),
                "reason": one.reason,
            })  # fmt: skip
        return pa.RecordBatch.from_pylist(found, REASONS)


@dataclass(frozen=True)
class Page:
    """The form in which scored rows are handed to Spark: columns, or lines as one machine writes them."""

    written: Written
    typed: tuple[str, ...]
    """The columns whose text others typed."""
    nothing: pl.DataFrame
    """The scored table of no rows."""

    @cached_property
    def schema(self) -> pa.Schema:
        """The columns, those of counts included."""
        counts = [pa.field(READ, pa.int64()), pa.field(REJECTED, pa.int64())]
        if self.written != "parquet":
            return pa.schema([pa.field(TEXT, pa.string()), *counts])
        return pa.schema([*_plain(self.nothing).schema, *counts])

    def beginning(self) -> list[pa.RecordBatch]:
        """What stands before the first row of a part."""
        return self._padded(pl.DataFrame({TEXT: [self._header]})) if self.written == "csv" else []

    def handed_over(self, table: pl.DataFrame) -> list[pa.RecordBatch]:
        """Some scored rows."""
        if self.written == "parquet":
            return self._padded(table)
        text = self._text(table)
        body = text.removeprefix(f"{self._header}\n") if self.written == "csv" else text
        return self._padded(pl.DataFrame({TEXT: [body.removesuffix("\n")]})) if body else []

    def end(self, read: int, rejected: int) -> list[pa.RecordBatch]:
        """How many rows there were."""
        return self._padded(pl.DataFrame({READ: [read], REJECTED: [rejected]}))

    @cached_property
    def _header(self) -> str:
        return self._text(self.nothing).removesuffix("\n")

    def _text(self, table: pl.DataFrame) -> str:
        file = BytesIO()
        sinks.write(self.written, table.lazy(), file, self.typed)
        return file.getvalue().decode()

    def _padded(self, table: pl.DataFrame) -> list[pa.RecordBatch]:
        """*table* with the columns that it lacks."""
        plain = _plain(table)
        there = set(plain.column_names)
        found = [plain[one.name] if one.name in there else pa.nulls(plain.num_rows, one.type) for one in self.schema]
        batches: list[pa.RecordBatch] = pa.table(found, schema=self.schema).to_batches()
        return batches


def _plain(table: pl.DataFrame) -> pa.Table:
    """*table* in the few types that are alike everywhere."""
    kinds = [pa.field(name, _TYPES.get(type(kind), pa.string())) for name, kind in table.schema.items()]
    texts = [name for name, kind in table.schema.items() if type(kind) not in _TYPES]
    plain: pa.Table = table.with_columns(pl.col(texts).cast(pl.String)).to_arrow().cast(pa.schema(kinds))
    return plain
