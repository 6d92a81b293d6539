"""What a table is: one person a row, one answer a row, or the rows of a register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.answers.columns import Columns, Said, has_answers
from servicecheck.files.answers.found import Found, Person, Reject, listed
from servicecheck.files.answers.layout import Layout, laid_out
from servicecheck.files.answers.people import Everybody, PeopleReader, side_mixed
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.readings import Numbers, Reading, assumed, coded_in, in_doubt, numbers_in
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
    said: Said = field(default_factory=Said)
    from_round: int | None = None


def found_in_table(table: Table, expected: Expectations) -> Found:
    """What *table* holds. Raises InvalidFile."""
    questionnaire = expected.questionnaire
    questions = Questions(questionnaire, of_customers=expected.role == CUSTOMER)
    register = register_called(questionnaire, expected.register) if expected.register else None
    if register is None and not has_answers(table.shape, questions, expected.said):
        register = register_of(table, questionnaire)
    if register:
        found = rows_of(table, register, questionnaire, expected.said.left_out)
    else:
        found = _people(table, questions, expected)
    remarks = [f"{table.file}: {remark}" for remark in table.remarks]
    return replace(found, remarks=(*remarks, *found.remarks))


def _people(table: Table, questions: Questions, expected: Expectations) -> Found:
    layout = laid_out(table.shape, questions, expected.said, Place(table.file, table.header), table.positions)
    columns = layout.columns
    if not columns.is_long and not columns.questions:
        raise InvalidFile([_no_questions(table, questions, expected.questionnaire)])
    problems = list(_contradictions(table, columns, expected))
    if problems:
        raise InvalidFile(problems)
    reading = _reading(table, layout, questions, expected)
    everybody = Everybody(questions, expected.questionnaire.roles, expected.language, expected.role)
    found = PeopleReader(table, layout, reading, everybody).read()
    people, rejects = _told_apart(found.people, questions)
    remarks = (*layout.remarks, *_remarks(columns, questions, expected, reading))
    shown = tuple(f"{table.file}: {remark}" for remark in remarks)
    return Found(found.read, people, (), (*found.rejects, *rejects), shown, columns.matches)


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


def _reading(table: Table, layout: Layout, questions: Questions, expected: Expectations) -> Reading:
    """What the numbers in the table are, and which columns hold codes. Raises InvalidFile where that is in doubt."""
    answers = expected.said.column_map.answers
    cells = list(_answers(table, layout.columns, questions))
    numbers, is_in_doubt = expected.numbers, False
    if numbers is None:
        numbers, is_in_doubt = numbers_in(cells, among=layout.numbers, said=answers)
    if is_in_doubt:
        raise InvalidFile([Problem(in_doubt(layout.numbers), Place(table.file, table.header))])
    reading = Reading(numbers, questions, answers=answers)
    coded = coded_in(cells, reading) if layout.shape.has_answer_codes else ()
    return Reading(numbers, questions, coded, answers)


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


def _remarks(columns: Columns, questions: Questions, expected: Expectations, reading: Reading) -> Iterator[str]:
    yield from assumed(reading, questions, is_said=expected.numbers is not None)
    if not columns.is_long:
        asked = [item.id for item in expected.questionnaire.items]
        if expected.role == CUSTOMER:
            asked = sorted(questions.customers)
        missing = [item for item in asked if item not in columns.questions]
        if missing and len(missing) < len(asked):
            yield f"without a column, so unanswered: {listed(missing)}."
