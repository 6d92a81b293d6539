"""Score, bounds, interval and gap of the sections and the whole (method 3.5, 3.7, 3.8)."""

from fractions import Fraction

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import GapWord, IntervalBasis, Standing
from servicecheck.assessment.targets import possible_range, target_of
from servicecheck.items import Item, Several
from servicecheck.scoring.columns import answered, of
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Interval, Spread, interval_about, rounding_deviation

BORDER = 16
"""One person: a limit nearer than a sixteenth of the range (6.25 of 100 points) is on the border."""


def standing_of(case: Case, node: Node) -> Standing:
    """Where *node* stands."""
    figures, score = case.figures, case.figures.integer(of("score", node.id))
    lowest, highest = possible_range(case, node)
    spread = case.spread(node)
    interval, basis = (None, None) if score is None else _interval(case, node, spread, score)
    target = target_of(case, node)
    return Standing(
        score=score,
        low=figures.integer(of("score", node.id, "low")),
        high=figures.integer(of("score", node.id, "high")),
        lowest=lowest,
        highest=highest,
        level=figures.text(of("level", node.id)),
        people=spread.n,
        interval=interval,
        interval_basis=basis,
        target=target,
        gap=0 if score is None else max(0, target - score),
        gap_word=None if score is None else _gap_word(score, target, interval, highest - lowest),
        is_partial=figures.flag(of("partial", node.id)),
        deviations=spread.deviations if _may_be_told(case, spread) else None,
    )


def _interval(case: Case, node: Node, spread: Spread, score: int) -> tuple[Interval | None, IntervalBasis | None]:
    """None below two people, and below k: the width of an interval tells how those it rests on differ."""
    if not _may_be_told(case, spread):
        return None, None
    rated = [item for item in node.all_items if case.sums.row[answered(item.id)]]
    limits = Interval(*possible_range(case, node))
    interval = interval_about(score, spread, limits, rounding_deviation(limits, max(1, len(rated))))
    if spread.deviations:
        return interval, "people"
    return interval, "all-alike" if all(_are_alike(case, item) for item in rated) else "same-score"


def _may_be_told(case: Case, spread: Spread) -> bool:
    return spread.n >= max(2, case.smallest_group)


def _are_alike(case: Case, item: Item) -> bool:
    """Whether it may be told that all who answered an item gave the same answer; of numbers, one worth the same."""
    if item.id in case.too_few.items:
        return False
    if not item.choices():
        return len(case.worth(item)) == 1
    counts = [count for choice in item.choices() if (count := case.counts[item.id][choice.value])]
    if isinstance(item.worth(), Several):
        return set(counts) <= {case.sums.row[answered(item.id)]}
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
