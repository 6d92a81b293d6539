"""The commands, one thin module per group; only here are siblings joined, and the clock and the environment read.

A command imports what it needs when it runs, so that `--help` stays instant.
"""

from typing import Annotated

import typer

from servicecheck import __version__
from servicecheck.cli import authoring, doctor, global_options, library, start
from servicecheck.cli.signals import stop_gently
from servicecheck.cli.streams import fill_gaps
from servicecheck.cli.surroundings import Surroundings

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    epilog=global_options.HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; what goes wrong is raised."""
    fill_gaps()
    stop_gently()
    options = global_options.taken_from(arguments)
    command = typer.main.get_command(app)
    try:
        surroundings = Surroundings.of_this_run(options.colour)
        with command.make_context("servicecheck", list(options.arguments), obj=surroundings) as context:
            command.invoke(context)
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
        start.start(context.obj)


app.command(name="list")(library.list_)
app.command()(library.show)
app.command()(authoring.check)
app.command()(authoring.new)
app.command()(authoring.schema)
app.command()(doctor.doctor)
