"""When something is shown, said so that each tool's own expressions can be made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Replied:
    """The reply to a question is one of these stored values."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Reached:
    """The number that was written is at least this."""

    question: str
    limit: Decimal


@dataclass(frozen=True)
class Missed:
    """The number that was written is below this."""

    question: str
    limit: Decimal


@dataclass(frozen=True)
class Silent:
    """There is no reply to a question."""

    question: str


@dataclass(frozen=True)
class Every:
    """All of these hold."""

    parts: tuple["Logic", ...]


@dataclass(frozen=True)
class Some:
    """At least one of these holds."""

    parts: tuple["Logic", ...]


@dataclass(frozen=True)
class No:
    """This does not hold."""

    part: "Logic"


Logic = Replied | Reached | Missed | Silent | Every | Some | No

ALWAYS, NEVER = Every(()), Some(())


def every(parts: Iterable[Logic]) -> Logic:
    """All of *parts*, without those that always hold."""
    kept = tuple(dict.fromkeys(part for part in parts if part != ALWAYS))
    if NEVER in kept:
        return NEVER
    return kept[0] if len(kept) == 1 else Every(kept)


def some(parts: Iterable[Logic]) -> Logic:
    """At least one of *parts*, without those that never hold."""
    kept = tuple(dict.fromkeys(part for part in parts if part != NEVER))
    if ALWAYS in kept:
        return ALWAYS
    return kept[0] if len(kept) == 1 else Some(kept)


def no(part: Logic) -> Logic:
    """The opposite of *part*."""
    if part == ALWAYS:
        return NEVER
    return ALWAYS if part == NEVER else No(part)


def replied(question: str, values: Iterable[str]) -> Logic:
    """The reply to *question* is one of *values*; never where there are none."""
    wanted = tuple(values)
    return Replied(question, wanted) if wanted else NEVER
