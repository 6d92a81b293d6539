"""Sections 4, 5, 12 and 13 as blocks: area by area, agreement, how it was calculated, all answers."""

from servicecheck.language import Words
from servicecheck.report.parts import Agreement, AnswerRow, Answers, AnswerTable, Area, Areas, ItemBlock, Method
from servicecheck.report.twins.blocks import WIDTH, Block, Bullets, Cell, Column, Heading, Picture, Table, text, texts
from servicecheck.report.twins.charts import chart, figure_columns, heading, named

QUESTION, FIGURE = 44, 13


def areas(part: Areas, words: Words) -> list[Block]:
    """One table of questions for each area."""
    blocks = [*heading(part.heading), *text(part.intro)]
    for area in part.areas:
        blocks += _area(area, words)
    return [*blocks, *text(part.note)]


def _area(area: Area, words: Words) -> list[Block]:
    name = named(area.letter, area.name)
    said = ", ".join(filter(None, (area.figure.score, area.figure.second, *area.figure.remarks)))
    figures = figure_columns([block.figure for block in area.blocks], area.heads[2:], [], words)
    taken = QUESTION + sum(column.width for column, _ in figures)
    columns = (
        Column(area.heads[0], QUESTION),
        Column(area.heads[1], WIDTH - taken),
        *(column for column, _ in figures),
    )
    rows = tuple(
        (named(block.letter, block.text), _answered(block), *(cells[index] for _, cells in figures))
        for index, block in enumerate(area.blocks)
    )
    return [
        Heading(name, 2),
        Picture(area.drawing),
        *text(said),
        Table(area.heads[0], "", columns, rows, name, group_name=words("label_area")),
        *texts(area.notes, "note"),
        *_comments(area),
    ]


def _comments(area: Area) -> list[Block]:
    """What people wrote beside their answers."""
    if not area.comments:
        return []
    said = tuple(named(one.about, one.text) for one in area.comments)
    return [Heading(area.comments_name, 3), Bullets(said), *text(area.comments_more, "note")]


def _answered(block: ItemBlock) -> Cell:
    """The answers as drawn, and the description that lies nearest."""
    said = f"{block.chosen} {block.description}".strip()
    return (block.bar, said) if block.bar else said


def agreement(part: Agreement, words: Words) -> list[Block]:
    """How far people are from each other."""
    drawn = chart(part.chart, part.heading.name, words) if part.chart else []
    blocks = [*heading(part.heading), *drawn, *texts(part.sentences)]
    if part.roles:
        blocks.append(Heading(part.roles_name, 2))
    for roles in part.roles:
        blocks += chart(roles, part.roles_name, words)
    return [*blocks, *texts(part.roles_sentences)]


def method(part: Method, _words: Words) -> list[Block]:
    """How the figures were made."""
    columns = (Column(part.heads[0], 44), Column(part.heads[1], 32), Column(part.heads[2], 94))
    rows = tuple((choice.name, choice.basis, choice.meaning) for choice in part.choices)
    return [
        *heading(part.heading),
        Table(part.heading.name, part.caption, columns, rows),
        *text(part.note, "note"),
        *text(part.literature, "note"),
    ]


def answers(part: Answers, words: Words) -> list[Block]:
    """Every question's counts."""
    blocks = heading(part.heading)
    for number, table in enumerate(part.tables):
        blocks += _answer_table(part, table, part.caption if number == 0 else "", words)
    return [*blocks, *text(part.note, "note")]


def _answer_table(part: Answers, table: AnswerTable, caption: str, words: Words) -> list[Block]:
    names = table.columns or (part.heads[1],)
    counted = 10 if table.columns else 70
    room = WIDTH - 2 * FIGURE - counted * len(names)
    counts = tuple(Column(name, counted, is_figures=bool(table.columns)) for name in names)
    ends = (Column(part.heads[2], FIGURE, is_figures=True), Column(part.heads[3], FIGURE, is_figures=True))
    columns = (Column(part.heads[0], room), *counts, *ends)
    blocks = text(caption)
    for group in table.groups:
        name = named(group.letter, group.name)
        rows = tuple(map(_answer_row, group.rows))
        blocks.append(Heading(f"{name} {group.score}".strip(), 2))
        blocks.append(Table(part.heading.name, "", columns, rows, name, group_name=words("label_area")))
    return blocks


def _answer_row(row: AnswerRow) -> tuple[str, ...]:
    name = " ".join(filter(None, (row.letter, row.text, row.remark)))
    return (name, *(count.text for count in row.counts), row.score, row.median)
