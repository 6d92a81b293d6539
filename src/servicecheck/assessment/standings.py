"""Score, bounds, interval and gap of the sections and the whole (method 3.5, 3.7, 3.8)."""

from fractions import Fraction

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import GapWord, IntervalBasis, Standing
from servicecheck.assessment.targets import possible_range, target_of
from servicecheck.items import Several
from servicecheck.scoring.columns import answered, of, people, squares, total
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
    """n, sum and sum of squares of the people's scores in *node*."""
    if node.is_unit:
        row = case.sums.row
        return Sums(int(row[people(node.id)]), int(row[total(node.id)] or 0), int(row[squares(node.id)] or 0))
    return case.sums_above(node)


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
    """Whether everybody who answered an item gave the same answer; of numbers, one that is worth the same."""
    item = case.questionnaire.item(item_id)
    if not item.choices():
        return len(case.worth(item)) == 1
    counts = [count for choice in item.choices() if (count := case.counts[item_id][choice.value])]
    if isinstance(item.worth(), Several):
        return set(counts) <= {case.sums.row[answered(item_id)]}
    return len(counts) == 1


def _gap_word(score: int, target: int, interval: Interval | None, range_: int) -> GapWord:
    """Without an interval a sixteenth of the range on either side stands in for it."""
    low, high = (interval.low, interval.high) if interval else (score - range_ / BORDER, score + range_ / BORDER)
    if high < target:
        return "clear"
    return "reached" if low >= target else "unclear"


def share_of_range(score: int, lowest: int, highest: int) -> Fraction:
    """Where a score stands between the ends of its range, so that scores on different scales can be compared."""
    return Fraction(score - lowest, highest - lowest) if highest > lowest else Fraction(0)
