"""The signs of the other drawings, each alone, for "how to read the figures"."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.report.charts.pairs import diamond, ring
from servicecheck.report.charts.palette import BAND, INK, LOOKS
from servicecheck.report.charts.scale import Scale
from servicecheck.report.charts.svg import Canvas, Drawing, Pen, circle, line, mark, rect, upright

Sign = Literal["dot", "band", "target", "question", "critical", "line", "customers", "role", "whiskers"]


@dataclass(frozen=True)
class Key(Drawing):
    """One sign; *words* say what it is called, not what it means."""

    sign: Sign
    words: str

    @property
    def title(self) -> str:
        """The sign in words."""
        return self.words

    def svg(self) -> str:
        """The sign."""
        ink = LOOKS["middle"].colour
        match self.sign:
            case "dot":
                return Canvas(20, 6, name="sign").document(self.title, [circle(1.75, 3, 1.75, ink)])
            case "band":
                band = [rect(0, 1.9, 15, 2.2, BAND), line("M.15 1.9v2.2M14.85 1.9v2.2", Pen(ink, 0.3))]
                return Canvas(20, 6, name="sign").document(self.title, band)
            case "target":
                return Canvas(20, 6, name="sign").document(self.title, [upright(0.45, 0, 6, Pen(INK, 0.9))])
            case "question":
                return Canvas(4, 3.2, name="ic").document(self.title, [circle(2, 1.6, 1.5, ink)])
            case "critical":
                ringed = [circle(2.7, 2.7, 1.5, ink), circle(2.7, 2.7, 2.4, "none", Pen(INK, 0.45))]
                return Canvas(5.4, 5.4, name="ic big").document(self.title, ringed)
            case "customers":
                return Canvas(4.4, 4.4, name="ic big").document(self.title, [diamond(2.2, 2.2, 1.9)])
            case "role":
                return Canvas(4.4, 4.4, name="ic big").document(self.title, [ring(2.2, 2.2, 1.8)])
            case "whiskers":
                strokes = line("M.5 1.6H7.5M.5 .4v2.4M7.5 .4v2.4", Pen(INK, 0.45))
                return Canvas(8, 3.2, name="ic").document(self.title, [strokes])
            case "line":
                return Canvas(3, 3.2, name="ic").document(self.title, [upright(1.5, 0, 3.2, Pen(INK, 0.3, "1 0.8"))])


@dataclass(frozen=True)
class LevelKey(Drawing):
    """The levels' shapes beside each other."""

    scale: Scale
    words: str

    @property
    def title(self) -> str:
        """The shapes in words."""
        return self.words

    def svg(self) -> str:
        """The shapes, each kind once."""
        looks = list(dict.fromkeys(LOOKS[band.tone] for band in self.scale.bands))
        shapes = [mark(1.2 + 4.2 * index, 3, look.shape, 2.4, look.colour) for index, look in enumerate(looks)]
        return Canvas(20, 6, name="sign").document(self.title, shapes)
