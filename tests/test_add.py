"""add: every row becomes a person or a register's row, or is rejected with its place; nothing is guessed."""

import csv
import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import hostile_rounds
from one_process import Ended, servicecheck_here
from sample_questionnaires import shipped
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Organisation, Response, Round
from servicecheck.spreadsheets import Sheet, csv_text, workbook
from traced import can_trace

SUMMARY = re.compile(r"(\d+) rows? read: (\d+) (?:added|could be added).*?, (\d+) rejected", re.DOTALL)
LOW_EFFORT = ("-q", "low-effort", "--mode", "open")


def add(folder: Path, text: str | bytes, *options: str, name: str = "answers.csv") -> Ended:
    """Add a table to a.servicecheck, which is begun when it is not there."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    begin = () if (folder / "a.servicecheck").exists() or "-q" in options else LOW_EFFORT
    return servicecheck_here("add", "a.servicecheck", name, *begin, *options, folder=folder)


def counts(run: Ended) -> tuple[int, int, int]:
    """Rows read, added and rejected, as they are told."""
    found = SUMMARY.search(run.stderr)
    assert found, run.said
    return int(found[1]), int(found[2]), int(found[3])


def stored(folder: Path) -> Iterator[tuple[Round, tuple[Response, ...]]]:
    with AssessmentFile.open(folder / "a.servicecheck", "read") as file:
        for round_ in file.rounds():
            yield round_, file.responses(round_)


def people(folder: Path) -> dict[str, dict[str, str | None]]:
    """The values of everybody in the newest round, by code."""
    *_, (_, responses) = stored(folder)
    return {one.respondent.code: {item: answer.value for item, answer in one.answers.items()} for one in responses}


def one_person(folder: Path) -> Response:
    *_, (_, responses) = stored(folder)
    (response,) = responses
    return response


def registers(folder: Path) -> list[dict[str, str]]:
    *_, (round_, _) = stored(folder)
    return [dict(row.values) for row in round_.registers]


WORDS = shipped("low-effort").item("LE-A1")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        ("1½", "1.5"),
        ("2,0", "2"),
        (" 3 ", "3"),
        ("dk", "dk"),
        ("Ved ikke", "dk"),
        ("vet inte", "dk"),
        ("don’t know", "dk"),
        ("inte relevant hos oss", "na"),
        *((words.upper(), "2") for _, words in WORDS.choices()[2].label.versions),  # type: ignore[union-attr]
    ],
)
def test_an_answer_is_a_value_or_its_words_in_any_language(typed: str, value: str, tmp_path: Path) -> None:
    run = add(tmp_path, csv_text(["respondent", "LE-A1"], [["anna", typed]]))

    assert (run.code, counts(run)) == (0, (1, 1, 0))
    assert people(tmp_path) == {"anna": {"LE-A1": value}}


@pytest.mark.parametrize("language", ["en", "da", "sv"])
def test_a_column_is_found_by_the_questions_words(language: str, tmp_path: Path) -> None:
    words = dict(WORDS.text.versions)[language]
    add(tmp_path, csv_text(["respondent", f" {words.replace(' ', chr(0xA0))} "], [["anna", "2"]]))

    assert people(tmp_path) == {"anna": {"LE-A1": "2"}}


@pytest.mark.promise("P14")
@pytest.mark.parametrize("start", ["", "sep=;\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_the_export_of_a_danish_spreadsheet_program(start: str, encoding: str, tmp_path: Path) -> None:
    table = "respondent;rolle;LE-A1;LE-A2;LE-A1:note;;;\r\nSøren;leder;2,5;1,0;Så er det “godt”;;;\r\n;;;;;;;\r\n"
    run = add(tmp_path, (start + table).encode(encoding))
    person = one_person(tmp_path)

    assert counts(run) == (1, 1, 0), run.stderr
    assert (person.respondent.code, person.respondent.role) == ("Søren", "leader")
    assert {item: answer.value for item, answer in person.answers.items()} == {"LE-A1": "2.5", "LE-A2": "1"}
    assert person.answers["LE-A1"].note == "Så er det “godt”"


@pytest.mark.promise("P14")
@pytest.mark.promise("P17")
@pytest.mark.parametrize(
    "cell", ["03-maj", "25", "2.25", "2.5.1", "nan", "inf", "1e0", "50%", "SAND", "#I/T", "2_0", "\uff12", "+2", "2 kr"]
)
def test_what_is_no_answer_rejects_its_row_with_place_and_reason(cell: str, tmp_path: Path) -> None:
    run = add(
        tmp_path,
        csv_text(["respondent", "LE-A1", "LE-A2"], [["anna", "2", cell], ["bo", "1", "1"]]),
        "--numbers",
        "values",
    )

    assert (run.code, counts(run)) == (1, (2, 1, 1))
    assert "answers.csv:2:3\n  LE-A2: '" in run.stderr
    assert people(tmp_path) == {"bo": {"LE-A1": "1", "LE-A2": "1"}}


def test_points_are_read_where_all_numbers_are_points(tmp_path: Path) -> None:
    run = add(tmp_path, "respondent,LE-A1,LE-A2\nanna,75,0\nbo,dk,100\n")

    assert people(tmp_path) == {"anna": {"LE-A1": "2.5", "LE-A2": "1"}, "bo": {"LE-A1": "dk", "LE-A2": "3"}}
    assert "read as points" in run.stderr


OFFSET = """
format: 1
id: offset
version: "1.0"
title: Offset
levels: [{id: bad, title: Bad, from: 0}, {id: good, title: Good, from: 2}]
scale: [{value: "1", points: 0, level: bad}, {value: "2", points: 1}, {value: "3", points: 2, level: good}]
sections:
  - {id: A, title: First, items: [{type: rating, id: A1, text: One}, {type: rating, id: A2, text: Two}]}
