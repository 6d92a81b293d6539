"""Files with answers, of whatever kind: a table, another assessment file, or an export of one."""

from pathlib import Path

from servicecheck.cells import read_cell
from servicecheck.errors import InvalidAnswer, Place
from servicecheck.files import export_document, json_document, tables, text_file
from servicecheck.files.answers.found import Found, Listed, Person, Reject
from servicecheck.files.answers.questions import Questions
from servicecheck.files.answers.register_rows import register_called
from servicecheck.files.answers.table_kinds import Expectations, found_in_table
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.files.contents import Contents, StoredRound, WrittenRow, contents_of
from servicecheck.files.tables.encodings import decoded
from servicecheck.files.tables.limits import MOST_BYTES
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response

_DATABASE = b"SQLite format 3\0"


def found_in(path: Path, expected: Expectations) -> Found:
    """What the file at *path* holds. Raises InvalidFile where nothing of it can be used."""
    contents = contents_in(path, expected.encoding)
    if contents is not None:
        return _found_in_round(_chosen(contents, path, expected), path, expected.questionnaire)
    return found_in_table(tables.read(path, expected.sheet, expected.encoding, expected.said.form), expected)


def contents_in(path: Path, encoding: str | None = None) -> Contents | None:
    """The rounds in an assessment file or an export of one; None for any other file. Raises InvalidFile."""
    content = text_file.read_bytes(path, MOST_BYTES, str(path))
    if content.startswith(_DATABASE):
        with AssessmentFile.open(path, "read") as file:
            return contents_of(file)
    if path.suffix.casefold() != ".json" or not content.strip():
        return None
    text, _ = decoded(content, str(path), encoding)
    if not text.lstrip().startswith("{"):
        return None
    document = json_document.read(text, str(path))
    return export_document.read(document, str(path)) if export_document.is_export(document) else None


def _chosen(contents: Contents, path: Path, expected: Expectations) -> StoredRound:
    """The round asked for, else the newest of the same questionnaire."""
    wanted = expected.questionnaire.id
    for stored in reversed(contents.rounds):
        if expected.from_round in (None, stored.round.number) and stored.round.questionnaire_id == wanted:
            return stored
    which = f"round {expected.from_round}" if expected.from_round else "round"
    raise text_file.refusal(path, f"there is no {which} in it that asks '{wanted}'.")


def _found_in_round(stored: StoredRound, path: Path, questionnaire: Questionnaire) -> Found:
    questions = Questions(questionnaire)
    people: list[Person] = []
    listed: list[Listed] = []
    rejects: list[Reject] = []
    for number, response in enumerate(stored.responses, 1):
        place = Place(str(path), number)
        wrong = _wrong_answers(response, questions, place)
        rejects += wrong
        if not wrong:
            person = Person((place,), response.respondent, response.answers, response.finished, response.last_answer)
            people.append(person)
    for number, written in enumerate(stored.rows, len(stored.responses) + 1):
        place = Place(str(path), number)
        reason = _wrong_row(written, questionnaire)
        if reason:
            rejects.append(Reject(place, written.row.register, "", reason))
        else:
            listed.append(Listed(place, written.row, written.respondent))
    read = len(stored.responses) + len(stored.rows)
    remark = f"{path}: what was answered in its round {stored.round.number} was read."
    return Found(read, tuple(people), tuple(listed), tuple(rejects), (remark,), rounds=(stored.round,))


def _wrong_answers(response: Response, questions: Questions, place: Place) -> list[Reject]:
    rejects = []
    for item, answer in response.answers.items():
        if item not in questions.items:
            rejects.append(Reject(place, item, answer.value or "", "This questionnaire has no such question."))
        elif answer.value is not None and not _is_stored_value(item, answer.value, questions):
            rejects.append(Reject(place, item, answer.value, "This is not an answer to the question."))
    return rejects


def _is_stored_value(item: str, value: str, questions: Questions) -> bool:
    try:
        return questions.items[item].parse(value) == value
    except InvalidAnswer:
        return False


def _wrong_row(written: WrittenRow, questionnaire: Questionnaire) -> str:
    register = register_called(questionnaire, written.row.register)
    if register is None:
        return "This questionnaire has no such register."
    columns = {column.id: column for column in register.columns}
    for name, value in written.row.values.items():
        if name not in columns:
            return f"The register has no column {name[:60]}."
        try:
            read_cell(columns[name], value, questionnaire)
        except InvalidAnswer:
            return f"What stands in {name} cannot stand there."
    return ""
