"""Leaders beside staff, area by area, in section 5: only where both groups may be shown (method 3.11)."""

from itertools import groupby
from typing import Final

from servicecheck.assessment.findings import RoleGap
from servicecheck.report.charts.legend import Key
from servicecheck.report.charts.pairs import PairRow
from servicecheck.report.charts.scale import Axis, row_height
from servicecheck.report.parts import Chart, Figure, Row, Sign
from servicecheck.report.reading import Reading
from servicecheck.report.sections.figures import PAIR_HEIGHT, answer_counts, difference
from servicecheck.report.sections.standing import MOST_ROWS

MOST_PAIRS: Final = 3
_LEADERS, _STAFF = "leader", "staff"


def role_charts(reading: Reading) -> tuple[Chart, ...]:
    """One chart for each two roles that may be shown beside each other; the first few of them."""
    ordered = sorted(reading.assessment.role_gaps, key=_pair)
    pairs = [list(gaps) for _, gaps in groupby(ordered, key=_pair)]
    return tuple(_chart(reading, gaps) for gaps in pairs[:MOST_PAIRS])


def role_name(reading: Reading, role: str) -> str:
    """A role as a group of people: staff, leaders; the author's title for others."""
    key = f"roles_{role}"
    if key in reading.words:
        return reading.words(key)
    titles = {one.id: reading.words.phrase(one.title) for one in reading.questionnaire.roles}
    return titles.get(role, role)


def roles_name(reading: Reading) -> str:
    """What the part on roles is called; empty without two roles to compare."""
    gaps = reading.assessment.role_gaps
    if not gaps:
        return ""
    return reading.words("leaders_and_staff" if all(map(_are_leaders_and_staff, gaps)) else "label_role")


def _pair(gap: RoleGap) -> tuple[str, str]:
    return gap.first, gap.second


def _chart(reading: Reading, gaps: list[RoleGap]) -> Chart:
    words = reading.words
    first, second = (role_name(reading, role) for role in _pair(gaps[0]))
    people = [(gap.first_people, gap.second_people) for gap in gaps]
    notes = [words("pair_line"), answer_counts(reading, (first, second), people)]
    if _are_leaders_and_staff(gaps[0]):
        notes.append(words("leaders_note"))
    return Chart(
        caption=_finding(reading, gaps),
        heads=(words("label_area"), "", first, second),
        axis=Axis(reading.scale),
        rows=tuple(_row(reading, gap) for gap in gaps),
        signs=(Sign(Key("question", first), first), Sign(Key("role", second), second)),
        notes=(" ".join(notes),),
        is_long=len(gaps) > MOST_ROWS,
    )


def _finding(reading: Reading, gaps: list[RoleGap]) -> str:
    words, certain = reading.words, [gap for gap in gaps if gap.is_distinguishable]
    first, second = (role_name(reading, role) for role in _pair(gaps[0]))
    if not certain:
        are_known = _are_leaders_and_staff(gaps[0])
        return words.phrase(words("leaders_same") if are_known else words("roles_same", first=first, second=second))
    widest = max(certain, key=lambda gap: abs(gap.difference))
    section = words.quote(reading.title(widest.section))
    if not _are_leaders_and_staff(gaps[0]):
        return words("roles_title_distance", first=first, second=second, section=section)
    are_higher = {gap.difference > 0 for gap in certain}
    if are_higher == {True}:
        return words("leaders_title_higher", sections=_named(reading, certain))
    if are_higher == {False}:
        return words("staff_title_higher", sections=_named(reading, certain))
    return words("leaders_title_both", section=section)


def _named(reading: Reading, gaps: list[RoleGap]) -> str:
    return reading.words.join(reading.words.quote(reading.title(gap.section)) for gap in gaps)


def _row(reading: Reading, gap: RoleGap) -> Row:
    words, standing = reading.words, reading.assessment.section(gap.section).standing
    title, place = reading.full_title(gap.section), (standing.lowest, standing.highest)
    names = [role_name(reading, role) for role in _pair(gap)]
    scores = [reading.score(score) for score in (gap.first_score, gap.second_score)]
    figures = ", ".join(f"{name} {score}" for name, score in zip(names, scores, strict=True))
    remarks = (
        difference(reading, gap.difference, gap.interval),
        "" if gap.is_distinguishable else words("pair_unclear"),
    )
    drawing = PairRow(
        scale=reading.scale,
        words=words("chart_alt_strip", section=title, figures=figures),
        first=reading.on_scale(gap.first_score, *place),
        second=reading.on_scale(gap.second_score, *place),
        is_certain=gap.is_distinguishable,
        other="role",
        height=row_height(title, PAIR_HEIGHT),
    )
    return Row(reading.short[gap.section], title, drawing, Figure(scores[0], scores[1], tuple(filter(None, remarks))))


def _are_leaders_and_staff(gap: RoleGap) -> bool:
    return _pair(gap) == (_LEADERS, _STAFF)


def role_sentences(reading: Reading) -> list[str]:
    """What the difference between leaders and staff is, where there is one for certain."""
    said = []
    for gap in reading.assessment.role_gaps:
        if gap.is_distinguishable and _are_leaders_and_staff(gap):
            key = "leaders_higher" if gap.difference > 0 else "staff_higher"
            told = {"leaders": reading.score(gap.first_score), "staff": reading.score(gap.second_score)}
            name = reading.words.quote(reading.title(gap.section))
            said.append(f"{name}: {reading.words(key, **told)}")
    return said
