"""The bar on the first page: score, interval, the levels' limits and the target, larger than on other pages."""

from dataclasses import dataclass

from servicecheck.report.charts.palette import DARK_BAND, DARK_ZONE, INK, LOOKS, PAPER, SOFT, ZONE
from servicecheck.report.charts.rows import Interval
from servicecheck.report.charts.scale import Band, Scale
from servicecheck.report.charts.svg import (
    Anchor,
    Canvas,
    Drawing,
    Pen,
    Type,
    circle,
    label,
    line,
    mark,
    number,
    rect,
    upright,
)

WIDTH = 126.0
TOP, BOTTOM = 9.5, 16.5
MIDDLE = (TOP + BOTTOM) / 2
SMALL = Type(2.8, SOFT)
TARGET = Type(2.8, INK, bold=True)


@dataclass(frozen=True)
class LevelBar(Drawing):
    """Where the overall score lies between the levels."""

    scale: Scale
    words: str
    score: float
    score_text: str
    interval: Interval | None = None
    interval_texts: tuple[str, str] = ("", "")
    target: float | None = None
    target_text: str = ""

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The bar."""
        parts = self._levels() + self._ticks() + self._target() + self._band() + self._dot()
        return Canvas(WIDTH, 29, name="hero").document(self.title, parts)

    def _levels(self) -> list[str]:
        current = self.scale.band_of(self.score)
        parts = []
        for band, left, right in self.scale.stretches(WIDTH):
            start, end = left + (0.3 if left else 0), right - (0.3 if right < WIDTH else 0)
            parts.append(rect(start, TOP, end - start, BOTTOM - TOP, DARK_ZONE if band == current else ZONE))
            parts += _name(band, (left + right) / 2, right - left, is_current=band == current)
        return parts

    def _ticks(self) -> list[str]:
        limits = {self.scale.x(band.start, WIDTH) for band in self.scale.bands}
        shown = [tick for tick in self.scale.shown_ticks(8, WIDTH) if tick[0] in limits or tick[0] >= WIDTH]
        faces = {0.0: Type(2.6, SOFT, anchor="start"), WIDTH: Type(2.6, SOFT, anchor="end")}
        return [label(x, 28, text, faces.get(x, Type(2.6, SOFT))) for x, text in shown]

    def _target(self) -> list[str]:
        if self.target is None:
            return []
        x = self.scale.x(self.target, WIDTH)
        # The score's figure stands on the same line; a target close to it is named above instead.
        taken = self._at(self.score) + 4, self._interval_reach()
        is_near = x - TARGET.width(self.target_text) / 2 < max(taken) and x > self._at(self.score) - 12
        at, anchor = _inside(x, TARGET.width(self.target_text))
        y = 2.6 if is_near else 6.4
        return [
            upright(x, y + 1.2 if is_near else 8, 18, Pen(INK, 1)),
            label(at, y, self.target_text, Type(2.8, INK, bold=True, anchor=anchor)),
        ]

    def _interval_reach(self) -> float:
        return self._at(self.interval.high) + 3 if self.interval else 0.0

    def _band(self) -> list[str]:
        if self.interval is None:
            return []
        left, right = self._at(self.interval.low), self._at(self.interval.high)
        ends = f"M{number(left)} 11.4v3.2M{number(right)} 11.4v3.2"
        parts = [rect(left, 11.4, right - left, 3.2, DARK_BAND), line(ends, Pen(LOOKS["middle"].colour, 0.4))]
        # The figures stand beside the score's own, never on it.
        room = 2.7 + Type(4.2, INK, bold=True).width(self.score_text) / 2 + 1.2
        score, (low, high) = self._at(self.score), self.interval_texts
        parts.append(label(min(left, score - room), 7.6, low, SMALL))
        parts.append(label(max(right, score + room), 7.6, high, SMALL))
        return parts

    def _dot(self) -> list[str]:
        x = self._at(self.score)
        face = Type(4.2, INK, bold=True)
        at, anchor = _inside(x, face.width(self.score_text))
        return [
            circle(x, MIDDLE, 2.7, self.scale.look(self.score).colour, Pen(PAPER, 0.6)),
            label(at, 7.6, self.score_text, Type(4.2, INK, bold=True, anchor=anchor)),
        ]

    def _at(self, value: float) -> float:
        return self.scale.x(value, WIDTH)


def _inside(x: float, width: float) -> tuple[float, Anchor]:
    """Where a label of *width* at *x* goes so that it does not leave the bar."""
    if x - width / 2 < 0:
        return 0.0, "start"
    if x + width / 2 > WIDTH:
        return WIDTH, "end"
    return x, "middle"


def _name(band: Band, middle: float, room: float, *, is_current: bool) -> list[str]:
    look = LOOKS[band.tone]
    face = Type(3.0, INK if is_current else SOFT, bold=is_current)
    width = face.width(band.name)
    if width + 4 > room:
        return [mark(middle, 22, look.shape, 2.1, look.colour)]
    return [
        mark(middle - width / 2 - 1, 22, look.shape, 2.1, look.colour),
        label(middle + 1.4, 23.1, band.name, face),
    ]
