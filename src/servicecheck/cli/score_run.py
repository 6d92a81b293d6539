"""What the command line asked of `score`: opened, scored, and written, each file whole or not at all."""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from servicecheck.batch import manifest
from servicecheck.batch.assigning import remarks_on
from servicecheck.batch.inputs import Input, Order, check_role, input_of
from servicecheck.batch.manifest import Kind, Manifest, OutputRecord
from servicecheck.batch.rejects import COLUMNS, Rejects
from servicecheck.batch.run import NotAsStored, Outcome, Run, all_inputs
from servicecheck.batch.sinks import write
from servicecheck.batch.sources import expanded, opened
from servicecheck.cli.beside import beside
from servicecheck.cli.reception import Source, read_source
from servicecheck.cli.score_order import STDOUT, Destination, ScoreOrder
from servicecheck.cli.score_progress import progress
from servicecheck.cli.score_record import options_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files import output
from servicecheck.files.answers.found import Reject
from servicecheck.spreadsheets import write_csv
from servicecheck.terminal.additions import MOST_SHOWN, RejectedRow
from servicecheck.terminal.scoring import Account, show_stopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from servicecheck.batch.groups import Groups


@dataclass(frozen=True)
class Result:
    """What came of it, as it is told."""

    account: Account
    written: tuple[Path, ...]
    manifest: Manifest


@dataclass(frozen=True)
class Prepared:
    """What is known before a row is scored."""

    order: ScoreOrder
    source: Source
    wanted: Order
    inputs: tuple[Input, ...]

    @property
    def asked(self) -> manifest.Asked:
        """The questionnaire, for a manifest."""
        questionnaire = self.source.questionnaire
        digest = hashlib.sha256(self.source.content).hexdigest()
        return manifest.Asked(questionnaire.id, questionnaire.version, digest)


def prepared(order: ScoreOrder) -> Prepared:
    """All inputs, opened. Raises ServicecheckError where nothing of it can be scored, with all mistakes."""
    source = read_source(order.questionnaire)
    wanted = order.of(source.questionnaire)
    check_role(wanted)
    inputs = all_inputs([_opened(name, order, wanted) for name in expanded(order.inputs)])
    return Prepared(order, source, wanted, inputs)


def score(ready: Prepared, destination: Destination, surroundings: Surroundings) -> Result:
    """Score what is *ready*. Raises ServicecheckError where that cannot be, and RowRejected."""
    with Rejects(is_strict=ready.order.is_strict) as rejects:
        run = Run(ready.inputs, ready.wanted, rejects, _summing(ready), is_typed=True)
        try:
            try:
                outcome, written, told_of_groups = _all_written(run, ready, destination, surroundings)
            except NotAsStored:
                run.is_typed = False
                outcome, written, told_of_groups = _all_written(run, ready, destination, surroundings)
        except KeyboardInterrupt:
            show_stopped(surroundings.err, run.rows)
            raise
        made = _manifest(ready, outcome, written)
        paths = [*written.values(), *_write_manifest(destination, made)]
        account = _account(outcome, ready.wanted, rejects, destination)
        return Result(replace(account, groups=told_of_groups), tuple(paths), made)


def check_free(destination: Destination, order: ScoreOrder) -> None:
    """Before hours of work: raise ServicecheckError where something is in the way, or no format is named."""
    assert destination.kind
    if order.groups.is_wanted and destination.groups_path(order) is None:
        raise ServicecheckError("The table goes to stdout. Say where the groups go: --groups groups.json.")
    taken: set[str] = set()
    for path in destination.paths(order):
        if not path.parent.is_dir():
            raise ServicecheckError(f"There is no folder {path.parent} for {path.name}. Make it, or choose another.")
        output.check_free(path, replace=destination.replace)
        same = os.path.realpath(path)
        if path.exists() and same in map(os.path.realpath, expanded(order.inputs)):
            raise ServicecheckError(f"{path} is one of the inputs, and would be lost. Choose another name.")
        if same in taken:
            raise ServicecheckError(f"{path} is named for two different files. Choose another name for one of them.")
        taken.add(same)


