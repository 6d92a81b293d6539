"""Why a gate holds the level down, in a sentence."""

from servicecheck.assessment.findings import GateFinding
from servicecheck.report.reading import Reading


def holding(reading: Reading) -> GateFinding | None:
    """The gate that holds the level down; the basics before the others."""
    order = {"critical": 0, "critical-mean": 0, "section": 1, "weight": 2, "items": 2, "other": 3}
    held = [gate for gate in reading.assessment.gates if gate.holds_down]
    return min(held, key=lambda gate: order[gate.kind]) if held else None


def capped(reading: Reading) -> str:
    """The sentences about a level held down; empty when it is not."""
    gate, overall = holding(reading), reading.assessment.overall
    if gate is None or overall is None:
        return ""
    told = {
        "raw_level": reading.level_name(overall.raw_level),
        "level": reading.level_name(overall.standing.level),
        "score": reading.score(overall.standing.score),
    }
    if not reading.is_own_model:
        title = reading.text(reading.questionnaire_gate(gate.id).title)
        return reading.words("capped_other", gate=title, **told)
    return _in_the_catalogues_words(reading, gate, told)


def _in_the_catalogues_words(reading: Reading, gate: GateFinding, told: dict[str, str]) -> str:
    words = reading.words
    if gate.kind == "critical":
        broken = [*map(reading.question, gate.culprits), *(words.phrase(item.text) for item in gate.elsewhere)]
        items = words.join(words.quote(question) for question in broken)
        return words("capped_basics", n=len(broken), items=items, **told)
    if gate.kind == "section" and gate.culprits:
        weakest = gate.culprits[0]
        score = reading.score(reading.assessment.section(weakest).standing.score)
        return words("capped_weakest", section=reading.title(weakest), section_score=score, **told)
    if gate.kind == "items" and gate.caps_at == "good":
        limit = reading.level_name("good")
        return words("capped_always", n=gate.count, total=gate.total, limit_level=limit, **told)
    if gate.kind in {"items", "weight"}:
        return words("capped_many_weak", low_level=reading.level_name("bad"), **told)
    return words("capped_other", gate=reading.text(reading.questionnaire_gate(gate.id).title), **told)


def capped_short(reading: Reading) -> str:
    """The same in a few words; empty when the level is not held down."""
    gate = holding(reading)
    if gate is None:
        return ""
    keys = {
        "critical": "basics",
        "critical-mean": "basics",
        "section": "weakest",
        "weight": "weakest",
        "items": "always",
    }
    if gate.kind in keys and reading.is_own_model:
        return reading.words(f"capped_short_{keys[gate.kind]}")
    return f"{reading.words('capped')}: {reading.text(reading.questionnaire_gate(gate.id).title)}"
