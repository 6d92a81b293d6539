"""Section 5: how far people are from each other, and what they differ on most."""

from typing import Final

from servicecheck.assessment import findings
from servicecheck.assessment.agreement import LARGELY_AGREE, agreement_word
from servicecheck.assessment.findings import ItemFinding, SectionFinding
from servicecheck.report.charts.agreement import AgreementAxis, AgreementRow, AgreementScale
from servicecheck.report.charts.scale import row_height
from servicecheck.report.parts import Agreement, Chart, Figure, Heading, Row
from servicecheck.report.reading import Reading
from servicecheck.report.sections.roles import role_charts, role_sentences, roles_name
from servicecheck.report.sections.standing import MOST_ROWS, hidden_words

MOST_DIVIDED: Final = 3


def agreement(reading: Reading, heading: Heading) -> Agreement | None:
    """The section; None where there is no agreement to tell of, as with one person."""
    overall, roles = reading.assessment.agreement, role_charts(reading)
    is_known = overall is not None and bool(_areas(reading))
    if not is_known and not roles:
        return None
    return Agreement(
        heading=heading,
        chart=_chart(reading, overall) if is_known and overall is not None else None,
        sentences=tuple(_roles(reading)),
        roles_name=roles_name(reading),
        roles=roles,
        roles_sentences=tuple(role_sentences(reading)),
    )


def _chart(reading: Reading, overall: findings.Agreement) -> Chart:
    rows = _areas(reading)
    words, scale = reading.words, _scale(reading, overall)
    divided = _divided(reading, overall)
    last = tuple(
        _row(reading, scale, reading.short[item.id], reading.question(item.id), steps) for item, steps in divided
    )
    notes = [words("agree_note_last")] if len(last) == 1 else []
    notes += [words("agree_note")] if overall.categories == 5 else []
    notes += [words("agreed_before")] if reading.assessment.agreed else []
    return Chart(
        caption=_finding(reading, overall),
        heads=(words("label_area"), "", words("label_distance"), ""),
        axis=AgreementAxis(scale),
        rows=tuple(
            _row(reading, scale, reading.short[area.id], reading.title(area.id), own.average_deviation)
            for area, own in rows
        ),
        last=last,
        is_long=len(rows) + len(last) > MOST_ROWS,
        notes=(" ".join(notes),) if notes else (),
    )


def _areas(reading: Reading) -> list[tuple[SectionFinding, findings.Agreement]]:
    of_areas = [(area, area.agreement) for area in reading.areas if area.agreement is not None]
    return of_areas or [(leaf, leaf.agreement) for leaf in reading.leaves if leaf.agreement is not None]


def _scale(reading: Reading, overall: findings.Agreement) -> AgreementScale:
    words = reading.words
    some, low, highest = overall.categories / LARGELY_AGREE, overall.practical_limit, (overall.categories - 1) / 2
    last = words("agree_steps", steps=words.number(highest, 0 if highest == int(highest) else 1))
    return AgreementScale(
        some=some,
        low=low,
        highest=highest,
        texts=("0", words.number(some, 1), words.number(low, 2), last),
        words=words("agree_scale") if overall.categories == 5 else words("label_distance"),
    )


def _row(reading: Reading, scale: AgreementScale, letter: str, name: str, steps: float) -> Row:
    words, overall = reading.words, reading.assessment.agreement
    assert overall is not None
    shown = words.number(steps, 2)
    told = words("agree_alt", section=name, steps=shown)
    drawing = AgreementRow(scale, told, steps, row_height(name, 11))
    verdict = words(f"agree_{agreement_word(steps, overall.categories)}")
    return Row(letter, name, drawing, Figure(shown, "", (verdict,)))


def _divided(reading: Reading, overall: findings.Agreement) -> list[tuple[ItemFinding, float]]:
    """The questions people differ on most: beyond the practical limit, or the one that comes nearest.

    Where a room has agreed on an answer, it does not differ any more.
    """
    open_ones = [item for item in reading.assessment.items if item.is_relevant and not reading.is_agreed(item.id)]
    steps = [(item, item.average_deviation) for item in open_ones]
    known = [(item, far) for item, far in steps if far is not None and far > 0]
    ordered = sorted(known, key=lambda pair: (-pair[1], pair[0].id))
    beyond = [pair for pair in ordered if pair[1] > overall.practical_limit]
    return beyond[:MOST_DIVIDED] or ordered[:1]


def _finding(reading: Reading, overall: findings.Agreement) -> str:
    words, rows = reading.words, _areas(reading)
    if sum(own.word == "low" for _, own in rows) > 1:
        return words("agree_title_low")
    divided = [item for item, far in _divided(reading, overall) if far > overall.practical_limit]
    if divided:
        return words("agree_title_item", item=reading.question(divided[0].id))
    if all(own.word == "high" for _, own in rows):
        return words("agree_title_all")
    worst, _ = max(rows, key=lambda pair: pair[1].average_deviation)
    return words("agree_title_but", section=reading.title(worst.id))


def _roles(reading: Reading) -> list[str]:
    """Each role's score where it may be shown, and why others are not."""
    assessment, words = reading.assessment, reading.words
    if not assessment.roles:
        return []
    titles = {role.id: reading.text(role.title) for role in reading.questionnaire.roles}
    shown = [role for role in assessment.roles if role.hidden is None and role.score is not None]
    hidden = [role for role in assessment.roles if role.hidden is not None]
    if len(shown) < 2:
        return [words("hidden_total_only")] if hidden else []
    figures = ", ".join(f"{titles.get(role.role, role.role)} {reading.score(role.score)}" for role in shown)
    said = [words("chart_alt_strip", section=words("label_role"), figures=figures)]
    if assessment.roles_differ:
        said.append(words("roles_differ", points=reading.score(assessment.roles_differ)))
    said += [f"{titles.get(role.role, role.role)}: {hidden_words(reading, role.hidden or '')}." for role in hidden]
    return [" ".join(said)]
