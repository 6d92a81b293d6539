"""Score, bounds, interval, target and gap of the sections and the whole (method 3.5, 3.7, 3.8)."""

from collections.abc import Sequence
from fractions import Fraction

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import GapWord, IntervalBasis, Standing
from servicecheck.quantities import round_half_up, units
from servicecheck.questionnaire import DEFAULT_TARGET, Section
from servicecheck.scoring.columns import ROOT, of, people, squares, total
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Interval, Sums, mean_interval, rounding_deviation

BORDER = 16
"""One person: a limit nearer than a sixteenth of the range (6.25 of 100 points) is on the border."""

DEFAULT_TARGET_SHARE = Fraction(DEFAULT_TARGET) / 100


def standing_of(case: Case, node: Node) -> Standing:
    """Where *node* stands."""
    figures, score = case.figures, case.figures.integer(of("score", node.id))
    lowest, highest = possible_range(case, node)
    interval, basis = (None, None) if score is None else _interval(case, node, score, Interval(lowest, highest))
    target = target_of(case, node)
    return Standing(
        score=score,
        low=figures.integer(of("score", node.id, "low")),
        high=figures.integer(of("score", node.id, "high")),
        lowest=lowest,
        highest=highest,
        level=figures.text(of("level", node.id)),
        people=sums_of(case, node).n,
        interval=interval,
        interval_basis=basis,
        target=target,
        gap=0 if score is None else max(0, target - score),
        gap_word=None if score is None else _gap_word(score, target, interval, highest - lowest),
        is_partial=figures.flag(of("partial", node.id)),
    )


def possible_range(case: Case, node: Node) -> tuple[int, int]:
    """The lowest and highest score *node* could have; where nothing applies, that of its items."""
    lowest, highest = case.figures.integer(of("lowest", node.id)), case.figures.integer(of("highest", node.id))
    if lowest is None or highest is None:
        items = case.items_of(node)
        return min(item.lowest for item in items), max(item.highest for item in items)
    return lowest, highest


def sums_of(case: Case, node: Node) -> Sums:
    """n, sum and sum of squares of the people's scores in *node*; for the whole, of those with every section rated."""
    if node.is_unit:
        row = case.standing.row(0, named=True)
        return Sums(int(row[people(node.id)]), int(row[total(node.id)]), int(row[squares(node.id)]))
    rows = case.scored_rows
    complete = rows.filter(~rows[of("partial", node.id)].fill_null(False))[of("score", node.id)].drop_nulls()
    return Sums.of(complete.to_list())


def _interval(case: Case, node: Node, score: int, limits: Interval) -> tuple[Interval | None, IntervalBasis | None]:
    sums = sums_of(case, node)
    if sums.n < 2:
        return None, None
    answered = [counts for item in case.items_of(node) if (counts := _given(case, item.id))]
    rounding = rounding_deviation(limits, max(1, len(answered)))
    interval = mean_interval(sums, limits, rounding, centre=score)
    if sums.deviations:
        return interval, "people"
    return interval, "all-alike" if all(len(counts) == 1 for counts in answered) else "same-score"


def _given(case: Case, item_id: str) -> list[str]:
    """The answers worth points that somebody gave."""
    replies = case.counts[item_id].items()
    return [value for value, count in replies if count and value not in ("na", "dk", "blank")]


def _gap_word(score: int, target: int, interval: Interval | None, range_: int) -> GapWord:
    low, high = (interval.low, interval.high) if interval else (score - range_ / BORDER, score + range_ / BORDER)
    if high < target:
        return "clear"
    return "reached" if low >= target else "unclear"


def target_of(case: Case, node: Node) -> int:
    """The score to reach: agreed in the round, else the questionnaire's, else three quarters of the range.

    A section above others, and the whole, aim at what their parts' targets come to.
    """
    agreed = {target.section: target.points for target in case.round.targets}
    if node.id in agreed:
        return agreed[node.id]
    section = None if node.id == ROOT else case.questionnaire.section(node.id)
    if section is not None and section.target is not None:
        return units(section.target)
    if node.parts:
        return _together(node, [target_of(case, part) for part in node.parts])
    lowest, highest = possible_range(case, node)
    return lowest + round_half_up((highest - lowest) * DEFAULT_TARGET_SHARE.numerator, DEFAULT_TARGET_SHARE.denominator)


def _together(node: Node, targets: Sequence[int]) -> int:
    weights = [part.weight for part in node.parts]
    match node.aggregate:
        case "min":
            return min(targets)
        case "sum" | "ladder":
            return sum(targets)
        case "mean" | "pooled":
            weighted = sum(target * weight for target, weight in zip(targets, weights, strict=True))
            return round_half_up(weighted, sum(weights))


def item_target(section_target: int, section_range: tuple[int, int], item_range: tuple[int, int]) -> int:
    """A section's target carried over to one of its items: the same share of the item's own range."""
    (section_low, section_high), (low, high) = section_range, item_range
    width = section_high - section_low
    return low + round_half_up((section_target - section_low) * (high - low), width) if width > 0 else low


def weight_share(section: Section, sisters: Sequence[Section]) -> Fraction:
    """*section*'s part of the weight among the sections that are put together with it."""
    whole = sum(units(sister.weight) for sister in sisters)
    return Fraction(units(section.weight), whole) if whole else Fraction(0)
