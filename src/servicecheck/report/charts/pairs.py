"""Two views of the same area on the ruler: your own and the customers', or two roles; a line joins the two."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.report.charts.palette import EDGE, INK, PAPER
from servicecheck.report.charts.scale import Scale, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, circle, line, number, polygon

Other = Literal["customers", "role"]
DOT = 1.75
DIAMOND = 2.5
RING = 2.2


@dataclass(frozen=True)
class PairRow(Drawing):
    """The first view as a full dot, the second as a diamond (customers) or a ring (a role).

    The line between them is thick where the difference is more than chance, thin and dashed where it may be chance.
    """

    scale: Scale
    words: str
    first: float
    second: float
    is_certain: bool
    other: Other
    height: float = 12

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing; the dot is drawn last, so that it shows inside a ring or diamond at the same place."""
        middle, parts = self.height / 2, self.scale.backdrop(self.height)
        first, second = self.scale.x(self.first), self.scale.x(self.second)
        pen = Pen(INK, 0.9) if self.is_certain else Pen(EDGE, 0.35, "0.9 0.7")
        parts.append(line(f"M{number(first)} {number(middle)}H{number(second)}", pen))
        parts.append(diamond(second, middle) if self.other == "customers" else ring(second, middle))
        parts.append(circle(first, middle, DOT, self.scale.look(self.first).colour, Pen(PAPER, 0.3)))
        return row_canvas(self.height).document(self.title, parts)


def diamond(x: float, y: float, half: float = DIAMOND) -> str:
    """The customers' sign."""
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return polygon(corners, PAPER, Pen(INK, 0.55))


def ring(x: float, y: float, radius: float = RING) -> str:
    """The second role's sign."""
    return circle(x, y, radius, PAPER, Pen(INK, 0.55))
