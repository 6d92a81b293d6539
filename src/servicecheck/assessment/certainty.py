"""How sure the level is: by resampling the people, by the interval, or by the distance to a limit (method 3.8).

From five people with every section rated on, up to 2 000, the share of the resamples that give the level decides the
word; above that the interval does. Fewer are too few for "clearly" or "probably": there the only word is "border",
where a limit lies within the interval or, for one person, within a sixteenth of the range; else there is none.
A limit that a gate keeps from mattering is no border.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import polars as pl
import polars.selectors as cs

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Certainty, CertaintyWord, Standing
from servicecheck.assessment.standings import BORDER
from servicecheck.scoring import grouped
from servicecheck.statistics import resamples, seed_from

FEWEST, MOST = 5, 2_000
"""Between so many people the level probability decides the word."""

DRAWS = 2_000
CLEARLY, PROBABLY = 0.9, 0.7
ROWS_AT_ONCE = 500_000
"""So many resampled rows are scored in one call, which keeps memory flat for large groups."""


def certainty_of(case: Case, standing: Standing) -> Certainty:
    """The word for how sure the level of the whole is."""
    if standing.score is None or standing.level is None:
        return Certainty(None, None, None)
    if FEWEST <= standing.people <= MOST:
        return _by_resampling(case, standing.level)
    near = [(abs(limit - standing.score), other) for limit, other in _levels_across(case, standing)]
    if near:
        return Certainty("border", None, min(near)[1])
    return Certainty("clearly" if standing.people > MOST else None, None, None)


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


def _by_resampling(case: Case, level: str) -> Certainty:
    found = resampled_levels(case)
    share = found[level] / DRAWS
    word: CertaintyWord = "clearly" if share >= CLEARLY else "probably" if share >= PROBABLY else "border"
    others = [other.id for other in case.questionnaire.levels if other.id != level and found[other.id]]
    return Certainty(
        word, share, max(others, key=lambda other: found[other], default=None) if word == "border" else None
    )


def resampled_levels(case: Case, draws: int = DRAWS) -> Counter[str | None]:
    """How often each final level, gates included, comes out of *draws* resamples of the people."""
    figures = case.rows.select(cs.integer() | cs.boolean())
    # An order that depends on nothing but what people answered: not on theirs, and not on any name.
    ordered = figures.sort(figures.columns)
    found: Counter[str | None] = Counter()
    drawn = resamples(ordered.height, draws, seed_from(ordered.rows()))
    numbered = ordered.with_row_index("position").lazy()
    while batch := list(islice(drawn, max(1, ROWS_AT_ONCE // ordered.height))):
        found.update(_levels(case, numbered, batch))
    return found


def _levels(case: Case, numbered: pl.LazyFrame, drawn: Sequence[Sequence[int]]) -> list[str | None]:
    """The final level of each of the *drawn* groups of people."""
    positions = pl.LazyFrame({"draw": range(len(drawn)), "position": drawn}).explode("position")
    rows = positions.with_columns(pl.col("position").cast(pl.UInt32)).join(numbered, on="position")
    standings = case.too_few.removed(grouped(case.questionnaire, rows, by=["draw"]))
    return case.conclusion(standings).select("level").collect()["level"].to_list()
