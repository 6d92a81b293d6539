"""One row of an input on its own, read as it is read among all others."""

from dataclasses import dataclass

import polars as pl

from servicecheck.batch.assigning import assignment_of
from servicecheck.batch.assignment import Assignment
from servicecheck.batch.inputs import Input, Order, settled
from servicecheck.batch.reading import CellReader, Ledger
from servicecheck.batch.rejects import Rejects, RowRejected
from servicecheck.batch.repeated import Fingerprints
from servicecheck.batch.sources import ROW
from servicecheck.errors import ServicecheckError
from servicecheck.response import Answer, Respondent, Response
from servicecheck.scoring import columns


@dataclass(frozen=True)
class WhichRow:
    """A row by its number, or by who answered."""

    number: int | None = None
    respondent: str | None = None

    def __str__(self) -> str:
        return f"row {self.number}" if self.number is not None else f"respondent '{self.respondent}'"


def response_in(one: Input, order: Order, which: WhichRow) -> Response:
    """What was answered in one row. Raises RowRejected where it cannot be read, ServicecheckError if there is none."""
    one = settled(one, order)
    assignment = assignment_of(one, order)
    meant = one.cells().filter(_is_meant(assignment, which, one.raw.name))
    with Rejects() as rejects:
        reader = CellReader(assignment, Ledger(rejects, Fingerprints(0)))
        found = reader.rows_of(meant).collect(engine="streaming")
        if reader.rows != 1:
            many = f"There are {reader.rows} rows of {which}" if reader.rows else f"There is no {which}"
            raise ServicecheckError(f"{many} in {one.raw.name}. Name one by its place in the file: --row NUMBER.")
        if rejects.rows:
            raise RowRejected(list(rejects))
    (row,) = found.iter_rows(named=True)
    answers = {item.id: Answer(row[item.id]) for item in order.questionnaire.items if row.get(item.id) is not None}
    code = row.get(columns.RESPONDENT) or f"row-{row[ROW]}"
    return Response(Respondent(code, row[columns.ROLE]), answers)


def _is_meant(assignment: Assignment, which: WhichRow, file: str) -> pl.Expr:
    if which.number is not None:
        return pl.col(ROW) == which.number
    if assignment.respondent is None:
        raise ServicecheckError(f"No column of {file} says who answered. Name the row: --row NUMBER.")
    return pl.col(assignment.respondent.name).str.strip_chars() == which.respondent
