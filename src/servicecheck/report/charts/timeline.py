"""When the actions are due and when to look at them again: numbered dots on a line, and flags above it."""

from dataclasses import dataclass

from servicecheck.report.charts.palette import INK, PAPER, SOFT
from servicecheck.report.charts.svg import Canvas, Drawing, Pen, Type, circle, label, line, number, upright

WIDTH = 126.0
FLAGS = 8.0
LANE = 5.0
DOT = 2.0
MONTH = Type(2.45, SOFT)
NUMBER = Type(2.3, PAPER, bold=True)
FLAG = Type(2.6, INK, bold=True, anchor="start")
LAST_FLAG = Type(2.6, INK, bold=True, anchor="end")


@dataclass(frozen=True)
class Mark:
    """A moment on the line: how far along it is (0 to 1), and the name there."""

    place: float
    name: str


@dataclass(frozen=True)
class Timeline(Drawing):
    """Actions, looks back, and the months they lie in; each month stands where it begins."""

    words: str
    actions: tuple[Mark, ...]
    looks: tuple[Mark, ...]
    months: tuple[Mark, ...]

    @property
    def title(self) -> str:
        """The dates in words."""
        return self.words

    def svg(self) -> str:
        """The drawing; actions that would lie on each other go below each other."""
        lanes = self._lanes()
        deepest = max(lanes, default=0)
        base = FLAGS + DOT
        parts = [line(f"M0 {number(base)}H{number(WIDTH)}", Pen(INK, 0.3)), *self._months(base, deepest)]
        parts += self._flags(base)
        for one, lane in zip(self.actions, lanes, strict=True):
            x, y = WIDTH * one.place, base + lane * LANE
            parts += [circle(x, y, DOT, INK, Pen(PAPER, 0.3)), label(x, y + 0.8, one.name, NUMBER)]
        return Canvas(WIDTH, base + deepest * LANE + 8, name="time").document(self.title, parts)

    def _lanes(self) -> list[int]:
        """The first lane in which each action's dot is free."""
        ends: list[float] = []
        lanes = []
        for one in self.actions:
            x = WIDTH * one.place
            lane = next((index for index, end in enumerate(ends) if x - end > 2 * DOT + 0.4), len(ends))
            ends[lane : lane + 1] = [x]
            lanes.append(lane)
        return lanes

    def _months(self, base: float, deepest: int) -> list[str]:
        """A tick where each month begins, and the names that fit."""
        below = base + deepest * LANE + 6.4
        ends = [month.place for month in self.months[1:]] + [1.0]
        parts, taken = [], -1.0
        for month, end in zip(self.months, ends, strict=True):
            parts.append(upright(WIDTH * month.place, base, base + 1.2, Pen(INK, 0.3)))
            middle, half = WIDTH * (month.place + end) / 2, MONTH.width(month.name) / 2
            if middle - half > taken and middle + half < WIDTH + 2:
                parts.append(label(middle, below, month.name, MONTH))
                taken = middle + half + 1.5
        return parts

    def _flags(self, base: float) -> list[str]:
        parts, taken = [], -1.0
        for look in self.looks:
            x, width = WIDTH * look.place, FLAG.width(look.name)
            is_last = x + width + 1 > WIDTH
            left = x - width - 1 if is_last else x
            top = 1.0 if left > taken else 4.2
            parts.append(upright(x, top, base, Pen(INK, 0.3)))
            parts.append(label(x - 0.9 if is_last else x + 0.9, top + 2, look.name, LAST_FLAG if is_last else FLAG))
            taken = left + width + 2
        return parts
