"""The votes and the agreed answers as blocks."""

from servicecheck.language import Words
from servicecheck.report.parts import Agreed, AgreedRow, AgreedTable
from servicecheck.report.twins.blocks import WIDTH, Block, Column, Heading, Table, text, texts
from servicecheck.report.twins.charts import chart, heading, named

ANSWER, FIGURE, STEPS = 24, 15, 38


def agreed(part: Agreed, words: Words) -> list[Block]:
    """Which carries the level, both beside each other, and what was agreed and why."""
    blocks = [*heading(part.heading), *text(part.lead, "lead"), *texts(part.sentences)]
    blocks += chart(part.view, part.heading.name, words)
    blocks += _answers(part.answers, words)
    if part.split:
        rows = tuple((named(row.letter, row.text), row.steps) for row in part.split)
        columns = (Column(words("label_question"), WIDTH - STEPS), Column(words("label_distance"), STEPS))
        blocks += [Heading(part.split_name, 2), Table(words("label_distance"), "", columns, rows)]
        blocks += text(part.split_note, "note")
    return blocks


def _answers(part: AgreedTable, words: Words) -> list[Block]:
    """One table for each area."""
    question, answer, *figures = part.heads
    room = WIDTH - ANSWER - FIGURE * len(figures)
    columns = (
        Column(question, room),
        Column(answer, ANSWER),
        *(Column(name, FIGURE, is_figures=True) for name in figures),
    )
    blocks: list[Block] = [Heading(part.caption, 2)]
    for group in part.groups:
        name = named(group.letter, group.name)
        blocks.append(Table(answer, name, columns, tuple(map(_row, group.rows)), name, group_name=words("label_area")))
    return [*blocks, *text(part.note, "note")]


def _row(row: AgreedRow) -> tuple[str, ...]:
    said = "\n".join(filter(None, (named(row.letter, row.text), row.reason)))
    return (said, row.answer, row.points, row.mean, row.median, row.steps, row.number)
