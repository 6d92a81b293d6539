"""What a child is asked for, and what it hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Printed:
    """What came of a job: files by what they are called, and sentences for whoever asked."""

    contents: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    missing: str = ""
    """Why something that was wanted could not be made on this computer."""


class Job(Protocol):
    """Anything that can be pickled and called without arguments; it is called in the child."""

    def __call__(self) -> Printed:
        """Do it."""
        ...
