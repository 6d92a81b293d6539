"""A short table on a page: the rows that are there, and a form for one more, or for one that is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servicecheck.cells import EXAMPLE_DATE, read_cell
from servicecheck.errors import InvalidAnswer
from servicecheck.interview import Interview
from servicecheck.language import Words
from servicecheck.questionnaire import Column, Questionnaire, Register
from servicecheck.telling.replies import as_written
from servicecheck.web.forms import Form
from servicecheck.web.interview.draft import Draft, NotKept

ROW = "row"
"""The hidden field that says which row a form is of."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One field of a row's form."""

    name: str
    title: str
    type: str
    given: str
    is_needed: bool
    hint: str
    options: tuple[tuple[str, str], ...]
    longest: int


def view(
    interview: Interview, rows: Sequence[Row], row: int | None, words: Words, draft: Draft
) -> Mapping[str, object]:
    """All that the page of the present table shows."""
    register = interview.register
    assert register is not None
    columns = columns_of(register)
    changed = _changed(draft, rows, row)
    kept = rows[changed] if changed is not None else {}
    return {
        "register": register,
        "title": words.typeset(register.title),
        "text": words.typeset(register.text) if register.text else "",
        "suggestions": [words.typeset(one) for one in register.suggestions],
        "columns": [words.typeset(column.title) for column in columns],
        "rows": [[shown(column, one.get(column.id, ""), words) for column in columns] for one in rows],
        "cells": [
            _cell(column, place == 0, _given(column, kept, draft, words), interview.questionnaire, words)
            for place, column in enumerate(columns)
        ],
        "row": len(rows) if changed is None else changed,
        "is_change": changed is not None,
        "draft": draft,
        "is_first": interview.back() is interview,
    }


def columns_of(register: Register) -> tuple[Column, ...]:
    """The columns that are filled in during the interview."""
    return tuple(column for column in register.columns if not column.later)


def read_row(register: Register, form: Form, questionnaire: Questionnaire) -> Row:
    """What a form says of a row; empty where nothing is written in it. Raises NotKept."""
    columns = columns_of(register)
    given = {column.id: form.one(name_of(column)).strip() for column in columns}
    if not any(given.values()):
        return {}
    values = {}
    for place, column in enumerate(columns):
        line = given[column.id]
        if line:
            values[column.id] = _read(column, line, questionnaire)
        elif column.required or place == 0:
            raise NotKept(name_of(column), InvalidAnswer("err_required", given=""))
    return values


def place_of(form: Form, rows: Sequence[Row]) -> int:
    """The place of the row that a form is of: one that is there, or the next."""
    given = form.one(ROW)
    place = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else len(rows)
    return min(place, len(rows))


def name_of(column: Column) -> str:
    """What the field of a column is called in the form."""
    return f"cell.{column.id}"


def shown(column: Column, value: str, words: Words) -> str:
    """A cell's value as it is read."""
    if not value:
        return ""
    for option in column.options:
        if option.value == value:
            return words.typeset(option.label) if option.label else value
    if column.type == "yes-no":
        return words("iv_yes" if value == "yes" else "iv_no")
    return as_written(value, words) if column.type == "number" else value


def _read(column: Column, line: str, questionnaire: Questionnaire) -> str:
    try:
        return read_cell(column, line, questionnaire)
    except InvalidAnswer as refused:
        raise NotKept(name_of(column), refused) from refused


def _changed(draft: Draft, rows: Sequence[Row], row: int | None) -> int | None:
    """The place of the row in the form, if it is one that is there."""
    if draft.is_sent:
        row = place_of(draft.fields, rows)
    return row if row is not None and row < len(rows) else None


def _given(column: Column, kept: Row, draft: Draft, words: Words) -> str:
    if draft.is_sent:
        return draft.fields.one(name_of(column))
    value = kept.get(column.id, "")
    return as_written(value, words) if column.type == "number" else value


def _cell(column: Column, is_first: bool, given: str, questionnaire: Questionnaire, words: Words) -> Cell:
    options = [(one.value, words.typeset(one.label) if one.label else one.value) for one in column.options]
    if column.type == "yes-no":
        options = [("yes", words("iv_yes")), ("no", words("iv_no"))]
    hints = {
        "date": words("err_date", example=EXAMPLE_DATE),
        "items": words("iv_web_items_hint", example=questionnaire.items[0].id),
    }
    return Cell(
        name=name_of(column),
        title=words.typeset(column.title),
        type=column.type,
        given=given,
        is_needed=column.required or is_first,
        hint=hints.get(column.type, ""),
        options=tuple(options),
        longest=column.max_length,
    )
