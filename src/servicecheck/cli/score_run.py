"""What the command line asked of `score`, opened, scored and written."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from servicecheck.batch.assigning import remarks_on
from servicecheck.batch.inputs import Input, Order, check_role, input_of
from servicecheck.batch.rejects import COLUMNS, Rejects
from servicecheck.batch.run import Outcome, Run, all_inputs
from servicecheck.batch.sinks import SINKS, SUFFIXES, Format
from servicecheck.batch.sources import Raw, Wishes, opened
from servicecheck.cli.reception import read_source
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files import output
from servicecheck.files.answers.columns import Said
from servicecheck.files.answers.found import Reject
from servicecheck.files.answers.readings import Numbers
from servicecheck.spreadsheets import write_csv
from servicecheck.terminal.additions import MOST_SHOWN, RejectedRow
from servicecheck.terminal.scoring import Account

STDOUT = Path("-")


@dataclass(frozen=True)
class Form:
    """What is said of how the inputs are written."""

    sheet: str | None = None
    encoding: str | None = None


@dataclass(frozen=True)
class ScoreOrder:
    """What is to be scored, and how."""

    inputs: tuple[Path, ...]
    questionnaire: str
    role: str | None = None
    numbers: Numbers | None = None
    left_out: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    round: str | None = None
    is_unique: bool | None = None
    is_strict: bool = False
    form: Form = Form()


@dataclass(frozen=True)
class Destination:
    """Where it goes."""

    table: Path
    format: Format | None = None
    rejects: Path | None = None
    replace: bool = False

    @property
    def kind(self) -> Format:
        """The format of the scored table. Raises ServicecheckError where the name does not say it."""
        found = self.format or ("csv" if self.table == STDOUT else SUFFIXES.get(self.table.suffix.casefold()))
        if found is None:
            known = ", ".join(SUFFIXES)
            raise ServicecheckError(f"In which format is {self.table} to be? Name it with --format, or by: {known}.")
        return found

    @property
    def rejects_path(self) -> Path | None:
        """Where the rejected rows go."""
        if self.rejects or self.table == STDOUT:
            return self.rejects
        return self.table.with_name(f"{self.table.name}.rejects.csv")


@dataclass(frozen=True)
class Result:
    """What came of it, as it is told."""

    account: Account
    written: tuple[Path, ...]


def score(order: ScoreOrder, destination: Destination, surroundings: Surroundings) -> Result:
    """Score what *order* names. Raises ServicecheckError where nothing of it can be, and RowRejected."""
    sink = SINKS[destination.kind]
    _refuse_to_replace(destination)
    wanted = _order(order)
    inputs = opened_inputs(order, wanted)
    with Rejects(is_strict=order.is_strict) as rejects:
        with _table(destination) as file:
            outcome = Run(inputs, wanted, rejects).score(sink, file)
        written = [] if destination.table == STDOUT else [destination.table]
        written += _write_rejects(destination, rejects)
        return Result(_account(outcome, wanted, rejects, destination), tuple(written))


def opened_inputs(order: ScoreOrder, wanted: Order) -> tuple[Input, ...]:
    """All inputs, with what their columns mean. Raises InvalidFile with the mistakes of all of them."""
    return all_inputs([_opened(path, order, wanted) for path in order.inputs])


def _opened(path: Path, order: ScoreOrder, wanted: Order) -> Input | InvalidFile:
    try:
        return input_of(_raw(path, order), wanted)
    except InvalidFile as error:
        return error


def _raw(path: Path, order: ScoreOrder) -> Raw:
    return opened(path, Wishes(encoding=order.form.encoding, sheet=order.form.sheet))


def _order(order: ScoreOrder) -> Order:
    questionnaire = read_source(order.questionnaire).questionnaire
    wanted = Order(
        questionnaire, order.role, order.numbers, Said(left_out=order.left_out), order.kept,
        order.round, order.is_unique, order.is_strict,
    )  # fmt: skip
    check_role(wanted)
    return wanted


def _refuse_to_replace(destination: Destination) -> None:
    """Before hours of work: raise ServicecheckError where something is in the way."""
    for path in (destination.table, destination.rejects_path):
        if path not in (None, STDOUT):
            output.check_free(path, replace=destination.replace)


@contextmanager
def _table(destination: Destination) -> Iterator[BinaryIO]:
    """Where the scored table is written: whole or absent at its path, or on stdout when it is whole."""
    if destination.table != STDOUT:
        with output.writing(destination.table, replace=destination.replace) as file:
            yield file
        return
    with TemporaryFile() as spool:
        yield spool
        spool.seek(0)
        shutil.copyfileobj(spool, sys.stdout.buffer)


def _write_rejects(destination: Destination, rejects: Rejects) -> list[Path]:
    path = destination.rejects_path
    if path is None:
        return []
    if not rejects.rows:
        if destination.replace:
            # What an earlier run rejected is not true of this one.
            path.unlink(missing_ok=True)
        return []
    with ExitStack() as stack:
        file = stack.enter_context(output.writing(path, replace=destination.replace))
        rows = ((one.place.file, one.place.line, one.column, one.value, one.reason) for one in rejects)
        write_csv(file, COLUMNS, rows)
    return [path]


def _account(outcome: Outcome, order: Order, rejects: Rejects, destination: Destination) -> Account:
    first = told(islice(rejects, MOST_SHOWN + 1))
    where = destination.rejects_path
    return Account(
        rows=outcome.rows,
        scored=outcome.scored,
        rejected=outcome.rejected,
        remarks=tuple(remark for one in outcome.inputs for remark in remarks_on(one, order)),
        first_rejects=first,
        rejects_are_in=f"All of them: {where}" if where else "Write them all with --rejects PATH.",
        is_unique=outcome.is_unique,
    )


def told(rejects: Iterable[Reject]) -> tuple[RejectedRow, ...]:
    """Rejects as the screen shows them."""
    return tuple(RejectedRow(one.place, one.column, one.value, one.reason) for one in rejects)
