"""What a room agreed on beside what it voted, on the ruler: a dot, and a ring with the votes' interval."""

from dataclasses import dataclass

from servicecheck.report.charts.pairs import DOT, ring
from servicecheck.report.charts.palette import EDGE, PAPER
from servicecheck.report.charts.rows import band
from servicecheck.report.charts.scale import Scale, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, circle, line, number
from servicecheck.statistics import Interval


@dataclass(frozen=True)
class AgreedScoreRow(Drawing):
    """The agreed score as a full dot in the colour of its level, the votes' as a ring on the band of their interval."""

    scale: Scale
    words: str
    agreed: float | None
    votes: float | None
    interval: Interval | None = None
    height: float = 12

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing; the dot is drawn last, so that it shows inside a ring at the same place."""
        middle, parts = self.height / 2, self.scale.backdrop(self.height)
        if self.interval is not None:
            parts += band(self.scale.x(self.interval.low), self.scale.x(self.interval.high), middle)
        if self.agreed is not None and self.votes is not None:
            start, end = self.scale.x(self.votes), self.scale.x(self.agreed)
            parts.append(line(f"M{number(start)} {number(middle)}H{number(end)}", Pen(EDGE, 0.35, "0.9 0.7")))
        if self.votes is not None:
            parts.append(ring(self.scale.x(self.votes), middle))
        if self.agreed is not None:
            colour = self.scale.look(self.agreed).colour
            parts.append(circle(self.scale.x(self.agreed), middle, DOT, colour, Pen(PAPER, 0.3)))
        return row_canvas(self.height).document(self.title, parts)
