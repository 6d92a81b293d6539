"""The interview on a terminal: one question after the other, nothing redrawn, every answer kept before the next."""

from servicecheck.interview import Quit
from servicecheck.terminal.interview.at_terminal import AtTerminal
from servicecheck.terminal.interview.dialogue import Dialogue
from servicecheck.terminal.interview.sitting import Keeper, Sitting

__all__ = ["AtTerminal", "Dialogue", "Keeper", "Quit", "Sitting"]
