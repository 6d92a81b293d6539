"""What can go wrong, as values with a place and a way out.

A mistake in somebody's data is a `Problem`, collected and shown with the others. An exception stops the command, and
carries the exit code the shell gets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Place:
    """Where something stands: a file and, where known, its line and column (both counted from 1)."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True)
class Problem:
    """One mistake in one place, in plain English: what is wrong, and what to do."""

    message: str
    place: Place
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class ServicecheckError(Exception):
    """Something the user can put right: *message* says what happened and what to do."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidFile(ServicecheckError):
    """A file that cannot be used; `problems` holds every mistake found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class InvalidAnswer(ServicecheckError):
    """An answer that the item does not take; `wording` is the catalogue's key for what to say, `values` fill it."""

    def __init__(self, wording: str, *, given: str, **values: str) -> None:
        self.wording = wording
        self.given = given
        self.values = values
        super().__init__(f"{given!r} is not an answer to this question.")


class FileInUse(ServicecheckError):
    """Another run holds the assessment file."""

    exit_code = 3


class TemplateStopped(ServicecheckError):
    """A report template used more time or memory than one may."""

    exit_code = 4


class MissingPart(ServicecheckError):
    """Something that was asked for needs a part that this machine lacks, such as Pango for a PDF."""

    exit_code = 5


class StorageError(ServicecheckError):
    """The disk or the device refused: full, read-only, gone."""

    exit_code = 74


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest *known* word, or all of them when there are few, or nothing."""
    from difflib import get_close_matches  # here, because every command imports this module and few make mistakes

    choices = sorted(set(known))
    near = get_close_matches(given, choices, n=1, cutoff=0.6)
    if near:
        return f" Did you mean '{near[0]}'?"
    if 0 < len(choices) <= 12:
        return f" Known here: {', '.join(choices)}."
    return ""
