"""How everybody answered one question: one bar, each answer as wide as its count, and what did not rate set apart."""

from dataclasses import dataclass

from servicecheck.report.charts.palette import EDGE, FILLS, INK, LOOKS, PAPER, SOFT, TEXT_ON
from servicecheck.report.charts.scale import WIDTH
from servicecheck.report.charts.svg import Canvas, Drawing, Pen, Type, label, line, mark, number, rect

HEIGHT = 4.4
GAP = 0.35
APART = 0.9
HANGS = 5.0
NAME = Type(2.45, SOFT)


@dataclass(frozen=True)
class Answer:
    """One possible answer: its short name, how many gave it, and where it lies from lowest (0) to highest (1)."""

    name: str
    count: int
    place: float | None

    @property
    def fill(self) -> str:
        """The colour of an answer that rates."""
        return FILLS[round((self.place or 0.0) * (len(FILLS) - 1))]


@dataclass(frozen=True)
class AnswerBar(Drawing):
    """The answers to one question, lowest first; what rates nothing (don't know, not relevant) follows after a gap."""

    words: str
    answers: tuple[Answer, ...]

    @property
    def title(self) -> str:
        """The counts in words."""
        return self.words

    def svg(self) -> str:
        """The bar and, below it, the answers' names."""
        given = [answer for answer in self.answers if answer.count]
        unit = (WIDTH - self._gaps(given)) / max(sum(answer.count for answer in given), 1)
        parts: list[str] = []
        left, taken = 0.0, -1.0
        for before, answer in zip([None, *given], given, strict=False):
            if before is not None:
                left += APART if answer.place is None and before.place is not None else GAP
            width = answer.count * unit
            parts += _segment(left, width, answer)
            name, taken = _name(left, width, answer, taken)
            parts += name
            left += width
        return Canvas(WIDTH, 8.4, name="bar").document(self.title, parts)

    @staticmethod
    def _gaps(given: list[Answer]) -> float:
        both = {answer.place is None for answer in given} == {True, False}
        return GAP * max(len(given) - 1, 0) + (APART - GAP if both else 0)


def _segment(left: float, width: float, answer: Answer) -> list[str]:
    face = Type(2.6, INK, bold=True)
    if answer.place is None:
        box = rect(left + 0.15, 0.15, max(width - 0.3, 0.1), HEIGHT - 0.3, PAPER, Pen(EDGE, 0.3, "0.9 0.7"))
        return [box, *_count(left + width / 2, width, answer, face)]
    parts = [rect(left, 0, width, HEIGHT, answer.fill)]
    if answer.fill == FILLS[0]:
        parts.append(_hatching(left, width))
        half = face.width(str(answer.count)) / 2 + 0.9
        if 2 * half < width:
            parts.append(rect(left + width / 2 - half, 0.6, 2 * half, 3.2, answer.fill))
    on_fill = Type(2.6, TEXT_ON[answer.fill][0], bold=True)
    return parts + _count(left + width / 2, width, answer, on_fill)


def _count(middle: float, width: float, answer: Answer, face: Type) -> list[str]:
    text = str(answer.count)
    return [label(middle, 3.1, text, face)] if face.width(text) + 0.6 < width else []


def _hatching(left: float, width: float) -> str:
    """Slanted strokes every two millimetres, cut off at the segment's ends."""
    strokes = []
    at = 0.9
    while at < width + HEIGHT:
        start, end = max(at - HEIGHT, 0.0), min(at, width)
        strokes.append(f"M{number(left + start)} {number(at - start)}L{number(left + end)} {number(at - end)}")
        at += 2
    return line("".join(strokes), Pen("#E3B6A0", 0.2))


def _name(left: float, width: float, answer: Answer, taken: float) -> tuple[list[str], float]:
    """The answer's name under its segment, unless it would touch the name before it."""
    shape = {0.0: LOOKS["low"], 0.5: LOOKS["middle"], 1.0: LOOKS["high"]}.get(
        -1.0 if answer.place is None else answer.place
    )
    size = NAME.width(answer.name) + (2.4 if shape else 0)
    # What rates nothing stands last; its name may hang over into the gap before the figures.
    edge = WIDTH + (HANGS if answer.place is None else 0)
    begin = min(max(left + width / 2 - size / 2, taken + 0.8 if answer.place is None else 0, 0), edge - size)
    if begin < taken + 0.8 or size > max(width + 6, 12):
        return [], taken
    text = label(begin + (2.4 if shape else 0), 7.6, answer.name, Type(2.45, SOFT, anchor="start"))
    drawn = [mark(begin + 0.75, 6.78, shape.shape, 1.5, shape.colour)] if shape else []
    return [*drawn, text], begin + size
