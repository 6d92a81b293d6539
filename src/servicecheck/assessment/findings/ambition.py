"""Where the organisation wants to go: targets, guard rails and what to do about the little extra (method 3.7, 4.5)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

GuardRail = Literal["price", "capacity", "basics-first"]
Extra = Literal["basics", "effort", "recovery", "small", "choose"]
"""The rows of the decision table: what comes before the little extra, or how to go about it."""


@dataclass(frozen=True)
class AreaTarget:
    """The target of one section, and who decided it, if somebody did."""

    section: str
    points: int
    score: int | None
    is_decided: bool
    reason: str
    who: str
    agreed_on: date | None


@dataclass(frozen=True)
class Ambition:
    """What was decided about the level to reach, and what speaks against it."""

    targets: tuple[AreaTarget, ...]
    replies: tuple[tuple[str, str], ...]
    """Item id and stored value of the unscored questions about ambition, where one answer stands for all."""
    guard_rails: tuple[GuardRail, ...]
    is_service_main_reason: bool | None
    """Whether service is the main reason to choose the organisation; None where nobody said."""
    extra: Extra | None
    """Advice on the little extra; None where effort, recovery or the basics are not known."""
    basics_met: bool | None
    effort: int | None
    recovery: int | None
    """Scores of the areas the decision table asks for, from this round or the newest one in the same file."""
