"""The few strokes every drawing is made of: plain functions from numbers to SVG markup, in millimetres.

Whatever text goes in comes out escaped; nothing else in this package writes markup by hand.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from servicecheck.report.printable import printable

FONT = "Schibsted Grotesk"

Anchor = Literal["start", "middle", "end"]
Shape = Literal["down", "square", "up"]


class Drawing(ABC):
    """A drawing made from a few frozen figures; it can be drawn, and published as the figures it was made from."""

    @property
    @abstractmethod
    def title(self) -> str:
        """What the drawing says, in words: its alternative text."""

    @abstractmethod
    def svg(self) -> str:
        """The drawing as one `<svg>` element."""


@dataclass(frozen=True)
class Canvas:
    """The size of a drawing in millimetres, and how far its own zero lies from the left edge."""

    width: float
    height: float
    left: float = 0
    name: str = "ruler"

    def document(self, title: str, parts: Iterable[str]) -> str:
        """The whole `<svg>` element, with *title* as alternative text."""
        box = f"{number(-self.left)} 0 {number(self.width)} {number(self.height)}"
        return (
            f'<svg class="{self.name}" xmlns="http://www.w3.org/2000/svg" width="{number(self.width)}mm" '
            f'height="{number(self.height)}mm" viewBox="{box}"><title>{escape(printable(title))}</title>'
            f"{''.join(parts)}</svg>"
        )


@dataclass(frozen=True)
class Pen:
    """How an outline is drawn."""

    colour: str
    width: float
    dash: str = ""

    def attributes(self) -> str:
        """The stroke's attributes, with a leading space."""
        dash = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return f' stroke="{self.colour}" stroke-width="{number(self.width)}"{dash}'


@dataclass(frozen=True)
class Type:
    """How a label is set: size in millimetres, colour, weight and where it is anchored."""

    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "middle"

    def width(self, text: str) -> float:
        """About how wide *text* is: enough to see whether it fits."""
        return len(text) * self.size * (0.55 if self.bold else 0.51)


def number(value: float) -> str:
    """A coordinate with at most two decimals and nothing superfluous."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def rect(x: float, y: float, width: float, height: float, fill: str, pen: Pen | None = None) -> str:
    """A filled rectangle."""
    stroke = pen.attributes() if pen else ""
    box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect {box} fill="{fill}"{stroke}/>'


def pill(x: float, y: float, width: float, height: float, fill: str, pen: Pen) -> str:
    """A rectangle with round ends, around the point *x*, *y*."""
    return (
        f'<rect x="{number(x - width / 2)}" y="{number(y - height / 2)}" width="{number(width)}" '
        f'height="{number(height)}" rx="{number(height / 2)}" fill="{fill}"{pen.attributes()}/>'
    )


def line(points: str, pen: Pen) -> str:
    """An open path such as `M0 0V9`."""
    return f'<path d="{points}" fill="none"{pen.attributes()}/>'


def upright(x: float, top: float, bottom: float, pen: Pen) -> str:
    """A vertical line."""
    return line(f"M{number(x)} {number(top)}V{number(bottom)}", pen)


def circle(x: float, y: float, radius: float, fill: str, pen: Pen | None = None) -> str:
    """A dot, or a ring when *fill* is `none`."""
    stroke = pen.attributes() if pen else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{stroke}/>'


def polygon(corners: Iterable[tuple[float, float]], fill: str, pen: Pen) -> str:
    """A closed shape."""
    points = " ".join(f"{number(x)},{number(y)}" for x, y in corners)
    return f'<polygon points="{points}" fill="{fill}"{pen.attributes()}/>'


def label(x: float, y: float, text: str, face: Type) -> str:
    """A line of text on the baseline *y*."""
    weight = 600 if face.bold else 400
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(face.size)}" text-anchor="{face.anchor}" '
        f'fill="{face.colour}" font-weight="{weight}" font-family="{FONT}">{escape(printable(text))}</text>'
    )


def mark(x: float, y: float, shape: Shape, size: float, colour: str) -> str:
    """A level's own shape around *x*, *y*, so that no level is told by colour alone."""
    half = size / 2
    if shape == "square":
        return rect(x - half * 0.85, y - half * 0.85, size * 0.85, size * 0.85, colour)
    tip = half * 0.85 if shape == "down" else -half * 0.85
    corners = f"M{number(x - half)} {number(y - tip)}H{number(x + half)}L{number(x)} {number(y + tip)}z"
    return f'<path d="{corners}" fill="{colour}"/>'
