"""The one ruler: points to millimetres, the same on every page, so that a dot can be followed from page to page.

A scale runs from the lowest to the highest possible score of the questionnaire; nothing here knows of 0 to 100.
"""

from dataclasses import dataclass
from textwrap import wrap

from servicecheck.report.charts.palette import HAIR, LIMIT, LOOKS, SOFT, ZONE, Look, Tone
from servicecheck.report.charts.svg import Canvas, Drawing, Pen, Type, label, mark, rect, upright

WIDTH = 82.0
OVERHANG = 3.0
TICK = Type(2.45, SOFT)
# The label column takes about so many characters a line, and a line is so tall.
CHARACTERS = 21
LINE = 4.25


@dataclass(frozen=True)
class Band:
    """One level's stretch of the scale, from its limit up to the next."""

    name: str
    start: float
    tone: Tone


@dataclass(frozen=True)
class Tick:
    """A figure on the scale, as printed."""

    value: float
    text: str


@dataclass(frozen=True)
class Scale:
    """From the lowest to the highest possible score, with the levels that lie on it and the figures printed on it."""

    lowest: float
    highest: float
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    title: str

    def x(self, value: float, width: float = WIDTH) -> float:
        """Where *value* lies, in millimetres from the scale's beginning."""
        reach = self.highest - self.lowest
        share = (value - self.lowest) / reach if reach else 0.0
        return width * min(max(share, 0.0), 1.0)

    def band_of(self, value: float) -> Band:
        """The band *value* lies in."""
        reached = [band for band in self.bands if value >= band.start]
        return reached[-1] if reached else self.bands[0]

    def look(self, value: float) -> Look:
        """The colour and the shape of the level *value* lies in."""
        return LOOKS[self.band_of(value).tone]

    def stretches(self, width: float = WIDTH) -> list[tuple[Band, float, float]]:
        """Each band with its two ends in millimetres."""
        ends = [self.x(band.start, width) for band in self.bands[1:]] + [width]
        starts = [0.0, *ends[:-1]]
        return list(zip(self.bands, starts, ends, strict=True))

    def shown_ticks(self, room: float, width: float = WIDTH) -> list[tuple[float, str]]:
        """The ticks that fit beside each other with *room* between them; the two ends always do."""
        placed = [(self.x(tick.value, width), tick.text) for tick in self.ticks]
        kept = placed[:1]
        for place in placed[1:-1]:
            if place[0] - kept[-1][0] >= room and placed[-1][0] - place[0] >= room:
                kept.append(place)
        return kept + placed[-1:] if len(placed) > 1 else kept

    def backdrop(self, height: float) -> list[str]:
        """The zones and hairlines behind a row."""
        zones = [rect(left, 0, right - left, height, ZONE) for _, left, right in self.stretches()[1:-1:2]]
        hair = [upright(x, 0, height, Pen(HAIR, 0.2)) for x, _ in self.shown_ticks(5)]
        limits = [upright(left, 0, height, Pen(LIMIT, 0.25)) for _, left, _ in self.stretches()[1:]]
        return zones + hair + limits


def row_canvas(height: float) -> Canvas:
    """The canvas of a row on the ruler, with room for what hangs over at either end."""
    return Canvas(WIDTH + 2 * OVERHANG, height, left=OVERHANG)


def row_height(name: str, least: float) -> float:
    """How tall a row's drawing must be so that it fills the row beside a long *name*."""
    return max(least, LINE * len(wrap(name, CHARACTERS)) + 2.6)


@dataclass(frozen=True)
class Axis(Drawing):
    """The head of a chart: the levels by name and shape, and below them the figures of the scale."""

    scale: Scale

    @property
    def title(self) -> str:
        """The scale in words."""
        return self.scale.title

    def svg(self) -> str:
        """The head as drawn above the rows."""
        names = [part for stretch in self.scale.stretches() for part in _name(*stretch)]
        ticks = [label(x, 7.1, text, TICK) for x, text in self.scale.shown_ticks(7)]
        return row_canvas(8.2).document(self.title, names + ticks)


def _name(band: Band, left: float, right: float) -> list[str]:
    """A level's shape and name over its stretch; the name is left out where it does not fit."""
    look = LOOKS[band.tone]
    middle, width = (left + right) / 2, TICK.width(band.name)
    fits = width + 3 <= right - left
    at = middle - width / 2 - 0.9 if fits else middle
    shape = mark(at, 2.04, look.shape, 1.7, look.colour)
    return [shape, label(middle + 1.1, 2.9, band.name, TICK)] if fits else [shape]
