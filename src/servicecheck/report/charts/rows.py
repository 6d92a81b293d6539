"""Rows on the ruler: a score with its interval and target, and a score today beside the one expected.

Drawn in this order: zone, band, target, diamond, dot.
"""

from dataclasses import dataclass

from servicecheck.report.charts.pairs import diamond
from servicecheck.report.charts.palette import BAND, INK, LOOKS, PAPER
from servicecheck.report.charts.scale import Scale, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, circle, line, number, rect, upright
from servicecheck.statistics import Interval

TARGET = Pen(INK, 0.9)


@dataclass(frozen=True)
class ScoreRow(Drawing):
    """One score as a dot in the colour of its level, the interval as a band, the target as a thick upright."""

    scale: Scale
    words: str
    score: float | None
    interval: Interval | None = None
    """Where the score most likely lies; like everything on the ruler, in points."""
    target: float | None = None
    customers: float | None = None
    """The customers' score of the same section, as a diamond."""
    height: float = 12

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing."""
        middle, parts = self.height / 2, self.scale.backdrop(self.height)
        if self.interval is not None:
            parts += band(self.scale.x(self.interval.low), self.scale.x(self.interval.high), middle)
        if self.target is not None:
            parts.append(upright(self.scale.x(self.target), middle - 3.6, middle + 3.6, TARGET))
        if self.customers is not None:
            parts.append(diamond(self.scale.x(self.customers), middle))
        if self.score is not None:
            colour = self.scale.look(self.score).colour
            parts.append(circle(self.scale.x(self.score), middle, 1.75, colour, Pen(PAPER, 0.45)))
        return row_canvas(self.height).document(self.title, parts)


def band(left: float, right: float, middle: float) -> list[str]:
    """An interval, with an end on either side."""
    ends = "".join(f"M{number(x)} {number(middle - 1.1)}v2.2" for x in (left, right))
    return [rect(left, middle - 1.1, right - left, 2.2, BAND), line(ends, Pen(LOOKS["middle"].colour, 0.3))]


@dataclass(frozen=True)
class ChangeRow(Drawing):
    """A hollow dot today, a full one expected; the arrow between them is drawn where there is room."""

    scale: Scale
    words: str
    before: float
    after: float
    target: float | None = None
    height: float = 9

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing."""
        middle, parts = self.height / 2, self.scale.backdrop(self.height)
        start, end = self.scale.x(self.before), self.scale.x(self.after)
        if self.target is not None:
            parts.append(upright(self.scale.x(self.target), middle - 2.6, middle + 2.6, TARGET))
        ink = self.scale.look(self.after).colour
        if end - start > 6:
            tip = end - 1.9
            parts.append(line(f"M{number(start)} {number(middle)}H{number(tip - 0.4)}", Pen(ink, 0.6)))
            parts.append(f'<path d="M{number(tip - 1.7)} {number(middle - 1.1)}l1.7 1.1l-1.7 1.1z" fill="{ink}"/>')
        before = self.scale.look(self.before).colour
        parts.append(circle(start, middle, 1.5, PAPER, Pen(before, 0.6)))
        parts.append(circle(end, middle, 1.75, ink))
        return row_canvas(self.height).document(self.title, parts)
