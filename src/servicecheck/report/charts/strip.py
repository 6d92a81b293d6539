"""Every question of an area as a dot on the ruler, critical ones ringed; dots that would touch go to lanes."""

from dataclasses import dataclass

from servicecheck.report.charts.palette import INK, ZONE
from servicecheck.report.charts.scale import WIDTH, Scale, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, Type, circle, label, rect, upright

DOT = 1.5
BESIDE = 3.0
LANE = 5.2
NAME = Type(2.45, INK)
RIGHT = Type(2.45, INK, anchor="start")
LEFT = Type(2.45, INK, anchor="end")


@dataclass(frozen=True)
class Dot:
    """One question: its short name, its score in points, and whether it is critical."""

    name: str
    score: float
    is_critical: bool = False


@dataclass(frozen=True)
class ItemStrip(Drawing):
    """An area's questions on the ruler, with a dashed line where the questionnaire's gates look."""

    scale: Scale
    words: str
    dots: tuple[Dot, ...]
    line: float | None = None
    least: float = 13.0

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The row's drawing, as tall as its lanes need."""
        groups = [(group, self._lanes(group)) for group in self._groups()]
        tallest = max((max(lanes) + 1 for _, lanes in groups), default=1)
        height = max(self.least, tallest * LANE + 2.6)
        parts = self.scale.backdrop(height)
        if self.line is not None:
            parts.append(upright(self.scale.x(self.line), 0, height, Pen(INK, 0.3, "1 0.8")))
        for group, lanes in groups:
            parts += self._alone(group[0], height) if len(group) == 1 else self._stacked(group, lanes, height)
        return row_canvas(height).document(self.title, parts)

    def _groups(self) -> list[list[Dot]]:
        """Dots that would touch each other, or each other's names."""
        groups: list[list[Dot]] = []
        for dot in sorted(self.dots, key=lambda dot: (dot.score, dot.name)):
            if groups and self.scale.x(dot.score) - self._reach(groups[-1]) < 2.5:
                groups[-1].append(dot)
            else:
                groups.append([dot])
        return groups

    def _reach(self, group: list[Dot]) -> float:
        """How far to the right a group's last dot goes, its name included where that stands beside it."""
        last = self.scale.x(group[-1].score)
        return last + 2.1 if len(group) == 1 else last + BESIDE + NAME.width(group[-1].name)

    def _lanes(self, group: list[Dot]) -> list[int]:
        """The first lane from the top in which each dot and its name are free."""
        ends: list[float] = []
        lanes = []
        for dot in group:
            x = self.scale.x(dot.score)
            lane = next((index for index, end in enumerate(ends) if x - 2.6 > end), len(ends))
            ends[lane : lane + 1] = [x + BESIDE + NAME.width(dot.name)]
            lanes.append(lane)
        return lanes

    def _alone(self, dot: Dot, height: float) -> list[str]:
        x, y = self.scale.x(dot.score), height / 2 - 0.9
        half = NAME.width(dot.name) / 2
        crossed = self.line is not None and abs(x - self.scale.x(self.line)) < half
        ground = [rect(x - half - 0.2, y + 3.6, 2 * half + 0.4, 2.4, ZONE)] if crossed else []
        return [
            *ground,
            *self._dot(dot, y),
            label(min(max(x, half - 2.5), WIDTH + 2.5 - half), y + 5.6, dot.name, NAME),
        ]

    def _stacked(self, group: list[Dot], lanes: list[int], height: float) -> list[str]:
        top = (height - max(lanes) * LANE) / 2
        parts: list[str] = []
        for dot, lane in zip(group, lanes, strict=True):
            x, y = self.scale.x(dot.score), top + lane * LANE
            fits = x + BESIDE + NAME.width(dot.name) < WIDTH + 3
            parts += self._ground(x + BESIDE, y + 0.9, NAME.width(dot.name)) if fits else []
            parts += self._dot(dot, y)
            parts.append(label(x + BESIDE if fits else x - BESIDE, y + 0.9, dot.name, RIGHT if fits else LEFT))
        return parts

    def _ground(self, left: float, baseline: float, width: float) -> list[str]:
        """A patch of the zone's colour under a name that the dashed line would run through."""
        if self.line is None or not left - 0.3 < self.scale.x(self.line) < left + width + 0.3:
            return []
        return [rect(left - 0.3, baseline - 2, width + 0.6, 2.5, ZONE)]

    def _dot(self, dot: Dot, y: float) -> list[str]:
        x = self.scale.x(dot.score)
        drawn = [circle(x, y, DOT, self.scale.look(dot.score).colour)]
        return [*drawn, circle(x, y, 2.4, "none", Pen(INK, 0.45))] if dot.is_critical else drawn
