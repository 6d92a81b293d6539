"""The options of `score` that `add` does not have."""

from pathlib import Path
from typing import Annotated, Literal

import typer

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="CSV, XLSX, JSON, JSON Lines, YAML or Parquet, packed or not; folders; patterns; - is stdin.",
        show_default=False,
    ),
]
QuestionnaireId = Annotated[str | None, typer.Option("--questionnaire", "-q", metavar="ID", help="What was asked.")]
Output = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", metavar="PATH", help="The scored table: .csv, .jsonl, .parquet or .xlsx; - is stdout."
    ),
]
OutputFormat = Annotated[
    Literal["csv", "jsonl", "parquet", "xlsx"] | None,
    typer.Option("--format", metavar="csv|jsonl|parquet|xlsx", help="Of the scored table; by its name if not said."),
]
EverybodysRole = Annotated[str | None, typer.Option("--as", metavar="ROLE", help="Everybody's role, such as staff.")]
RejectsPath = Annotated[
    Path | None, typer.Option(metavar="PATH", help="Where the rejected rows go; beside the scored table if not said.")
]
Kept = Annotated[
    list[str] | None, typer.Option("--keep", metavar="COLUMN", help="A column that is carried along; can be repeated.")
]
RoundColumn = Annotated[
    str | None, typer.Option("--round", metavar="COLUMN", help="The column of rounds: who stands in two is no mistake.")
]
Unique = Annotated[
    bool | None,
    typer.Option(
        "--unique/--no-unique", help="Make sure that everybody stands in one row; up to 5 million rows if not said."
    ),
]
Unfinished = Annotated[bool, typer.Option("--unfinished", help="Score people who have not finished, too.")]
Strict = Annotated[bool, typer.Option("--strict", help="Stop at the first rejected row, and write nothing.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say how everything would be read.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")]
Force = Annotated[bool, typer.Option("--force", help="Write over what is there.")]
Delimiter = Annotated[
    str | None, typer.Option(metavar="SIGN", help="Between the cells of a CSV file; found by itself if not said.")
]
DecimalSign = Annotated[
    Literal[".", ","] | None,
    typer.Option("--decimal", metavar=".|,", help="The decimal sign of numbers in the inputs."),
]
HeaderRow = Annotated[
    int | None, typer.Option(min=1, metavar="ROW", help="Where the names of the columns stand, counted from 1.")
]
Repeat = Annotated[
    Path | None, typer.Option(metavar="MANIFEST", help="Make the table of this manifest again, to the same byte.")
]
By = Annotated[
    str | None,
    typer.Option(metavar="COLUMN,...", help="Groups within groups, such as team,period; they go to --groups."),
]
GroupsPath = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Where the groups go, for report and compare."),
]
Sees = Annotated[
    Literal["open", "anonymous"] | None,
    typer.Option("--mode", metavar="open|anonymous", help="Who may see groups; anonymous if not said."),
]
EngineName = Annotated[
    Literal["embedded", "spark"],
    typer.Option("--engine", metavar="embedded|spark", help="Spark is for what one machine cannot hold."),
]
Master = Annotated[
    str | None, typer.Option(metavar="URL", help="Where Spark is, such as local[4]; as spark-submit says if not said.")
]
