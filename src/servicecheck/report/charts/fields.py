"""Four fields: every question by its score and its impact, so that one sees what to fix first and what to keep.

One drawing for each class of impact, stacked as the rows of a table. The cross stands at the target and below impact 2,
not at the means: crossing at the means would force a quarter of the questions to look bad.
"""

from dataclasses import dataclass
from typing import Literal

from servicecheck.report.charts.palette import EDGE, HAIR, INK, PAPER, ZONE
from servicecheck.report.charts.scale import WIDTH, Scale, row_canvas
from servicecheck.report.charts.svg import Drawing, Pen, Type, label, line, number, pill, rect, upright

LANE = 5.2
PILL_HEIGHT = 4.3
NAMES = 5.4
NAME = Type(2.5, INK)

Place = Literal["top", "middle", "bottom"]


@dataclass(frozen=True)
class Pill:
    """One question: its short name, its score in points, and whether it is in the plan or critical."""

    name: str
    score: float
    is_planned: bool = False
    is_critical: bool = False

    @property
    def width(self) -> float:
        """Wide enough for its name."""
        return max(6.6, NAME.width(self.name) + 2.6)


@dataclass(frozen=True)
class FieldBand(Drawing):
    """The questions of one impact; the top band names the fields fix first and keep, the bottom one later and less."""

    scale: Scale
    words: str
    pills: tuple[Pill, ...]
    target: float
    place: Place
    left: str = ""
    right: str = ""

    @property
    def title(self) -> str:
        """The questions and their scores in words."""
        return self.words

    def svg(self) -> str:
        """The band."""
        lanes = self._lanes()
        right = _in_lines(self.right, WIDTH - self._cross - 2, Type(2.75, INK, bold=True))
        names = 0.0 if self.place == "middle" else NAMES + 3.4 * (len(right) - 1)
        height = max(8.0, (max(lanes, default=-1) + 1) * LANE + 3 + names)
        parts = self._backdrop(height) + self._names(height, right)
        first = LANE / 2 + 1.5 + (names if self.place == "top" else 0)
        for one, lane in zip(self._sorted(), lanes, strict=True):
            parts += _draw(one, self._x(one), first + lane * LANE)
        return row_canvas(height).document(self.title, parts)

    @property
    def _cross(self) -> float:
        return self.scale.x(self.target)

    def _backdrop(self, height: float) -> list[str]:
        zone = [] if self.place == "bottom" else [rect(0, 0, self._cross, height, ZONE)]
        hair = [upright(x, 0, height, Pen(HAIR, 0.2)) for x, _ in self.scale.shown_ticks(5)]
        cross = f"M{number(self._cross)} 0V{number(height)}" + (f"M0 0H{WIDTH}" if self.place == "bottom" else "")
        return [*zone, *hair, line(cross, Pen(INK, 0.45))]

    def _names(self, height: float, right: list[str]) -> list[str]:
        face = Type(2.75, INK, bold=True, anchor="start")
        last = 3.9 + 3.4 * (len(right) - 1) if self.place == "top" else height - 1.8
        names = [label(1.4, 3.9 if self.place == "top" else last, self.left, face)] if self._has_room(face) else []
        if WIDTH - self._cross > 6:
            start = last - 3.4 * (len(right) - 1)
            names += [label(self._cross + 1.9, start + 3.4 * row, text, face) for row, text in enumerate(right)]
        return names

    def _has_room(self, face: Type) -> bool:
        return bool(self.left) and self._cross > face.width(self.left) + 2

    def _sorted(self) -> list[Pill]:
        return sorted(self.pills, key=lambda one: (one.score, one.name))

    def _lanes(self) -> list[int]:
        """The first lane in which each pill is free."""
        ends: list[float] = []
        lanes = []
        for one in self._sorted():
            x, half = self._x(one), one.width / 2 + 0.8
            lane = next((index for index, end in enumerate(ends) if x - half > end + 0.4), len(ends))
            ends[lane : lane + 1] = [x + half]
            lanes.append(lane)
        return lanes

    def _x(self, one: Pill) -> float:
        half = one.width / 2
        return min(max(self.scale.x(one.score), half), WIDTH - half)


def _in_lines(text: str, room: float, face: Type) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and face.width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _draw(one: Pill, x: float, y: float) -> list[str]:
    fill, edge = (INK, INK) if one.is_planned else (PAPER, EDGE)
    parts = [pill(x, y, one.width, PILL_HEIGHT, fill, Pen(edge, 0.3))]
    if one.is_critical:
        parts.append(pill(x, y, one.width + 1.5, PILL_HEIGHT + 1.5, "none", Pen(INK, 0.4)))
    face = Type(2.5, PAPER if one.is_planned else INK, bold=one.is_planned)
    return [*parts, label(x, y + 0.9, one.name, face)]
