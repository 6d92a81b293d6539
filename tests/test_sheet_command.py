"""sheet as a command: what it writes, what it refuses, and that filled-in files join a round as different people."""

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from filled_sheets import fill_form
from one_process import servicecheck_here
from sample_questionnaires import shipped
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Words
from servicecheck.response import Answer
from servicecheck.telling.asking import Asking, Occasion


def test_forms_without_names_join_as_different_people(tmp_path: Path) -> None:
    made = servicecheck_here("sheet", "low-effort", "--language", "da", folder=tmp_path)
    assert made.stdout == "low-effort-form.xlsx\n"

    of = Asking(shipped("low-effort"), Words("da"), Occasion())
    empty = (tmp_path / "low-effort-form.xlsx").read_bytes()
    for name, value in (("anna", "1"), ("bo", "1.5"), ("carl", "dk")):
        filled = fill_form(empty, of, {"LE-A1": Answer(value), "LE-A2": Answer("2")}, "Leder")
        (tmp_path / f"{name}.xlsx").write_bytes(filled)
    files = ("anna.xlsx", "bo.xlsx", "carl.xlsx")
    added = servicecheck_here("add", "a.servicecheck", *files, "-q", "low-effort", folder=tmp_path)
    assert "3 rows read: 3 added (3 people), 0 rejected." in added.stderr

    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        (round_,) = file.rounds()
        people = file.responses(round_)
    assert {one.answers["LE-A1"].value for one in people} == {"1", "1.5", "dk"}
    assert {(one.respondent.role, one.respondent.language) for one in people} == {("leader", "da")}

    scored = servicecheck_here("score", *files, "-q", "low-effort", "-o", "scored.csv", folder=tmp_path)
    assert "3 rows read: 3 scored, 0 rejected." in scored.stderr


def test_the_bytes_on_disk_hold_no_name_of_a_file(tmp_path: Path) -> None:
    of = Asking(shipped("low-effort"), Words("en"), Occasion())
    servicecheck_here("sheet", "low-effort", "--language", "en", folder=tmp_path)
    empty = (tmp_path / "low-effort-form.xlsx").read_bytes()
    (tmp_path / "annaqz.xlsx").write_bytes(fill_form(empty, of, {"LE-A1": Answer("2")}))
    servicecheck_here("add", "a.servicecheck", "annaqz.xlsx", "-q", "low-effort", folder=tmp_path)

    assert b"annaqz" not in (tmp_path / "a.servicecheck").read_bytes()


def test_a_person_comes_back_under_the_code_of_last_time(tmp_path: Path) -> None:
    of = Asking(shipped("low-effort"), Words("sv"), Occasion())
    servicecheck_here("sheet", "low-effort", "--language", "sv", folder=tmp_path)
    empty = (tmp_path / "low-effort-form.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(fill_form(empty, of, {"LE-A1": Answer("2")}, code="7K3QWM"))
    servicecheck_here("add", "a.servicecheck", "a.xlsx", "-q", "low-effort", "--mode", "open", folder=tmp_path)

    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        (round_,) = file.rounds()
        (person,) = file.responses(round_)
    assert person.respondent.code == "7K3QWM"


def test_the_promise_of_a_round_stands_in_its_forms(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("LE-A1\n2\n")
    begin = ("-q", "low-effort", "--mode", "anonymous", "--k", "7", "--organisation", "Fjordby Forsyning")
    servicecheck_here("add", "a.servicecheck", "answers.csv", *begin, folder=tmp_path)
    made = servicecheck_here("sheet", "a.servicecheck", "--language", "da", "-o", "form.xlsx", folder=tmp_path)
    assert made.code == 0, made.said

    page = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    said = " ".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "færre end 7 svar" in said
    assert "Fjordby Forsyning" in said


def test_a_form_on_paper_is_made_in_a_child_of_the_press(tmp_path: Path) -> None:
    made = servicecheck_here("sheet", "low-effort", "--language", "sv", "-o", "form.pdf", folder=tmp_path)
    assert made.stdout == "form.pdf\n"

    assert "Sätt ett kryss vid varje fråga." in PdfReader(tmp_path / "form.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("low-effort", "-o", "form.docx"), "Let the name end in one of .xlsx, .csv, .pdf, .html."),
        (("low-effort", "-o", "form.pdf", "--rows", "4"), "--rows is for a table as XLSX"),
        (("low-effort", "--as", "leaders"), "has no role 'leaders'. Did you mean 'leader'?"),
        (("five-behaviours", "--as", "customer"), "five-behaviours has no questions for customers."),
        (("low-effort", "--register", "cases"), "low-effort has no register 'cases'. It has none."),
        (("low-efort",), "Did you mean 'low-effort'?"),
    ],
)
def test_what_cannot_be_made_is_said(arguments: tuple[str, ...], says: str, tmp_path: Path) -> None:
    refused = servicecheck_here("sheet", *arguments, folder=tmp_path)

    assert refused.code == 2
    assert says in " ".join(refused.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_a_form_is_never_written_over_without_force(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text("mine")

    assert servicecheck_here("sheet", "low-effort", "-o", "form.csv", folder=tmp_path).code == 2
    assert (tmp_path / "form.csv").read_text() == "mine"
    assert servicecheck_here("sheet", "low-effort", "-o", "form.csv", "--force", folder=tmp_path).code == 0
