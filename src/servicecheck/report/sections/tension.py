"""The box in section 7: two sources disagree about the little extra, and what that means here (method 4.5)."""

from typing import Final

from servicecheck.assessment.ambition_findings import MIDDLE
from servicecheck.assessment.findings import Ambition
from servicecheck.report.parts import Advice, Tension
from servicecheck.report.reading import Reading
from servicecheck.telling.telling import NO_FIGURE

# What each row asks of the basics, effort, recovery and the reason to choose; the row's own name is its advice's.
_TABLE: Final = {
    "basics": ("extra_fails", "extra_any", "extra_any", "extra_any"),
    "effort": ("extra_holds", "extra_below", "extra_any", "extra_any"),
    "recovery": ("extra_holds", "extra_from", "extra_below", "extra_any"),
    "small": ("extra_holds", "extra_from", "extra_from", "iv_no"),
    "choose": ("extra_holds", "extra_from", "extra_from", "iv_yes"),
}


def tension(reading: Reading, found: Ambition) -> Tension | None:
    """The box; None where the levels are not those the two sources speak of."""
    if not reading.is_own_model:
        return None
    words = reading.words
    heads = ("extra_basics", "extra_effort", "extra_recovery", "extra_reason", "extra_advice")
    return Tension(
        name=words("tension_title"),
        rule=words("tension_rule"),
        paragraphs=(f"{words('tension_text')} {_targets(reading, found)}", _main_reason(reading, found)),
        caption=_finding(reading, found),
        heads=tuple(words(key) for key in heads),
        rows=tuple(_row(reading, name, found.extra == name) for name in _TABLE),
        note=_figures(reading, found),
        research_name=words("tension_research_title"),
        research=(words("tension_research"), words("tension_which_one")),
    )


def _targets(reading: Reading, found: Ambition) -> str:
    """What the targets are: of the little extra and of the rest, as far as each is one figure."""
    words, extra, rest = reading.words, found.extra_target, found.rest_target
    told = {"target_extra": _points(reading, extra), "target_rest": _points(reading, rest)}
    if extra is not None and rest is not None:
        return words("tension_targets" if extra < rest else "tension_targets_plain", **told)
    if extra is not None:
        return words("tension_targets_differ", target_extra=told["target_extra"])
    if rest is not None:
        return words("tension_targets_no_extra", target_rest=told["target_rest"])
    return words("tension_targets_vary")


def _points(reading: Reading, points: int | None) -> str:
    return NO_FIGURE if points is None else reading.plain_points(points)


def _main_reason(reading: Reading, found: Ambition) -> str:
    keys = {True: "tension_service_main", False: "tension_service_not_main", None: "tension_not_answered"}
    return reading.words(keys[found.is_service_main_reason])


def _finding(reading: Reading, found: Ambition) -> str:
    words = reading.words
    if found.extra is None:
        return words("extra_title")
    advice = words.phrase(words(f"tension_advice_{found.extra}"))
    return words("extra_title_advice", advice=advice)


def _row(reading: Reading, name: str, applies: bool) -> Advice:
    words, limit = reading.words, reading.plain_points(MIDDLE)
    asked = tuple(
        words(key, limit=limit) if key in {"extra_below", "extra_from"} else words(key).lower() for key in _TABLE[name]
    )
    return Advice(asked, words(f"tension_advice_{name}"), words("extra_applies") if applies else "")


def _figures(reading: Reading, found: Ambition) -> str:
    """What is known here of the things the table asks for."""
    words = reading.words
    holds = {True: "extra_holds", False: "extra_fails", None: "extra_not_known"}
    told = {
        "basics": words(holds[found.basics_met]).lower(),
        "effort": reading.score(found.effort) if found.effort is not None else words("extra_not_known"),
        "recovery": reading.score(found.recovery) if found.recovery is not None else words("extra_not_known"),
    }
    said = words("extra_here", **told)
    return said if found.extra else f"{said} {words('extra_unknown')}"
