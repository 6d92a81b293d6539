"""A table to fill in with one person a row, as for typing in what stands on paper.

The first line names each column by the id of its question and its words; what can be picked is short, so that it can be
typed as well. How it is done stands on a second sheet, which is not read back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from servicecheck.files.sheets.legend import Legend
from servicecheck.files.sheets.picks import Picks
from servicecheck.files.tables.filled_form import BESIDE
from servicecheck.spreadsheets import Cell, Field, Line, Page, fill_in_workbook
from servicecheck.telling.asking import Asking, Question

_WIDTH, _WIDE = 16, 26


@dataclass(frozen=True)
class Columns:
    """Which columns a table has beside the answers."""

    with_notes: bool = False
    """For each question a note, the evidence and its grade."""
    with_codes: bool = False
    """For each person the code by which the answers are known next time."""


@dataclass(frozen=True)
class _Column:
    head: Cell
    field: Field
    width: int


def table(asking: Asking, columns: Columns, rows: int, made_on: date) -> bytes:
    """An XLSX file with so many empty *rows*."""
    picks = Picks(asking)
    legend = Legend(asking, picks)
    people = list(_people(asking, columns, picks))
    found = [*people, *_answers(asking, columns, picks, legend)]
    page = Page(
        title=asking.words("report_answers"),
        lines=[Line([column.head for column in found]), Line([column.field for column in found])],
        widths=[column.width for column in found],
        repeated=rows,
        fixed=(1, len(people)),
        foot=asking.title,
    )
    return fill_in_workbook([page, legend.page()], made_on, asking.title)


def _people(asking: Asking, columns: Columns, picks: Picks) -> Iterator[_Column]:
    if columns.with_codes:
        yield _Column(Cell(picks.code_name, "head"), Field(), _WIDTH)
    if asking.roles:
        yield _Column(Cell(picks.role_name, "head", note=asking.words("round_role")), picks.role(), _WIDTH)


def _answers(asking: Asking, columns: Columns, picks: Picks, legend: Legend) -> Iterator[_Column]:
    for question in asking.questions:
        item, field = question.item, picks.answer(question)
        if field.picks and question.is_anchored:
            field = replace(field, title=item.id, prompt=_steps(question))
        head = Cell(f"{item.id} {item.text.to(asking.words.language)}", "head", note=legend.note(question))
        yield _Column(head, field, _WIDTH if question.is_anchored or not field.is_text else _WIDE)
        if columns.with_notes:
            beside = picks.beside(question)
            for kind, key in BESIDE.items():
                head = Cell(f"{item.id}:{kind}", "head", note=asking.words(key))
                yield _Column(head, beside[kind], _WIDE)


def _steps(question: Question) -> str:
    """The steps that stand for levels."""
    return "\n".join(f"{reply.code} {reply.level}" for reply in question.replies if reply.is_described and reply.level)
