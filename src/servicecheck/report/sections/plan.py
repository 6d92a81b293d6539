"""Section 10: the action plan on one page, where it leads, and when to look at it again."""

from servicecheck.assessment.findings import SectionFinding
from servicecheck.comparison import side_of
from servicecheck.language import NO_BREAK_SPACE
from servicecheck.report.charts.rows import ChangeRow
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.parts import Chart, Figure, Heading, Plan, PlanRow, Row
from servicecheck.report.reading import Reading
from servicecheck.report.sections.dates import timeline
from servicecheck.response import share_of
from servicecheck.telling.actions import Action, in_plan
from servicecheck.telling.changes import planning
from servicecheck.telling.planning import status_of, why


def plan(reading: Reading, heading: Heading) -> Plan | None:
    """The section; None where the questionnaire proposes nothing and nothing was agreed."""
    actions = in_plan(reading)
    if not actions:
        return None
    words = reading.words
    heads = ("plan_what", "plan_why", "plan_first_step", "plan_measure", "label_owner_date")
    is_open = not all(action.is_agreed for action in actions)
    notes = [words("plan_not_agreed_note"), words("plan_owner_hint")] if is_open else []
    return Plan(
        heading=heading,
        caption=_finding(reading, actions),
        heads=tuple(words(key) for key in heads),
        rows=tuple(_row(reading, number, action) for number, action in enumerate(actions, 1)),
        blanks=(words("label_name"), words("label_date")),
        note=" ".join([*notes, words("plan_rule_size")]),
        expected=_expected(reading),
        timeline=timeline(reading, actions),
        follow_title=words("plan_follow_title"),
        follow=tuple(words(key) for key in ("follow_4_weeks", "follow_3_months", "follow_6_12_months")),
        follow_note=_planning(reading),
    )


def _planning(reading: Reading) -> str:
    """What a next round could show at all; empty where nobody can tell."""
    return planning(reading.words, side_of(reading.assessment), reading.decimals)


def _finding(reading: Reading, actions: list[Action]) -> str:
    agreed, total = sum(action.is_agreed for action in actions), len(actions)
    if not agreed:
        return reading.words("plan_title_none")
    if agreed == total:
        return reading.words("plan_title_all", n=total)
    return reading.words("plan_title_agreed", n=agreed, total=total)


def _row(reading: Reading, number: int, action: Action) -> PlanRow:
    words = reading.words
    return PlanRow(
        number=str(number),
        what=action.text,
        why=" ".join(why(reading, action.item)),
        first_step=words.typeset(action.first_step),
        measure=_measure(reading, action),
        expected_title=words("label_expected"),
        expected=_item_expected(reading, action),
        owner=action.owner,
        due=words.date(action.due, year=True) if action.due else "",
        status=status_of(words, action),
        is_agreed=action.is_agreed,
    )


def _measure(reading: Reading, action: Action) -> str:
    if action.measure:
        return " ".join(filter(None, (f"{reading.words.phrase(action.measure)}.", _figures(reading, action))))
    prompt = reading.questionnaire.item(action.item).evidence_prompt
    return reading.words("plan_measure_with", measure=reading.text(prompt)) if prompt else "–"


def _figures(reading: Reading, action: Action) -> str:
    """The measure's figure when it was agreed, the one wanted, and what came of it, as far as they were noted."""
    words = reading.words
    keys = (
        ("plan_measure_today", "today", action.today),
        ("plan_measure_goal", "goal", action.goal),
        ("plan_measure_result", "result", action.result),
    )
    return " ".join(words(key, **{name: _share(reading, said)}) for key, name, said in keys if said)


def _share(reading: Reading, figure: str) -> str:
    """2/10 as 2 of 10, on one line; anything else as it was written."""
    share = share_of(figure)
    if share is None:
        return reading.words.typeset(figure)
    count, total = share
    return reading.words("count_of_total", n=count, total=total).replace(" ", NO_BREAK_SPACE)


def _item_expected(reading: Reading, action: Action) -> str:
    priority = next((one for one in reading.assessment.priorities if one.item == action.item), None)
    if priority is None:
        return ""
    told = {
        "item": reading.short[action.item],
        "today": reading.score(reading.assessment.item(action.item).mean),
        "after": reading.score(priority.item_after),
    }
    return reading.words("plan_expected_item", **told).replace(" ", NO_BREAK_SPACE)


def _expected(reading: Reading) -> Chart | None:
    expected, overall = reading.assessment.expected, reading.assessment.overall
    if expected is None or overall is None or overall.standing.score is None or expected.score is None:
        return None
    rows = [_section_row(reading, area, expected.sections.get(area.id)) for area in reading.by_gap(reading.areas)]
    words, standing = reading.words, overall.standing
    whole = _change_row(
        reading, words("label_overall"), (overall.standing.score, expected.score), (standing.lowest, standing.highest)
    )
    return Chart(
        caption=words("plan_expected_title"),
        heads=(words("label_area"), "", words("label_today_after"), ""),
        axis=Axis(reading.scale),
        rows=(*(row for row in rows if row is not None), whole),
    )


def _section_row(reading: Reading, area: SectionFinding, after: int | None) -> Row | None:
    score, standing = area.standing.score, area.standing
    if score is None or after is None or after == score:
        return None
    place = (standing.lowest, standing.highest)
    row = _change_row(reading, reading.title(area.id), (score, after), place, standing.target)
    return Row(reading.short[area.id], row.name, row.drawing, row.figure)


def _change_row(
    reading: Reading, name: str, scores: tuple[int, int], place: tuple[int, int], target: int | None = None
) -> Row:
    today, after = (reading.score(score) for score in scores)
    drawing = ChangeRow(
        reading.scale,
        reading.words("plan_expected_alt", section=name, today=today, after=after),
        before=reading.on_scale(scores[0], *place),
        after=reading.on_scale(scores[1], *place),
        target=None if target is None else reading.on_scale(target, *place),
        height=row_height(name, 9),
    )
    return Row("", name, drawing, Figure(f"{today} → {after}".replace(" ", NO_BREAK_SPACE)))
