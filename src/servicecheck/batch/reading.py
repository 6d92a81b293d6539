"""The cells of one input as the scorer's columns, and every row that cannot be used, with the reason.

Expressions do what is alike for all rows, in the engine's own threads. They also mark what is odd: a cell that is not
spelt as it is stored, a row with a fault. Only where a batch holds something odd, Python looks at it, once for each
different cell; what is still unreadable makes its row a rejected one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import or_
from threading import Lock
from typing import Any

import polars as pl

from servicecheck.batch.assignment import FILE, ROUND, Assignment, ReadColumn, shown
from servicecheck.batch.rejects import Rejects
from servicecheck.batch.repeated import Fingerprints, Repeats, key_of
from servicecheck.batch.sources import FAULT, ROW, fault_of, is_faulty
from servicecheck.batch.spellings import Spellings
from servicecheck.errors import Place
from servicecheck.files.answers.found import Reject, sentence
from servicecheck.files.answers.people import code_of
from servicecheck.files.answers.readings import Unreadable, is_number
from servicecheck.scoring import columns

NOTHING_ANSWERED = "Nothing is answered in this row."
_CELL = "cell:"
_IS_ODD, _FINGERPRINT, _GIVEN = ":odd", ":fingerprint", ":given"
_PLAIN = r"^[\p{L}\p{N}\p{P}\p{S}]+$"
"""A code of visible characters alone; any other is looked at in Python."""
_LONGEST_PLAIN = 100


@dataclass
class Ledger:
    """What is noted of all inputs together while they are read."""

    rejects: Rejects
    fingerprints: Fingerprints
    repeats: Repeats = field(default_factory=Repeats)
    """Who is known to stand in several rows."""
    lock: Lock = field(default_factory=Lock, repr=False)
    """Held while a batch is noted: the engine may read several inputs at once."""


class CellReader:
    """Reads the rows of one input, batch by batch, and counts them."""

    def __init__(self, assignment: Assignment, ledger: Ledger, number: int = 0) -> None:
        self.assignment = assignment
        self.rows = 0
        self.good = 0
        self.has_refused_number = False
        """Whether a number was no answer: then it may be of another kind than was taken for granted."""
        self._number = number
        self._ledger = ledger
        self._spellings = {one.becomes: Spellings(one.value, one.type) for one in assignment.read}

    def rows_of(self, cells: pl.LazyFrame) -> pl.LazyFrame:
        """The good rows of *cells*, which are text, as the scorer takes them."""
        marked = cells.select(self._taken()).with_columns(self._typed())
        marked = marked.with_columns(self._odd().alias(_IS_ODD), *self._fingerprint())
        return marked.map_batches(self._sort, schema=self.schema(), validate_output_schema=False, streamable=True)

    def keys_of(self, cells: pl.LazyFrame) -> pl.LazyFrame | None:
        """Who answered in each row of *cells*; None where no column says it."""
        if self.assignment.respondent is None:
            return None
        return cells.select(self._taken()).select(pl.col(ROW), self._key().alias("key"))

    def schema(self) -> dict[str, pl.DataType]:
        """The columns of the good rows."""
        carried: dict[str, pl.DataType] = {one.becomes: pl.String() for one in self.assignment.carried}
        typed = {one.becomes: one.type for one in self.assignment.read}
        return {FILE: pl.String(), ROW: pl.Int64(), **carried, columns.ROLE: pl.String(), **typed}

    def _taken(self) -> list[pl.Expr]:
        carried = [pl.col(one.name).alias(one.becomes) for one in self.assignment.carried]
        cells = [one.cell.alias(_cell(one)) for one in self.assignment.read]
        fault = self.assignment.fault.alias(FAULT)
        return [pl.lit(self.assignment.file).alias(FILE), pl.col(ROW), fault, *carried, *cells]

    def _typed(self) -> list[pl.Expr]:
        read = self.assignment.read
        typed = [pl.col(_cell(one)).cast(one.type, strict=False).alias(one.becomes) for one in read]
        if self.assignment.has_role:
            return typed
        return [*typed, pl.lit(self.assignment.role, dtype=pl.String).alias(columns.ROLE)]

    def _odd(self) -> pl.Expr:
        """Whether a row must be looked at."""
        blank = [pl.col(_cell(one)).is_null() for one in self.assignment.answers]
        odd = [pl.col(FAULT).is_not_null(), pl.all_horizontal(blank)]
        for one in self.assignment.read:
            is_written = pl.col(_cell(one)).is_not_null()
            # A number or a text has no list of spellings that can be taken as they stand.
            odd.append(is_written if one.must_be_read else is_written & pl.col(one.becomes).is_null())
        odd += self._carried_faults()
        if self.assignment.respondent:
            odd.append(~_is_plain(pl.col(columns.RESPONDENT)))
            odd += [self._ledger.repeats.is_among(self._key())] * bool(self._ledger.repeats.places)
        return pl.any_horizontal(odd)

    def _carried_faults(self) -> list[pl.Expr]:
        """Which cells that are carried along as they stand cannot be used."""
        carried = self.assignment.beside if self.assignment.has_cell_faults else ()
        return [is_faulty(pl.col(one.becomes)).fill_null(False) for one in carried]

    def _key(self) -> pl.Expr:
        return key_of(pl.col(columns.RESPONDENT), pl.col(ROUND) if self.assignment.has_round else None)

    def _fingerprint(self) -> list[pl.Expr]:
        if self.assignment.respondent is None or self._ledger.fingerprints.most == 0:
            return []
        key = self._key()
        return [pl.when(key.is_not_null()).then(key.hash()).alias(_FINGERPRINT)]

    def _sort(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The good rows of *batch*; the others become rejects."""
        with self._ledger.lock:
            self.rows += batch.height
            if _FINGERPRINT in batch.columns:
                self._ledger.fingerprints.add(batch[_FINGERPRINT].drop_nulls())
            good = self._sorted_out(batch) if batch[_IS_ODD].any() else batch
            self.good += good.height
            return good.select(list(self.schema()))

    def _sorted_out(self, batch: pl.DataFrame) -> pl.DataFrame:
        """The good rows of a batch in which something is odd, with every cell read that can be."""
        bad = [batch[FAULT].is_not_null()]
        for column in self.assignment.read:
            cells = batch[_cell(column)]
            if column.must_be_read or cells.null_count() != batch[column.becomes].null_count():
                values, is_refused = self._spellings[column.becomes].values(cells)
                batch = batch.with_columns(values.alias(column.becomes))
                bad.append(is_refused)
        answers = [pl.col(one.becomes).is_null() for one in self.assignment.answers]
        bad.append(batch.select(pl.all_horizontal(answers)).to_series())
        bad += [batch.select(is_fault).to_series() for is_fault in self._carried_faults()]
        if self.assignment.respondent:
            if self._ledger.repeats.places:
                bad.append(batch.select(self._ledger.repeats.is_among(self._key()).fill_null(False)).to_series())
            batch = _with_codes(batch)
            bad.append(batch[columns.RESPONDENT].is_null())
        is_bad = reduce(or_, bad)
        if is_bad.any():
            given = batch.with_columns(pl.col(_GIVEN).alias(columns.RESPONDENT)) if _GIVEN in batch.columns else batch
            self._ledger.rejects.add(self._number, map(self._reasons, given.filter(is_bad).iter_rows(named=True)))
        return batch.filter(~is_bad)

    def _reasons(self, row: Mapping[str, Any]) -> list[Reject]:
        """Why this row cannot be used: each cell that cannot be read, in the order of the columns."""
        place = Place(self.assignment.file, row[ROW])
        if row[FAULT]:
            return [Reject(place, "", "", sentence(row[FAULT]))]
        found = sorted(self._cell_reasons(row, place), key=lambda one: one.place.column or 0)
        return found or [Reject(place, "", "", NOTHING_ANSWERED)]

    def _cell_reasons(self, row: Mapping[str, Any], place: Place) -> Iterator[Reject]:
        for column in self.assignment.read:
            cell = row[_cell(column)]
            reason = self._spellings[column.becomes].reason(cell) if cell is not None else None
            if reason:
                self.has_refused_number = self.has_refused_number or is_number(cell)
                yield Reject(replace(place, column=column.position), column.name, shown(cell), sentence(reason))
        for carried in self.assignment.beside:
            fault = fault_of(row[carried.becomes] or "")
            if fault:
                yield Reject(replace(place, column=carried.position), carried.name, fault[1], sentence(fault[0]))
        who = self.assignment.respondent
        if who is None:
            return
        given = row[columns.RESPONDENT] or ""
        reason = _refusal(given)
        other = self._ledger.repeats.other(self._key_in(row), place)
        if other is not None and not reason:
            where = f"row {other.line}" if other.file == place.file else f"row {other.line} of {other.file}"
            where = where if other.line else "another row"
            hint = "" if self.assignment.has_round else " If they are of two rounds, say which column tells: --round."
            reason = f"This respondent also stands in {where}. Keep one of the rows.{hint}"
        if reason:
            yield Reject(replace(place, column=who.position), who.name, shown(given), sentence(reason))

    def _key_in(self, row: Mapping[str, Any]) -> str | None:
        """The key of one row, as the expression makes it."""
        if not self._ledger.repeats.places:
            return None
        names = [columns.RESPONDENT, *[ROUND] * (ROUND in row)]
        one = pl.DataFrame({name: [row[name]] for name in names}, schema=dict.fromkeys(names, pl.String))
        key: str | None = one.select(self._key()).item()
        return key


def _cell(column: ReadColumn) -> str:
    return f"{_CELL}{column.becomes}"


def _is_plain(code: pl.Expr) -> pl.Expr:
    """Whether a respondent's code needs no second look."""
    return (code.str.contains(_PLAIN) & (code.str.len_bytes() <= _LONGEST_PLAIN)).fill_null(False)


def _with_codes(batch: pl.DataFrame) -> pl.DataFrame:
    """*batch* with codes without outer space, null where one cannot be used; as they were given beside them."""
    given = batch[columns.RESPONDENT]
    plain = batch.select(_is_plain(pl.col(columns.RESPONDENT))).to_series()
    codes = [cell if is_plain else _code(cell or "") for cell, is_plain in zip(given, plain, strict=True)]
    return batch.with_columns(pl.Series(columns.RESPONDENT, codes, dtype=pl.String), given.alias(_GIVEN))


def _code(cell: str) -> str | None:
    return None if _refusal(cell) else cell.strip()


def _refusal(cell: str) -> str | None:
    """Why *cell* is nobody's code."""
    fault = fault_of(cell)
    if fault is not None:
        return fault[0]
    try:
        code_of(cell.strip())
    except Unreadable as error:
        return str(error)
    return None
