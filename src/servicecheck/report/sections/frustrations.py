"""The frustrations in section 8: bars by customer hours a month, and the first five with owner, fix and date."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from typing import Final

from servicecheck.assessment import findings
from servicecheck.assessment.findings import Frustration
from servicecheck.assessment.register_rows import FRUSTRATIONS
from servicecheck.report.charts.pareto import ParetoAxis, ParetoRow, ParetoScale, round_scale
from servicecheck.report.charts.scale import row_height
from servicecheck.report.parts import Chart, Figure, FirstRow, FirstRows, Frustrations, Row
from servicecheck.report.reading import Reading
from servicecheck.report.sections.figures import amount, choice_label, ends

MOST: Final = 10
FIRST: Final = 5


def frustrations(reading: Reading) -> Frustrations | None:
    """The list; None where nothing stands on it."""
    found = reading.assessment.frustrations
    if found is None or not found.rows:
        return None
    return Frustrations(_chart(reading, found), _first(reading, found), tuple(_said(reading, found)))


def _chart(reading: Reading, found: findings.Frustrations) -> Chart | None:
    """Bars of hours for the rows that have them, else of frequency times severity; never both on one scale."""
    words, has_hours = reading.words, found.counted > 0
    drawn = [(row, value) for row in found.rows if (value := _value(row, has_hours)) is not None]
    if not drawn:
        return None
    head = "frustration_hours" if has_hours else "frustration_rank"
    scale = _scale(reading, max(value for _, value in drawn))
    return Chart(
        caption=_finding(reading, drawn[0][0], has_hours),
        heads=(words("label_quotes"), "", words(head), words("frustration_so_far") if has_hours else ""),
        axis=ParetoAxis(scale, words(f"{head}_scale")),
        rows=tuple(_rows(reading, scale, drawn, has_hours)),
        notes=tuple(_notes(reading, found, len(drawn), has_hours)),
        is_long=len(drawn) > FIRST,
    )


def _scale(reading: Reading, longest: Fraction) -> ParetoScale:
    end, step = round_scale(float(longest))
    marks = [step * number for number in range(round(end / step) + 1)]
    return ParetoScale(end, tuple((at, reading.words.number(at, 0 if step >= 1 else 1)) for at in marks))


def _rows(
    reading: Reading, scale: ParetoScale, drawn: Sequence[tuple[Frustration, Fraction]], has_hours: bool
) -> Iterator[Row]:
    """The first of the rows; beside hours how much of all of them the bars so far make up."""
    words, values = reading.words, [value for _, value in drawn]
    decimals = 0 if all(value.denominator == 1 for value in values) else 1
    total = sum(values, Fraction(0))
    for (row, value), so_far in zip(drawn[:MOST], accumulate(values), strict=False):
        shown = words.number(value, decimals)
        share = words.percent(so_far / total) if has_hours and total else ""
        drawing = ParetoRow(
            scale=scale,
            words=words("chart_alt_hours" if has_hours else "chart_alt_rank", item=_text(reading, row), value=shown),
            value=float(value),
            is_first=row.rank <= FIRST,
            height=row_height(_text(reading, row), 11),
        )
        yield Row(str(row.rank), _text(reading, row), drawing, Figure(shown, share, _remarks(reading, row)))


def _text(reading: Reading, row: Frustration) -> str:
    return reading.words.phrase(row.text)


def _remarks(reading: Reading, row: Frustration) -> tuple[str, ...]:
    core = reading.words("frustration_core") if row.is_core else ""
    return tuple(filter(None, (core, reading.text(row.step))))


def _value(row: Frustration, has_hours: bool) -> Fraction | None:
    if has_hours:
        return row.hours
    if row.frequency is None or row.severity is None:
        return None
    return Fraction(row.frequency * row.severity)


def _finding(reading: Reading, first: Frustration, has_hours: bool) -> str:
    key = "chart_title_frustrations" if has_hours else "frustration_title_rank"
    return reading.words(key, item=reading.words.quote(_text(reading, first)))


def _notes(reading: Reading, found: findings.Frustrations, drawn: int, has_hours: bool) -> list[str]:
    words = reading.words
    notes = [words("frustration_bars")]
    if not has_hours:
        notes.append(words("register_sort_note"))
    if drawn > MOST:
        notes.append(words("frustration_more", n=drawn - MOST))
    if has_hours and len(found.rows) > drawn:
        notes.append(words("frustration_uncounted", n=len(found.rows) - drawn))
    return [" ".join(notes)]


def _first(reading: Reading, found: findings.Frustrations) -> FirstRows:
    words = reading.words
    heads = ("register_top_five", "register_cause", "register_fix", "label_owner_date")
    return FirstRows(
        caption=words("register_owned", n=found.owned, total=found.top),
        heads=tuple(words(key) for key in heads),
        rows=tuple(_first_row(reading, row) for row in found.rows[:FIRST]),
        blanks=(words("label_name"), words("label_date")),
    )


def _first_row(reading: Reading, row: Frustration) -> FirstRow:
    words = reading.words
    if row.closed_on is not None:
        status = words("frustration_closed", date=words.date(row.closed_on, year=True))
    else:
        status = choice_label(reading, FRUSTRATIONS, "status", row.status) if row.status else ""
    return FirstRow(
        number=str(row.rank),
        text=_text(reading, row),
        cause=reading.text(row.cause),
        fix=reading.text(row.fix),
        owner=row.owner,
        due=words.date(row.due, year=True) if row.due else "",
        status=status,
        is_owned=row.is_owned,
    )


def _said(reading: Reading, found: findings.Frustrations) -> list[str]:
    words, said = reading.words, []
    if found.hours is not None:
        said.append(words("frustration_total", hours=amount(reading, found.hours)))
    if found.hours_saved is not None and found.hours_saved > 0:
        said.append(words("frustration_saved", hours=amount(reading, found.hours_saved)))
    on_time = found.closed_on_time
    if on_time is not None:
        told = {"n": on_time.count, "total": on_time.total, **ends(reading, on_time.interval)}
        said.append(words("frustration_on_time", **told))
    if found.guesses is not None and found.guesses.count:
        said.append(words("register_guess", share=words.percent(found.guesses.share)))
    return [" ".join(said)] if said else []
