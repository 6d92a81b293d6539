"""What a command needs from the world around it: its two streams, the clock and the environment.

Only this package reads them; everything below is handed what it needs.
"""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TextIO

if TYPE_CHECKING:
    from servicecheck.terminal.screen import Colour, Screen

ColourChoice = Literal["auto", "always", "never"]


class Surroundings:
    """The two streams, the clock and the environment of one run."""

    def __init__(self, environment: Mapping[str, str], colour: ColourChoice = "auto") -> None:
        self.environment = environment
        self.colour = colour

    @classmethod
    def of_this_run(cls, colour: ColourChoice = "auto") -> "Surroundings":
        """The process's own environment and streams."""
        return cls(os.environ, colour)

    @cached_property
    def out(self) -> "Screen":
        """Where data goes: paths, tables, documents."""
        return self._screen(sys.stdout)

    @cached_property
    def err(self) -> "Screen":
        """Where everything else goes: questions, progress, summaries, warnings, mistakes."""
        return self._screen(sys.stderr)

    @property
    def can_ask(self) -> bool:
        """Whether somebody sits at a keyboard and reads the questions."""
        return _is_terminal(sys.stdin) and _is_terminal(sys.stderr)

    def now(self) -> datetime:
        """The time at which this run answers: SOURCE_DATE_EPOCH where it is set, else the clock."""
        epoch = self.environment.get("SOURCE_DATE_EPOCH", "")
        if epoch.isdecimal() and len(epoch) <= 11:
            return datetime.fromtimestamp(int(epoch), UTC)
        return datetime.now(UTC)

    def print_json(self, document: object) -> None:
        """Print one document on stdout, in letters of any stream."""
        import json

        print(json.dumps(document, indent=2), file=sys.stdout)  # noqa: T201 (data, not text for a screen)

    def _screen(self, stream: TextIO) -> "Screen":
        from servicecheck.terminal.screen import Look, Screen

        return Screen(stream, Look(self._width(stream), self._colour(stream)))

    def _width(self, stream: TextIO) -> int:
        given = self.environment.get("COLUMNS", "")
        if given.isdecimal() and 0 < len(given) < 5 and int(given) > 0:
            return int(given)
        try:
            return os.get_terminal_size(stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def _colour(self, stream: TextIO) -> "Colour":
        """How much colour *stream* takes; `--color` counts more than NO_COLOR, and that more than the terminal."""
        term = self.environment.get("TERM", "")
        if self.colour == "never":
            return "none"
        if self.colour == "auto" and (self.environment.get("NO_COLOR") or term == "dumb" or not _is_terminal(stream)):
            return "none"
        if self.environment.get("COLORTERM", "") in ("truecolor", "24bit") or "WT_SESSION" in self.environment:
            return "truecolor"
        return "256" if "256color" in term or self.colour == "always" else "bold"


def _is_terminal(stream: TextIO | None) -> bool:
    # A stream is None under pythonw, and closed after `>&-`.
    return stream is not None and not stream.closed and stream.isatty()
