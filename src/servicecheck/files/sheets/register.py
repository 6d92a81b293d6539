"""A register to fill in: one row a case, a quote or a frustration, with the columns that the questionnaire gives it."""

from collections.abc import Iterator
from datetime import date

from servicecheck.cells import EXAMPLE_DATE, read_cell
from servicecheck.errors import InvalidAnswer
from servicecheck.files.likeness import key
from servicecheck.language import Text, Words
from servicecheck.questionnaire import Column, Register
from servicecheck.spreadsheets import Cell, Field, Line, Page, fill_in_workbook

_WIDE, _NARROW = 34, 18
_YES_NO = {"yes": "iv_yes", "no": "iv_no"}


def register_sheet(register: Register, words: Words, rows: int, made_on: date) -> bytes:
    """An XLSX file with so many empty *rows* of *register*."""
    title = _told(register.title, words)
    heads = [Cell(_head(column, register, words), "head", note=_note(column, words)) for column in register.columns]
    page = Page(
        title=title,
        lines=[Line(heads), Line([_field(column, words) for column in register.columns])],
        widths=[_NARROW if column.options or column.type != "text" else _WIDE for column in register.columns],
        repeated=rows,
        fixed=(1, 0),
        foot=title,
    )
    return fill_in_workbook([page, _legend(register, words)], made_on, title)


def _head(column: Column, register: Register, words: Words) -> str:
    """A column's title, or its id where another is called the same."""
    title = _told(column.title, words)
    alike = [
        other.id
        for other in register.columns
        if key(title) in {key(other.id), *(key(text) for _, text in other.title.versions)}
    ]
    return title if alike == [column.id] else column.id


def _field(column: Column, words: Words) -> Field:
    picks = tuple(_picks(column, words))
    if picks:
        return Field(picks, refusal=words("err_choose_one"))
    prompt = "\n".join(_typed(column, words))
    return Field(is_text=column.type in ("text", "items"), title=_told(column.title, words), prompt=prompt)


def _picks(column: Column, words: Words) -> Iterator[str]:
    """What can be picked, as far as it reads back as what it stands for."""
    said = {option.value: _told(option.label, words) if option.label else option.value for option in column.options}
    said |= {value: words(name) for value, name in _YES_NO.items()} if column.type == "yes-no" else {}
    for value, text in said.items():
        yield text if _reads(column, text, value) else value


def _reads(column: Column, text: str, value: str) -> bool:
    try:
        return read_cell(column, text) == value
    except InvalidAnswer:
        return False


def _typed(column: Column, words: Words) -> Iterator[str]:
    if column.type == "number":
        yield words("iv_hint_number")
    elif column.type == "date":
        yield words("err_date", example=EXAMPLE_DATE)


def _note(column: Column, words: Words) -> str:
    return "\n".join([*_typed(column, words), *_picks(column, words)])


def _legend(register: Register, words: Words) -> Page:
    """What it is for, and which rows others have begun with."""
    texts = [_told(register.text, words)] if register.text else []
    lines = [Line([None, Cell(_told(register.title, words), "title")])]
    lines += [Line([None, Cell(text)]) for text in (*texts, words("form_yellow"), words("register_not_scored"))]
    if register.suggestions:
        lines += [Line([]), Line([None, Cell(words("register_suggestions"), "strong")])]
        lines += [Line([None, Cell(_told(text, words))]) for text in register.suggestions]
    return Page(words("form_help_sheet"), lines, (4, 100), foot=_told(register.title, words))


def _told(text: Text, words: Words) -> str:
    return text.to(words.language)
