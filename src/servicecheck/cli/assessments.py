"""status and erase: what is in an assessment file, and what shall not be in it any longer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import ServicecheckError

if TYPE_CHECKING:
    from servicecheck.cli.erasure import Erasure

AssessmentPath = Annotated[Path, typer.Argument(metavar="FILE", help="An assessment file.")]


def status(
    context: typer.Context,
    file: AssessmentPath,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout and nothing else.")] = False,
) -> None:
    """Show who has answered, what is missing and what comes next."""
    from servicecheck.cli import round_contents
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.terminal.contents import show_contents

    surroundings: Surroundings = context.obj
    with AssessmentFile.open(file, "read") as opened:
        rounds = tuple(round_contents.contents_of(opened, round_) for round_ in opened.rounds())
        name = opened.organisation.name
    steps = round_contents.next_steps(file, rounds)
    if as_json:
        surroundings.print_json(round_contents.as_json(name, rounds, steps))
    else:
        show_contents(surroundings.out, name, str(file), rounds, steps)


def erase(
    context: typer.Context,
    file: AssessmentPath,
    person: Annotated[str | None, typer.Option(metavar="CODE", help="Everything of the person with this code.")] = None,
    round_: Annotated[
        int | None, typer.Option("--round", min=1, metavar="NUMBER", help="A round; with --person, only there.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All rounds, and the file itself.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Remove a person, a round or everything, for good."""
    from servicecheck.cli.erasure import Erasure
    from servicecheck.files.assessment_file import AssessmentFile, Holder

    surroundings: Surroundings = context.obj
    if everything == (person is not None or round_ is not None):
        raise ServicecheckError("Say what to erase: --person CODE, --round NUMBER (or both), or --all.")
    with AssessmentFile.open(file, holder=Holder("servicecheck erase", since=surroundings.now())) as opened:
        erasure = Erasure(opened, person, round_)
        if not yes and not _is_meant(erasure, surroundings):
            surroundings.err.paragraph("Nothing was erased.")
            return
        erasure.carry_out()
    surroundings.err.paragraph(f"Erased: {erasure}.")


def _is_meant(erasure: "Erasure", surroundings: Surroundings) -> bool:
    """Whether somebody at the keyboard says so in a word; nothing that deletes is one key."""
    from servicecheck.cli import keyboard

    if not surroundings.can_ask:
        raise ServicecheckError(f"This would erase {erasure}. Nothing was erased. Add --yes if that is meant.")
    surroundings.err.paragraph(f"This erases {erasure}. It cannot be undone; copies elsewhere stay.")
    surroundings.err.prompt("Type erase to go on, or press Enter to leave everything as it is: ")
    try:
        return keyboard.read_line().strip().lower() == "erase"
    except EOFError:
        return False
