"""The smallest change that reaches the next level: which items must rise by a step each, and what stands in the way."""

from dataclasses import dataclass

from servicecheck.assessment.case import Case
from servicecheck.assessment.expectation import expected_after
from servicecheck.assessment.findings import Assessment, Expected, GateFinding
from servicecheck.explanation.search import Aim, first_plan

MOST_STEPS = 4
"""Up to so many steps the answer is exact."""


@dataclass(frozen=True)
class SmallestChange:
    """The way to the next level."""

    level: str
    limit: int
    """The score at which it begins."""
    items: tuple[str, ...] | None
    """The items that rise, each as often as it is named; None where it takes more than `most_steps`."""
    expected: Expected | None
    obstacles: tuple[GateFinding, ...]
    """The requirements that are not met and keep the level below it."""
    is_within_reach: bool
    """False where a requirement rests on another questionnaire's items: no step here can meet it."""
    most_steps: int = MOST_STEPS


def smallest_change(case: Case, assessment: Assessment) -> SmallestChange | None:
    """What reaches the next level; None where there is no level, or no higher one."""
    levels = [level.id for level in case.questionnaire.levels]
    overall = assessment.overall
    if overall is None or overall.standing.level is None or overall.standing.level == levels[-1]:
        return None
    wanted = levels.index(overall.standing.level) + 1
    standing = overall.standing
    limit = case.questionnaire.levels[wanted].start.on(standing.lowest, standing.highest)
    obstacles = tuple(g for g in assessment.gates if not g.is_met and levels.index(g.caps_at) < wanted)
    is_within_reach = not any(gate.elsewhere and gate.kind == "critical" for gate in obstacles)
    aim = Aim(frozenset(levels[wanted:]), limit, obstacles)
    items = first_plan(case, _candidates(case, assessment), aim, MOST_STEPS) if is_within_reach else None
    expected = expected_after(case, [items])[0] if items else None
    return SmallestChange(levels[wanted], limit, items, expected, obstacles, is_within_reach)


def _candidates(case: Case, assessment: Assessment) -> list[str]:
    """The items, what to do first first; then as they are asked."""
    ranked = [priority.item for priority in assessment.priorities]
    return [*ranked, *(item.id for item in case.questionnaire.scored_items if item.id not in ranked)]
