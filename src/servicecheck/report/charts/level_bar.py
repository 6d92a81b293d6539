"""The bar on the first page: score, interval, the levels' limits and the target, larger than on other pages."""

from dataclasses import dataclass

from servicecheck.report.charts.palette import DARK_BAND, DARK_ZONE, INK, LOOKS, PAPER, SOFT, ZONE
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
from servicecheck.statistics import Interval

WIDTH = 126.0
TOP, BOTTOM = 9.5, 16.5
MIDDLE = (TOP + BOTTOM) / 2
SMALL = Type(2.8, SOFT)
SCORE = Type(4.2, INK, bold=True)
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
    level: int | None = None
    """Which of the levels it is in the end: a requirement can hold it below where the score lies."""

    @property
    def title(self) -> str:
        """The figures in words."""
        return self.words

    def svg(self) -> str:
        """The bar."""
        parts = self._levels() + self._ticks() + self._target() + self._band() + self._dot()
        return Canvas(WIDTH, 29, name="hero").document(self.title, parts)

    def _levels(self) -> list[str]:
        of_score = self.scale.bands.index(self.scale.band_of(self.score))
        current = self.scale.bands[of_score if self.level is None else self.level]
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
        """The target's mark; its name moves up a line where a figure stands in its place."""
        if self.target is None:
            return []
        x = self._at(self.target)
        at, anchor = _inside(x, TARGET.width(self.target_text))
        left, right = _extent(at, anchor, TARGET.width(self.target_text))
        is_taken = any(left < end + 0.8 and start - 0.8 < right for start, end in self._figures())
        y = 2.6 if is_taken else 6.4
        return [
            upright(x, 3.8 if is_taken else 8, 18, Pen(INK, 1)),
            label(at, y, self.target_text, Type(TARGET.size, INK, bold=True, anchor=anchor)),
        ]

    def _figures(self) -> list[tuple[float, float]]:
        """From where to where each figure above the bar reaches."""
        at, anchor = _inside(self._at(self.score), SCORE.width(self.score_text))
        reaches = [_extent(at, anchor, SCORE.width(self.score_text))]
        for (x, side), text in zip(self._ends(), self.interval_texts, strict=False):
            reaches.append(_extent(x, side, SMALL.width(text)))
        return reaches

    def _ends(self) -> list[tuple[float, Anchor]]:
        """Where the interval's two figures stand: beside the score's own, never on it."""
        if self.interval is None:
            return []
        score = self._at(self.score)
        room = SCORE.width(self.score_text) / 2 + 1.2
        low, high = self.interval_texts
        left = min(self._at(self.interval.low), score - room - SMALL.width(low) / 2)
        right = max(self._at(self.interval.high), score + room + SMALL.width(high) / 2)
        return [(left, "middle"), (right, "middle")]

    def _band(self) -> list[str]:
        if self.interval is None:
            return []
        left, right = self._at(self.interval.low), self._at(self.interval.high)
        ends = f"M{number(left)} 11.4v3.2M{number(right)} 11.4v3.2"
        parts = [rect(left, 11.4, right - left, 3.2, DARK_BAND), line(ends, Pen(LOOKS["middle"].colour, 0.4))]
        for (x, anchor), text in zip(self._ends(), self.interval_texts, strict=True):
            parts.append(label(x, 7.6, text, Type(SMALL.size, SOFT, anchor=anchor)))
        return parts

    def _dot(self) -> list[str]:
        x = self._at(self.score)
        at, anchor = _inside(x, SCORE.width(self.score_text))
        return [
            circle(x, MIDDLE, 2.7, self.scale.look(self.score).colour, Pen(PAPER, 0.6)),
            label(at, 7.6, self.score_text, Type(SCORE.size, INK, bold=True, anchor=anchor)),
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


def _extent(x: float, anchor: Anchor, width: float) -> tuple[float, float]:
    """From where to where a label at *x* reaches."""
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return left, left + width


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
