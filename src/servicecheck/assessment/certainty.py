"""How sure the level is: by resampling the people, by the interval, or by the distance to a limit (method 3.8).

From five people with every section rated on, up to 2 000, the share of the resamples that give the level decides the
word; above that, and where a batch left the resamples out, the interval does. Fewer are too few for "clearly" or
"probably": there the only word is "border", where a limit lies within the interval or, for one person, within a
sixteenth of the range; else there is none.
A limit that a gate keeps from mattering is no border.
"""

from collections.abc import Iterator, Mapping

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Certainty, CertaintyWord, Standing
from servicecheck.assessment.resampling import DRAWS
from servicecheck.assessment.standings import BORDER

FEWEST, MOST = 5, 2_000
"""Between so many people the level probability decides the word."""

CLEARLY, PROBABLY = 0.9, 0.7


def certainty_of(case: Case, standing: Standing) -> Certainty:
    """The word for how sure the level of the whole is."""
    if standing.score is None or standing.level is None:
        return Certainty(None, None, None)
    drawn = case.levels_drawn() if FEWEST <= standing.people <= MOST else None
    if drawn:
        return _by_resampling(case, standing.level, drawn)
    near = [(abs(limit - standing.score), other) for limit, other in _levels_across(case, standing)]
    if near:
        return Certainty("border", None, min(near)[1])
    return Certainty("clearly" if standing.people >= FEWEST else None, None, None)


def _levels_across(case: Case, standing: Standing) -> Iterator[tuple[int, str]]:
    """Each limit that could as well lie on the other side of the score, with the level that is there."""
    score = standing.score or 0
    levels = [level.id for level in case.questionnaire.levels]
    # Gates that hold the level down keep it there on either side of a higher limit.
    held_at = levels.index(standing.level or "") if standing.level != case.figures.text("raw_level") else len(levels)
    for number, level in enumerate(case.questionnaire.levels):
        limit = level.start.on(standing.lowest, standing.highest)
        if 1 <= number <= held_at and _is_near(standing, limit):
            yield limit, levels[number - 1] if score >= limit else levels[number]


def _is_near(standing: Standing, limit: int) -> bool:
    if standing.interval is not None:
        return standing.interval.straddles(limit)
    return BORDER * abs(limit - (standing.score or 0)) < standing.highest - standing.lowest


def _by_resampling(case: Case, level: str, drawn: Mapping[str | None, int]) -> Certainty:
    share = drawn.get(level, 0) / DRAWS
    word: CertaintyWord = "clearly" if share >= CLEARLY else "probably" if share >= PROBABLY else "border"
    others = [other.id for other in case.questionnaire.levels if other.id != level and drawn.get(other.id)]
    return Certainty(
        word, share, max(others, key=lambda other: drawn[other], default=None) if word == "border" else None
    )
