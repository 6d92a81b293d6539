"""The same scores as a shape: small, beside the chart that carries the argument, and never without it.

Its area misleads and the order of its axes is arbitrary; readers of such reports look for it all the same.
"""

from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

from servicecheck.report.charts.palette import BAND, HAIR, INK, LOOKS
from servicecheck.report.charts.scale import Scale
from servicecheck.report.charts.svg import Anchor, Canvas, Drawing, Pen, Type, circle, label, line, number, polygon

FEWEST: Final = 3
MOST: Final = 8
SIZE = 38.0
CENTRE = SIZE / 2
REACH = 13.2
NAME_AT = 15.4


@dataclass(frozen=True)
class Axle:
    """One area: its letter, its score and its target, in points."""

    name: str
    score: float
    target: float | None


@dataclass(frozen=True)
class Radar(Drawing):
    """Three to eight areas as one shape, the targets as a dashed one."""

    scale: Scale
    words: str
    axles: tuple[Axle, ...]

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The drawing."""
        edge = Pen(LOOKS["middle"].colour, 0.5)
        hair = Pen(HAIR, 0.2)
        rings = [polygon(self._shape([share] * len(self.axles)), "none", hair) for share in (0.25, 0.5, 1.0)]
        spokes = [line(f"M19 19L{number(x)} {number(y)}", hair) for x, y in self._shape([1.0] * len(self.axles))]
        scores = self._shape([self._share(axle.score) for axle in self.axles])
        drawn = [polygon(scores, BAND, edge), *self._targets()]
        dots = [circle(x, y, 0.95, LOOKS["middle"].colour) for x, y in scores]
        return Canvas(SIZE, SIZE, name="radar").document(self.title, [*rings, *spokes, *drawn, *dots, *self._names()])

    def _targets(self) -> list[str]:
        targets = [axle.target for axle in self.axles if axle.target is not None]
        if len(targets) < len(self.axles):
            return []
        return [polygon(self._shape([self._share(target) for target in targets]), "none", Pen(INK, 0.4, "1.1 0.8"))]

    def _names(self) -> list[str]:
        names = []
        for index, axle in enumerate(self.axles):
            x, y = self._point(index, NAME_AT / REACH)
            side: Anchor = "middle" if abs(x - CENTRE) < 1 else "start" if x > CENTRE else "end"
            names.append(label(x, y + 1, axle.name, Type(2.9, INK, bold=True, anchor=side)))
        return names

    def _share(self, value: float) -> float:
        return self.scale.x(value, 1.0)

    def _shape(self, shares: list[float]) -> list[tuple[float, float]]:
        return [self._point(index, share) for index, share in enumerate(shares)]

    def _point(self, index: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * index / len(self.axles)
        return CENTRE + REACH * share * sin(angle), CENTRE - REACH * share * cos(angle)
