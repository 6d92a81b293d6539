"""What answers are worth, as data that the scorer turns into one expression a question type never has to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class ByValue:
    """Each value has its points (ten-thousandths)."""

    points: Mapping[str, int]


@dataclass(frozen=True)
class Several:
    """Values separated by `|`; their points (ten-thousandths) are combined. Nothing picked is `none`, worth 0."""

    points: Mapping[str, int]
    combine: Literal["sum", "max", "mean"]


@dataclass(frozen=True)
class Bands:
    """A number is worth the points of the last band that begins at or below it (both in ten-thousandths)."""

    bands: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Unscored:
    """Worth nothing, counted nowhere."""


Worth = ByValue | Several | Bands | Unscored
