"""The appendix: every figure step by step, so that a reader can work it out again."""

from servicecheck.explanation import Explanation
from servicecheck.report.parts import Heading, StepCell, StepPart, Steps, StepSheet
from servicecheck.report.reading import Reading
from servicecheck.telling.explaining_agreed import explaining
from servicecheck.telling.explaining_subjects import every_sheet
from servicecheck.telling.sheets import LEVEL, Grid, Line, Sheet

MOST_ROWS = 24
"""So many lines stand on one page together."""


def steps(reading: Reading, heading: Heading, explanation: Explanation | None) -> Steps | None:
    """Every sheet; None where nobody asked for them or nothing may be shown."""
    if explanation is None or not explanation.assessment.is_shown:
        return None
    sheets = tuple(_sheet(reading, sheet) for sheet in every_sheet(explaining(explanation, reading.words)))
    return Steps(heading, reading.words("steps_intro"), sheets, reading.words("explain_rounding"))


def _sheet(reading: Reading, sheet: Sheet) -> StepSheet:
    parts = [_table(part) if isinstance(part, Grid) else _line(reading, part) for part in sheet.parts]
    rows = sum(len(part.rows) + 1 for part in parts)
    shown = tuple(part for part in parts if part.text or part.rows)
    return StepSheet(sheet.title, sheet.figure, shown, is_long=rows > MOST_ROWS)


def _line(reading: Reading, line: Line) -> StepPart:
    level = "" if line.level is None else reading.level_title(line.level)
    return StepPart(line.text.replace(LEVEL, level))


def _table(grid: Grid) -> StepPart:
    return StepPart(
        rows=tuple(tuple(StepCell(text, at in grid.right) for at, text in enumerate(row)) for row in grid.rows)
    )
