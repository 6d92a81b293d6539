"""Section 9: what to do first, as four fields and as a ranked list that says how firm its order is."""

from collections import Counter
from fractions import Fraction
from typing import Final

from servicecheck.assessment.findings import Priority
from servicecheck.assessment.priorities import TRIALS
from servicecheck.language import POINT
from servicecheck.report.charts.fields import FieldBand, Pill, Place
from servicecheck.report.charts.scale import Axis
from servicecheck.report.parts import Field, Fields, Heading, Priorities, Ranked
from servicecheck.report.reading import Reading
from servicecheck.telling.actions import proposed
from servicecheck.telling.telling import NO_FIGURE

LONGEST_LIST: Final = 5
_BANDS: Final[tuple[tuple[int, Place], ...]] = ((3, "top"), (2, "middle"), (1, "bottom"))


def priorities(reading: Reading, heading: Heading) -> Priorities | None:
    """The section; None where nothing may be shown or nothing is rated."""
    overall = reading.assessment.overall
    if overall is None or all(item.mean is None for item in reading.assessment.items):
        return None
    words = reading.words
    ranked = reading.assessment.priorities[:LONGEST_LIST]
    heads = ("label_question", "label_step_up", "priority_impact", "label_distance", "priority_effort", "label_figure")
    return Priorities(
        heading=heading,
        fields=_fields(reading, overall.standing.target),
        caption=_finding(reading, ranked),
        heads=(*(words(key) for key in heads), words("label_top_three")),
        ranking=tuple(_ranked(reading, number, one) for number, one in enumerate(ranked, 1)),
        note=_note(reading, ranked),
    )


def _fields(reading: Reading, target: int) -> Fields:
    words = reading.words
    notes = [words("fields_filled"), words("fields_ring"), words("fields_line", target=reading.target(target))]
    if not reading.assessment.priorities:
        notes.append(words("priority_none"))
    return Fields(
        caption=_fields_finding(reading),
        heads=(words("priority_impact"), "", words("label_signs")),
        axis=Axis(reading.scale),
        bands=tuple(_band(reading, impact, place, target) for impact, place in _BANDS),
        notes=(*notes, words("conv_impact")),
    )


def _band(reading: Reading, impact: int, place: Place, target: int) -> Field:
    words, plan = reading.words, set(reading.assessment.plan)
    items = [
        item for item in reading.assessment.items if item.impact == impact and item.field and item.mean is not None
    ]
    pills = tuple(
        Pill(
            name=reading.short[item.id],
            score=reading.on_scale(item.mean or 0, item.lowest, item.highest),
            is_planned=item.id in plan,
            is_critical=item.is_critical,
        )
        for item in items
    )
    names = {"top": ("field_fix_first", "field_keep"), "bottom": ("field_later", "field_less")}.get(place)
    left, right = (words(key) for key in names) if names else ("", "")
    name = words(f"impact_{impact}")
    figures = ", ".join(f"{reading.short[item.id]} {reading.score(item.mean)}" for item in items) or NO_FIGURE
    alternative = words("chart_alt_strip", section=f"{words('priority_impact')}, {name}", figures=figures)
    drawing = FieldBand(reading.scale, alternative, pills, target / POINT, place, left, right)
    return Field(name.capitalize(), drawing)


def _fields_finding(reading: Reading) -> str:
    """The area most of the plan belongs to, or the question to begin with."""
    words, plan = reading.words, reading.assessment.plan
    homes = Counter(reading.questionnaire.home(item).id for item in plan)
    if homes:
        section, size = homes.most_common(1)[0]
        if size > 1 and 2 * size > len(plan):
            return words("priority_title_fields", n=size, total=len(plan), section=reading.title(section))
        return words("chart_title_priorities", item=reading.question(plan[0]))
    return words("priority_none").split(".")[0]


def _finding(reading: Reading, ranked: tuple[Priority, ...]) -> str:
    words = reading.words
    firm = [one.is_firm for one in ranked[:3]]
    if firm and all(firm):
        return words("priority_title_firm")
    if firm and firm[0]:
        return words("priority_title_first_firm", item=reading.short[ranked[0].item])
    return words("priority_title_loose")


def _ranked(reading: Reading, number: int, one: Priority) -> Ranked:
    words = reading.words
    return Ranked(
        number=str(number),
        letter=reading.short[one.item],
        text=reading.question(one.item),
        action=proposed(reading, one.item) or NO_FIGURE,
        impact=words(f"impact_{one.impact}"),
        gap=words.number(one.gap_steps, 1),
        effort=words(f"effort_{one.effort}") if f"effort_{one.effort}" in words else str(one.effort),
        priority=words.number(one.p, 1),
        stability=words("priority_firm_short" if one.is_firm else "priority_loose_short"),
        # Cut, not rounded: 79.7 % is not yet the 80 % that would make it firm.
        share=words.percent(Fraction(int(one.stability * 100 + 1e-9), 100)),
    )


def _note(reading: Reading, ranked: tuple[Priority, ...]) -> str:
    words = reading.words
    said = [words("priority_formula"), words("priority_note")]
    breaker = next((one for one in ranked if one.is_gate_breaker), None)
    if breaker is not None:
        gates = [gate for gate in reading.assessment.gates if breaker.item in gate.culprits and not gate.is_met]
        titles = [reading.text(reading.questionnaire_gate(gate.id).title).strip('»«“”"') for gate in gates]
        if titles:
            said.append(words("priority_gate_first", item=reading.short[breaker.item], gate=titles[0]))
    return " ".join([*said, words("priority_draws", draws=TRIALS)])
