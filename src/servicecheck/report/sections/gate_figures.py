"""A requirement in words: the rule, the figure that decided, and what would lift it."""

from typing import Final

from servicecheck.assessment.findings import GateFinding
from servicecheck.report.parts import Requirement
from servicecheck.report.reading import Reading

LONGEST_NAME: Final = 100


def asks_for(reading: Reading, gate: GateFinding) -> str:
    """The level that the requirement stands before: the one above what it caps at."""
    levels = [level.id for level in reading.questionnaire.levels]
    return levels[min(levels.index(gate.caps_at) + 1, len(levels) - 1)]


def requirement(reading: Reading, gate: GateFinding) -> Requirement:
    """The rule without the level its column already names, and its result."""
    words = reading.words
    if gate.kind == "other":
        return Requirement(_rule(reading, gate), words("gate_pass" if gate.is_met else "gate_fail"), gate.is_met)
    key = "gate_met_figure" if gate.is_met else "gate_not_met_figure"
    return Requirement(_rule(reading, gate), words(key, figure=_figure(reading, gate)), gate.is_met)


def _rule(reading: Reading, gate: GateFinding) -> str:
    part = reading.questionnaire_gate(gate.id)
    text = reading.text(part.text)
    named = f"{reading.words('gate_for_level', level=reading.level_name(asks_for(reading, gate)))}: "
    rest = text.removeprefix(named)
    return rest[:1].upper() + rest[1:]


def _figure(reading: Reading, gate: GateFinding) -> str:
    words, limits = reading.words, (reading.units(gate.limit),) if gate.limit else ()
    if gate.kind == "items":
        return words("count_of_total", n=gate.count, total=gate.total)
    if gate.kind == "weight":
        return words.join(reading.short[one] for one in gate.culprits) if gate.culprits else words("gate_figure_none")
    score = reading.score(gate.figure, limits)
    if gate.kind in {"critical", "section"} and not gate.is_met and len(gate.culprits) == 1:
        return words("gate_figure_is", item=reading.short.get(gate.culprits[0], gate.culprits[0]), score=score)
    if gate.kind in {"critical", "section"} and not gate.is_met:
        return words.join(reading.short.get(one, one) for one in gate.culprits)
    return score


def lift(reading: Reading, gate: GateFinding) -> str:
    """What would have to rise, and how far."""
    words = reading.words
    if gate.limit is None:
        return ""
    limit = reading.units(gate.limit)
    to = reading.plain_points(limit)
    if gate.kind == "critical-mean":
        title = reading.text(reading.questionnaire_gate(gate.id).title)
        return words("gate_lift_short", item=title, **{"from": reading.score(gate.figure, (limit,)), "to": to})
    if gate.kind in {"items", "weight"}:
        # A share of the weight is counted in sections; one of them always lifts it a step.
        missing = max(gate.count - gate.allowed, 1)
        names = words.join(reading.short.get(one, one) for one in gate.culprits)
        return words("gate_lift_share", n=missing, to=to, items=names)
    return " ".join(_one(reading, gate, culprit, limit) for culprit in gate.culprits[:3])


def _one(reading: Reading, gate: GateFinding, culprit: str, limit: int) -> str:
    if gate.kind == "section":
        name = reading.words.quote(reading.title(culprit))
        score = reading.assessment.section(culprit).standing.score
    else:
        known = {item.id: item.mean for item in reading.assessment.items}
        name = reading.words.quote(reading.question(culprit)) if culprit in known else culprit
        name = name if len(name) <= LONGEST_NAME else reading.short[culprit]
        score = known.get(culprit)
    ends = {"from": reading.score(score, (limit,)), "to": reading.plain_points(limit)}
    return reading.words("gate_lift_short", item=name, **ends)
