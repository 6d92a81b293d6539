"""How sure the level is: by resampling the people, by the interval, or by the distance to a limit (method 3.8)."""

from collections import Counter
from collections.abc import Sequence

import polars as pl

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Certainty, CertaintyWord, Standing
from servicecheck.assessment.standings import BORDER
from servicecheck.quantities import units
from servicecheck.scoring import conclude, grouped
from servicecheck.statistics import Interval, in_fixed_order, resamples, seed_from

FEWEST, MOST = 5, 2_000
"""Between so many people the level probability decides the word."""

DRAWS = 2_000
CLEARLY, PROBABLY = 0.9, 0.7
ROWS_AT_ONCE = 2_000_000
"""So many resampled rows are scored in one call, which keeps memory flat for large groups."""


def certainty_of(case: Case, standing: Standing) -> Certainty:
    """The word for how sure the level of the whole is."""
    if standing.score is None or standing.level is None:
        return Certainty(None, None, None)
    if FEWEST <= len(case.responses) <= MOST:
        return _by_resampling(case, standing.level)
    interval = standing.interval or _around(standing)
    border = [limit for limit in limits_of(case, standing) if interval.straddles(limit)]
    if not border:
        return Certainty("clearly" if len(case.responses) > MOST else None, None, None)
    nearest = min(border, key=lambda limit: abs(limit - (standing.score or 0)))
    return Certainty("border", None, _level_across(case, standing, nearest))


def limits_of(case: Case, standing: Standing) -> list[int]:
    """The limits between the levels, in ten-thousandths, for a score with the range of *standing*."""
    range_ = standing.highest - standing.lowest
    starts = [level.start for level in case.questionnaire.levels[1:]]
    return [standing.lowest + range_ * units(s.value) // 1_000_000 if s.of_range else units(s.value) for s in starts]


def _around(standing: Standing) -> Interval:
    """One person: a limit on either side within a sixteenth of the range counts as the border."""
    score, reach = standing.score or 0, (standing.highest - standing.lowest) / BORDER
    # A distance of exactly a sixteenth is clear, on both sides.
    return Interval(score - reach, score + reach - 1)


def _level_across(case: Case, standing: Standing, limit: int) -> str | None:
    levels = [level.id for level in case.questionnaire.levels]
    above = limits_of(case, standing).index(limit) + 1
    across = levels[above - 1] if (standing.score or 0) >= limit else levels[above]
    return across if across != standing.level else None


def _by_resampling(case: Case, level: str) -> Certainty:
    found = resampled_levels(case)
    share = found[level] / DRAWS
    others = [(count, other) for other, count in found.items() if other != level and other is not None]
    word: CertaintyWord = "clearly" if share >= CLEARLY else "probably" if share >= PROBABLY else "border"
    return Certainty(word, share, max(others)[1] if others and word == "border" else None)


def resampled_levels(case: Case, draws: int = DRAWS) -> Counter[str | None]:
    """How often each final level, gates included, comes out of *draws* resamples of the people."""
    items = [item.id for item in case.questionnaire.items]
    order = {answers: number for number, answers in enumerate(in_fixed_order(case.rows.select(items).rows()))}
    # The rows in an order that depends on the answers only; people who answered alike are interchangeable.
    positions = sorted(range(case.rows.height), key=lambda row: order[case.rows.select(items).row(row)])
    ordered = case.rows[positions].with_row_index("position").lazy()
    seed = seed_from(in_fixed_order(case.rows.select(items).rows()))
    found: Counter[str | None] = Counter()
    for batch in _batches(list(resamples(case.rows.height, draws, seed)), case.rows.height):
        found.update(_levels(case, ordered, batch))
    return found


def _batches(drawn: Sequence[Sequence[int]], people: int) -> list[Sequence[Sequence[int]]]:
    size = max(1, ROWS_AT_ONCE // people)
    return [drawn[start : start + size] for start in range(0, len(drawn), size)]


def _levels(case: Case, ordered: pl.LazyFrame, drawn: Sequence[Sequence[int]]) -> list[str | None]:
    positions = pl.LazyFrame({"draw": range(len(drawn)), "position": drawn}).explode("position")
    rows = positions.with_columns(pl.col("position").cast(pl.UInt32)).join(ordered, on="position")
    standings = case.without_small_groups(grouped(case.questionnaire, rows, by=["draw"]))
    return conclude(case.questionnaire, standings, case.basics).select("level").collect()["level"].to_list()
