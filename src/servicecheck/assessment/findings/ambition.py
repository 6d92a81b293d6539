"""Where the organisation wants to go: targets, guard rails and what to do about the little extra (method 3.7, 4.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from servicecheck.items import Item
from servicecheck.language import Text

GuardRail = Literal["price", "capacity", "basics-first"]
Extra = Literal["basics", "effort", "recovery", "small", "choose"]
"""The rows of the decision table: what comes before the little extra, or how to go about it."""


@dataclass(frozen=True)
class AreaTarget:
    """The target of one outermost section, and who decided it, if somebody did."""

    section: str
    points: int
    score: int | None
    is_decided: bool
    reason: str
    who: str
    agreed_on: date | None


@dataclass(frozen=True)
class AreaDecision:
    """A row of the register of targets: what was decided for all sections of an area, in every questionnaire."""

    area: str
    title: Text | None
    """The area's name in the register."""
    points: int
    label: Text | None
    """What the target is called there."""
    reason: str
    who: str
    agreed_on: date | None


@dataclass(frozen=True)
class Reply:
    """What was said to one question about the ambition. Empty where too few answered for it to be shown."""

    item: Item
    counts: Mapping[str, int]
    agreed: str | None
    """The answer that a room agreed on, else the value that more than half of those who answered gave."""


@dataclass(frozen=True)
class Source:
    """The round in which the questions about the ambition were answered."""

    title: Text
    ended: date | None
    is_this_round: bool


@dataclass(frozen=True)
class Ambition:
    """What was decided about the level to reach, and what speaks against it."""

    targets: tuple[AreaTarget, ...]
    decisions: tuple[AreaDecision, ...]
    """What was decided area by area, in this round or elsewhere in the same file."""
    replies: tuple[Reply, ...]
    """The questions about the ambition with at least one answer that may be shown."""
    source: Source | None
    """Where the replies come from; None without any."""
    guard_rails: tuple[GuardRail, ...]
    is_service_main_reason: bool | None
    """Whether service is the main reason to choose the organisation; None where nobody said, or as many as not."""
    extra: Extra | None
    """Advice on the little extra; None where what the decision table asks for is not known."""
    basics_met: bool | None
    effort: int | None
    recovery: int | None
    """Scores from 0 to 100 points of the areas the table asks for, from this round or the newest one in the file."""
    extra_target: int | None
    """The target of the little extra: of this questionnaire, or of the newest one in the file that asks about it."""
    rest_target: int | None
    """The target of everything else, where it is one and the same."""
