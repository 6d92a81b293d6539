"""sheet: what is filled in away from the program, as a spreadsheet, as CSV, or on paper."""

from pathlib import Path
from typing import Annotated

import typer

from servicecheck.cli.interview import SmallestGroup
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError
from servicecheck.language import Language
from servicecheck.response import Mode

_MOST_ROWS = 5_000

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="PATH", help="Where to. It ends in .xlsx, .csv, .pdf or .html."),
]
Rows = Annotated[
    int | None,
    typer.Option(min=1, max=_MOST_ROWS, metavar="NUMBER", help="A table for so many people, one a row."),
]

RegisterId = Annotated[
    str | None, typer.Option(metavar="ID", help="A table for the rows of a register, such as complaint-cases.")
]
InLanguage = Annotated[
    Language | None, typer.Option(metavar="en|da|sv", help="Of the form; the terminal's if not said.")
]
ForRole = Annotated[
    str | None, typer.Option("--as", metavar="ROLE", help="For one role only, such as staff or customer.")
]

Promised = Annotated[
    Mode | None,
    typer.Option(metavar="own|open|anonymous", help="What people are promised, unless a FILE says it; else anonymous."),
]


def sheet(  # noqa: PLR0913 (one parameter an option)
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="ID|FILE", help="A questionnaire, or an assessment file with an open round.")
    ],
    output: Output = None,
    rows: Rows = None,
    register: RegisterId = None,
    language: InLanguage = None,
    as_: ForRole = None,
    notes: Annotated[bool, typer.Option("--notes", help="In a table, room for a note and evidence, too.")] = False,
    codes: Annotated[bool, typer.Option("--codes", help="In a table, a column for each person's code.")] = False,
    ballots: Annotated[bool, typer.Option("--ballots", help="A paper ballot for each person in a workshop.")] = False,
    cards: Annotated[bool, typer.Option("--cards", help="Question cards for the wall, one question a page.")] = False,
    mode: Promised = None,
    k: SmallestGroup = None,
    organisation: Annotated[str | None, typer.Option(metavar="NAME", help="Whose service it is.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is there.")] = False,
) -> None:
    """Make a form to fill in elsewhere: a spreadsheet, or paper. It is read back by add and score.

    For a workshop without phones: --ballots and --cards.

    Without -o it is an XLSX form for one person, to be mailed to many; with --rows a table with one person a row.
    """
    from servicecheck.cli.form_making import FormMaking, ForRoom, Order, Promise
    from servicecheck.files.sheets import Columns

    surroundings: Surroundings = context.obj
    columns, promise = Columns(notes, codes), Promise(mode, k, organisation)
    if ballots and cards:
        raise ServicecheckError("--ballots and --cards are two papers. Make one after the other.")
    for_room: ForRoom | None = "ballots" if ballots else "cards" if cards else None
    order = Order(source, output, rows, register, language, as_, columns, promise, for_room)
    making = FormMaking(order, surroundings)
    path = making.write(force=force)
    for sentence in making.hints(path):
        surroundings.err.paragraph(sentence)
    surroundings.out.line(str(path))
