"""Figures that several sections print alike: shares with their interval, differences, and names from a register."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from servicecheck.assessment.findings import Proportion, SectionFinding
from servicecheck.language import NO_BREAK_SPACE, POINT
from servicecheck.questionnaire import Column
from servicecheck.report.charts.scale import row_height
from servicecheck.report.charts.shares import ShareAxis, ShareRow
from servicecheck.report.parts import Figure, Row
from servicecheck.report.reading import Reading
from servicecheck.statistics import Interval

PAIR_HEIGHT: Final = 13.5
SHARE_HEIGHT: Final = 11.0
REMARK: Final = 3.5
"""What each line below the figures adds to a row, in millimetres."""


def share_axis(reading: Reading) -> ShareAxis:
    """The head of a chart of shares."""
    words = reading.words
    none, half, everything = (words.percent(share) for share in (Fraction(0), Fraction(1, 2), Fraction(1)))
    return ShareAxis(words("chart_share_scale"), (none, half, everything))


def share_row(
    reading: Reading,
    name: str,
    found: Proportion,
    remarks: tuple[str, ...] = (),
    own: float | None = None,
    is_whole: bool = False,
) -> Row:
    """A share as a bar with whiskers: its per cent, how many of how many, and where it most likely lies."""
    words = reading.words
    told = words("chart_alt_share", name=name, n=found.count, total=found.total, **ends(reading, found.interval))
    drawing = ShareRow(
        words=" ".join((told, *(f"{remark}." for remark in remarks))),
        share=float(found.share),
        interval=found.interval,
        own=own,
        is_whole=is_whole,
        height=row_height(name, SHARE_HEIGHT + REMARK * len(remarks)),
    )
    said = ("–".join(ends(reading, found.interval).values()), *remarks)
    return Row("", name, drawing, Figure(words.percent(found.share), of(reading, found), said))


def of(reading: Reading, found: Proportion) -> str:
    """12 of 15, on one line."""
    return reading.words("count_of_total", n=found.count, total=found.total).replace(" ", NO_BREAK_SPACE)


def ends(reading: Reading, interval: Interval) -> dict[str, str]:
    """The ends of a share's interval as printed."""
    return {"lo": reading.words.number(interval.low * 100), "hi": reading.words.percent(interval.high)}


def amount(reading: Reading, value: Fraction) -> str:
    """Hours, days or minutes: whole where they are, else with one decimal."""
    return reading.words.number(value, 0 if value.denominator == 1 else 1)


def difference(reading: Reading, value: int, interval: Interval | None) -> str:
    """A difference in points with where it most likely lies."""
    points = points_apart(reading, value)
    if interval is None:
        return reading.words("pair_difference_only", points=points)
    low, high = (points_apart(reading, end) for end in (interval.low, interval.high))
    return reading.words("pair_difference", points=points, lo=low, hi=high)


def answer_counts(reading: Reading, names: tuple[str, str], people: Sequence[tuple[int, int]]) -> str:
    """How many answered on either side; from the fewest to the most where the areas differ."""
    shown = []
    for side in (0, 1):
        few, many = min(pair[side] for pair in people), max(pair[side] for pair in people)
        shown.append(str(few) if few == many else f"{few}–{many}")
    return reading.words("pair_people", first=f"{names[0]} {shown[0]}", second=f"{names[1]} {shown[1]}")


def points_apart(reading: Reading, value: float) -> str:
    """So many points, with the decimals that scores have here."""
    return reading.words.number(value / POINT, reading.decimals)


def share_of_range(finding: SectionFinding, score: int) -> float:
    """Where a score lies between the section's lowest (0) and highest (1)."""
    standing = finding.standing
    return (score - standing.lowest) / max(standing.highest - standing.lowest, 1)


def column_title(reading: Reading, register: str, column_id: str) -> str:
    """What the questionnaire calls a column of a register; its id where it has none."""
    column = _column(reading, register, column_id)
    return column_id if column is None else reading.words.phrase(column.title)


def choice_label(reading: Reading, register: str, column_id: str, value: str) -> str:
    """What the questionnaire calls a value of a column with choices; the value itself where it has no name."""
    column = _column(reading, register, column_id)
    options = {option.value: option.label for option in column.options} if column else {}
    named = options.get(value)
    return reading.text(value if named is None else named)


def _column(reading: Reading, register: str, column_id: str) -> Column | None:
    columns = [column for one in reading.questionnaire.registers if one.id == register for column in one.columns]
    return next((column for column in columns if column.id == column_id), None)
