"""What every question type has: its texts, its rules, and the interface that front ends and the scorer use."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from servicecheck.conditions import NOT_ANSWERS, Condition, Strict
from servicecheck.errors import InvalidAnswer
from servicecheck.items.worth import Bands, ByValue, Several, Unscored, Worth
from servicecheck.language import Text
from servicecheck.quantities import Number, plain_number, round_half_up, units

_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def _not_reserved(name: str) -> str:
    if name.casefold().split(".")[0] in _RESERVED:
        raise PydanticCustomError(
            "reserved",
            "'{name}' is a device name on Windows, so no file could be called that. Choose another id.",
            {"name": name},
        )
    return name


Id = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64), AfterValidator(_not_reserved)
]
"""Letters, digits, `-`, `_` and `.`, at most 64; it becomes column names and file names."""


def _true_or_false(given: object) -> object:
    if given in ("true", "false"):
        return given == "true"
    if isinstance(given, bool):
        return given
    raise PydanticCustomError(
        "flag", "'{given}' is neither true nor false. Write true or false.", {"given": str(given)[:40]}
    )


Flag = Annotated[bool, BeforeValidator(_true_or_false)]


class Action(Strict):
    """How to get to a level from the one below it."""

    text: Text
    effort: Annotated[int, Field(ge=1, le=5)] = 3


class Option(Strict):
    """One answer that can be picked, with its points in the questionnaire's own scale."""

    value: Annotated[str, StringConstraints(pattern=r"^[^|\s]+$", max_length=64)]
    points: Number | None = None
    label: Text | None = None
    level: Id | None = None
    passes: Flag = False

    @property
    def units(self) -> int | None:
        """The points in ten-thousandths."""
        return None if self.points is None else units(self.points)


@dataclass(frozen=True)
class Choice:
    """One thing that can be picked: its stored value, its words, its points (ten-thousandths; None when unscored)."""

    value: str
    label: Text | None
    points: int | None
    level: str | None = None
    """The level whose anchor describes this choice; None for a step between two anchors."""


def parse_code(text: str) -> str:
    """*text* without outer space, in lower case."""
    return text.strip().casefold()


class BaseItem(Strict):
    """One question. A stored answer is a value, never its points."""

    id: Id
    text: Text
    help: Text | None = None
    weight: Number = Field(default=1, ge=0, validate_default=True)
    core: Flag = False
    critical: Flag = False
    required: Flag = False
    na: Flag = True
    dk: Flag = True
    evidence_prompt: Text | None = None
    impact: Annotated[int, Field(ge=1, le=3)] | None = None
    actions: dict[Id, Action] = Field(default_factory=dict)
    when: Condition | None = None

    @abstractmethod
    def choices(self) -> tuple[Choice, ...]:
        """What can be picked, in order; empty where a number or a text is written."""

    @abstractmethod
    def worth(self) -> Worth:
        """What answers are worth, for the scorer."""

    @abstractmethod
    def read(self, text: str) -> str:
        """The value meant by *text*, which is neither na nor dk. Raises InvalidAnswer."""

    def parse(self, text: str) -> str:
        """The value to store for what somebody wrote or picked. Raises InvalidAnswer."""
        code = parse_code(text)
        if code in NOT_ANSWERS and not self.is_allowed(code):
            raise InvalidAnswer("err_choose_one", given=text)
        return code if code in NOT_ANSWERS else self.read(text)

    def points(self, value: str) -> int | None:
        """What a stored *value* is worth in ten-thousandths; None for na, dk, a value out of use and unscored items."""
        worth = self.worth()
        match worth:
            case ByValue():
                return worth.points.get(value)
            case Several():
                return _combined(worth, value)
            case Bands():
                return _banded(worth, value)
            case Unscored():
                return None

    def is_allowed(self, code: str) -> bool:
        """Whether "na" or "dk" may be replied to this item."""
        return self.na if code == "na" else self.dk

    @property
    def hint(self) -> str:
        """The wording key that says what can be typed; empty where the choices themselves say it."""
        return ""

    @property
    def takes_several(self) -> bool:
        """Whether more than one choice may be picked."""
        return False

    @property
    def measured_in(self) -> str | None:
        """The unit of what is written, if it has one."""
        return None

    @property
    def is_scored(self) -> bool:
        """Whether an answer is worth points."""
        return not isinstance(self.worth(), Unscored)

    @property
    def passing(self) -> frozenset[str]:
        """The values with which a rung of a ladder is passed: those marked, and those worth most."""
        return frozenset(choice.value for choice in self.choices() if choice.points == self.highest)

    @property
    def lowest(self) -> int:
        """The fewest points an answer can be worth (ten-thousandths; 0 when unscored)."""
        return min(_possible(self.worth()), default=0)

    @property
    def highest(self) -> int:
        """The most points an answer can be worth (ten-thousandths; 0 when unscored)."""
        return max(_possible(self.worth()), default=0)


def _possible(worth: Worth) -> list[int]:
    match worth:
        case ByValue():
            return list(worth.points.values())
        case Bands():
            return [points for _, points in worth.bands]
        case Several():
            values = list(worth.points.values())
            if worth.combine == "sum":
                return [sum(min(v, 0) for v in values), sum(max(v, 0) for v in values)]
            return [*values, 0]
        case Unscored():
            return []


def _combined(worth: Several, value: str) -> int | None:
    if value == "none":
        return 0
    picked = value.split("|")
    if any(one not in worth.points for one in picked):
        return None
    points = [worth.points[one] for one in picked]
    match worth.combine:
        case "sum":
            return sum(points)
        case "max":
            return max(points)
        case "mean":
            return round_half_up(sum(points), len(points))


def _banded(worth: Bands, value: str) -> int | None:
    number = plain_number(value)
    reached = [] if number is None else [points for start, points in worth.bands if start <= units(number)]
    return reached[-1] if reached else None
