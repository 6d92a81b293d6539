"""Sheets to fill in: whatever is picked, typed or noted in one reads back as exactly that."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import cycle
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings

from filled_sheets import fill_form, fill_register, fill_table, possible, read_back, said
from random_questionnaires import questionnaires
from sample_questionnaires import from_text, shipped, shipped_ids
from servicecheck.files import sheets
from servicecheck.files.answers.sources import found_in
from servicecheck.files.answers.table_kinds import Expectations
from servicecheck.files.sheets import Columns
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Column, Questionnaire
from servicecheck.response import CUSTOMER, Answer
from servicecheck.telling.asking import Asking, Occasion

TODAY = date(2026, 11, 14)
WITH_NOTES = Columns(with_notes=True)
EVERY_TYPE = from_text(
    """
    id: every-type
    roles: [{id: staff, title: {en: Staff, da: Medarbejder, sv: Medarbetare}}, {id: leader}]
    levels: [{id: bad, from: 0}, {id: good, from: 25}, {id: world-class, from: 75}]
    sections:
      - id: S
        items:
          - {id: "1.10", text: '=HYPERLINK("x")', anchors: {bad: "-a", good: "@b", world-class: "+c"}}
          - {id: Y, type: yes-no, text: "Is it so?"}
          - {id: C, type: choice, text: Which, options: [{value: a, points: 0, label: "50"}, {value: b, points: 50}]}
          - {id: D, type: choice, text: Other, options: [{value: x, label: Don't know}, {value: y, label: 3-5}]}
          - {id: M, type: choices, text: Several, options: [{value: a, points: 1}, {value: b, points: 2}]}
          - {id: K, type: choices, text: Codes, options: [{value: "2", points: 1}, {value: "1", points: 2}]}
          - {id: "N", type: number, text: How many, unit: days, when: {item: Y, is: "yes"}}
          - {id: T, type: text, text: Own words, dk: "false", na: "false"}
      - {id: L, aggregate: ladder, who: [leader], items: [{id: L1, type: yes-no}, {id: L2, na: "false"}]}
    """
)


def asking(questionnaire: Questionnaire, language: Language = "en", role: str | None = None) -> Asking:
    return Asking(questionnaire, Words(language), Occasion(role=role))


def named(name: str) -> Questionnaire:
    return EVERY_TYPE if name == "every-type" else shipped(name)


def people(of: Asking, count: int) -> list[dict[str, Answer]]:
    """So many people who together give every answer there is, with notes and evidence beside some."""
    values = {question.item.id: cycle(possible(question.item)) for question in of.questions}
    found = []
    for number in range(count):
        note, evidence = f"=note {number}" * (number % 2), f"-3-5 {number}" * (number % 3 == 1)
        grade = number % 4 if number % 3 == 1 else None
        found.append({name: Answer(next(every), note, evidence, grade) for name, every in values.items()})
    return found


def enough(of: Asking) -> int:
    return max(len(possible(question.item)) for question in of.questions) + 1


def check_table(of: Asking, path: Path, columns: Columns = WITH_NOTES) -> None:
    wanted = people(of, enough(of))
    if not columns.with_notes:
        wanted = [{name: Answer(answer.value) for name, answer in one.items()} for one in wanted]
    content = sheets.table(of, columns, len(wanted), TODAY)
    found = read_back(fill_table(content, of, [("", one) for one in wanted]), path, of, of.occasion.role)

    assert found.rejects == ()
    assert [said(person.answers) for person in found.people] == [said(one) for one in wanted if said(one)]


def check_form(of: Asking, path: Path, wanted: list[dict[str, Answer]]) -> None:
    content = sheets.form(of, TODAY)
    roles = [(role.id, role.title.to(of.words.language)) for role in of.questionnaire.roles]
    for answers, (role, title) in zip(filter(said, wanted), cycle(roles or [(None, "")]), strict=False):
        found = read_back(fill_form(content, of, answers, title), path, of)

        assert found.rejects == ()
        (person,) = found.people
        assert said(person.answers) == said(answers)
        assert (person.respondent.language, person.respondent.role) == (of.words.language, role)


def one_language_each() -> Iterator[tuple[str, Language]]:
    yield from zip([*shipped_ids(), "every-type"], cycle(LANGUAGES), strict=False)


def every_language() -> list[tuple[str, Language]]:
    return [(name, language) for name in (*shipped_ids(), "every-type") for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), list(one_language_each()))
def test_a_filled_in_table_reads_back_exactly(name: str, language: Language, tmp_path: Path) -> None:
    columns = WITH_NOTES if name in ("every-type", "light-bulbs") else Columns()
    check_table(asking(named(name), language), tmp_path / "table.xlsx", columns)


@pytest.mark.parametrize(("name", "language"), list(one_language_each()))
def test_a_filled_in_form_reads_back_exactly(name: str, language: Language, tmp_path: Path) -> None:
    of = asking(named(name), language)

    check_form(of, tmp_path / "form.xlsx", people(of, 3))


@pytest.mark.release
@pytest.mark.parametrize(("name", "language"), every_language())
def test_both_read_back_exactly_in_every_language(name: str, language: Language, tmp_path: Path) -> None:
    of = asking(named(name), language)

    check_table(of, tmp_path / "table.xlsx")
    check_form(of, tmp_path / "form.xlsx", people(of, enough(of)))


@given(questionnaires())
@settings(max_examples=8)
def test_a_table_of_any_questionnaire_reads_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, questionnaire: Questionnaire
) -> None:
    check_table(asking(questionnaire, "da"), tmp_path_factory.mktemp("any") / "table.xlsx")


def test_what_customers_say_reads_back_exactly(tmp_path: Path) -> None:
    check_table(asking(shipped("low-effort"), "sv", CUSTOMER), tmp_path / "table.xlsx")


def test_a_sheet_holds_no_formula_and_only_what_is_filled_in_is_free() -> None:
    of = asking(EVERY_TYPE)
    for content in (sheets.form(of, TODAY), sheets.table(of, WITH_NOTES, 3, TODAY)):
        book = openpyxl.load_workbook(BytesIO(content))
        cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]

        assert all(page.protection.sheet for page in book.worksheets if page.sheet_state == "visible")
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert all(cell.protection.locked for cell in cells if cell.value is not None)
        assert any(not cell.protection.locked for cell in cells)


def test_a_list_is_longer_than_a_cell_could_hold() -> None:
    words = [f"answer number {number} of many with words of its own" for number in range(40)]
    options = [{"value": f"v{number}", "label": label} for number, label in enumerate(words)]
    long = Questionnaire.model_validate(
        {**_START, "sections": [{"id": "S", "title": "S", "items": [_choice(options)]}]}
    )

    book = openpyxl.load_workbook(BytesIO(sheets.form(asking(long), TODAY)))
    column = [row[0].value for row in book.worksheets[1].iter_rows()]
    assert column == [*words, "Don’t know", "Not relevant to us"]
    assert book.worksheets[1].sheet_state == "hidden"


_START = {"format": "1", "id": "long", "version": "1.0", "title": "Long"}


def _choice(options: list[dict[str, str]]) -> dict[str, object]:
    return {"id": "C", "type": "choice", "text": "Which", "options": options}


def test_a_form_that_was_saved_as_csv_reads_back_as_well(tmp_path: Path) -> None:
    of = asking(shipped("low-effort"), "da")
    lines = [["Nr.", "Spørgsmål", "1 Dårlig", "Dit svar", "Bemærkning"], ["", "Nemt at være kunde", "", "", ""]]
    lines += [["LE-A1", "…", "…", "1,5", "Husk det"], ["LE-A2", "…", "…", "ved ikke", ""]]
    path = tmp_path / "form.csv"
    found = read_back("\n".join(";".join(line) for line in lines).encode("utf-8-sig"), path, of)

    assert [person.answers for person in found.people] == [{"LE-A1": Answer("1.5", "Husk det"), "LE-A2": Answer("dk")}]


def test_an_answer_that_belongs_to_no_question_is_told(tmp_path: Path) -> None:
    of = asking(shipped("low-effort"), "sv")
    book = openpyxl.load_workbook(BytesIO(sheets.form(of, TODAY)))
    heads = {cell.value: cell.column for cell in book.worksheets[0][1]}
    book.worksheets[0].cell(3, heads["Ditt svar"]).value = "2"
    content = BytesIO()
    book.save(content)

    (reject,) = read_back(content.getvalue(), tmp_path / "form.xlsx", of).rejects
    assert reject.reason == "Line 3 has an answer, but no code of a question stands before it."


def test_what_is_wrong_in_a_form_is_told_where_it_stands(tmp_path: Path) -> None:
    of = asking(shipped("low-effort"), "da")
    book = openpyxl.load_workbook(BytesIO(sheets.form(of, TODAY)))
    page = book.worksheets[0]
    lines = {row[0].value: row[0].row for row in page.iter_rows()}
    column = next(cell.column for cell in page[1] if cell.value == "Dit svar")
    for name, value in (("LE-A1", "måske"), ("LE-A2", 7), ("LE-A3", 2)):
        page.cell(lines[name], column).value = value
    content = BytesIO()
    book.save(content)

    found = read_back(content.getvalue(), tmp_path / "form.xlsx", of)
    assert (found.read, found.rejected) == (1, 1)
    assert [(one.column, one.place.line, one.place.column) for one in found.rejects] == [
        ("LE-A1", lines["LE-A1"], column),
        ("LE-A2", lines["LE-A2"], column),
    ]


@pytest.mark.parametrize(("language", "separator"), [("en", ","), ("da", ";"), ("sv", ";")])
def test_a_skeleton_is_filled_in_with_the_separator_of_its_language(
    language: Language, separator: str, tmp_path: Path
) -> None:
    of = asking(shipped("low-effort"), language)
    content = sheets.skeleton(of, Columns()).decode("utf-8-sig")
    names = content.strip().split(separator)
    assert names[1:] == [item.id for item in of.questionnaire.items]

    half = "1,5" if language != "en" else "1.5"
    row = separator.join(["leader" if at == 0 else half for at in range(len(names))])
    (person,) = read_back(f"{content}{row}\r\n".encode("utf-8-sig"), tmp_path / "answers.csv", of).people
    assert {answer.value for answer in person.answers.values()} == {"1.5"}
    assert person.respondent.role == "leader"


@pytest.mark.parametrize(
    ("name", "language"), [("complaint-recovery", "da"), ("five-questions", "sv"), ("light-bulbs", "en")]
)
def test_a_filled_in_register_reads_back_exactly(name: str, language: Language, tmp_path: Path) -> None:
    questionnaire = shipped(name)
    for register in questionnaire.registers:
        wanted = [{column.id: _cell_of(column, number) for column in register.columns} for number in range(6)]
        content = sheets.register_sheet(register, Words(language), 6, TODAY)
        path = tmp_path / f"{register.id}.xlsx"
        path.write_bytes(fill_register(content, register, language, wanted))

        found = found_in(path, Expectations(questionnaire, register=register.id))
        assert found.rejects == ()
        assert [dict(one.row.values) for one in found.listed] == wanted


def _cell_of(column: Column, number: int) -> str:
    match column.type:
        case "choice":
            return column.options[number % len(column.options)].value
        case "yes-no":
            return ("yes", "no")[number % 2]
        case "number":
            return ("0", "2.5", "12")[number % 3]
        case "date":
            return f"2026-03-{number + 1:02}"
        case "items":
            return "LE-A1 LE-B2"
        case _:
            return f"=text {number}; 3-5"


def test_the_same_form_has_the_same_bytes() -> None:
    of = asking(EVERY_TYPE)

    assert sheets.form(of, TODAY) == sheets.form(of, TODAY)
    assert sheets.table(of, WITH_NOTES, 5, TODAY) == sheets.table(of, WITH_NOTES, 5, TODAY)


@pytest.mark.release
@pytest.mark.parametrize("language", LANGUAGES)
def test_saving_it_again_in_another_program_changes_nothing(language: Language, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    of = asking(EVERY_TYPE, language)
    wanted = people(of, enough(of))
    content = sheets.table(of, WITH_NOTES, 20, TODAY)
    table, form = tmp_path / "table.xlsx", tmp_path / "form.xlsx"
    table.write_bytes(fill_table(content, of, [("", one) for one in wanted]))
    form.write_bytes(fill_form(sheets.form(of, TODAY), of, wanted[3]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for path in (table, form):
        command = [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "again"),
            str(path),
        ]
        if subprocess.run(command, capture_output=True, timeout=120).returncode or not (tmp_path / "again").exists():
            pytest.skip("LibreOffice has no Calc here")

    found = read_back((tmp_path / "again" / "table.xlsx").read_bytes(), table, of)
    assert found.rejects == ()
    assert [said(person.answers) for person in found.people] == [said(one) for one in wanted if said(one)]
    (person,) = read_back((tmp_path / "again" / "form.xlsx").read_bytes(), form, of).people
    assert said(person.answers) == said(wanted[3])
