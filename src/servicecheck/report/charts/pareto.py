"""What weighs most, longest bar first; the bars that get an owner first are darker."""

from dataclasses import dataclass
from math import ceil, floor, log10

from servicecheck.report.charts.palette import BAND, EDGE, HAIR, INK, LOOKS
from servicecheck.report.charts.scale import TICK, WIDTH, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, label, rect, upright

BAR = 3.2


@dataclass(frozen=True)
class ParetoScale:
    """From 0 to a round figure above the longest bar, with the figures as printed."""

    highest: float
    ticks: tuple[tuple[float, str], ...]

    def x(self, value: float) -> float:
        """How long a bar is, in millimetres."""
        return WIDTH * min(max(value / self.highest, 0.0), 1.0) if self.highest else 0.0


@dataclass(frozen=True)
class ParetoAxis(Drawing):
    """The head of the chart."""

    scale: ParetoScale
    words: str

    @property
    def title(self) -> str:
        """The scale in words."""
        return self.words

    def svg(self) -> str:
        """The figures above the rows."""
        return row_canvas(4.4).document(
            self.title, [label(self.scale.x(at), 3, text, TICK) for at, text in self.scale.ticks]
        )


@dataclass(frozen=True)
class ParetoRow(Drawing):
    """One bar."""

    scale: ParetoScale
    words: str
    value: float
    is_first: bool = True
    height: float = 11

    @property
    def title(self) -> str:
        """The figure in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing."""
        hair = [upright(self.scale.x(at), 0, self.height, Pen(HAIR, 0.2)) for at, _ in self.scale.ticks[1:]]
        fill, pen = (LOOKS["middle"].colour, None) if self.is_first else (BAND, Pen(EDGE, 0.3))
        bar = rect(0, (self.height - BAR) / 2, max(self.scale.x(self.value), 0.3), BAR, fill, pen)
        parts = [*hair, bar, upright(0, 0, self.height, Pen(INK, 0.3))]
        return row_canvas(self.height).document(self.title, parts)


def round_scale(longest: float) -> tuple[float, float]:
    """The end of a scale for bars up to *longest*, and the step between its figures: at most five steps."""
    if longest <= 0:
        return 1.0, 1.0
    power = 10.0 ** floor(log10(longest))
    step = next(times * power for times in (0.2, 0.5, 1, 2) if longest <= 5 * times * power)
    return ceil(longest / step) * step, step
