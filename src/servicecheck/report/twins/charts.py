"""A chart as a table: names, drawings, and every figure in a column of its own."""

from servicecheck.language import Words
from servicecheck.report.charts.rows import ChangeRow, ScoreRow
from servicecheck.report.parts import Chart, Fact, Figure, Row, Sign
from servicecheck.report.parts import Heading as PartHeading
from servicecheck.report.twins.blocks import WIDTH, Block, Cell, Column, Heading, Table, texts

NAME, FIGURE, REMARKS, SIGN, FACT = 38, 12, 32, 44, 44
LETTER = 2.3
"""About how wide a letter of a table is, in millimetres."""


def heading(part: PartHeading) -> list[Block]:
    """A section's number and name."""
    return [Heading(f"{part.number} {part.name}".strip())]


def chart(part: Chart, sheet: str, words: Words) -> list[Block]:
    """The chart's table, what its signs mean, and its notes."""
    rows = (*part.rows, *part.last)
    figures = figure_columns([row.figure for row in rows], part.heads[2:], [_target(row, words) for row in rows], words)
    taken = sum(column.width for column, _ in figures)
    columns = (
        Column(part.heads[0], NAME),
        Column(part.axis, WIDTH - NAME - taken),
        *(column for column, _ in figures),
    )
    table = Table(
        sheet,
        part.caption,
        columns,
        tuple(
            (named(row.letter, row.name), row.drawing, *(cells[index] for _, cells in figures))
            for index, row in enumerate(rows)
        ),
    )
    return [table, *signs(part.signs), *texts(part.notes, "note")]


def signs(given: tuple[Sign, ...]) -> list[Block]:
    """What each sign of the drawings means; of no use without them, so in no workbook."""
    rows = tuple((sign.drawing, sign.meaning) for sign in given if sign.meaning)
    return [Table("", "", (Column("", SIGN), Column("", WIDTH - SIGN)), rows)] if rows else []


def facts(given: tuple[Fact, ...], sheet: str, caption: str = "") -> Table:
    """Labels with their values, one below the other."""
    columns = (Column("", FACT), Column("", WIDTH - FACT))
    return Table(sheet, caption, columns, tuple((fact.name, fact.value) for fact in given))


def named(letter: str, name: str) -> str:
    """A name with its letter before it."""
    return f"{letter} {name}".strip()


def figure_columns(
    figures: list[Figure], heads: tuple[str, ...], targets: list[str], words: Words
) -> list[tuple[Column, list[Cell]]]:
    """Score, second figure, target and remarks: those of them that are there."""
    found = [_figures(heads[0], [figure.score for figure in figures])]
    if any(figure.second for figure in figures):
        found.append(_figures(heads[1] or words("twin_figure"), [figure.second for figure in figures]))
    if any(targets):
        found.append(_figures(words("target"), targets))
    if any(figure.remarks for figure in figures):
        found.append((Column(words("twin_remark"), REMARKS), ["\n".join(figure.remarks) for figure in figures]))
    return found


def _figures(name: str, figures: list[str]) -> tuple[Column, list[Cell]]:
    """A column wide enough for its longest figure and for the longest word of its name."""
    longest = max((len(words) for words in (*figures, *name.split())), default=0)
    return Column(name, max(FIGURE, LETTER * longest), is_figures=True), list(figures)


def _target(row: Row, words: Words) -> str:
    """The target that is drawn beside a score, as a figure; a score of a range of its own has it on another scale."""
    value = row.drawing.target if isinstance(row.drawing, ScoreRow | ChangeRow) else None
    if value is None or "/" in row.figure.score:
        return ""
    return words.number(value, 0 if float(value).is_integer() else 1)
