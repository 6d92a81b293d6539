"""What a table is: one person a row, one answer a row, or the rows of a register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.answers.columns import Columns, Questions, columns_of
from servicecheck.files.answers.found import Found, Person, Reject, listed
from servicecheck.files.answers.people import Everybody, PeopleReader, side_mixed
from servicecheck.files.answers.readings import Numbers, Reading, numbers_in
from servicecheck.files.answers.register_rows import register_called, register_of, rows_of
from servicecheck.files.tables import Table
from servicecheck.items import Item
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER

_ROWS_LOOKED_AT = 10


@dataclass(frozen=True)
class Expectations:
    """What somebody says of the files with answers, beside what stands in them."""

    questionnaire: Questionnaire
    language: Language = "en"
    role: str | None = None
    register: str | None = None
    numbers: Numbers | None = None
    sheet: str | None = None
    encoding: str | None = None
    left_out: tuple[str, ...] = ()
    from_round: int | None = None


def found_in_table(table: Table, expected: Expectations) -> Found:
    """What *table* holds. Raises InvalidFile."""
    questionnaire = expected.questionnaire
    questions = Questions(questionnaire, of_customers=expected.role == CUSTOMER)
    register = register_called(questionnaire, expected.register) if expected.register else None
    if register is None and not _has_answers(table, questions):
        register = register_of(table, questionnaire)
    found = (
        rows_of(table, register, questionnaire, expected.left_out) if register else _people(table, questions, expected)
    )
    remarks = [f"{table.file}: {remark}" for remark in table.remarks]
    return Found(found.read, found.people, found.listed, found.rejects, (*remarks, *found.remarks))


def _has_answers(table: Table, questions: Questions) -> bool:
    return any(questions.called(name) for name in table.columns)


def _people(table: Table, questions: Questions, expected: Expectations) -> Found:
    columns = columns_of(table, questions, expected.left_out)
    if not columns.is_long and not columns.questions:
        raise InvalidFile([_no_questions(table, questions, expected.questionnaire)])
    problems = list(_contradictions(table, columns, expected))
    if problems:
        raise InvalidFile(problems)
    numbers = expected.numbers or _numbers(table, columns, questions)
    everybody = Everybody(questions, expected.questionnaire.roles, expected.language, expected.role)
    found = PeopleReader(table, columns, Reading(numbers), everybody).read()
    people, rejects = _told_apart(found.people, questions)
    remarks = _remarks(table, columns, questions, expected, numbers)
    return Found(found.read, people, (), (*found.rejects, *rejects), tuple(remarks))


def _no_questions(table: Table, questions: Questions, questionnaire: Questionnaire) -> Problem:
    """Why nothing can be read, with the row that looks like the header if one does."""
    message = f"no column here is a question of {questionnaire.id}"
    for row in table.rows[:_ROWS_LOOKED_AT]:
        if any(questions.called(cell) for cell in row.cells) or row.fault:
            message = f"this is not the line with the names of the columns. Is it line {row.number}?"
            return Problem(f"{message} Delete what stands above it.", Place(table.file, table.header))
    example = questionnaire.items[0].id
    message += f", such as {example}. Name the columns by the questions' ids or texts (servicecheck show"
    return Problem(f"{message} {questionnaire.id}), or say which register it is.", Place(table.file, table.header))


def _contradictions(table: Table, columns: Columns, expected: Expectations) -> Iterator[Problem]:
    at = Place(table.file, table.header)
    if columns.of("role") is not None and expected.role:
        yield Problem("the table has a column for roles. Leave --as out, or that column: --leave-out role.", at)
    if columns.is_long and columns.of("respondent") is None:
        yield Problem("each row is one answer, so a column 'respondent' must say whose.", at)


def _numbers(table: Table, columns: Columns, questions: Questions) -> Numbers:
    """Whether the numbers are values or points. Raises InvalidFile where both could be meant."""
    numbers, is_in_doubt = numbers_in(_answers(table, columns, questions))
    if is_in_doubt:
        message = "some numbers here can only be values and others only points, and some could be either."
        hint = "Say which they are: --numbers values or --numbers points."
        raise InvalidFile([Problem(f"{message} {hint}", Place(table.file, table.header))])
    return numbers


def _answers(table: Table, columns: Columns, questions: Questions) -> Iterator[tuple[Item, str]]:
    """Every cell in which a question is answered."""
    item_at, value_at = columns.of("item"), columns.of("value")
    wide = [
        (index, questions.items[one.question])
        for index, one in columns.meanings.items()
        if one.says == "value" and one.question
    ]
    for row in table.rows:
        if row.fault:
            continue
        if item_at is None or value_at is None:
            yield from ((item, row.cells[index]) for index, item in wide if row.cells[index])
        else:
            yield from ((questions.items[item], row.cells[value_at]) for item in questions.called(row.cells[item_at]))


def _told_apart(people: Sequence[Person], questions: Questions) -> tuple[tuple[Person, ...], list[Reject]]:
    """Those who answered what their side of the counter is asked, and a reject for each row of the others."""
    kept, rejects = [], []
    for person in people:
        item = side_mixed(person, questions)
        if item is None:
            kept.append(person)
            continue
        side = "customers are asked" if item in questions.customers else "the organisation's own people are asked"
        reason = f"{item} is a question that only {side}. Customers come in with --as customer."
        rejects += [Reject(place, item, person.answers[item].value or "", reason) for place in person.places]
    return tuple(kept), rejects


def _remarks(
    table: Table, columns: Columns, questions: Questions, expected: Expectations, numbers: Numbers
) -> Iterator[str]:
    if columns.left_out:
        yield f"{table.file}: left out, because no question is called so: {listed(columns.left_out)}."
    if numbers == "points" and not expected.numbers:
        yield f"{table.file}: the numbers were read as points, because not all of them are values."
    if not columns.is_long:
        asked = [item.id for item in expected.questionnaire.items]
        if expected.role == CUSTOMER:
            asked = sorted(questions.customers)
        missing = [item for item in asked if item not in columns.questions]
        if missing and len(missing) < len(asked):
            yield f"{table.file}: without a column, so unanswered: {listed(missing)}."
