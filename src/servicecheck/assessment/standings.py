"""Score, bounds, interval and gap of the sections and the whole (method 3.5, 3.7, 3.8)."""

from fractions import Fraction
from functools import reduce

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import GapWord, IntervalBasis, Standing
from servicecheck.assessment.targets import possible_range, target_of
from servicecheck.scoring.alike import units_of
from servicecheck.scoring.columns import RESPONDENT, answered, of, people, squares, total
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Interval, Sums, mean_interval, rounding_deviation

BORDER = 16
"""One person: a limit nearer than a sixteenth of the range (6.25 of 100 points) is on the border."""


def standing_of(case: Case, node: Node) -> Standing:
    """Where *node* stands."""
    figures, score = case.figures, case.figures.integer(of("score", node.id))
    lowest, highest = possible_range(case, node)
    sums = sums_of(case, node)
    interval, basis = (None, None) if score is None else _interval(case, node, sums, score)
    target = target_of(case, node)
    return Standing(
        score=score,
        low=figures.integer(of("score", node.id, "low")),
        high=figures.integer(of("score", node.id, "high")),
        lowest=lowest,
        highest=highest,
        level=figures.text(of("level", node.id)),
        people=sums.n,
        interval=interval,
        interval_basis=basis,
        target=target,
        gap=0 if score is None else max(0, target - score),
        gap_word=None if score is None else _gap_word(score, target, interval, highest - lowest),
        is_partial=figures.flag(of("partial", node.id)),
        deviations=sums.deviations if _may_be_spread(case, sums) else None,
    )


def sums_of(case: Case, node: Node) -> Sums:
    """n, sum and sum of squares of the people's scores in *node*.

    Above the sections with items, of those people who have a score in every section below that is rated for the group.
    """
    if node.is_unit:
        row = case.sums.row
        return Sums(int(row[people(node.id)]), int(row[total(node.id)] or 0), int(row[squares(node.id)] or 0))
    return Sums.of(scores_by_person(case, node).values())


def scores_by_person(case: Case, node: Node) -> dict[str, int]:
    """Everybody's score in *node* by code, of those people who count in every section below that is rated."""
    rated = [of("rated", unit.id) for unit in units_of(node) if case.figures.flag(of("rated", unit.id))]
    complete = reduce(lambda left, name: left.filter(left[name]), rated, case.rows_alike)
    scores = zip(complete[RESPONDENT].to_list(), complete[of("score", node.id)].to_list(), strict=True)
    return {code: score for code, score in scores if score is not None}


def _interval(case: Case, node: Node, sums: Sums, score: int) -> tuple[Interval | None, IntervalBasis | None]:
    """None below two people, and below k: the width of an interval tells how those it rests on differ."""
    if not _may_be_spread(case, sums):
        return None, None
    rated = [item.id for item in node.all_items if case.sums.row[answered(item.id)]]
    limits = Interval(*possible_range(case, node))
    interval = mean_interval(sums, limits, rounding_deviation(limits, max(1, len(rated))), centre=score)
    if sums.deviations:
        return interval, "people"
    return interval, "all-alike" if all(_are_alike(case, item) for item in rated) else "same-score"


def _may_be_spread(case: Case, sums: Sums) -> bool:
    return sums.n >= max(2, case.smallest_group)


def _are_alike(case: Case, item_id: str) -> bool:
    """Whether everybody who answered an item gave the same answer."""
    given = case.rows[item_id].drop_nulls()
    return given.filter(~given.is_in(["na", "dk"])).n_unique() == 1


def _gap_word(score: int, target: int, interval: Interval | None, range_: int) -> GapWord:
    """Without an interval a sixteenth of the range on either side stands in for it."""
    low, high = (interval.low, interval.high) if interval else (score - range_ / BORDER, score + range_ / BORDER)
    if high < target:
        return "clear"
    return "reached" if low >= target else "unclear"


def share_of_range(score: int, lowest: int, highest: int) -> Fraction:
    """Where a score stands between the ends of its range, so that scores on different scales can be compared."""
    return Fraction(score - lowest, highest - lowest) if highest > lowest else Fraction(0)
