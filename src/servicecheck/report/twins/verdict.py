"""The cover and sections 1 to 3 as blocks."""

from servicecheck.language import Words
from servicecheck.report.parts import Basics, Cover, Foreword, GateRow, InShort, Run, Standing
from servicecheck.report.twins.blocks import (
    Block,
    Column,
    Heading,
    Logo,
    Paragraph,
    Picture,
    Table,
    Title,
    even,
    text,
    texts,
)
from servicecheck.report.twins.charts import chart, facts, heading, signs


def cover(part: Cover) -> list[Block]:
    """Whose it is, what it is, and when it was made."""
    blocks: list[Block] = [Logo(part.logo, part.logo_text)] if part.logo else []
    blocks += [*text(part.organisation), Title(part.title), facts(part.facts, part.title)]
    return blocks


def foreword(part: Foreword, _words: Words) -> list[Block]:
    """A few words of whoever hands the report over."""
    return [Heading(part.name, 2), *texts(part.paragraphs), *text(part.signed)]


def in_short(part: InShort, words: Words) -> list[Block]:
    """Level, bar, summary and the first actions."""
    level = (Run(part.level, strong=True), Run(f" {part.score}" if part.score else ""))
    summary = [run for sentence in part.summary for run in (*sentence.runs, Run(" "))]
    number, owner = words("twin_number"), words("label_owner_date")
    columns = (Column(number, 12), Column(part.actions_title, 108), Column(owner, 50))
    actions = tuple((action.number, action.action, action.agreed) for action in part.actions)
    return [
        *heading(part.heading),
        *([Paragraph(level, "level")] if part.level or part.score else []),
        *text(part.mark, "note"),
        *([Picture(part.bar)] if part.bar else []),
        Paragraph(tuple(summary), "lead"),
        *([Table(part.actions_title, "", columns, actions)] if actions else []),
    ]


def standing(part: Standing, words: Words) -> list[Block]:
    """Where you stand."""
    return [
        *heading(part.heading),
        facts(part.facts, part.heading.name),
        *text(part.lead, "lead"),
        *texts(part.sentences),
        *([Picture(part.radar)] if part.radar else []),
        *text(part.radar_note, "note"),
        *chart(part.areas, part.areas.heads[0], words),
        *([Heading(part.how_title, 2), *signs(part.how)] if part.how else []),
    ]


def basics(part: Basics, words: Words) -> list[Block]:
    """What each level asks for, and every question on one line."""
    blocks = heading(part.heading)
    if part.gates:
        rows = tuple((row.name, *_requirements(row), row.lift) for row in part.gates.rows)
        columns = even(part.gates.heads)
        blocks.append(Table(part.heading.name, part.gates.caption, columns, rows))
        blocks += texts(part.gates.notes, "note")
    return [*blocks, *chart(part.strip, part.heading.name, words), *texts(part.sentences)]


def _requirements(row: GateRow) -> list[str]:
    return [f"{one.rule}\n{one.result}" if one else "" for one in row.requirements]
