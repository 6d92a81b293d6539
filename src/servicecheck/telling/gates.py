"""Why a gate holds the level down, in a sentence."""

from servicecheck.assessment.findings import GateFinding
from servicecheck.telling.telling import Telling

_ORDER = {"critical": 0, "critical-mean": 0, "section": 1, "weight": 2, "items": 2, "other": 3}
"""The basics before the others."""

_SHORT = {
    "critical": "capped_short_basics",
    "critical-mean": "capped_short_basics",
    "section": "capped_short_weakest",
    "weight": "capped_short_weakest",
    "items": "capped_short_always",
}


def holding(telling: Telling) -> GateFinding | None:
    """The gate that holds the level down; the basics before the others."""
    held = [gate for gate in telling.assessment.gates if gate.holds_down]
    return min(held, key=lambda gate: _ORDER[gate.kind]) if held else None


def capped(telling: Telling) -> str:
    """The sentences about a level held down; empty when it is not."""
    gate, overall = holding(telling), telling.assessment.overall
    if gate is None or overall is None:
        return ""
    told = {
        "raw_level": telling.level_name(overall.raw_level),
        "level": telling.level_name(overall.standing.level),
        "score": telling.score(overall.standing.score),
    }
    return _in_own_words(telling, gate, told) if telling.is_own_model else _in_any_words(telling, gate, told)


def capped_short(telling: Telling) -> str:
    """The same in a few words; empty when the level is not held down."""
    gate = holding(telling)
    if gate is None:
        return ""
    if gate.kind in _SHORT and telling.is_own_model:
        return telling.words(_SHORT[gate.kind])
    return f"{telling.words('capped')}: {_title(telling, gate)}"


def _in_own_words(telling: Telling, gate: GateFinding, told: dict[str, str]) -> str:
    words = telling.words
    if gate.kind == "critical":
        broken = [*map(telling.question, gate.culprits), *(words.phrase(item.text) for item in gate.elsewhere)]
        items = words.join(words.quote(question) for question in broken)
        return words("capped_basics", n=len(broken), items=items, **told)
    if gate.kind == "section" and gate.culprits:
        weakest = gate.culprits[0]
        score = telling.score(telling.assessment.section(weakest).standing.score)
        return words("capped_weakest", section=telling.title(weakest), section_score=score, **told)
    if gate.kind == "items" and gate.caps_at == "good":
        limit = telling.level_name("good")
        return words("capped_always", n=gate.count, total=gate.total, limit_level=limit, **told)
    if gate.kind in {"items", "weight"}:
        return words("capped_many_weak", low_level=telling.level_name("bad"), **told)
    return _in_any_words(telling, gate, told)


def _in_any_words(telling: Telling, gate: GateFinding, told: dict[str, str]) -> str:
    return telling.words("capped_other", gate=_title(telling, gate), **told)


def _title(telling: Telling, gate: GateFinding) -> str:
    return telling.words.phrase(telling.questionnaire_gate(gate.id).title)
