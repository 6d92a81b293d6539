"""score: files in, a scored table out, and every row accounted for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from servicecheck.cli.addition import AsRole, EncodingName, LeftOut, NumbersAre, SheetName
from servicecheck.cli.surroundings import Surroundings

if TYPE_CHECKING:
    from servicecheck.cli.score_run import Destination, ScoreOrder

WITH_REJECTS = 1

Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT...", help="CSV, XLSX, JSON, JSON Lines, YAML, Parquet, packed or not; folders; - for stdin."
    ),
]
QuestionnaireId = Annotated[str, typer.Option("--questionnaire", "-q", metavar="ID", help="What was asked.")]
Output = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="PATH", help="The scored table: .csv, .jsonl, .parquet or .xlsx; - is stdout."
    ),
]
OutputFormat = Annotated[
    Literal["csv", "jsonl", "parquet", "xlsx"] | None,
    typer.Option("--format", metavar="csv|jsonl|parquet|xlsx", help="Of the scored table; by its name if not said."),
]
RejectsPath = Annotated[
    Path | None, typer.Option(metavar="PATH", help="Where the rejected rows go; beside the scored table if not said.")
]
Kept = Annotated[
    list[str] | None, typer.Option("--keep", metavar="COLUMN", help="A column that is carried along; can be repeated.")
]
RoundColumn = Annotated[
    str | None,
    typer.Option("--round", metavar="COLUMN", help="The column of rounds: who stands in two is no mistake."),
]
Unique = Annotated[
    bool | None,
    typer.Option(
        "--unique/--no-unique", help="Make sure that everybody stands in one row; up to 5 million rows if not said."
    ),
]


def score(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    inputs: Inputs,
    questionnaire: QuestionnaireId,
    output: Output,
    as_: AsRole = None,
    rejects: RejectsPath = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first rejected row; write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
    keep: Kept = None,
    round_: RoundColumn = None,
    unique: Unique = None,
    numbers: NumbersAre = None,
    leave_out: LeftOut = None,
    sheet: SheetName = None,
    encoding: EncodingName = None,
    format_: OutputFormat = None,
) -> None:
    """Score every row of files of any size. Every row is scored, or named with the reason why not."""
    from servicecheck.cli import score_run

    surroundings: Surroundings = context.obj
    order = score_run.ScoreOrder(
        tuple(inputs), questionnaire, as_, numbers, tuple(leave_out or ()), tuple(keep or ()), round_, unique, strict,
        score_run.Form(sheet, encoding),
    )  # fmt: skip
    destination = score_run.Destination(output, format_, rejects, force)
    _carry_out(order, destination, surroundings)


def _carry_out(order: "ScoreOrder", destination: "Destination", surroundings: Surroundings) -> None:
    from servicecheck.batch.rejects import RowRejected
    from servicecheck.cli import score_run
    from servicecheck.terminal.scoring import show_first_reject, show_outcome

    try:
        result = score_run.score(order, destination, surroundings)
    except RowRejected as stopped:
        show_first_reject(surroundings.err, score_run.told(stopped.rejects))
        raise typer.Exit(WITH_REJECTS) from None
    show_outcome(surroundings.err, result.account)
    for path in result.written:
        surroundings.out.line(str(path))
    if result.account.rejected:
        raise typer.Exit(WITH_REJECTS)
