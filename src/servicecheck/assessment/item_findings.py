"""What the answers to each item say: mean, median, spread, and what people do not know (method 3.2, 3.3, 3.14)."""

from collections.abc import Mapping
from fractions import Fraction

from servicecheck.assessment.agreement import item_deviation
from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Field, Hidden, ItemFinding
from servicecheck.assessment.standings import item_target, possible_range, target_of
from servicecheck.items import Item
from servicecheck.questionnaire import impact_of
from servicecheck.scoring.columns import answered, of
from servicecheck.scoring.tree import Node

FEWEST_FOR_DK = 3
DK_SHARE = Fraction(1, 3)
NOTABLE = 8
"""An eighth of the range (12.5 of 100 points) is a difference worth a word: a convention."""

SEVERE_PRODUCT, MOST_SEVERE = 9, 4


def item_findings(case: Case) -> tuple[ItemFinding, ...]:
    """One finding per scored item, in the order of the questionnaire."""
    severe = _severely_linked(case)
    found: dict[str, ItemFinding] = {}
    for node in case.root.walk():
        for item in node.items if node.is_unit else ():
            found.setdefault(item.id, _finding(case, node, item, item.id in severe))
    return tuple(found[item.id] for item in case.questionnaire.scored_items)


def _finding(case: Case, node: Node, item: Item, is_severe: bool) -> ItemFinding:
    counts = case.counts[item.id]
    given = {value: count for value, count in counts.items() if value not in ("na", "dk", "blank")}
    answers = int(case.standing[answered(item.id)].item())
    mean = case.figures.integer(of("item", item.id))
    hidden: Hidden | None = "too-few" if 0 < answers < case.smallest_group else None
    median = None if hidden else _median(item, given)
    target = item_target(target_of(case, node), possible_range(case, node), (item.lowest, item.highest))
    impact = 3 if is_severe else impact_of(item, case.questionnaire.home(item.id))
    relevant = case.figures.flag(of("relevant", item.id))
    return ItemFinding(
        id=item.id,
        section=case.questionnaire.home(item.id).id,
        mean=mean,
        median=median,
        counts={} if hidden else given,
        answered=answers,
        na=counts["na"],
        dk=counts["dk"],
        blank=counts["blank"],
        lowest=item.lowest,
        highest=item.highest,
        is_critical=item.critical,
        is_relevant=relevant,
        hidden=hidden,
        is_dk_finding=answers + counts["dk"] >= FEWEST_FOR_DK
        and Fraction(counts["dk"], answers + counts["dk"]) >= DK_SHARE,
        na_disagreement=0 < 2 * counts["na"] < answers + counts["dk"] + counts["na"],
        mean_median_differ=_differ(item, mean, median),
        average_deviation=None if hidden else item_deviation(item, given),
        nearest=None if mean is None else _nearest(item, mean),
        target=target,
        gap=max(0, target - mean) if mean is not None and relevant else 0,
        impact=impact,
        field=_field(mean, target, impact) if relevant else None,
    )


def _median(item: Item, given: Mapping[str, int]) -> int | None:
    """The middle answer's points; between two middle ones, half-way."""
    points = sorted(p for value, count in given.items() if (p := item.points(value)) is not None for _ in range(count))
    if not points:
        return None
    lower, upper = points[(len(points) - 1) // 2], points[len(points) // 2]
    return (lower + upper) // 2


def _differ(item: Item, mean: int | None, median: int | None) -> bool:
    return mean is not None and median is not None and NOTABLE * abs(mean - median) >= item.highest - item.lowest


def _nearest(item: Item, mean: int) -> str | None:
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


def _severely_linked(case: Case) -> frozenset[str]:
    """Items linked to a severe frustration, whose impact is raised to 3 (method 2.1)."""
    linked: set[str] = set()
    for row in case.round.registers:
        severity, frequency = _number(row.values.get("severity")), _number(row.values.get("frequency"))
        if severity >= MOST_SEVERE or severity * frequency >= SEVERE_PRODUCT:
            linked.update(row.values.get("linked_items", "").replace(",", " ").replace("|", " ").split())
    return frozenset(linked)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0
