"""The colours of the drawings, by what they stand for.

Every pair that carries text is listed in `TEXT_ON`, and a test holds each of them to a contrast of at least 4.5 to 1.
"""

from dataclasses import dataclass
from typing import Final, Literal

from servicecheck.report.charts.svg import Shape

INK: Final = "#1A2129"
SOFT: Final = "#4C5965"
PAPER: Final = "#FFFFFF"
ZONE: Final = "#F3F5F6"
DARK_ZONE: Final = "#E4E8EB"
EDGE: Final = "#7A8792"
LIMIT: Final = "#9AA6B0"
HAIR: Final = "#D9DFE3"
BAND: Final = "#CBD2D8"
DARK_BAND: Final = "#AEB8C1"

Tone = Literal["low", "middle", "high"]


@dataclass(frozen=True)
class Look:
    """The colour and the shape of a level."""

    colour: str
    shape: Shape


LOOKS: Final[dict[Tone, Look]] = {
    "low": Look("#B33C00", "down"),
    "middle": Look("#5E6B78", "square"),
    "high": Look("#005A8C", "up"),
}

# From the lowest answer to the highest: the three levels, and a tint between each two.
FILLS: Final = (LOOKS["low"].colour, "#EBC9B8", LOOKS["middle"].colour, "#B5D3E5", LOOKS["high"].colour)

TEXT_ON: Final = {
    PAPER: (INK, SOFT, LOOKS["low"].colour, LOOKS["middle"].colour, LOOKS["high"].colour),
    ZONE: (INK, SOFT),
    DARK_ZONE: (INK, SOFT),
    FILLS[0]: (PAPER,),
    FILLS[1]: (INK,),
    FILLS[2]: (PAPER,),
    FILLS[3]: (INK,),
    FILLS[4]: (PAPER,),
    INK: (PAPER,),
}