def told(rejects: Iterable[Reject]) -> tuple[RejectedRow, ...]:
    """Rejects as the screen shows them."""
    return tuple(RejectedRow(one.place, one.column, one.value, one.reason) for one in rejects)


def _opened(name: str, order: ScoreOrder, wanted: Order) -> Input | InvalidFile:
    try:
        return input_of(opened(name, order.written.wishes()), wanted)
    except InvalidFile as error:
        return error


def _all_written(
    run: Run, ready: Prepared, destination: Destination, surroundings: Surroundings
) -> tuple[Outcome, dict[Kind, Path], str]:
    """Everything but the manifest, with what is to be said of groups. The table has its name when the rest is there."""
    sink = partial(write, destination.kind)
    with _table(destination) as file:
        outcome = beside(lambda stop: run.score(sink, file, progress(surroundings, stop)))
        rejects = _write_rejects(destination, run.rejects)
        groups, told_of_groups = _write_groups(destination, ready, run.groups)
    table: dict[Kind, Path] = {} if destination.table == STDOUT else {"scored": destination.table}
    return outcome, {**table, **rejects, **groups}, told_of_groups


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


def _write_rejects(destination: Destination, rejects: Rejects) -> dict[Kind, Path]:
    path = destination.rejects_path
    if path is None:
        return {}
    if not rejects.rows:
        if destination.replace:
            # What an earlier run rejected is not true of this one.
            path.unlink(missing_ok=True)
        return {}
    with output.writing(path, replace=destination.replace) as file:
        rows = ((one.place.file, one.place.line, one.column, one.value, one.reason) for one in rejects)
        write_csv(file, COLUMNS, rows)
    return {"rejects": path}


def _summing(ready: Prepared) -> "Callable[[], Groups] | None":
    """What makes an empty sum of the groups, if any are wanted; only then is loaded what they take."""
    if not ready.order.groups.is_wanted:
        return None
    from servicecheck.cli.score_groups import summing

    return summing(ready.wanted.questionnaire, ready.order.groups)


def _write_groups(destination: Destination, ready: Prepared, groups: "Groups | None") -> tuple[dict[Kind, Path], str]:
    path = destination.groups_path(ready.order)
    if path is None or groups is None:
        return {}, ""
    from servicecheck.cli.score_groups import write_groups

    return {"groups": path}, write_groups(path, ready.source, ready.order.groups, groups, replace=destination.replace)


def _manifest(ready: Prepared, outcome: Outcome, written: dict[Kind, Path]) -> Manifest:
    inputs = zip(outcome.inputs, outcome.counts, strict=True)
    return Manifest(
        program=manifest.versions(),
        questionnaire=ready.asked,
        options=options_of(ready.order),
        inputs=tuple(manifest.record_of(one, count) for one, count in inputs),
        outputs=tuple(_record(kind, path) for kind, path in written.items()),
        is_unique=outcome.is_unique,
    )


def _record(kind: Kind, path: Path) -> OutputRecord:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return OutputRecord(kind, str(path), file.tell(), digest)


def _write_manifest(destination: Destination, made: Manifest) -> list[Path]:
    path = destination.manifest_path
    return [] if path is None else [output.write(path, made.written(), replace=destination.replace)]


def _account(outcome: Outcome, order: Order, rejects: Rejects, destination: Destination) -> Account:
    where = destination.rejects_path
    return Account(
        rows=outcome.rows,
        scored=outcome.scored,
        rejected=outcome.rejected,
        remarks=tuple(remark for one in outcome.inputs for remark in remarks_on(one, order)),
        first_rejects=told(islice(rejects, MOST_SHOWN + 1)),
        rejects_are_in=f"All of them: {where}" if where else "Write them all with --rejects PATH.",
        is_unique=outcome.is_unique,
    )
