"""The options every command takes: --color and --debug.

They are read here and not by Typer, so that they may stand before or after the command's name, and so that --debug
counts even when the command line is what went wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from servicecheck.cli.surroundings import ColourChoice
from servicecheck.errors import ServicecheckError

HELP = (
    "Every command also takes --color auto, always or never, and --debug, which shows where in the program a failure "
    "happened."
)


@dataclass(frozen=True)
class GlobalOptions:
    """What was asked for, and the arguments that are left for the command."""

    arguments: tuple[str, ...]
    colour: ColourChoice = "auto"
    debug: bool = False


def taken_from(arguments: Sequence[str]) -> GlobalOptions:
    """Take the global options out of *arguments*; what stands after -- is left alone."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    colour: ColourChoice = "auto"
    kept: list[str] = []
    words = iter(arguments[:end])
    for word in words:
        if word == "--color" or word.startswith("--color="):
            colour = _colour(word.partition("=")[2] or next(words, ""))
        elif word != "--debug":
            kept.append(word)
    return GlobalOptions((*kept, *arguments[end:]), colour, "--debug" in arguments[:end])


def _colour(given: str) -> ColourChoice:
    for choice in get_args(ColourChoice):
        if given == choice:
            return choice  # type: ignore[no-any-return] # one of the literals
    raise ServicecheckError(f"--color takes auto, always or never, not '{given}'.")
