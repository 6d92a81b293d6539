"""The commands by name. A command's module is imported when the command runs, so `--help` costs what Typer costs."""

from importlib import import_module

import typer
from typer.core import TyperCommand, TyperGroup

# Where each command is, and what the list of commands says of it: the beginning of its docstring.
COMMANDS = {
    "run": ("servicecheck.cli.interview:run", "Answer a questionnaire, or go on where you were."),
    "workshop": ("servicecheck.cli.workshop:workshop", "Let a room vote on its phones, talk and agree."),
    "status": ("servicecheck.cli.assessments:status", "Show who has answered, what is missing and what comes next."),
    "add": ("servicecheck.cli.addition:add", "Bring answers from files into a round."),
    "score": ("servicecheck.cli.scoring:score", "Score every row of files of any size."),
    "report": ("servicecheck.cli.reports:report", "Make the report of a round as PDF and HTML."),
    "explain": (
        "servicecheck.cli.explanation:explain",
        "Show how a score or a level came about, step by step.",
    ),
    "plan": ("servicecheck.cli.plan:plan", "Make the plan of action: what, who, by when, how far."),
    "compare": ("servicecheck.cli.comparison:compare", "Show what changed between two rounds, beyond chance or not."),
    "list": ("servicecheck.cli.library:list_", "Show what questionnaires and report templates there are."),
    "show": ("servicecheck.cli.library:show", "Show one questionnaire in full."),
    "check": ("servicecheck.cli.authoring:check", "Check questionnaires and report templates for mistakes."),
    "new": ("servicecheck.cli.authoring:new", "Write a starting file for a questionnaire of your own."),
    "schema": ("servicecheck.cli.authoring:schema", "Print the questionnaire format as a JSON Schema."),
    "sheet": ("servicecheck.cli.sheet:sheet", "Make a form to fill in elsewhere: a spreadsheet, or paper."),
    "export": ("servicecheck.cli.export:export", "Write a file as JSON or CSV, or a questionnaire as a form."),
    "erase": ("servicecheck.cli.assessments:erase", "Remove a person, a round or everything, for good."),
    "demo": ("servicecheck.cli.demo:demo", "See it work: an invented organisation's answers."),
    "doctor": ("servicecheck.cli.doctor:doctor", "Look whether everything is there that servicecheck needs."),
}

SETTINGS = {"help_option_names": ["-h", "--help"]}


class Commands(TyperGroup):
    """All commands, each known by its name and its sentence until it is the one to run."""

    def add_all(self) -> None:
        """Name the commands, in the order in which they are listed."""
        for name, (_, sentence) in COMMANDS.items():
            self.commands[name] = TyperCommand(name, help=sentence)

    def resolve_command(  # type: ignore[override] # Typer's own name for the context is private
        self, ctx: typer.Context, args: list[str]
    ) -> tuple[str | None, TyperCommand | None, list[str]]:
        """The command that the first of *args* names, ready to run."""
        name, _, rest = super().resolve_command(ctx, args)
        if name is None:
            return name, None, rest
        from servicecheck.cli.settings import defaults_for

        command = loaded(name)
        ctx.default_map = {name: defaults_for(command, ctx, ctx.obj.environment)}
        return name, command, rest


def loaded(name: str) -> TyperCommand:
    """The command called *name*, with its options."""
    module, _, function = COMMANDS[name][0].partition(":")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=SETTINGS)
    alone.command(name)(getattr(import_module(module), function))
    command = typer.main.get_command(alone)
    assert isinstance(command, TyperCommand)
    return command
