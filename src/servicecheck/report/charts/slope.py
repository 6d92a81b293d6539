"""Then and now on the ruler: a hollow dot, a full one, and between them the band in which nothing can be told."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.report.charts.palette import BAND, INK, LOOKS, PAPER
from servicecheck.report.charts.scale import Scale, row_canvas
from servicecheck.report.charts.svg import Canvas, Drawing, Pen, circle, line, number, rect, upright
from servicecheck.statistics import Interval

TARGET = Pen(INK, 0.9)
ROOM_FOR_ARROW = 6.0

Mark = Literal["then", "now", "band"]


@dataclass(frozen=True)
class Slope(Drawing):
    """One area then and now. While the full dot lies in the band, the change cannot be told from chance."""

    scale: Scale
    words: str
    before: float
    after: float
    cannot_tell: Interval | None = None
    """Around the first score; None where there is no interval."""
    target: float | None = None
    height: float = 12

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing."""
        middle, parts = self.height / 2, self.scale.backdrop(self.height)
        start, end = self.scale.x(self.before), self.scale.x(self.after)
        if self.cannot_tell is not None:
            left, right = self.scale.x(self.cannot_tell.low), self.scale.x(self.cannot_tell.high)
            parts += _band(left, right, middle)
        if self.target is not None:
            parts.append(upright(self.scale.x(self.target), middle - 3.6, middle + 3.6, TARGET))
        ink = self.scale.look(self.after).colour
        if abs(end - start) > ROOM_FOR_ARROW:
            parts += _arrow(start, end, middle, ink)
        parts.append(circle(start, middle, 1.5, PAPER, Pen(self.scale.look(self.before).colour, 0.6)))
        parts.append(circle(end, middle, 1.75, ink, Pen(PAPER, 0.45)))
        return row_canvas(self.height).document(self.title, parts)


@dataclass(frozen=True)
class SlopeKey(Drawing):
    """One sign of these drawings alone."""

    mark: Mark
    words: str

    @property
    def title(self) -> str:
        """The sign in words."""
        return self.words

    def svg(self) -> str:
        """The sign."""
        ink = LOOKS["middle"].colour
        match self.mark:
            case "then":
                return Canvas(4, 3.6, name="ic").document(self.title, [circle(1.8, 1.8, 1.5, PAPER, Pen(ink, 0.6))])
            case "now":
                return Canvas(4, 3.6, name="ic").document(self.title, [circle(1.8, 1.8, 1.6, ink)])
            case "band":
                return Canvas(9, 3.6, name="ic").document(self.title, _band(0.2, 8.6, 1.8))


def _band(left: float, right: float, middle: float) -> list[str]:
    """Drawn with ends, so that it is no mere tint in grey print."""
    ends = "".join(f"M{number(x)} {number(middle - 1.1)}v2.2" for x in (left, right))
    return [rect(left, middle - 1.1, right - left, 2.2, BAND), line(ends, Pen(LOOKS["middle"].colour, 0.3))]


def _arrow(start: float, end: float, middle: float, ink: str) -> list[str]:
    """A line from the hollow dot to the full one, with its tip before that."""
    way = 1 if end > start else -1
    tip = end - 1.9 * way
    head = f"M{number(tip - 1.7 * way)} {number(middle - 1.1)}l{number(1.7 * way)} 1.1l{number(-1.7 * way)} 1.1z"
    shaft = line(f"M{number(start)} {number(middle)}H{number(tip - 0.4 * way)}", Pen(ink, 0.6))
    return [shaft, f'<path d="{head}" fill="{ink}"/>']
