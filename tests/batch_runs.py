"""A batch without the command line: cells in, scored rows and rejects out."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl

from servicecheck.batch.inputs import Order, input_of
from servicecheck.batch.rejects import Rejects
from servicecheck.batch.run import Outcome, Run
from servicecheck.batch.sources import opened
from servicecheck.files.answers.found import Reject
from servicecheck.questionnaire import Questionnaire
from servicecheck.spreadsheets import csv_text


@dataclass(frozen=True)
class Batch:
    """What came of it."""

    outcome: Outcome
    scored: list[dict[str, Any]]
    rejects: list[Reject]

    @property
    def rejected_rows(self) -> set[int | None]:
        """The rows with a reason."""
        return {one.place.line for one in self.rejects}


def run(
    questionnaire: Questionnaire, paths: Sequence[Path], kept: Sequence[str] = (), *, is_unique: bool | None = None
) -> Batch:
    """Score files, with the scores as they are in a table."""
    found: list[pl.DataFrame] = []

    def keep(scored: pl.LazyFrame, _file: BinaryIO, _typed: Sequence[str]) -> None:
        found[:] = [scored.collect(engine="streaming")]

    order = Order(questionnaire, kept=tuple(kept), is_unique=is_unique)
    with Rejects() as rejects:
        outcome = Run(tuple(input_of(opened(path), order) for path in paths), order, rejects).score(keep, BytesIO())
        return Batch(outcome, found[0].to_dicts(), list(rejects))


def table(path: Path, columns: Sequence[str], rows: Sequence[Sequence[str | None]]) -> Path:
    """A CSV file."""
    path.write_bytes(csv_text(columns, rows))
    return path
