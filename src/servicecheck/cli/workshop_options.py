"""The options of `workshop`."""

from pathlib import Path
from typing import Annotated

import typer

from servicecheck.language import Language
from servicecheck.response import Mode

MOST_SIMULATED = 60

Target = Annotated[str, typer.Argument(metavar="ID|FILE", help="A questionnaire, or a workshop to go on with.")]
File = Annotated[Path | None, typer.Option(metavar="FILE", help="The assessment file; ID.servicecheck if not said.")]
RoundNumber = Annotated[
    int | None, typer.Option("--round", min=1, metavar="NUMBER", help="Which round; the newest workshop if not said.")
]
OfProjector = Annotated[
    Language | None, typer.Option(metavar="en|da|sv", help="Of the projector; each phone chooses its own.")
]
WhatIsSeen = Annotated[
    Mode | None,
    typer.Option(metavar="anonymous|open", help="Whether votes are shown of few people too; anonymous if not said."),
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why a group of fewer than five may be shown.")]
Next = Annotated[bool, typer.Option("--next", help="Begin another workshop after one that has ended.")]
Organisation = Annotated[str | None, typer.Option(metavar="NAME", help="Whose service it is, for the report.")]
Address = Annotated[
    str | None, typer.Option(metavar="IP", help="Which of this computer's addresses the phones come to.")
]
Port = Annotated[
    int | None, typer.Option(min=1, max=65535, metavar="NUMBER", help="Which port; 8080 or the next free if not said.")
]
Network = Annotated[
    str | None, typer.Option(metavar="NAME", help="The wifi that phones are to be in; shown with a QR code.")
]
Password = Annotated[str, typer.Option(metavar="TEXT", help="The wifi's password, if everybody may see it.")]
NoPhones = Annotated[bool, typer.Option("--no-phones", help="Do with hands, this keyboard and paper only.")]
Rehearse = Annotated[bool, typer.Option("--rehearse", help="Practise with simulated people, in a file of its own.")]
People = Annotated[
    int, typer.Option(min=1, max=MOST_SIMULATED, metavar="NUMBER", help="How many people a rehearsal has.")
]
ByItself = Annotated[bool, typer.Option("--by-itself", help="Let a rehearsal run to its report without you.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open the projector's page in the browser.")]
Force = Annotated[bool, typer.Option("--force", help="Write the report over one that is there.")]
