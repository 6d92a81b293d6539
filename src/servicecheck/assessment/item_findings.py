"""What the answers to each item say: mean, median, spread, what people do not know, and how much it matters.

Method 3.2, 3.3 and 3.14. An item's target is its section's, as the same share of the item's own range.
"""

from bisect import bisect_right
from collections.abc import Collection
from fractions import Fraction
from itertools import accumulate

from servicecheck.assessment.agreement import item_deviation
from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Field, ItemFinding
from servicecheck.assessment.targets import carried_over, possible_range, target_of
from servicecheck.items import Item
from servicecheck.questionnaire import impact_of
from servicecheck.scoring.columns import STATES, answered, of
from servicecheck.scoring.tree import Node

FEWEST_FOR_DK = 3
DK_SHARE = Fraction(1, 3)
NOTABLE = 8
"""An eighth of the range (12.5 of 100 points) is a difference worth a word: a convention."""


def item_findings(case: Case, severe: Collection[str] = ()) -> tuple[ItemFinding, ...]:
    """One finding per scored item, in the order of the questionnaire; *severe* have a severe frustration."""
    found: dict[str, ItemFinding] = {}
    for node in case.root.units:
        for item in node.items:
            found.setdefault(item.id, _finding(case, node, item, item.id in severe))
    return tuple(found[item.id] for item in case.questionnaire.scored_items)


def _finding(case: Case, node: Node, item: Item, is_severe: bool) -> ItemFinding:
    counts, home = case.counts[item.id], case.questionnaire.home(item.id)
    given = {value: count for value, count in counts.items() if value not in STATES}
    answers = int(case.sums.row[answered(item.id)])
    is_told = not 0 < answers + sum(counts[reply] for reply in STATES) < case.smallest_group
    # Too few were asked for what they did not know to be anybody's business.
    replied = {reply: counts[reply] if is_told else 0 for reply in STATES}
    relevant = case.figures.flag(of("relevant", item.id)) or not is_told
    mean = case.figures.integer(of("item", item.id))
    hidden = case.hidden.get(item.id)
    median = None if hidden else _median(case, item)
    target = carried_over(target_of(case, node), possible_range(case, node), (item.lowest, item.highest))
    impact = 3 if is_severe else impact_of(item, home)
    return ItemFinding(
        id=item.id,
        section=home.id,
        mean=mean,
        median=median,
        counts={} if hidden else given,
        answered=answers,
        **replied,
        lowest=item.lowest,
        highest=item.highest,
        is_critical=item.critical,
        is_relevant=relevant,
        hidden=hidden,
        is_dk_finding=relevant and _is_unknown(replied["dk"], answers + replied["dk"]),
        na_disagreement=0 < 2 * replied["na"] < answers + replied["dk"] + replied["na"],
        mean_median_differ=_differ(item, case.answered_mean(item), median),
        average_deviation=None if hidden else item_deviation(item, given),
        nearest=None if mean is None else nearest_choice(item, mean),
        target=target,
        gap=max(0, target - mean) if mean is not None and relevant else 0,
        impact=impact,
        field=_field(mean, target, impact) if relevant else None,
    )


def _is_unknown(dk: int, replied: int) -> bool:
    """Whether "don't know" is itself the finding: a third of those who could say, from three of them."""
    return replied >= FEWEST_FOR_DK and Fraction(dk, replied) >= DK_SHARE


def _median(case: Case, item: Item) -> int | None:
    """The middle answer's points; between two middle ones, half-way."""
    worth = sorted(case.worth(item).items())
    up_to = list(accumulate(people for _, people in worth))
    if not up_to:
        return None
    middle = ((up_to[-1] - 1) // 2, up_to[-1] // 2)
    lower, upper = (worth[bisect_right(up_to, place)][0] for place in middle)
    return (lower + upper) // 2


def _differ(item: Item, mean: int | None, median: int | None) -> bool:
    return mean is not None and median is not None and NOTABLE * abs(mean - median) >= item.highest - item.lowest


def nearest_choice(item: Item, mean: int) -> str | None:
    """The value of the choice nearest to *mean*; halfway, the lower one; None where nothing is picked."""
    worth = [
        (abs(choice.points - mean), choice.points, choice.value)
        for choice in item.choices()
        if choice.points is not None
    ]
    return min(worth)[2] if worth else None


def _field(mean: int | None, target: int, impact: int) -> Field | None:
    """One of four fields; the cross-hairs are at the target and at impact 2, which counts as high."""
    if mean is None:
        return None
    if impact >= 2:
        return "keep" if mean >= target else "fix-first"
    return "less" if mean >= target else "later"
