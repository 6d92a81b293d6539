"""How often something was done: a bar from 0 to 100 per cent, and whiskers for where the share most likely lies."""

from dataclasses import dataclass
from typing import Final

from servicecheck.report.charts.palette import BAND, DARK_BAND, EDGE, HAIR, INK, LIMIT, LOOKS, PAPER
from servicecheck.report.charts.scale import TICK, WIDTH, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, circle, label, line, number, rect, upright
from servicecheck.statistics import Interval

BAR = 3.0
TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class ShareAxis(Drawing):
    """The head of a chart of shares."""

    words: str
    texts: tuple[str, str, str]
    """Nothing, half and all, as printed."""

    @property
    def title(self) -> str:
        """The scale in words."""
        return self.words

    def svg(self) -> str:
        """The figures above the rows."""
        marks = zip((0.0, 0.5, 1.0), self.texts, strict=True)
        return row_canvas(4.4).document(self.title, [label(WIDTH * at, 3, text, TICK) for at, text in marks])


@dataclass(frozen=True)
class ShareRow(Drawing):
    """One share, where it most likely lies, and as a dot your own rating of the same thing."""

    words: str
    share: float
    interval: Interval
    own: float | None = None
    """From 0, the lowest rating, to 1, the highest."""
    is_whole: bool = False
    """Whether it stands for everything above it; its bar is darker."""
    height: float = 12

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing."""
        middle = self.height / 2
        parts = [upright(WIDTH * at, 0, self.height, Pen(HAIR if at else LIMIT, 0.2)) for at in TICKS]
        fill = DARK_BAND if self.is_whole else BAND
        parts.append(rect(0, middle - BAR / 2, WIDTH * self.share, BAR, fill, Pen(EDGE, 0.3)))
        low, high = (number(WIDTH * end) for end in (self.interval.low, self.interval.high))
        ends = "".join(f"M{x} {number(middle - 1.5)}v3" for x in (low, high))
        parts.append(line(f"M{low} {number(middle)}H{high}{ends}", Pen(INK, 0.45)))
        if self.own is not None:
            parts.append(circle(WIDTH * self.own, middle, 1.75, LOOKS["middle"].colour, Pen(PAPER, 0.45)))
        return row_canvas(self.height).document(self.title, parts)
