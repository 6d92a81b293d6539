"""One run on Spark: every row scored or rejected, counted where it is, and written by Spark.

Rows are read once more only where it must be known who stands in several of them, why some are rejected, or what groups
add up to.
"""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING

import pyarrow as pa
from pyspark.sql import Observation
from pyspark.sql import functions as F  # noqa: N812 (what Spark's manual calls them)
from pyspark.sql import types as spark_types

from servicecheck.batch.assigning import assignment_of, leading_columns
from servicecheck.batch.groups import Groups
from servicecheck.batch.inputs import Order
from servicecheck.batch.plan import Plan, plan_for
from servicecheck.batch.rejects import RowRejected
from servicecheck.batch.repeated import MOST_CHECKED, TOO_MANY, Repeats
from servicecheck.batch.run import InputCount, Outcome
from servicecheck.batch.spark.session import exists
from servicecheck.batch.spark.tables import SparkInput
from servicecheck.batch.spark.work import (
    FILE_PATH,
    KEY,
    PART,
    READ,
    REASONS,
    REJECTED,
    ROW_INDEX,
    Work,
    Written,
)
from servicecheck.errors import Place, ServicecheckError
from servicecheck.files.answers.found import Reject

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_MOST_REPEATED = 1_000_000
_SPARK_TYPES = {
    pa.string(): spark_types.StringType(), pa.int64(): spark_types.LongType(), pa.bool_(): spark_types.BooleanType(),
    pa.float64(): spark_types.DoubleType(), pa.binary(): spark_types.BinaryType(),
}  # fmt: skip
_ANYWHERE = (Place("", None),)


@dataclass(frozen=True)
class Target:
    """Where what is written goes, and how."""

    table: str
    written: Written
    rejects: str
    replace: bool = False


@dataclass
class SparkRun:
    """The inputs of one batch on their way through Spark."""

    inputs: tuple[SparkInput, ...]
    order: Order
    target: Target
    by: tuple[str, ...] | None = None
    by_columns: tuple[str, ...] = ()
    _works: list[Work] = field(default_factory=list)

    def score(self) -> Outcome:
        """Write the scored table, and the rejects if there are any. Raises RowRejected where the order is strict."""
        plan = self._prepare()
        if self.order.is_strict and (first := self.first_rejects(1)):
            raise RowRejected(first)
        counts = self._write(replace=self.target.replace)
        is_checked = self._is_checked(sum(one.rows for one in counts))
        repeated = self._repeated() if is_checked else []
        if repeated:
            repeats = Repeats(dict.fromkeys(repeated, _ANYWHERE))
            self._works = [replace(work, repeats=repeats) for work in self._works]
            if self.order.is_strict and (first := self.first_rejects(1)):
                raise RowRejected(first)
            counts = self._write(replace=True)
        outcome = Outcome(counts, tuple(one.one for one in self.inputs), is_checked, plan.names)
        if outcome.rejected:
            self._write_rejects(self._rejected())
        elif self.target.replace and exists(self.inputs[0].frame.sparkSession, self.target.rejects):
            # What an earlier run rejected is not true of this one.
            self._write_rejects(self._rejected().limit(0))
        return outcome

    def groups(self) -> Groups:
        """What the groups add up to, from all parts."""
        together = Groups(self.order.questionnaire, self.by or (), self.by_columns)
        for one, work in zip(self.inputs, self._works, strict=True):
            parts = one.frame.mapInArrow(work.summed, _struct(pa.schema([(PART, pa.binary())])))
            for row in parts.toLocalIterator():
                together.add_part(pickle.loads(row[PART]))  # made by our own workers
        return together

    def first_rejects(self, most: int) -> list[Reject]:
        """Some of the rejects."""
        rows = self._rejected().limit(most).collect()
        return [Reject(Place(row.file, row.row), row.column, row.value, row.reason) for row in rows]

    def _prepare(self) -> Plan:
        assignments = [assignment_of(one.one, self.order) for one in self.inputs]
        leading = leading_columns(self.order, assignments)
        self._works = [
            Work(
                self.order.questionnaire, assignment, leading, one.cells, one.one.layout.names, self.target.written,
                by=self.by, by_columns=self.by_columns,
            )
            for one, assignment in zip(self.inputs, assignments, strict=True)
        ]  # fmt: skip
        return plan_for(self.order.questionnaire, leading)

    def _write(self, *, replace: bool) -> tuple[InputCount, ...]:
        observed = [Observation() for _ in self.inputs]
        parts = []
        for one, work, counted in zip(self.inputs, self._works, observed, strict=True):
            scored = one.frame.mapInArrow(work.scored, _struct(work.page().schema))
            sums = [F.sum(F.col(f"`{name}`")).alias(alias) for name, alias in ((READ, "read"), (REJECTED, "rejected"))]
            parts.append(scored.observe(counted, *sums).filter(F.col(f"`{READ}`").isNull()).drop(READ, REJECTED))
        writer = _together(parts).write.mode("overwrite" if replace else "errorifexists")
        (writer.parquet if self.target.written == "parquet" else writer.text)(self.target.table)
        return tuple(map(_counted, self.inputs, observed))

    def _is_checked(self, rows: int) -> bool:
        return rows <= MOST_CHECKED if self.order.is_unique is None else self.order.is_unique

    def _repeated(self) -> list[str]:
        """Who stands in more than one row."""
        schema = _struct(pa.schema([(KEY, pa.string())]))
        keys = [one.frame.mapInArrow(work.keys, schema) for one, work in zip(self.inputs, self._works, strict=True)]
        repeated = _together(keys).groupBy(KEY).count().filter("count > 1").limit(_MOST_REPEATED + 1)
        found = [row[KEY] for row in repeated.collect()]
        if len(found) > _MOST_REPEATED:
            raise ServicecheckError(TOO_MANY)
        return found

    def _rejected(self) -> "DataFrame":
        parts = []
        for one, work in zip(self.inputs, self._works, strict=True):
            where = [F.col("_metadata.file_path").alias(FILE_PATH)]
            if not one.cells.is_text:
                where.append(F.col("_metadata.row_index").alias(ROW_INDEX))
            parts.append(one.frame.select("*", *where).mapInArrow(work.rejected, _struct(REASONS)))
        return _together(parts)

    def _write_rejects(self, rejected: "DataFrame") -> None:
        writer = rejected.write.mode("overwrite" if self.target.replace else "errorifexists")
        writer.option("header", value=True).option("escape", '"').csv(self.target.rejects)


def _counted(one: SparkInput, observed: Observation) -> InputCount:
    counts = observed.get
    read, rejected = counts["read"] or 0, counts["rejected"] or 0
    return InputCount(one.one.raw.name, read, read - rejected)


def _together(parts: Sequence["DataFrame"]) -> "DataFrame":
    return reduce(lambda one, other: one.unionByName(other), parts)


def _struct(schema: pa.Schema) -> spark_types.StructType:
    return spark_types.StructType([spark_types.StructField(one.name, _SPARK_TYPES[one.type]) for one in schema])
