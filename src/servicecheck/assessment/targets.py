"""The score that each section, the whole and each item should reach (method 3.7).

What was agreed in the round goes before what the questionnaire says, a section's own target before that of a section
around it, and three quarters of the range is what counts when nobody said anything. A section above others, and the
whole, aim at what their parts' targets come to.
"""

from fractions import Fraction

from servicecheck.assessment.case import Case
from servicecheck.language import POINT
from servicecheck.quantities import round_half_up, units
from servicecheck.questionnaire import DEFAULT_TARGET
from servicecheck.scoring.columns import ROOT, of
from servicecheck.scoring.tree import Node

DEFAULT_TARGET_SHARE = Fraction(DEFAULT_TARGET) / 100

_Range = tuple[int, int]


def possible_range(case: Case, node: Node) -> _Range:
    """The lowest and highest score *node* could have; where nothing applies, that of its items, and 0 without any."""
    lowest, highest = case.figures.integer(of("lowest", node.id)), case.figures.integer(of("highest", node.id))
    if lowest is None or highest is None:
        items = node.all_items
        return min((item.lowest for item in items), default=0), max((item.highest for item in items), default=0)
    return lowest, highest


def target_of(case: Case, node: Node) -> int:
    """The score that *node* should reach."""
    said = _said(case, node)
    if said is not None:
        return said
    around = case.parents.get(node.id)
    while around is not None:
        said = _said(case, around)
        if said is not None:
            return carried_over(said, possible_range(case, around), possible_range(case, node))
        around = case.parents.get(around.id)
    return _together(case, node) if node.parts else _default(*possible_range(case, node))


def carried_over(target: int, from_: _Range, to: _Range) -> int:
    """A target on one range as the same share of another, as from a section to its items on other scales."""
    (lowest, highest), (low, high) = from_, to
    width = highest - lowest
    return low + round_half_up((target - lowest) * (high - low), width) if width > 0 else low


def _said(case: Case, node: Node) -> int | None:
    """What somebody set for just this node."""
    agreed = {target.section: target.points for target in case.round.targets}
    if node.id in agreed:
        return agreed[node.id]
    target = None if node.id == ROOT else case.questionnaire.section(node.id).target
    return None if target is None else units(target)


def _default(lowest: int, highest: int) -> int:
    return lowest + round_half_up((highest - lowest) * DEFAULT_TARGET_SHARE.numerator, DEFAULT_TARGET_SHARE.denominator)


def _together(case: Case, node: Node) -> int:
    """Put together like the scores are, from the parts that apply."""
    applicable = [part for part in node.parts if case.figures.flag(of("applicable", part.id))]
    parts = [(target_of(case, part), part.weight) for part in applicable or node.parts]
    match node.aggregate:
        case "min":
            return min(target for target, _ in parts)
        case "ladder":
            return node.start + sum(target for target, _ in parts)
        case "sum":
            return round_half_up(sum(target * weight for target, weight in parts), POINT)
        case "mean" | "pooled":
            return round_half_up(sum(target * weight for target, weight in parts), sum(weight for _, weight in parts))
