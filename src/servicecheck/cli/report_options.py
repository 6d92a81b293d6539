"""The options of `report`, each with what its help says."""

from pathlib import Path
from typing import Annotated

import typer

from servicecheck.cli.report_order import Format
from servicecheck.language import Language

Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT...", help="Assessment files, folders of assessment files, and groups files made by 'score'."
    ),
]
GroupNames = Annotated[
    list[str] | None,
    typer.Option(
        "--group", metavar="NAME", help="Which group of a groups file: North/Team 3, or everybody. Else all of them."
    ),
]
RoundNumber = Annotated[
    int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest if not said.")
]
InLanguage = Annotated[
    Language | None, typer.Option(metavar="en|da|sv", help="The report's language; each file's own if not said.")
]
Formats = Annotated[
    list[Format] | None,
    typer.Option("--format", metavar="|".join(Format), help="Once for each; PDF and HTML if not said."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="The file to write, or a folder. Else beside each file."),
]
Template = Annotated[
    str, typer.Option(metavar="NAME|FOLDER", help="A report template: a name from 'list', or its folder.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace reports that are there.")]
RequirePdf = Annotated[bool, typer.Option("--require-pdf", help="Exit with 5 if no PDF can be made here.")]
Steps = Annotated[bool, typer.Option("--steps", help="Add how every figure came about, step by step.")]
BrandingFile = Annotated[
    Path | None,
    typer.Option("--branding", metavar="FILE", help="Logo, accent colour and names (YAML), instead of the file's own."),
]
Keep = Annotated[bool, typer.Option("--keep", help="Keep the branding in the assessment file, for every report.")]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", min=1, max=64, metavar="NUMBER", help="Reports made at once; one a core if not said."),
]
