"""Where a score lies between the levels: a line with its limits, the interval and the target. Figures only; the page
draws them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.assessment.findings import Standing
from servicecheck.telling import Telling
from servicecheck.web.level_look import LevelLook, level_look

WIDTH = 1000.0
_LETTER = 9.6
"""How wide a letter of a label is, at most, on this line."""
_APART = 14.0
_MARK = 22.0
"""How wide a level's mark is, with the gap after it."""


@dataclass(frozen=True)
class Stretch:
    """One level's part of the line."""

    level: str
    name: str
    look: LevelLook
    left: float
    right: float

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return (self.left + self.right) / 2

    @property
    def mark_x(self) -> float:
        """Where its mark stands: before its name, or alone."""
        return self.middle - (len(self.name) * _LETTER / 2 + _MARK if self.has_room else _MARK / 2)

    @property
    def has_room(self) -> bool:
        """Whether its name fits below it; else its mark stands alone."""
        return len(self.name) * _LETTER + 2 * _APART <= self.right - self.left


@dataclass(frozen=True)
class Figure:
    """Something on the line, with the text above it."""

    x: float
    text: str
    is_raised: bool = False
    """Whether the text stands a line higher, since another stands beside it."""

    @property
    def text_x(self) -> float:
        """The middle of the text, so that it does not leave the line."""
        half = len(self.text) * _LETTER / 2
        return min(max(self.x, half), WIDTH - half)


@dataclass(frozen=True)
class LevelBar:
    """A standing on the line of its levels."""

    stretches: tuple[Stretch, ...]
    score: Figure | None
    interval: tuple[float, float] | None
    target: Figure | None
    look: LevelLook
    """Of the level it is in the end: a requirement can hold it below where the score lies."""
    alt: str
    """The same in words."""


def level_bar(telling: Telling, standing: Standing) -> LevelBar:
    """The line of the whole questionnaire with one standing on it."""
    words, ends = telling.words, telling.ends(standing)
    score = None if standing.score is None else Figure(_x(telling, standing.score), telling.score(standing.score))
    target = Figure(_x(telling, standing.target), words("label_target_mark", target=telling.score(standing.target)))
    found = standing.interval
    return LevelBar(
        stretches=tuple(_stretches(telling)),
        score=score,
        interval=(_x(telling, found.low), _x(telling, found.high)) if found else None,
        target=_beside(target, score),
        look=level_look(telling.questionnaire, standing.level),
        alt=_in_words(telling, standing, ends),
    )


def _x(telling: Telling, value: float) -> float:
    low, high = telling.bounds
    share = (value - low) / (high - low) if high > low else 0.0
    return round(WIDTH * min(max(share, 0.0), 1.0), 1)


def _stretches(telling: Telling) -> list[Stretch]:
    levels = telling.questionnaire.levels
    starts: Sequence[float] = [0.0, *(_x(telling, limit) for limit in telling.limits)]
    ends = [*starts[1:], WIDTH]
    return [
        Stretch(level.id, telling.level_name(level.id), level_look(telling.questionnaire, level.id), start, end)
        for level, start, end in zip(levels, starts, ends, strict=False)
    ]


def _beside(target: Figure, score: Figure | None) -> Figure:
    """The target, its text a line higher where it would stand on the score's."""
    if score is None:
        return target
    needed = (len(target.text) + len(score.text)) * _LETTER / 2 + _APART
    return Figure(target.x, target.text, abs(target.text_x - score.text_x) < needed)


def _in_words(telling: Telling, standing: Standing, ends: tuple[str, str] | None) -> str:
    words = telling.words
    score = (
        f"{words('score')}: {telling.of_highest(standing)}" if standing.score is not None else words("level_not_rated")
    )
    said = [score, f"{words('label_interval')}: {ends[0]}–{ends[1]}"] if ends else [score]
    return ". ".join([*said, words("label_target_mark", target=telling.score(standing.target))]) + "."
