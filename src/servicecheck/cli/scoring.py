"""score: files in, a scored table out, and every row accounted for."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from servicecheck.cli.addition import (
    EncodingName,
    FormName,
    LeftOut,
    MapPath,
    NumbersAre,
    Reason,
    SaveMapPath,
    SheetName,
    TakesNearest,
)
from servicecheck.cli.interview import SmallestGroup
from servicecheck.cli.scoring_options import (
    AsJson,
    By,
    DecimalSign,
    Delimiter,
    DryRun,
    EngineName,
    EverybodysRole,
    Force,
    GroupsPath,
    HeaderRow,
    Inputs,
    Kept,
    Master,
    Output,
    OutputFormat,
    QuestionnaireId,
    RejectsPath,
    Repeat,
    RoundColumn,
    Sees,
    Strict,
    Unfinished,
    Unique,
)
from servicecheck.cli.surroundings import Surroundings

if TYPE_CHECKING:
    from servicecheck.cli.score_order import Destination, ScoreOrder

WITH_REJECTS = 1


def score(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    inputs: Inputs = None,
    questionnaire: QuestionnaireId = None,
    output: Output = None,
    as_: EverybodysRole = None,
    keep: Kept = None,
    round_: RoundColumn = None,
    rejects: RejectsPath = None,
    strict: Strict = False,
    unique: Unique = None,
    unfinished: Unfinished = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    force: Force = False,
    format_: OutputFormat = None,
    numbers: NumbersAre = None,
    leave_out: LeftOut = None,
    form: FormName = None,
    map_: MapPath = None,
    save_map: SaveMapPath = None,
    nearest: TakesNearest = False,
    sheet: SheetName = None,
    encoding: EncodingName = None,
    delimiter: Delimiter = None,
    decimal: DecimalSign = None,
    header_row: HeaderRow = None,
    by: By = None,
    groups: GroupsPath = None,
    mode: Sees = None,
    k: SmallestGroup = None,
    k_reason: Reason = "",
    repeat: Repeat = None,
    engine: EngineName = "embedded",
    master: Master = None,
) -> None:
    """Score every row of files of any size. Every row is scored, or named with the reason why not."""
    _carry_out(context)


def _carry_out(context: typer.Context) -> None:
    # One group of rows of a Parquet file at a time: a long file takes little more memory than a short one.
    os.environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", "1")

    from servicecheck.cli.score_order import asked

    given, surroundings = context.params, context.obj
    order, destination = asked(given)
    if given["repeat"] is not None:
        _check_alone(context)
        _repeat(given["repeat"], destination, surroundings)
        return
    _check_complete(order, given["output"], dry_run=given["dry_run"])
    if given["dry_run"]:
        _say_how(order, given["save_map"], surroundings, as_json=given["as_json"])
    elif order.engine == "spark":
        _score_on_spark(order, destination, surroundings)
    else:
        _score(order, destination, surroundings, given["save_map"], as_json=given["as_json"])


_BESIDE_A_MANIFEST = ("repeat", "output", "format_", "rejects", "groups", "force")


def _check_alone(context: typer.Context) -> None:
    """Raise ServicecheckError where something is said that the manifest says already."""
    from servicecheck.errors import ServicecheckError

    defaults = {parameter.name: parameter.default for parameter in context.command.params}
    said = [name for name, value in context.params.items() if value not in (defaults.get(name), None, [], ())]
    if others := [name for name in said if name not in _BESIDE_A_MANIFEST]:
        raise ServicecheckError(
            f"A manifest says all but where it goes, so {_as_typed(context, others[0])} cannot stand beside --repeat. "
            "Beside it may stand -o, --format, --rejects, --groups and --force."
        )


def _as_typed(context: typer.Context, name: str) -> str:
    names = {parameter.name: parameter.opts[0] for parameter in context.command.params}
    return "INPUT" if name == "inputs" else names.get(name, name)


def _check_complete(order: "ScoreOrder", output: str | None, *, dry_run: bool) -> None:
    from servicecheck.errors import ServicecheckError

    if not order.inputs:
        raise ServicecheckError("Name the files to score, or - for what comes in through stdin.")
    if not order.questionnaire:
        raise ServicecheckError(
            "Say what was asked with -q, such as -q low-effort. servicecheck list shows what there is."
        )
    if output is None and not dry_run:
        raise ServicecheckError("Say where the scored table goes: -o scored.csv, or -o - for stdout.")


def _score(
    order: "ScoreOrder", destination: "Destination", surroundings: Surroundings, save_map: Path | None, *, as_json: bool
) -> None:
    from servicecheck.batch.rejects import RowRejected
    from servicecheck.cli import score_run
    from servicecheck.cli.score_look import with_map
    from servicecheck.errors import ServicecheckError
    from servicecheck.terminal.scoring import show_first_reject, show_outcome

    if as_json and str(destination.table) == "-":
        raise ServicecheckError("Both the table and the document of --json would go to stdout. Name a file with -o.")
    score_run.check_free(destination, order)
    ready = with_map(save_map, order)
    try:
        result = score_run.score(ready, destination, surroundings)
    except RowRejected as stopped:
        show_first_reject(surroundings.err, score_run.told(stopped.rejects))
        raise typer.Exit(WITH_REJECTS) from None
    show_outcome(surroundings.err, result.account)
    if as_json:
        surroundings.print_json(result.manifest.document())
    else:
        for path in result.written:
            surroundings.out.line(str(path))
    if result.account.rejected:
        raise typer.Exit(WITH_REJECTS)


def _score_on_spark(order: "ScoreOrder", destination: "Destination", surroundings: Surroundings) -> None:
    from servicecheck.batch.rejects import RowRejected
    from servicecheck.cli import score_spark
    from servicecheck.terminal.scoring import show_first_reject, show_outcome

    try:
        result = score_spark.score(order, destination, surroundings)
    except RowRejected as stopped:
        show_first_reject(surroundings.err, score_spark.told(stopped.rejects))
        raise typer.Exit(WITH_REJECTS) from None
    show_outcome(surroundings.err, result.account)
    for name in result.written:
        surroundings.out.line(name)
    if result.account.rejected:
        raise typer.Exit(WITH_REJECTS)


def _say_how(order: "ScoreOrder", save_map: Path | None, surroundings: Surroundings, *, as_json: bool) -> None:
    """Only say how everything would be read."""
    from servicecheck.cli import score_look
    from servicecheck.terminal.scoring import show_look

    look = score_look.look(score_look.with_map(save_map, order))
    if as_json:
        surroundings.print_json(score_look.document(look))
    else:
        show_look(surroundings.out, look)
    if any(one.rejected for one in look):
        raise typer.Exit(WITH_REJECTS)


def _repeat(manifest: Path, destination: "Destination", surroundings: Surroundings) -> None:
    from servicecheck.cli import score_again

    again = score_again.repeated(manifest, destination, surroundings)
    for sentence in again.remarks:
        surroundings.err.paragraph(sentence)
    for path in again.written:
        surroundings.out.line(str(path))
    if not again.is_same:
        raise typer.Exit(2)
