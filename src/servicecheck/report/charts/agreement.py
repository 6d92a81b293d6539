"""How far people are from each other: a bar in steps, with the zones that give it its word."""

from dataclasses import dataclass

from servicecheck.report.charts.palette import DARK_ZONE, INK, LOOKS, ZONE
from servicecheck.report.charts.scale import TICK, WIDTH, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, Type, label, rect, upright


@dataclass(frozen=True)
class AgreementScale:
    """Where "some difference" and "you see it differently" begin, in steps, and the figures as printed.

    `highest` is the distance of the two extremes from their mean.
    """

    some: float
    low: float
    highest: float
    texts: tuple[str, str, str, str]
    words: str

    def x(self, steps: float) -> float:
        """Where a distance lies on the ruler."""
        return WIDTH * min(steps / self.highest, 1.0)


@dataclass(frozen=True)
class AgreementAxis(Drawing):
    """The head of the agreement chart."""

    scale: AgreementScale

    @property
    def title(self) -> str:
        """The scale in words."""
        return self.scale.words

    def svg(self) -> str:
        """The figures above the rows."""
        places = (0.0, self.scale.some, self.scale.low)
        ticks = [label(self.scale.x(at), 3, text, TICK) for at, text in zip(places, self.scale.texts, strict=False)]
        last = label(WIDTH, 3, self.scale.texts[3], Type(2.45, TICK.colour, anchor="end"))
        return row_canvas(4.4).document(self.title, [*ticks, last])


@dataclass(frozen=True)
class AgreementRow(Drawing):
    """One bar: the average deviation in steps."""

    scale: AgreementScale
    words: str
    steps: float
    height: float = 11

    @property
    def title(self) -> str:
        """The figure in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing."""
        some, low = self.scale.x(self.scale.some), self.scale.x(self.scale.low)
        parts = [
            rect(some, 0, low - some, self.height, ZONE),
            rect(low, 0, WIDTH - low, self.height, DARK_ZONE),
            rect(0, self.height / 2 - 1.2, self.scale.x(self.steps), 2.4, LOOKS["middle"].colour),
            upright(0, 0, self.height, Pen(INK, 0.3)),
        ]
        return row_canvas(self.height).document(self.title, parts)