"""


def test_numbers_that_could_be_either_are_never_guessed(tmp_path: Path) -> None:
    (tmp_path / "offset.yaml").write_text(OFFSET)
    begin = ("-q", "offset.yaml", "--mode", "open")
    assert add(tmp_path, "respondent,A1,A2\nanna,1,2\n", *begin, "--dry-run").code == 0
    points = add(tmp_path, "respondent,A1,A2\nanna,0,2\n", *begin)
    mixed = add(tmp_path, "respondent,A1,A2\nbo,0,3\ncy,1,2\n", *begin)

    assert people(tmp_path) == {"anna": {"A1": "1", "A2": "3"}}
    assert points.code == 0
    assert mixed.code == 2
    assert "--numbers values or --numbers points" in " ".join(mixed.stderr.split())


def test_one_answer_a_row_makes_one_person_of_all_rows(tmp_path: Path) -> None:
    table = "respondent,role,item,value,note\nanna,staff,LE-A1,2,fine\nbo,leader,LE-A1,1,\nanna,staff,LE-A2,,later\n"
    run = add(tmp_path, table)

    assert counts(run) == (3, 3, 0)
    assert people(tmp_path) == {"anna": {"LE-A1": "2", "LE-A2": None}, "bo": {"LE-A1": "1"}}


def test_a_person_with_one_bad_row_of_several_is_rejected_whole(tmp_path: Path) -> None:
    table = "respondent,item,value\nanna,LE-A1,2\nanna,LE-A2,9\nbo,LE-A1,1\nbo,LE-A1,2\ncy,LE-A11,1\ndi,LE-A1,3\n"
    run = add(tmp_path, table)

    assert counts(run) == (6, 1, 5)
    assert people(tmp_path) == {"di": {"LE-A1": "3"}}
    assert "Did you mean" in run.stderr


@pytest.mark.promise("P15")
@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("respondent,LE-A1,LE-Al", "LE-A2' Did"),
        ("respondent,LE-A2,LE-A\u200b1", "invisible character"),
        ("respondent,LE-A2,LEA1", "Did you mean 'LE-A1'"),
        ("respondent,LE-A1,le-a1", "both called"),
        ("respondent,LE-A1:note,LE-A2:nte", "no column here is a question"),
        ("respondent,kode,LE-A1", "both stand for respondent"),
    ],
)
def test_a_column_that_is_nearly_a_question_is_refused_with_a_suggestion(
    header: str, said: str, tmp_path: Path
) -> None:
    run = add(tmp_path, f"{header}\nanna,1,2\n")

    assert run.code == 2
    assert said in " ".join(run.stderr.split()) or "Did you mean" in run.stderr
    assert not (tmp_path / "a.servicecheck").exists()


def test_an_unknown_column_is_named_and_left_out_and_so_is_one_that_is_said_to_be(tmp_path: Path) -> None:
    run = add(tmp_path, "respondent,team,LE-A1,LE-Al\nanna,T,2,9\n", "--leave-out", "LE-Al")

    assert run.code == 0
    assert "no question is called so: team." in " ".join(run.stderr.split())
    assert "so unanswered: LE-A2, LE-A3" in " ".join(run.stderr.split())
    assert people(tmp_path) == {"anna": {"LE-A1": "2"}}


def test_somebody_who_stands_there_twice_is_added_once(tmp_path: Path) -> None:
    run = add(tmp_path, "respondent,LE-A1\nanna,2\nbo,1\nanna,3\n")

    assert counts(run) == (3, 2, 1)
    assert "stands in row 2 already" in run.stderr
    assert people(tmp_path)["anna"] == {"LE-A1": "2"}


def test_somebody_in_the_round_is_only_corrected_with_replace(tmp_path: Path) -> None:
    add(tmp_path, "respondent,LE-A1,LE-A2\nanna,2,2\nbo,1,1\n")
    refused = add(tmp_path, "respondent,LE-A1\nanna,3\ncy,2\n")
    corrected = add(tmp_path, "respondent,LE-A1\nanna,3\n", "--replace")

    assert (refused.code, counts(refused)) == (1, (2, 1, 1))
    assert corrected.code == 0
    assert people(tmp_path) == {
        "anna": {"LE-A1": "3"},
        "bo": {"LE-A1": "1", "LE-A2": "1"},
        "cy": {"LE-A1": "2"},
    }


ALL_ITEMS = [item.id for item in shipped("low-effort").items]


def test_a_table_without_names_is_not_added_twice_by_mistake(tmp_path: Path) -> None:
    table = csv_text(ALL_ITEMS, [["2"] * 16, ["3"] * 16])
    assert add(tmp_path, table).code == 0
    again = add(tmp_path, table)
    meant = add(tmp_path, table, "--again")

    assert (again.code, meant.code, len(people(tmp_path))) == (2, 0, 4)
    assert "added before" in again.stderr


def test_strict_adds_nothing_when_one_row_is_rejected(tmp_path: Path) -> None:
    run = add(tmp_path, "respondent,LE-A1\nanna,2\nbo,9\n", "--strict")

    assert (run.code, counts(run)) == (1, (2, 1, 1))
    assert "Nothing was changed" in run.stderr
    assert not (tmp_path / "a.servicecheck").exists()


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    dry = add(tmp_path, "respondent,LE-A1\nanna,2\nbo,9\n", "--dry-run")
    assert not (tmp_path / "a.servicecheck").exists()
    real = add(tmp_path, "respondent,LE-A1\nanna,2\nbo,9\n")
    before = (tmp_path / "a.servicecheck").read_bytes()
    add(tmp_path, "respondent,LE-A1\ncy,2\n", "--dry-run")

    assert counts(dry) == counts(real)
    assert (tmp_path / "a.servicecheck").read_bytes() == before


def test_the_rejected_rows_are_written_for_who_puts_them_right(tmp_path: Path) -> None:
    add(tmp_path, "respondent,LE-A1,LE-A2\nanna,=1+1,2\nbo,2,8\ncy,2,2\n", "--rejects", "rejects.csv")
    written = (tmp_path / "rejects.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))

    assert [(row["file"], row["row"], row["column"], row["value"]) for row in rows] == [
        ("answers.csv", "2", "LE-A1", "'=1+1"),
        ("answers.csv", "3", "LE-A2", "8"),
    ]


def test_customers_answer_their_own_questions_beside_the_others(tmp_path: Path) -> None:
    add(tmp_path, "respondent,LE-A1\nanna,2\n")
    by_section = add(tmp_path, "LE-A,LE-B-customer,LE-C\n1,2.5,\n3,,dk\n", "--as", "customer")
    *_, (_, responses) = stored(tmp_path)
    customers = [one for one in responses if one.respondent.role == "customer"]

    assert counts(by_section) == (2, 2, 0)
    assert sorted(sorted(one.answers) for one in customers) == [
        ["LE-A-customer", "LE-B-customer"],
        ["LE-A-customer", "LE-C-customer"],
    ]


def test_nobody_answers_the_other_side_of_the_counter(tmp_path: Path) -> None:
    run = add(tmp_path, "respondent,role,LE-A1,LE-A-customer\na,staff,2,2\nb,customer,2,\nc,customer,,2\nd,staff,2,\n")

    assert counts(run) == (4, 2, 2)
    assert sorted(people(tmp_path)) == ["c", "d"]


COMPLAINTS = ("-q", "complaint-recovery", "--mode", "open")
CASES = "Sagsnummer;acknowledged;apologised;fixed_first_time;attitude;urgency;hours_to_reply;reopened\n"


def test_case_audits_come_in_with_marks_words_and_numbers(tmp_path: Path) -> None:
    run = add(tmp_path, f"{CASES}K-1;1;0,5;0;done;Delvis;2,5;nej\nK-2;ja;nej;1;1;1;;\n", *COMPLAINTS)

    assert (run.code, counts(run)) == (0, (2, 2, 0)), run.stderr
    assert registers(tmp_path)[0] == {
        "case": "K-1", "acknowledged": "done", "apologised": "partly", "fixed_first_time": "not", "attitude": "done",
        "urgency": "partly", "hours_to_reply": "2.5", "reopened": "no",
    }  # fmt: skip


def test_a_registers_rows_are_checked_as_the_interview_checks_them(tmp_path: Path) -> None:
    rows = "K-1;1;1;1;1;1;x;\nK-2;;1;1;1;1;;\n;1;1;1;1;1;;\nK-3;1;1;1;1;7;;\nK-4;1;1;1;1;1;;\n"
    run = add(tmp_path, CASES + rows, *COMPLAINTS, "--register", "complaint-cases")

    assert (run.code, counts(run)) == (1, (5, 1, 4))
    assert [row["case"] for row in registers(tmp_path)] == ["K-4"]


def test_quotes_come_in_and_a_row_that_is_there_is_not_added_again(tmp_path: Path) -> None:
    quotes = 'quote,word,polarity,date\n"=always late, they say",always,negative,31-03-2026\nNever rude,aldrig,ros,\n'
    add(tmp_path, quotes, *COMPLAINTS)
    again = add(tmp_path, quotes)
    replaced = add(tmp_path, "quote,word,polarity\nNever rude,never,positive\n", "--replace")

    assert counts(again) == (2, 0, 2)
    assert replaced.code == 0
    assert registers(tmp_path) == [{"quote": "Never rude", "word": "never", "polarity": "positive"}]


def test_a_missing_column_of_a_register_is_named(tmp_path: Path) -> None:
    run = add(tmp_path, "quotes,word,polarity\nx,always,positive\n", *COMPLAINTS, "--register", "always-quotes")

    assert run.code == 2
    assert "needs a column 'quote'" in run.stderr
    assert "'quotes'? Rename it" in " ".join(run.stderr.split())


def test_in_an_anonymous_round_no_name_and_no_time_is_kept(tmp_path: Path) -> None:
    table = "respondent,LE-A1\nanna@example.org,2\nbo.hansen,1\n46CDHX,3\n"
    run = add(tmp_path, table, "-q", "low-effort")
    ((round_, responses),) = stored(tmp_path)

    assert "It is anonymous" in run.stderr
    assert round_.mode == "anonymous"
    assert {one.last_answer for one in responses} == {None}
    assert "46CDHX" in people(tmp_path)
    content = (tmp_path / "a.servicecheck").read_bytes()
    assert b"anna@example.org" not in content
    assert b"bo.hansen" not in content


def test_in_an_anonymous_round_only_our_codes_are_corrected(tmp_path: Path) -> None:
    add(tmp_path, "respondent,LE-A1\nanna,2\n46CDHX,3\n", "-q", "low-effort")
    run = add(tmp_path, "respondent,LE-A1\nanna,1\n46cdhx,1\n", "--replace")

    assert counts(run) == (2, 1, 1)
    assert "so this is nobody" in run.stderr
    assert sorted(values["LE-A1"] or "" for values in people(tmp_path).values()) == ["1", "2"]


def test_a_round_that_is_closed_or_one_persons_own_takes_nobody_else(tmp_path: Path) -> None:
    one = "respondent,LE-A1\nanna,2\n"
    assert add(tmp_path, one, "-q", "low-effort", "--mode", "own").code == 0
    other = add(tmp_path, "respondent,LE-A1\nbo,2\n")
    customer = add(tmp_path, "LE-A\n2\n", "--as", "customer")
    with AssessmentFile.open(tmp_path / "a.servicecheck") as file:
        file.change_round(replace(file.rounds()[0], closed=date(2026, 11, 22)))
    closed = add(tmp_path, one)

    assert (other.code, customer.code, closed.code) == (2, 0, 2)
    assert "one person's own" in other.stderr
    assert "closed on" in closed.stderr


def test_what_came_of_frustrations_is_written_after_the_round_was_closed(tmp_path: Path) -> None:
    said = "text,owner,due,closed_on\nThe bill,Karen,2026-11-30,\n"
    add(tmp_path, said, "-q", "five-questions", "--mode", "open", "--register", "frustrations")
    with AssessmentFile.open(tmp_path / "a.servicecheck") as file:
        file.change_round(replace(file.rounds()[0], closed=date(2026, 11, 22)))

    run = add(tmp_path, said.replace(",\n", ",2026-11-28\n"), "--register", "frustrations", "--replace")
    answers = add(tmp_path, "respondent,FQ-L1\nanna,2\n", "--register", "frustrations")

    assert run.code == 0, run.stderr
    with AssessmentFile.open(tmp_path / "a.servicecheck", "read") as file:
        assert [row.values["closed_on"] for row in file.rounds()[0].registers] == ["2026-11-28"]
        assert not file.responses(file.rounds()[0])
    assert answers.code == 2


def test_another_persons_file_is_added_to_a_groups_round(tmp_path: Path) -> None:
    servicecheck_here(
        "run", "low-effort", "--file", "mine.servicecheck", "--mode", "own", "--no-report",
        folder=tmp_path, typed="2\n" * 16,
    )  # fmt: skip
    add(tmp_path, csv_text(["respondent", *ALL_ITEMS], [["anna", *["3"] * 16]]))
    run = servicecheck_here("add", "a.servicecheck", "mine.servicecheck", folder=tmp_path)

    assert run.code == 0, run.stderr
    assert "Has that person agreed?" in run.stderr
    assert len(people(tmp_path)) == 2


def test_who_answered_anonymously_stays_in_an_anonymous_round(tmp_path: Path) -> None:
    add(tmp_path, "LE-A1\n2\n", "-q", "low-effort")
    (tmp_path / "a.servicecheck").rename(tmp_path / "secret.servicecheck")
    add(tmp_path, "respondent,LE-A1\nanna,2\n")
    run = servicecheck_here("add", "a.servicecheck", "secret.servicecheck", folder=tmp_path)

    assert run.code == 2
    assert "answered anonymously" in run.stderr


def test_the_newest_round_is_meant_and_another_one_can_be_named(tmp_path: Path) -> None:
    add(tmp_path, "respondent,LE-A1\nanna,2\n")
    add(tmp_path, "respondent,CR-A1\nanna,2\n", *COMPLAINTS)
    add(tmp_path, "respondent,LE-A1\nbo,1\n", "--round", "1")
    wrong = add(tmp_path, "respondent,LE-A1\ncy,1\n")

    assert [len(responses) for _, responses in stored(tmp_path)] == [2, 1]
    assert wrong.code == 2


def test_without_a_file_a_questionnaire_must_be_named(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("LE-A1\n2\n")
    run = servicecheck_here("add", "a.servicecheck", "answers.csv", folder=tmp_path)

    assert run.code == 2
    assert "-q" in run.stderr


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "jsonl"])
def test_every_format_says_the_same(kind: str, tmp_path: Path) -> None:
    rows = [["anna", "2", "1.5", "=1+1"], ["bo", "dk", "", "@x\r\ny"]]
    columns = ["respondent", "LE-A1", "LE-A2", "LE-A1:note"]
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    content = {
        "csv": csv_text(columns, rows),
        "xlsx": workbook([Sheet("Svar", columns, rows)], hostile_rounds.NOON.date()),
        "json": json.dumps(objects).encode(),
        "jsonl": "\n".join(map(json.dumps, objects)).encode(),
    }[kind]
    run = add(tmp_path, content, name=f"answers.{kind}")
    *_, (_, responses) = stored(tmp_path)

    assert counts(run) == (2, 2, 0)
    assert [(one.respondent.code, one.answers["LE-A1"].value, one.answers["LE-A1"].note) for one in responses] == [
        ("anna", "2", "=1+1"),
        ("bo", "dk", "@x\r\ny"),
    ]


CELLS = ["1", "2,5", "dk", "", "9", "x", "3", "nan", '"', "a;b", "æ", "=1", "100"]


@pytest.mark.promise("P16")
def test_rows_are_conserved_on_300_random_files(tmp_path: Path) -> None:
    chance = random.Random(7)
    with AssessmentFile.create(tmp_path / "a.servicecheck", Organisation()) as file:
        file.add_round(Round("tiny", "1.0", mode="open"), hostile_rounds.QUESTIONNAIRE, "tiny.yaml")
    for number in range(300):
        columns = [
            "respondent",
            *chance.sample(["A1", "A2", "B1", "A3"], 3),
            *chance.choices(["team", "x y", "B2:note"], k=1),
        ]
        rows = [[chance.choice("abcde"), *chance.choices(CELLS, k=4)] for _ in range(chance.randint(0, 6))]
        written = sum(any(cell.strip() for cell in row) for row in rows)
        run = add(tmp_path, csv_text(columns, rows), "--dry-run", *["--numbers", "values"])

        assert run.code == (1 if counts(run)[2] else 0), (number, run.stderr)
        assert counts(run)[0] == written == counts(run)[1] + counts(run)[2], (number, run.stderr)


def test_killing_it_leaves_no_half_person(tmp_path: Path) -> None:
    """Killed at one write after the other: everybody of the call is there, or nobody."""
    if not can_trace():
        pytest.skip("strace is not here, or may not be used")
    add(tmp_path, csv_text(["respondent", *ALL_ITEMS], [["first", *["2"] * 16]]))
    (tmp_path / "more.csv").write_bytes(
        csv_text(["respondent", *ALL_ITEMS], [[f"p{n}", *["1"] * 16] for n in range(5)])
    )
    before = (tmp_path / "a.servicecheck").read_bytes()
    seen = set()
    for number in range(1, 9):
        (tmp_path / "a.servicecheck").write_bytes(before)
        (tmp_path / "a.servicecheck-journal").unlink(missing_ok=True)
        inject = f"inject=pwrite64:signal=SIGKILL:when={number}"
        command = ["strace", "-f", "-qq", "-e", inject, "-o", str(tmp_path / "trace"), sys.executable, "-m"]
        subprocess.run(
            [*command, "servicecheck", "add", "a.servicecheck", "more.csv"], cwd=tmp_path, capture_output=True
        )
        with AssessmentFile.open(tmp_path / "a.servicecheck") as file:
            found = file.responses(file.rounds()[0])
        assert {len(one.answers) for one in found} == {16}
        seen.add(len(found))

    assert seen <= {1, 6}
    assert 1 in seen


@pytest.mark.promise("P41")
@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_what_people_wrote_goes_to_the_file_and_nowhere_else(tmp_path: Path) -> None:
    columns = ["respondent", "LE-A1", "LE-A1:note"]
    (tmp_path / "answers.csv").write_bytes(csv_text(columns, [["Zq7-planted", "2", "Zq7-planted"]]))
    calls = "execve,openat,creat,rename,link,symlink,mkdir,connect,sendto"
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-s", "4096", "-e", f"trace={calls}", "-o", str(trace), sys.executable, "-m"]
    run = subprocess.run(
        [*command, "servicecheck", "add", "a.servicecheck", "answers.csv", *LOW_EFFORT],
        cwd=tmp_path,
        capture_output=True,
    )

    assert run.returncode == 0
    assert b"Zq7-planted" not in run.stdout + run.stderr + trace.read_bytes()
    kept = {one.name for one in tmp_path.rglob("*") if one.is_file() and b"Zq7-planted" in one.read_bytes()}
    assert kept == {"answers.csv", "a.servicecheck"}
