"""Scores and limits as a screen prints them, on whatever scale the questionnaire has."""

from dataclasses import dataclass
from fractions import Fraction

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import Standing
from servicecheck.language import POINT, Words
from servicecheck.quantities import Limit

_SHORT_SCALE = 50
_SHORTEST_SCALE = 10


@dataclass(frozen=True)
class PrintedScores:
    """How the scores of one assessment are printed in one language."""

    assessment: Assessment
    words: Words

    @property
    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest possible score of the whole."""
        overall = self.assessment.overall
        return (overall.standing.lowest, overall.standing.highest) if overall else (0, 100 * POINT)

    @property
    def limits(self) -> tuple[int, ...]:
        """Where each level but the lowest begins."""
        return tuple(self._units(level.start) for level in self.assessment.questionnaire.levels[1:])

    def score(self, value: int, near: tuple[int, ...] = ()) -> str:
        """A score in whole points, with decimals where the scale is short or a limit is near."""
        reach = (self.bounds[1] - self.bounds[0]) / POINT
        if reach >= _SHORT_SCALE:
            return self.words.score(value, (*self.limits, *near))
        return self.words.number(Fraction(value, POINT), 1 if reach > _SHORTEST_SCALE else 2)

    def exact(self, value: int) -> str:
        """A limit or an end of the scale, with the decimals it needs and no more."""
        places = next(places for places in range(5) if (Fraction(value, POINT) * 10**places).denominator == 1)
        return self.words.number(Fraction(value, POINT), places)

    def of_highest(self, standing: Standing) -> str:
        """A score beside the highest possible one: 54 of 100."""
        shown = self.score(standing.score or 0, (standing.target,))
        return self.words("score_of", score=shown, highest=self.exact(standing.highest))

    def limits_in_words(self) -> str:
        """Bad below 25, world-class from 75: the second level lies between."""
        levels, limits = self.assessment.questionnaire.levels, self.limits
        names = [self.words.typeset(level.name or level.title) for level in levels]
        said = [self.words("level_below", level=self.words.typeset(levels[0].title), limit=self.exact(limits[0]))]
        above = (
            list(zip(names, limits, strict=False))[1:]
            if len(levels) == 2
            else list(zip(names[2:], limits[1:], strict=True))
        )
        said += [self.words("level_from", level=name, limit=self.exact(limit)) for name, limit in above]
        return ", ".join(said)

    def _units(self, limit: Limit) -> int:
        return limit.on(*self.bounds)
