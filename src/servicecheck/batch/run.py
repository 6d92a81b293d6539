"""One run: every row read once, scored or rejected, and written; again only where a first look was not enough.

Two things are known for certain only at the end: whether somebody stands in several rows, and, in a file in which some
number is no value, what its numbers are. Then, and only then, the inputs are read again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

import polars as pl

from servicecheck.batch.assigning import assignment_of, leading_columns
from servicecheck.batch.assignment import Assignment
from servicecheck.batch.inputs import Input, Order, settled
from servicecheck.batch.plan import Plan, plan_for, shown_name
from servicecheck.batch.reading import CellReader, Ledger
from servicecheck.batch.rejects import Rejects
from servicecheck.batch.repeated import MOST_CHECKED, Fingerprints, repeats_in
from servicecheck.batch.sources import ROW
from servicecheck.errors import InvalidFile
from servicecheck.files.answers.columns import UnclearColumns
from servicecheck.files.text_file import refusal
from servicecheck.scoring.tallies import who_counts

if TYPE_CHECKING:
    from servicecheck.batch.groups import Groups

Sink = Callable[[pl.LazyFrame, BinaryIO, Sequence[str]], None]
Watch = Callable[[int, int], None]
"""Told now and then how many rows were read and how many of them rejected."""


@dataclass(frozen=True)
class InputCount:
    """What became of the rows of one input."""

    name: str
    rows: int
    scored: int

    @property
    def rejected(self) -> int:
        """Rows that were read and not scored."""
        return self.rows - self.scored


@dataclass(frozen=True)
class Outcome:
    """What came of a run."""

    counts: tuple[InputCount, ...]
    inputs: tuple[Input, ...]
    """As they were read."""
    is_unique: bool | None
    """Whether everybody was made sure to stand in one row; None where nobody is named."""
    names: tuple[str, ...] = ()
    """The columns of the scored table."""

    @property
    def rows(self) -> int:
        """All rows that were read."""
        return sum(one.rows for one in self.counts)

    @property
    def scored(self) -> int:
        """Those in the scored table."""
        return sum(one.scored for one in self.counts)

    @property
    def rejected(self) -> int:
        """Those that are not."""
        return self.rows - self.scored


class NotAsStored(Exception):
    """Some reply is not spelt as it is stored: as text it can be looked at, so begin anew, with another file."""


@dataclass
class Run:
    """The inputs of one batch on their way to the scored table."""

    inputs: tuple[Input, ...]
    order: Order
    rejects: Rejects
    new_groups: "Callable[[], Groups] | None" = None
    """Makes what sums up the groups, if they are wanted; whatever is read again is summed up anew."""
    groups: "Groups | None" = None
    is_typed: bool = False
    """Whether replies are read at once as what they are stored as, which saves time where all are spelt so."""
    _readers: list[CellReader] = field(default_factory=list)
    _written: int = 0
    _watch: Watch | None = None

    @property
    def rows(self) -> int:
        """How many rows have been read so far."""
        return sum(reader.rows for reader in self._readers)

    def score(self, sink: Sink, file: BinaryIO, watch: Watch | None = None) -> Outcome:
        """Write the scored table to *file*; *watch* is told how far it is, and may stop it by raising something.

        Raises RowRejected where the order is strict, InvalidFile, and NotAsStored.
        """
        self._watch = watch
        self.rejects.clear()
        ledger = Ledger(self.rejects, Fingerprints(self._most_checked()))
        plan = self._pass(ledger, sink, file)
        is_complete = ledger.fingerprints.is_complete and ledger.fingerprints.most != 0
        if self._learns_more(ledger):
            self.rejects.clear()
            ledger.fingerprints = Fingerprints(0)
            file.seek(0)
            file.truncate()
            plan = self._pass(ledger, sink, file)
        counts = tuple(InputCount(one.assignment.file, one.rows, one.good) for one in self._readers)
        is_named = all(one.assignment.respondent for one in self._readers)
        outcome = Outcome(counts, self.inputs, is_complete if is_named else None, plan.names)
        # What was written is counted where it is written, what was rejected where the reasons are kept.
        if (outcome.scored, outcome.rejected) != (self._written, self.rejects.rows):
            raise AssertionError(f"{outcome.rows} rows came in; {self._written} and {self.rejects.rows} went out.")
        return outcome

    def _pass(self, ledger: Ledger, sink: Sink, file: BinaryIO) -> Plan:
        assignments = [assignment_of(one, self.order) for one in self.inputs]
        plan = plan_for(self.order.questionnaire, leading_columns(self.order, assignments))
        self._readers = [CellReader(one, ledger, number) for number, one in enumerate(assignments)]
        self._written = 0
        cells = [self._cells(one, each) for one, each in zip(self.inputs, assignments, strict=True)]
        rows = [reader.rows_of(each) for reader, each in zip(self._readers, cells, strict=True)]
        together = pl.concat(rows, how="diagonal") if len(rows) > 1 else rows[0]
        scored = plan.scored(self._summed(plan, together))
        counted = scored.map_batches(self._count, schema=scored.collect_schema(), streamable=True)
        try:
            sink(counted, file, [shown_name(name) for name in plan.leading if name != ROW])
        except pl.exceptions.PolarsError as error:
            raise (NotAsStored() if self.is_typed else self._unreadable(error)) from error
        return plan

    def _cells(self, one: Input, assignment: Assignment) -> pl.LazyFrame:
        return one.typed_cells(assignment.types) if self.is_typed else one.cells()

    def _unreadable(self, error: Exception) -> Exception:
        """The error for an input that is damaged further down than anybody looked; else *error* itself."""
        for one in self.inputs:
            try:
                for _ in one.cells().collect_batches():
                    pass
            except pl.exceptions.PolarsError:
                return refusal(one.raw.name, "the file is damaged: it cannot be read to its end. Take another copy.")
        return error

    def _summed(self, plan: Plan, rows: pl.LazyFrame) -> pl.LazyFrame:
        """The standings of *rows*, which are summed up on their way if groups are wanted."""
        if self.new_groups is None:
            return plan.standings(rows)
        groups = self.groups = self.new_groups()
        names = rows.collect_schema().names()
        standings = plan.standings(rows.with_columns(who_counts(self.order.questionnaire, names)))

        def add(batch: pl.DataFrame) -> pl.DataFrame:
            groups.add(batch)
            return batch

        schema = standings.collect_schema()
        return standings.map_batches(add, schema=schema, validate_output_schema=False, streamable=True)

    def _count(self, batch: pl.DataFrame) -> pl.DataFrame:
        self._written += batch.height
        if self._watch:
            self._watch(self.rows, self.rejects.rows)
        return batch

    def _most_checked(self) -> int | None:
        if self.order.is_unique is None:
            return MOST_CHECKED
        return None if self.order.is_unique else 0

    def _learns_more(self, ledger: Ledger) -> bool:
        """Whether the rows must be read again, knowing what can only be known after all were read."""
        before = [one.reading.numbers for one in self.inputs]
        self.inputs = tuple(map(self._settled, self.inputs, self._readers))
        suspects = ledger.fingerprints.repeated()
        if suspects.len():
            keys = [reader.keys_of(one.cells()) for one, reader in zip(self.inputs, self._readers, strict=True)]
            named = [(one.raw.name, each) for one, each in zip(self.inputs, keys, strict=True) if each is not None]
            ledger.repeats = repeats_in(named, suspects)
        return bool(ledger.repeats.places) or before != [one.reading.numbers for one in self.inputs]

    def _settled(self, one: Input, reader: CellReader) -> Input:
        return settled(one, self.order) if reader.has_refused_number and not one.is_settled else one


def all_inputs(found: Sequence[Input | InvalidFile]) -> tuple[Input, ...]:
    """All inputs. Raises InvalidFile with the mistakes of all that cannot be used."""
    refused = [one for one in found if isinstance(one, InvalidFile)]
    problems = [problem for one in refused for problem in one.problems]
    unclear = [match for one in refused if isinstance(one, UnclearColumns) for match in one.matches]
    if unclear:
        known = [match for one in found if isinstance(one, Input) for match in one.layout.columns.matches]
        raise UnclearColumns(problems, (*known, *unclear))
    if problems:
        raise InvalidFile(problems)
    return tuple(one for one in found if isinstance(one, Input))
