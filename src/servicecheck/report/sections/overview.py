"""Several questionnaires side by side: each with its own level and areas; nothing is added up across them."""

from dataclasses import replace
from textwrap import wrap

from servicecheck.assessment import Assessment
from servicecheck.assessment.findings import SectionFinding, Standing
from servicecheck.language import Words
from servicecheck.report.charts.rows import ScoreRow
from servicecheck.report.charts.scale import Axis
from servicecheck.report.parts.overview import Overview, Side
from servicecheck.report.parts.tables import Figure, Row
from servicecheck.report.reading import Reading
from servicecheck.report.sections.cover import last_month, who_answered
from servicecheck.report.sections.standing import hidden_words, section_row

# Rows are lower than elsewhere, so that five questionnaires stand on one page.
LOW, CHARACTERS, LINE = 4.6, 24, 3.5
WHOLE, BOLD, BOLD_LINE, BELOW = 9.0, 24, 4.2, 33


def overview(reading: Reading, others: tuple[Assessment, ...]) -> Overview:
    """The questionnaire of *reading* first, then the *others*."""
    words = reading.words
    readings = (reading, *(Reading(other, words) for other in others))
    sides = []
    for before, one in zip((None, *readings), readings, strict=False):
        is_same = before is not None and before.scale == one.scale
        sides.append(_side(one, None if is_same else Axis(one.scale)))
    return Overview(
        title=words("overview_title"),
        caption=_finding(words, readings),
        heads=(words("label_area"), "", words("score"), words("label_interval")),
        sides=tuple(sides),
        note=words("overview_note") if others else "",
    )


def _finding(words: Words, readings: tuple[Reading, ...]) -> str:
    """Which of the questionnaires lies furthest from its target, if one does."""
    rated = [(gap, one) for one in readings if (gap := _gap(one)) is not None]
    below = sorted((pair for pair in rated if pair[0] > 0), key=lambda pair: -pair[0])
    if len(rated) > 1 and below and (len(below) == 1 or below[0][0] > below[1][0]):
        first = below[0][1]
        return words("overview_furthest", questionnaire=first.text(first.questionnaire.title))
    return words("overview_each")


def _gap(reading: Reading) -> float | None:
    """How far the whole lies below its target, as a share of its range."""
    overall = reading.assessment.overall
    if overall is None or overall.standing.score is None:
        return None
    standing = overall.standing
    return (standing.target - (standing.score or 0)) / max(standing.highest - standing.lowest, 1)


def _side(reading: Reading, axis: Axis | None) -> Side:
    overall = reading.assessment.overall
    level = reading.level_title(overall.standing.level) if overall and reading.questionnaire.levels else ""
    rows = tuple(_area(reading, area) for area in reading.by_gap(reading.areas))
    carried = reading.words("agreed_answers") if reading.assessment.agreed else ""
    about = ", ".join(filter(None, (who_answered(reading), last_month(reading), carried)))
    return Side(axis, level, about, _whole(reading, level, about), rows if overall else ())


def _area(reading: Reading, area: SectionFinding) -> Row:
    lines = len(wrap(reading.full_title(area.id), CHARACTERS))
    # A second mark in each row would need a legend, for which this page has no room.
    row = section_row(reading, area, with_customers=False)
    assert isinstance(row.drawing, ScoreRow)
    drawing = replace(row.drawing, height=max(LOW, LINE * lines + 0.6))
    # What each area's distance means stands in its own report; here only why a figure is missing.
    remarks = row.figure.remarks if area.standing.score is None else ()
    return Row(row.letter, row.name, drawing, replace(row.figure, remarks=remarks))


def _whole(reading: Reading, level: str, about: str) -> Row:
    """The questionnaire itself as a row on the ruler, as tall as its name and what stands below it."""
    overall, title = reading.assessment.overall, reading.text(reading.questionnaire.title)
    height = max(WHOLE, BOLD_LINE * len(wrap(title, BOLD)) + LINE * len(wrap(about, BELOW)) + 0.6)
    if overall is None:
        why = hidden_words(reading, "too-few")
        return Row("", title, ScoreRow(reading.scale, f"{title}: {why}.", None, height=height), Figure("–", "", (why,)))
    ends = reading.ends(overall.standing)
    figure = Figure(
        reading.score(overall.standing.score, (overall.standing.target,)),
        "–".join(ends) if ends else "",
        (level,) if level else (),
    )
    return Row("", title, _drawn(reading, overall.standing, height), figure)


def _drawn(reading: Reading, standing: Standing, height: float) -> ScoreRow:
    words, ends = reading.words, reading.ends(standing)
    told = {
        "section": reading.text(reading.questionnaire.title),
        "score": reading.score(standing.score, (standing.target,)),
        "target": reading.target(standing.target),
    }
    key = "chart_alt_score" if ends else "chart_alt_score_no_interval"
    between = {"lo": ends[0], "hi": ends[1]} if ends else {}
    return ScoreRow(
        scale=reading.scale,
        words=words(key, **told, **between),
        score=None if standing.score is None else reading.on_scale(standing.score, *reading.bounds),
        interval=reading.drawn_interval(standing),
        target=reading.on_scale(standing.target, *reading.bounds),
        height=height,
    )
