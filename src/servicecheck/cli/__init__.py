"""The command line. Only here are siblings joined, and the clock and the environment read.

`commands` lists the commands, each a thin function in the module of its group.
"""

from typing import Annotated

import typer

from servicecheck import __version__
from servicecheck.cli import global_options
from servicecheck.cli.commands import SETTINGS, Commands
from servicecheck.cli.signals import stop_gently
from servicecheck.cli.streams import fill_gaps
from servicecheck.cli.surroundings import Surroundings

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    epilog=global_options.HELP,
    context_settings=SETTINGS,
)


def execute(arguments: list[str]) -> int:
    """Run one command line and return its exit code; what goes wrong is raised."""
    fill_gaps()
    stop_gently()
    options = global_options.taken_from(arguments)
    surroundings = Surroundings.of_this_run(options.colour)
    commands = typer.main.get_group(app)
    assert isinstance(commands, Commands)
    commands.add_all()
    try:
        with commands.make_context("servicecheck", list(options.arguments), obj=surroundings) as context:
            commands.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    return 0


def _show_version(asked: bool) -> None:
    if asked:
        print(f"servicecheck {__version__}")  # noqa: T201 (as in __main__, without a screen)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def servicecheck(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version and stop.")
    ] = False,
) -> None:
    """Find out how good your service is, why, and what to do first. Everything stays on this computer."""
    if context.invoked_subcommand is None:
        from servicecheck.cli.start import start

        start(context.obj)
