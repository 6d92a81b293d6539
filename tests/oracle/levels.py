"""The name of a score, and what the gates make of it."""

from collections.abc import Sequence

from oracle.measures import Measures, in_ten_thousandths
from oracle.results import ROOT, NodeResult, Result
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire


def judge(questionnaire: Questionnaire, result: Result) -> None:
    """Add gates and levels to *result*."""
    limits = [level.start for level in questionnaire.levels]
    root = result.nodes[ROOT]
    for section_id, node in result.nodes.items():
        if section_id != ROOT:
            result.section_levels[section_id] = _level(questionnaire, node, node.score, limits)
    for gate in questionnaire.gates:
        result.gates[gate.id] = Measures(questionnaire, result).meet(gate.when)
    result.raw_level = _level(questionnaire, root, root.score, limits)
    result.level = _capped(questionnaire, result, result.raw_level, "")
    result.level_low = _capped(questionnaire, result, _level(questionnaire, root, root.low, limits), "low")
    result.level_high = _capped(questionnaire, result, _level(questionnaire, root, root.high, limits), "high")
    for others in questionnaire.other_limits:
        raw = _level(questionnaire, root, root.score, [limits[0], *others])
        result.other_levels.append(_capped(questionnaire, result, raw, ""))


def _level(questionnaire: Questionnaire, node: NodeResult, figure: int | None, limits: Sequence[Limit]) -> str | None:
    """The highest level whose limit is reached; below all limits it is the first."""
    if figure is None or not limits:
        return None
    reached = [
        place for place, limit in enumerate(limits) if figure >= in_ten_thousandths(limit, node.lowest, node.highest)
    ]
    return questionnaire.levels[max(reached, default=0)].id


def _capped(questionnaire: Questionnaire, result: Result, level: str | None, variant: str) -> str | None:
    if level is None:
        return None
    order = [one.id for one in questionnaire.levels]
    measures = Measures(questionnaire, result, variant)
    caps = [order.index(gate.caps_at) for gate in questionnaire.gates if measures.meet(gate.when)]
    return order[min([order.index(level), *caps])]
