"""What every failure becomes: a sentence on stderr and an exit code, never a traceback unless it is asked for."""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from typer import TyperException

from servicecheck.cli import typed
from servicecheck.cli.signals import Stopped, stopped
from servicecheck.cli.streams import silence
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import InvalidFile, ServicecheckError
from servicecheck.terminal.mistakes import counted, show_mistakes
from servicecheck.terminal.screen import Screen

WRONG_USAGE = 2
OUR_BUG = 70
DISK_OR_DEVICE = 74
NOBODY_READS = 128 + 13
"""What the shell shows for a program that ended because its reader did, as in `servicecheck list | head -1`."""


def answer(error: BaseException, arguments: Sequence[str]) -> int:
    """Say on stderr what happened and what to do, and return the exit code."""
    error = stopped() or error
    try:
        if "--debug" in arguments:
            _show_trace(error)
        _explain(Surroundings.of_this_run().err, error, arguments)
        sys.stderr.flush()
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        # The streams themselves are full, closed or gone: only the exit code can tell.
        pass
    silence()
    if stopped():
        # What libraries still find wrong while everything is taken down concerns nobody who asked for an end.
        sys.unraisablehook = _say_nothing
    return _code(error)


def _say_nothing(_: object) -> None:
    pass


def _code(error: BaseException) -> int:
    match error:
        case ServicecheckError() | Stopped():
            return error.exit_code
        case KeyboardInterrupt():
            return 128 + signal.SIGINT
        case TyperException():
            return WRONG_USAGE
        case BrokenPipeError():
            return NOBODY_READS
        case OSError():
            return DISK_OR_DEVICE
        case _:
            return OUR_BUG


def _explain(screen: Screen, error: BaseException, arguments: Sequence[str]) -> None:
    match error:
        case InvalidFile():
            show_mistakes(screen, error.problems)
            screen.gap()
            screen.paragraph(f"{counted(error.problems)} Nothing was changed.")
        case ServicecheckError():
            for sentence in error.message.split("\n"):
                screen.paragraph(sentence)
        case TyperException():
            message = _as_typed(error.format_message(), arguments)
            screen.paragraph(message if message.endswith((".", "?")) else f"{message}.")
            screen.paragraph(f"What there is: {_command(error)} --help")
        case KeyboardInterrupt() | BrokenPipeError():
            pass
        case FileNotFoundError() if _folder_is_gone():
            screen.paragraph("The folder in which this was started is gone. Go to another folder and try again.")
        case OSError():
            screen.paragraph(f"{error.filename or 'Output'}: {error.strerror or error}. What was saved before is safe.")
        case MemoryError():
            screen.paragraph("This computer ran out of memory. Close other programs, or split the input.")
        case _:
            screen.paragraph(f"This is a mistake in servicecheck, not in what you did: {type(error).__name__}: {error}")
            screen.paragraph("What was saved before is safe. To see where it happened, type:")
            screen.line("  " + typed.command("--debug", *arguments))


def _command(error: TyperException) -> str:
    """The command that was not understood, as it is typed."""
    context = getattr(error, "ctx", None)
    return context.command_path if context else "servicecheck"


def _folder_is_gone() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _as_typed(message: str, arguments: Sequence[str]) -> str:
    """*message* with each word as it was typed: Typer quotes some as Python would, and the screen does it better."""
    for argument in arguments:
        message = message.replace(repr(argument), f"'{argument}'")
    return message.replace(": Value error, ", ": ")


def _show_trace(error: BaseException) -> None:
    from traceback import format_exception

    screen = Surroundings.of_this_run("never").err
    for line in "".join(format_exception(error)).splitlines():
        screen.line(line)
