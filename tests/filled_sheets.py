"""Filling in sheets as somebody with a spreadsheet program does: cells are found by what stands beside and above."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.errors import InvalidAnswer
from servicecheck.files.answers.found import Found
from servicecheck.files.answers.sources import found_in
from servicecheck.files.answers.table_kinds import Expectations
from servicecheck.files.sheets.picks import Picks
from servicecheck.items import Item
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Column, Register
from servicecheck.response import Answer
from servicecheck.telling.asking import Asking, Question

Typed = str | int | float | None


def typed(question: Question, value: str | None, asking: Asking) -> Typed:
    """What is picked or typed for a stored *value*."""
    item, picks = question.item, Picks(asking)
    if value is None:
        return None
    if value in NOT_ANSWERS and item.type != "text":
        allowed = [code for code in NOT_ANSWERS[::-1] if item.is_allowed(code)]
        return list(picks.not_answers(item))[allowed.index(value)]
    if item.takes_several:
        codes = dict(zip((reply.value for reply in question.replies), picks.coded(question), strict=True))
        return "0" if value == "none" else ", ".join(codes[one][0] for one in value.split("|"))
    if not item.choices():
        return float(value) if item.type == "number" else value
    values = [choice.value for choice in item.choices()]
    pick = picks.answer(question).picks[values.index(value)]
    return float(pick) if isinstance(pick, Decimal) else pick


def possible(item: Item) -> list[str | None]:
    """Values that an item can have, one of each kind."""
    values: list[str | None] = [None, *(code for code in NOT_ANSWERS if item.is_allowed(code))]
    if item.takes_several:
        values += ["none", *(choice.value for choice in item.choices()), "|".join(c.value for c in item.choices())]
    elif item.choices():
        values += [choice.value for choice in item.choices()]
    elif item.type == "number":
        values += [number for number in ("0", "12", "2.5", "-3", "1234.5678") if _is_value(item, number)]
    else:
        values += ["=1+1 \"x\" 'y'", "Åse & Øjvind: ½ på 3-5", "na"]
    return values


def _is_value(item: Item, value: str) -> bool:
    try:
        return item.parse(value) == value
    except InvalidAnswer:
        return False


def fill_form(content: bytes, asking: Asking, answers: Mapping[str, Answer], role: str = "", code: str = "") -> bytes:
    """A form with *answers* in it."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    heads = {cell.value: cell.column for cell in page[1]}
    words, picks = asking.words, Picks(asking)
    at = heads[words("form_answer")]
    beside = {kind: heads.get(words(key)) for kind, key in _BESIDE.items()}
    questions = {question.item.id: question for question in asking.questions}
    for row in page.iter_rows(min_row=2):
        name, number = row[0].value, row[0].row
        if name == picks.role_name and role:
            page.cell(number, at).value = role
        elif name == picks.code_name and code:
            page.cell(number, at).value = code
        elif name in questions and name in answers:
            answer = answers[name]
            _put(page, number, at, typed(questions[name], answer.value, asking))
            for kind, column in beside.items():
                if column:
                    _put(page, number, column, getattr(answer, kind))
    return _saved(book)


def fill_table(content: bytes, asking: Asking, people: list[tuple[str, Mapping[str, Answer]]]) -> bytes:
    """A table with one of *people* a row, each with a role and answers."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    heads = {str(cell.value).split(" ")[0]: cell.column for cell in page[1]}
    for number, (role, answers) in enumerate(people, 2):
        if role:
            _put(page, number, heads[Picks(asking).role_name], role)
        for question in asking.questions:
            name = question.item.id
            answer = answers.get(name, Answer(None))
            _put(page, number, heads[name], typed(question, answer.value, asking))
            for kind in _BESIDE:
                if f"{name}:{kind}" in heads:
                    _put(page, number, heads[f"{name}:{kind}"], getattr(answer, kind))
    return _saved(book)


def fill_register(content: bytes, register: Register, language: Language, rows: Sequence[Mapping[str, str]]) -> bytes:
    """The sheet of a register with *rows* in it, as they are picked and typed."""
    book = openpyxl.load_workbook(BytesIO(content))
    page = book.worksheets[0]
    for number, row in enumerate(rows, 2):
        for place, column in enumerate(register.columns, 1):
            value: object = row[column.id]
            if column.type == "number":
                value = float(row[column.id])
            elif column.type == "date":
                value = date.fromisoformat(row[column.id])
            elif column.type in ("choice", "yes-no"):
                value = _picked(column, row[column.id], language)
            page.cell(number, place).value = value
            if isinstance(value, str):
                page.cell(number, place).data_type = "s"
    return _saved(book)


def _picked(column: Column, value: str, language: Language) -> str:
    if column.type == "yes-no":
        return Words(language)(f"iv_{value}")
    label = next(option.label for option in column.options if option.value == value)
    return label.to(language) if label else value


_BESIDE = {"note": "iv_note", "evidence": "iv_evidence", "evidence_grade": "form_grade"}


def _put(page: Any, row: int, column: int, value: Typed) -> None:
    if value not in (None, ""):
        cell = page.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # as in a cell for text, where a formula is none


def _saved(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def read_back(content: bytes, path: Path, asking: Asking, role: str | None = None) -> Found:
    """What `add` finds in a sheet."""
    path.write_bytes(content)
    return found_in(path, Expectations(asking.questionnaire, role=role))


def said(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers that say anything."""
    return {name: answer for name, answer in answers.items() if answer != Answer(None)}
