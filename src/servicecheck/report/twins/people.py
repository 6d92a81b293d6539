"""Sections 6 to 8 as blocks: what customers say, where you want to go, what was counted."""

from servicecheck.language import Words
from servicecheck.report.parts import Ambition, Customers, FirstRow, FirstRows, Quotations, Registers, Targets, Tension
from servicecheck.report.twins.blocks import WIDTH, Block, Column, Heading, Table, even, text, texts
from servicecheck.report.twins.charts import chart, facts, heading

ADVICE = 62


def customers(part: Customers, words: Words) -> list[Block]:
    """Your own view beside the customers'."""
    blocks = heading(part.heading)
    if part.view:
        blocks += chart(part.view, part.heading.name, words)
    blocks += texts(part.sentences)
    if part.cases:
        blocks += [Heading(part.cases.name, 2), *chart(part.cases.chart, part.cases.name, words)]
        blocks += texts(part.cases.sentences)
    return blocks + (_quotations(part.quotations) if part.quotations else [])


def _quotations(part: Quotations) -> list[Block]:
    columns = (Column(part.heads[0], 30), Column(part.heads[1], 100), Column(part.heads[2], 40))
    rows = tuple((group.name, one.text, one.about) for group in part.groups for one in group.quotations)
    return [Heading(part.name, 2), Table(part.name, part.caption, columns, rows), *text(part.note, "note")]


def ambition(part: Ambition, words: Words) -> list[Block]:
    """Where you want to go."""
    replies = tuple(fact for row in part.replies for fact in row)
    blocks = heading(part.heading)
    if replies:
        blocks.append(facts(replies, part.heading.name, part.replies_caption))
    for table in (part.decisions, part.targets):
        if table:
            blocks.append(_targets(table, part.heading.name, words))
    return [*blocks, *texts(part.warnings), *(_tension(part.tension) if part.tension else [])]


def _targets(part: Targets, sheet: str, words: Words) -> Table:
    rows = tuple((row.name, row.target, row.word, row.reason, row.decided) for row in part.rows)
    name, target, reason, decided = part.heads
    columns = (
        Column(name, 44),
        Column(target, 16, is_figures=True),
        Column(words("twin_remark"), 28),
        Column(reason, 46),
    )
    return Table(sheet, part.caption, (*columns, Column(decided, 36)), rows)


def _tension(part: Tension) -> list[Block]:
    *conditions, advice = part.heads
    columns = (*(Column(name, (WIDTH - ADVICE) / len(conditions)) for name in conditions), Column(advice, ADVICE))
    rows = tuple((*row.conditions, "\n".join(filter(None, (row.advice, row.applies)))) for row in part.rows)
    return [
        Heading(part.name, 2),
        *text(part.rule, "lead"),
        *texts(part.paragraphs),
        Table(part.name, part.caption, columns, rows),
        *text(part.note, "note"),
        Heading(part.research_name, 2),
        *texts(part.research),
    ]


def registers(part: Registers, words: Words) -> list[Block]:
    """What was counted."""
    blocks = heading(part.heading)
    if part.frustrations:
        own = part.frustrations
        blocks += chart(own.chart, part.heading.name, words) if own.chart else []
        blocks += [*texts(own.sentences), _first(own.first)]
    for counted in (part.mistakes, part.bulbs):
        if counted:
            drawn = chart(counted.chart, counted.name, words) if counted.chart else []
            blocks += [Heading(counted.name, 2), *drawn, *texts(counted.sentences)]
    return blocks


def _first(part: FirstRows) -> Table:
    rows = tuple(_owned(row, part.blanks) for row in part.rows)
    return Table(part.caption, part.caption, even(part.heads), rows)


def _owned(row: FirstRow, blanks: tuple[str, str]) -> tuple[str, ...]:
    """What nobody has taken on yet has its label, to be filled in."""
    agreed = (row.owner or f"{blanks[0]}:", row.due or f"{blanks[1]}:", row.status)
    return (f"{row.number} {row.text}", row.cause, row.fix, "\n".join(filter(None, agreed)))
