"""What holds the others back: the area furthest below its target, and what was chosen in its weakest question."""

from servicecheck.assessment.findings import SectionFinding
from servicecheck.telling.descriptions import nearest_words
from servicecheck.telling.telling import Telling


def hindrance(telling: Telling) -> SectionFinding | None:
    """The area furthest below its target, if it lies below the whole: where all are alike, none holds others back."""
    below = [area for area in telling.by_gap(telling.areas) if area.standing.gap > 0]
    overall = telling.assessment.overall
    if not below or overall is None or overall.standing.score is None:
        return None
    score = below[0].standing.score
    return below[0] if score is not None and score < overall.standing.score else None


def weakness(telling: Telling, area: SectionFinding) -> str:
    """The description chosen in the area's weakest question; empty where it speaks well of the service."""
    if not area.weakest or not telling.assessment.item(area.weakest[0]).is_below_middle:
        return ""
    return nearest_words(telling, area.weakest[0])
