"""explain, of one row of a file that `score` takes."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.batch import manifest
from servicecheck.batch.one_row import WhichRow, response_in
from servicecheck.batch.rejects import RowRejected
from servicecheck.cli.score_order import ScoreOrder
from servicecheck.cli.score_record import order_in
from servicecheck.cli.score_run import prepared
from servicecheck.errors import InvalidFile, Problem, ServicecheckError
from servicecheck.explanation import explain
from servicecheck.response import Round

if TYPE_CHECKING:
    from servicecheck.explanation import Explanation
    from servicecheck.questionnaire import Questionnaire


@dataclass(frozen=True)
class RowOrder:
    """Which row is meant, and what says how the file is read."""

    which: WhichRow
    questionnaire: str | None = None
    manifest: Path | None = None


def explained_row(file: Path, order: RowOrder) -> "tuple[Explanation, Questionnaire]":
    """How the scores of one row of *file* came about. Raises ServicecheckError, InvalidFile for a rejected row."""
    ready = prepared(_score_order(file, order))
    if len(ready.inputs) != 1:
        raise ServicecheckError(f"{file} is {len(ready.inputs)} files. Name the one in which the row stands.")
    questionnaire = ready.wanted.questionnaire
    try:
        response = response_in(ready.inputs[0], ready.wanted, order.which)
    except RowRejected as rejected:
        told = [(f"{one.column}: {one.reason}" if one.column else one.reason, one.place) for one in rejected.rejects]
        raise InvalidFile(Problem(reason, place) for reason, place in told) from rejected
    round_ = Round(questionnaire.id, questionnaire.version, mode="own")
    return explain(questionnaire, round_, [response]), questionnaire


def _score_order(file: Path, order: RowOrder) -> ScoreOrder:
    """How the file is read: as it was for a manifest, or as `score` reads it by itself."""
    if order.manifest is not None:
        before = order_in(manifest.read(order.manifest).options, order.manifest)
        return replace(before, inputs=(str(file),), questionnaire=order.questionnaire or before.questionnaire)
    if order.questionnaire is None:
        raise ServicecheckError("Say what was asked with -q, such as -q low-effort, or how with --manifest PATH.")
    return ScoreOrder((str(file),), order.questionnaire)
