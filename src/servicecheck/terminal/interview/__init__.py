"""The interview on a terminal: one question after the other, nothing redrawn, every answer kept before the next."""

from servicecheck.terminal.interview.dialogue import Dialogue, Quit
from servicecheck.terminal.interview.sitting import Keeper, Sitting

__all__ = ["Dialogue", "Keeper", "Quit", "Sitting"]
