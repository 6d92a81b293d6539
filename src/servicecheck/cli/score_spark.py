"""`score --engine spark`: the same order, carried out by Spark on any storage that it reaches."""

import hashlib
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.batch import manifest
from servicecheck.batch.assigning import remarks_on
from servicecheck.batch.assignment import KEPT, ROUND
from servicecheck.batch.inputs import check_role
from servicecheck.batch.manifest import Asked, Manifest, OutputRecord
from servicecheck.batch.run import Outcome
from servicecheck.batch.sinks import SUFFIXES
from servicecheck.cli import score_groups
from servicecheck.cli.reception import Source, read_source
from servicecheck.cli.score_order import STDOUT, Destination, ScoreOrder
from servicecheck.cli.score_record import options_of
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.files import output
from servicecheck.files.answers.found import Reject
from servicecheck.scoring.columns import ROLE
from servicecheck.terminal.additions import MOST_SHOWN, RejectedRow
from servicecheck.terminal.scoring import Account

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from servicecheck.batch.spark.run import SparkRun, Target
    from servicecheck.batch.spark.tables import SparkInput

_THERE = "{} is there already. Choose another name with -o, or give --force."
_OURS = re.compile(r"servicecheck\.errors\.\w+: (.+)")


@dataclass(frozen=True)
class Result:
    """What came of it, as it is told."""

    account: Account
    written: tuple[str, ...]


def told(rejects: Iterable[Reject]) -> tuple[RejectedRow, ...]:
    """Rejects as the screen shows them."""
    return tuple(RejectedRow(one.place, one.column, one.value, one.reason) for one in rejects)


def score(order: ScoreOrder, destination: Destination, surroundings: Surroundings) -> Result:
    """Score on Spark. Raises ServicecheckError where that cannot be, and RowRejected."""
    from servicecheck.batch.spark.session import exists, session

    source = read_source(order.questionnaire)
    names = _Names(destination)
    check_role(order.of(source.questionnaire))
    names.check_apart(order.inputs)
    names.check_here(destination)
    # Spark's workers are processes of their own, which must be this Python with these packages.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", message="PySpark does not yet", category=FutureWarning)
    with session(order.master, surroundings.environment.get("JAVA_HOME")) as spark, _explained():
        for name in (names.table, names.rejects):
            if not destination.replace and exists(spark, name):
                raise ServicecheckError(_THERE.format(name))
        run = _run(spark, order, source, names.target(destination))
        outcome = run.score()
        first = run.first_rejects(MOST_SHOWN + 1) if outcome.rejected else []
        groups = _groups(run, order, destination, source)
    written = [names.table, *[names.rejects] * bool(outcome.rejected), *groups[:1]]
    written += names.write_manifest(order, source, outcome, replace=destination.replace)
    account = Account(
        outcome.rows, outcome.scored, outcome.rejected,
        tuple(remark for one in outcome.inputs for remark in remarks_on(one, order.of(source.questionnaire))),
        told(first), f"All of them: {names.rejects}", outcome.is_unique, *groups[1:],
    )  # fmt: skip
    return Result(account, tuple(written))


def _same(name: str) -> str:
    """What all names of one place have in common."""
    return name.rstrip("/") if "://" in name else os.path.realpath(name)


class _Names:
    """What is written where, on storage of any kind."""

    def __init__(self, destination: Destination) -> None:
        if destination.kind == "xlsx" or destination.table == STDOUT:
            raise ServicecheckError("Spark writes folders of CSV, JSON Lines or Parquet: -o scored.parquet.")
        self.table = destination.name.rstrip("/")
        self.stem = self.table
        for suffix in SUFFIXES:
            self.stem = self.stem.removesuffix(suffix)
        self.rejects = str(destination.rejects) if destination.rejects else f"{self.stem}.rejects.csv"
        self._written = destination.kind

    def target(self, destination: Destination) -> "Target":
        """The same for the run."""
        from servicecheck.batch.spark.run import Target

        return Target(self.table, self._written, self.rejects, destination.replace)

    def check_apart(self, inputs: Iterable[str]) -> None:
        """Raise ServicecheckError where something would be written over what is read."""
        read = {_same(name) for name in inputs}
        lost = next((name for name in (self.table, self.rejects) if _same(name) in read), None)
        if lost is not None:
            raise ServicecheckError(f"{lost} is one of the inputs, and would be lost. Choose another name.")

    def check_here(self, destination: Destination) -> None:
        """Before Spark is started: raise ServicecheckError where something on this machine is in the way."""
        there = [name for name in (self.table, self.rejects) if "://" not in name and os.path.lexists(name)]
        if there and not destination.replace:
            raise ServicecheckError(_THERE.format(there[0]))

    def write_manifest(self, order: ScoreOrder, source: Source, outcome: Outcome, *, replace: bool) -> list[str]:
        """Write down how the table was made, where files of this machine are written; the name, if it was."""
        if "://" in self.stem:
            return []
        asked = source.questionnaire
        digest = hashlib.sha256(source.content).hexdigest()
        made = Manifest(
            program=manifest.versions(),
            questionnaire=Asked(asked.id, asked.version, digest),
            options=options_of(order),
            inputs=tuple(
                manifest.record_of(one, count) for one, count in zip(outcome.inputs, outcome.counts, strict=True)
            ),
            outputs=(OutputRecord("scored", self.table, 0, ""),),
            is_unique=outcome.is_unique,
        )
        return [str(output.write(Path(f"{self.stem}.manifest.json"), made.written(), replace=replace))]


def _run(spark: "SparkSession", order: ScoreOrder, source: Source, target: "Target") -> "SparkRun":
    from servicecheck.batch.spark.run import SparkRun

    wanted = order.of(source.questionnaire)
    by = order.groups.by if order.groups.is_wanted else None
    columns = tuple({"role": ROLE, "round": ROUND}.get(name, f"{KEPT}{name}") for name in order.groups.by)
    return SparkRun(tuple(_inputs(spark, order, source)), wanted, target, by, columns)


def _inputs(spark: "SparkSession", order: ScoreOrder, source: Source) -> "Iterator[SparkInput]":
    from servicecheck.batch.spark.tables import opened

    refused: list[InvalidFile] = []
    wanted = order.of(source.questionnaire)
    for name in order.inputs:
        try:
            yield opened(spark, name, wanted, order.written.wishes())
        except InvalidFile as error:
            refused.append(error)
    if refused:
        raise InvalidFile([problem for one in refused for problem in one.problems])


def _groups(run: "SparkRun", order: ScoreOrder, destination: Destination, source: Source) -> tuple[str, ...]:
    """The groups' file, and what is said of them; nothing where none are wanted."""
    path = destination.groups_path(order)
    if not order.groups.is_wanted or path is None:
        return ()
    return str(path), score_groups.write_groups(path, source, order.groups, run.groups(), replace=destination.replace)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in a sentence what Spark says in pages."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        ours = _OURS.search(str(error))
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        reason = ours[1] if ours else f"Spark stopped: {lines[0][:300] if lines else type(error).__name__}"
        raise ServicecheckError(reason) from error
