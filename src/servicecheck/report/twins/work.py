"""Sections 9 to 11 as blocks: what to do first, the plan, and what changed since last time."""

from servicecheck.language import Words
from servicecheck.report.parts import Fields, Plan, PlanRow, Priorities, Ranked
from servicecheck.report.parts.since import MeasureRow, MeasureTable, Since
from servicecheck.report.twins.blocks import Block, Bullets, Column, Heading, Picture, Table, even, text, texts
from servicecheck.report.twins.charts import chart, facts, heading, named

RANKED = (43, 44, 20, 17, 15, 12, 19)
PLANNED = (7, 35, 39, 23, 33, 33)


def priorities(part: Priorities, _words: Words) -> list[Block]:
    """What to do first."""
    columns = tuple(
        Column(name, width, is_figures=2 <= index < 6)
        for index, (name, width) in enumerate(zip(part.heads, RANKED, strict=True))
    )
    rows = tuple(map(_ranked, part.ranking))
    return [
        *heading(part.heading),
        *_fields(part.fields, part.heading.name),
        *([Table(part.heading.name, part.caption, columns, rows)] if rows else []),
        *text(part.note if rows else "", "note"),
    ]


def _ranked(one: Ranked) -> tuple[str, ...]:
    name = f"{one.number}. {named(one.letter, one.text)}"
    return (name, one.action, one.impact, one.gap, one.effort, one.priority, f"{one.share} {one.stability}")


def _fields(fields: Fields, sheet: str) -> list[Block]:
    columns = (Column(fields.heads[0], 44), Column(fields.axis, 126))
    rows = tuple((band.impact, band.drawing) for band in fields.bands)
    notes = [Heading(fields.heads[2], 2), *texts(fields.notes, "note")] if fields.notes else []
    return [Table(sheet, fields.caption, columns, rows), *notes]


def plan(part: Plan, words: Words) -> list[Block]:
    """The action plan, where it leads, and when to look again."""
    columns = tuple(
        Column(name, width) for name, width in zip((words("twin_number"), *part.heads), PLANNED, strict=True)
    )
    rows = tuple(_planned(row, part.blanks) for row in part.rows)
    return [
        *heading(part.heading),
        Table(part.heading.name, part.caption, columns, rows),
        *text(part.note, "note"),
        *(chart(part.expected, part.heading.name, words) if part.expected else []),
        Heading(part.follow_title, 2),
        *([Picture(part.timeline)] if part.timeline else []),
        Bullets(part.follow),
        *text(part.follow_note, "note"),
    ]


def _planned(row: PlanRow, blanks: tuple[str, str]) -> tuple[str, ...]:
    """What is not agreed yet has its label, to be filled in."""
    expected = f"{row.expected_title}\n{row.expected}" if row.expected else ""
    agreed = "\n".join((row.owner or f"{blanks[0]}:", row.due or f"{blanks[1]}:", row.status))
    return (row.number, row.what, row.why, row.first_step, f"{row.measure}\n{expected}".strip(), agreed)


def since(part: Since, words: Words) -> list[Block]:
    """What changed since last time."""
    blocks = heading(part.heading)
    if part.facts:
        blocks.append(facts(part.facts, part.heading.name))
    blocks += text(part.lead, "lead")
    if part.measures:
        blocks.append(_measures(part.measures, part.heading.name, words))
    if part.chart:
        blocks += chart(part.chart, part.heading.name, words)
    blocks += texts(part.sentences)
    for title, listed in ((part.cautions_title, part.cautions), (part.stop_title, part.stops)):
        if listed:
            blocks += [Heading(title, 2), Bullets(listed)]
    return blocks


def _measures(part: MeasureTable, sheet: str, words: Words) -> Table:
    rows = tuple(map(_measured, part.rows))
    names = tuple(name or words("twin_remark") for name in part.heads)
    return Table(sheet, part.caption, even(names, first=62), rows)


def _measured(row: MeasureRow) -> tuple[str, ...]:
    before, after = f"{row.before}\n{row.before_interval}", f"{row.after}\n{row.after_interval}"
    return (row.name, before.strip(), after.strip(), row.verdict)
