"""What stands beside the level and is not the level: partial, provisional, claimed, indicative (method 3.4-3.8)."""

from collections.abc import Sequence

from servicecheck.assessment.case import Case, unasked_sections
from servicecheck.assessment.certainty import FEWEST
from servicecheck.assessment.findings import ItemFinding, Mark, Overall


def marks_of(case: Case, overall: Overall, items: Sequence[ItemFinding], *, has_old_basics: bool) -> tuple[Mark, ...]:
    """Beside the level, never instead of it. Provisional and claimed concern the highest level only."""
    marks: list[Mark] = []
    if overall.standing.is_partial or unasked_sections(case):
        marks.append("partial")
    levels = case.questionnaire.levels
    if levels and overall.standing.level == levels[-1].id:
        if case.looks_for_basics and not case.basics:
            marks.append("provisional-old" if has_old_basics else "provisional")
        if _is_claimed(case, items):
            marks.append("claimed")
    if 2 <= case.people < FEWEST:
        marks.append("indicative")
    return tuple(marks)


def _is_claimed(case: Case, items: Sequence[ItemFinding]) -> bool:
    """Fewer than half of the items above the middle have strong evidence from anybody, where it was asked for."""
    if case.backed is None:
        return False
    asked = [item for item in items if case.questionnaire.item(item.id).evidence_prompt is not None]
    known = [item for item in asked if item.is_relevant and item.mean is not None]
    high = [item.id for item in known if 2 * (item.mean or 0) > item.lowest + item.highest]
    return 2 * len(case.backed.intersection(high)) < len(high)
