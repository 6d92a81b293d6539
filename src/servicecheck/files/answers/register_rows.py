"""Rows of a register from a table, checked as the interview checks them: case audits, quotes, frustrations."""

from collections.abc import Collection, Iterator, Mapping

from servicecheck.errors import InvalidAnswer, InvalidFile, Place, Problem, did_you_mean
from servicecheck.files.answers.found import Found, Listed, Reject, sentence
from servicecheck.files.answers.found import listed as listed_names
from servicecheck.files.answers.meanings import WHO
from servicecheck.files.answers.readings import Unreadable, reason_of
from servicecheck.files.likeness import key
from servicecheck.files.linked_questions import read_linked
from servicecheck.files.tables import Row, Table
from servicecheck.items import Option
from servicecheck.quantities import plain_number, units
from servicecheck.questionnaire import Column, Questionnaire, Register
from servicecheck.response import RegisterRow


def register_called(questionnaire: Questionnaire, name: str) -> Register | None:
    """The register with this id or title."""
    for register in questionnaire.registers:
        if key(name) in {key(register.id), *(key(words) for _, words in register.title.versions)}:
            return register
    return None


def register_of(table: Table, questionnaire: Questionnaire) -> Register | None:
    """The one register whose required columns all stand in *table*; None where there is none, or more than one."""
    found = [
        register
        for register in questionnaire.registers
        if all(column.id in _matched(table, register).values() for column in register.columns if column.required)
        and any(column.required for column in register.columns)
    ]
    return found[0] if len(found) == 1 else None


def rows_of(table: Table, register: Register, questionnaire: Questionnaire, left_out: Collection[str] = ()) -> Found:
    """Every row of *table* as a row of *register*, or rejected. Raises InvalidFile for columns that cannot be told."""
    matched = _matched(table, register)
    skipped = set(map(key, left_out))
    matched = {index: column for index, column in matched.items() if key(table.columns[index]) not in skipped}
    problems = list(_problems(table, register, matched))
    if problems:
        raise InvalidFile(problems)
    columns = {column.id: column for column in register.columns}
    read = {index: columns[name] for index, name in matched.items() if name in columns}
    who = next((index for index, name in matched.items() if name not in columns), None)
    listed: list[Listed] = []
    rejects: list[Reject] = []
    for row in table.rows:
        wrong = list(_wrong_cells(table, row, read, questionnaire))
        rejects += wrong
        if not wrong:
            values = _values(row, read, questionnaire)
            respondent = row.cells[who].strip() if who is not None else ""
            listed.append(Listed(table.place(row), RegisterRow(register.id, values), respondent))
    unknown = [name for index, name in enumerate(table.columns) if index not in matched]
    remarks = [f"{table.file}: left out, because the register has no such column: {listed_names(unknown)}."]
    return Found(len(table.rows), (), tuple(listed), tuple(rejects), tuple(remarks if unknown else ()))


def _matched(table: Table, register: Register) -> dict[int, str]:
    """The register's columns, by the index of the table's; the column of whoever wrote a row is called "respondent"."""
    names = {key(column.id): column.id for column in register.columns}
    for column in register.columns:
        for _, words in column.title.versions:
            names.setdefault(key(words), column.id)
    who = {name: says for name, says in WHO.items() if says == "respondent"}
    return {index: found for index, name in enumerate(table.columns) if (found := (who | names).get(key(name)))}


def _problems(table: Table, register: Register, matched: Mapping[int, str]) -> Iterator[Problem]:
    at = Place(table.file, table.header)
    for column in register.columns:
        places = [table.columns[index] for index, name in matched.items() if name == column.id]
        if column.required and not places:
            near = did_you_mean(column.id, [name for index, name in enumerate(table.columns) if index not in matched])
            hint = f" Is it the column '{near.split(chr(39))[1]}'? Rename it." if near.startswith(" Did") else ""
            yield Problem(f"the register {register.id} needs a column '{column.id}', which is missing.{hint}", at)
        if len(places) > 1:
            yield Problem(f"the columns {', '.join(places)} all stand for {column.id}. Keep one.", at)
    if not matched:
        known = ", ".join(column.id for column in register.columns)
        yield Problem(f"none of its columns is one of {register.id}, which has: {known}.", at)


def _wrong_cells(
    table: Table, row: Row, columns: Mapping[int, Column], questionnaire: Questionnaire
) -> Iterator[Reject]:
    if row.fault:
        yield Reject(table.place(row), "", "", sentence(row.fault))
        return
    for index, column in columns.items():
        cell = row.cells[index]
        try:
            if index in row.faults:
                raise Unreadable(row.faults[index])
            if cell.strip():
                _read(column, cell, questionnaire)
            elif column.required:
                raise Unreadable("This column must be filled in.")
        except Unreadable as error:
            yield Reject(table.place(row, index), table.columns[index], cell, sentence(str(error)))


def _values(row: Row, columns: Mapping[int, Column], questionnaire: Questionnaire) -> dict[str, str]:
    cells = ((column, row.cells[index]) for index, column in columns.items())
    return {column.id: _read(column, cell, questionnaire) for column, cell in cells if cell.strip()}


def _read(column: Column, cell: str, questionnaire: Questionnaire) -> str:
    """What the interview would have stored; of a choice also its points. Raises Unreadable."""
    text = cell if column.type == "text" else cell.strip()
    try:
        return read_linked(column, text, questionnaire)
    except InvalidAnswer as error:
        worth = _worth(column.options, text)
        if worth is not None:
            return worth
        if column.type == "choice":
            options = ", ".join(option.value for option in column.options)
            raise Unreadable(f"This is none of the choices: {options}, or their words.") from error
        raise Unreadable(reason_of(error)) from error


def _worth(options: tuple[Option, ...], text: str) -> str | None:
    """The one option that is worth so many points, as a case audit's 1, 0.5 and 0."""
    number = plain_number(text.replace(",", "."))
    found = [option.value for option in options if number is not None and option.units == units(number)]
    return found[0] if len(found) == 1 else None
