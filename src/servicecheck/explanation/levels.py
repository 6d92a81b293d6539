"""From a score to a level: which limits it reaches, which requirements hold it down, and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.assessment.case import Case
from servicecheck.explanation.conditions import Judged, judged
from servicecheck.explanation.steps import named
from servicecheck.quantities import Limit
from servicecheck.scoring.columns import Variant, of


@dataclass(frozen=True)
class Threshold:
    """Where a level begins on the score's range."""

    level: str
    limit: Limit
    at: int
    is_reached: bool


@dataclass(frozen=True)
class Requirement:
    """One gate: while its condition holds, the level is at most the one it caps at."""

    gate: str
    caps_at: str
    condition: Judged


@dataclass(frozen=True)
class LevelSteps:
    """One level, from its score to its name."""

    source: str
    value: int
    lowest: int
    highest: int
    thresholds: tuple[Threshold, ...]
    raw_level: str | None
    requirements: tuple[Requirement, ...]
    level: str | None


def section_level(case: Case, section: str) -> LevelSteps | None:
    """A section's level is its score against the limits, without requirements."""
    level = case.figures.text(of("level", section))
    return _steps(case, section, "", _own_limits(case), (), level) if level is not None else None


def overall_level(case: Case, variant: Variant = "") -> LevelSteps | None:
    """The level of the whole, as answered or at one of the bounds."""
    level = case.figures.text(of("level", variant=variant))
    return _steps(case, "", variant, _own_limits(case), requirements(case, variant), level) if level else None


def other_levels(case: Case) -> tuple[LevelSteps, ...]:
    """The level under each of the other limits; the requirements are the same."""
    limits, found = _own_limits(case), []
    for number, others in enumerate(case.questionnaire.other_limits, start=1):
        level = case.figures.text(f"level:limits{number}")
        if level is not None:
            found.append(_steps(case, "", "", [limits[0], *others], requirements(case, ""), level))
    return tuple(found)


def requirements(case: Case, variant: Variant) -> tuple[Requirement, ...]:
    """Every gate, and whether its condition holds."""
    gates = case.questionnaire.gates
    conditions = judged(case, [gate.when for gate in gates], variant)
    return tuple(
        Requirement(gate.id, gate.caps_at, condition) for gate, condition in zip(gates, conditions, strict=True)
    )


def _own_limits(case: Case) -> list[Limit]:
    return [level.start for level in case.questionnaire.levels]


def _steps(
    case: Case, node: str, variant: Variant, limits: Sequence[Limit], gates: tuple[Requirement, ...], level: str
) -> LevelSteps:
    figures, levels = case.figures, case.questionnaire.levels
    value, lowest, highest = (
        figures.integer(name) or 0 for name in (of("score", node, variant), of("lowest", node), of("highest", node))
    )
    places = [limit.on(lowest, highest) for limit in limits]
    thresholds = tuple(
        Threshold(one.id, limit, at, value >= at) for one, limit, at in zip(levels, limits, places, strict=True)
    )
    raw = levels[sum(threshold.is_reached for threshold in thresholds[1:])].id
    return LevelSteps(named(variant or "score", node), value, lowest, highest, thresholds, raw, gates, level)
