"""servicecheck run without a terminal: scripts, closed streams, full devices, wrong wishes. Nothing is ever lost."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from servicecheck.files import questionnaires
from servicecheck.language import Words
from servicecheck.response import Answer
from terminal_person import COMMAND, LIMIT, answers, plain_environment, responses, script


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    assert not list(tmp_path.glob("*.lock")), "the file is still locked"


def test_a_script_answers_everything_and_gets_the_verdict(folder: Path) -> None:
    run = script(folder, "2\n" * 16, "low-effort", "--no-report")

    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode() == "low-effort.servicecheck\n"
    assert "Your service: ■ Good, 50 of 100." in run.stderr.decode()


def test_a_script_that_ends_too_early_is_saved_with_exit_1_and_goes_on(folder: Path) -> None:
    assert script(folder, "2\n" * 5, "low-effort").returncode == 1
    run = script(folder, "3\n" * 11, "low-effort.servicecheck", "--no-report")

    assert run.returncode == 0
    assert [one.value for one in answers(folder / "low-effort.servicecheck").values()] == ["2"] * 5 + ["3"] * 11


def test_an_assessment_file_is_known_whatever_it_is_called(folder: Path) -> None:
    script(folder, "2\n" * 5, "low-effort", "--file", "autumn.db")
    script(folder, "3\n", "autumn.db")

    assert [one.value for one in answers(folder / "autumn.db").values()] == ["2"] * 5 + ["3"]


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are made otherwise there")
def test_a_named_pipe_is_refused_instead_of_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    run = script(folder, "2\n", "pipe.yaml")

    assert run.returncode == 2
    assert "a named pipe" in run.stderr.decode()


def test_no_input_at_all_saves_nothing_and_says_how_to_begin(folder: Path) -> None:
    run = script(folder, "", "low-effort", LANG="da_DK.UTF-8", PYTHONUTF8="1")

    assert run.returncode == 1
    assert Words("da")("iv_quit_nothing") in run.stderr.decode()


def test_a_line_that_is_far_too_long_answers_one_question_at_most(folder: Path) -> None:
    run = script(folder, "n\n" + "x" * 201_000 + "\nA short note\n2\n", "low-effort")

    assert run.returncode == 1
    assert answers(folder / "low-effort.servicecheck") == {"LE-A1": Answer("2", note="A short note")}


def test_letters_in_another_encoding_do_not_end_the_interview(folder: Path) -> None:
    run = subprocess.run(
        [*COMMAND, "low-effort"],
        cwd=folder,
        input="n\nKøen er lang\n2\n".encode("cp1252"),
        capture_output=True,
        timeout=LIMIT,
        env={**plain_environment(), "PYTHONUTF8": "1"},
    )

    assert run.returncode == 1
    assert answers(folder / "low-effort.servicecheck")["LE-A1"] == Answer("2", "Køen er lang")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_loses_no_answer(folder: Path, closed: str) -> None:
    line = f'printf "2\\n3\\n" | "{sys.executable}" -m servicecheck run low-effort {closed}'
    run = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, timeout=LIMIT)

    assert b"Traceback" not in run.stderr
    if "<" not in closed:
        assert [one.value for one in answers(folder / "low-effort.servicecheck").values()] == ["2", "3"]


def test_a_full_device_behind_stdout_is_a_disk_error_and_the_answers_are_there(folder: Path) -> None:
    line = f'yes 2 | head -16 | "{sys.executable}" -m servicecheck run low-effort --no-report > /dev/full'
    run = subprocess.run(["bash", "-c", line], cwd=folder, capture_output=True, timeout=LIMIT)

    assert run.returncode == 74
    assert b"Traceback" not in run.stderr
    assert len(answers(folder / "low-effort.servicecheck")) == 16


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["low-efort"], "Did you mean 'low-effort'?"),
        (["missing.servicecheck"], "missing.servicecheck"),
        (["low-effort", "--role", "boss"], "has no role 'boss'"),
        (["low-effort", "--mode", "anonymous", "--k", "3"], "Give the reason"),
        (["low-effort", "--round", "7"], "There is no round 7"),
        (["low-effort", "--file", "no/such/folder/x.servicecheck"], "folder does not exist"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_wish_is_one_clear_sentence(folder: Path, arguments: list[str], said: str) -> None:
    run = script(folder, "2\n", *arguments)

    assert run.returncode in (2, 74)
    assert said in " ".join(run.stderr.decode().split())
    assert b"Traceback" not in run.stderr


def test_a_second_person_without_a_terminal_must_say_so_plainly(folder: Path) -> None:
    script(folder, "2\n", "low-effort")
    refused = script(folder, "3\n", "low-effort", "--new")

    assert refused.returncode == 2
    assert "give --new --mode open" in " ".join(refused.stderr.decode().split())
    assert script(folder, "3\n", "low-effort", "--new", "--mode", "open").returncode == 1
    assert len(responses(folder / "low-effort.servicecheck")) == 2
    unclear = script(folder, "3\n", "low-effort")
    assert unclear.returncode == 2
    assert "--respondent CODE" in " ".join(unclear.stderr.decode().split())


def test_the_stored_questionnaire_goes_on_and_a_newer_one_is_named(folder: Path) -> None:
    source = questionnaires.find("low-effort").read_text(encoding="utf-8")
    own = folder / "low-effort.yaml"
    own.write_text(
        source.replace('version: "1.0"', 'version: "0.9"').replace("Easy to be a customer", "As it was"), "utf-8"
    )
    script(folder, "2\n", "low-effort.yaml")
    own.unlink()
    run = script(folder, "3\n", "low-effort.servicecheck")

    assert "There is a newer version of the questionnaire (1.0)." in " ".join(run.stderr.decode().split())
    assert [one.value for one in answers(folder / "low-effort.servicecheck").values()] == ["2", "3"]


def test_the_first_question_needs_neither_polars_nor_weasyprint(folder: Path) -> None:
    program = (
        "import sys; from servicecheck.cli import execute\n"
        "code = execute(['run', 'low-effort'])\n"
        "heavy = {'polars', 'weasyprint', 'jinja2', 'numpy', 'docx', 'starlette'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, input=b"2\nb\n", capture_output=True, timeout=LIMIT
    )

    assert b"imported" not in run.stderr
    assert run.returncode == 1
    assert b"You answered 2" in run.stderr


def test_hostile_notes_are_kept_as_typed_and_never_reach_the_terminal_raw(folder: Path) -> None:
    corpus = sorted((Path(__file__).parent / "files" / "hostile" / "answers").glob("*.txt"))
    notes = [path.read_text(encoding="utf-8").splitlines()[0][:2_000].strip() for path in corpus if path.stat().st_size]
    notes = [note for note in notes if note and "\x00" not in note][:16]
    run = script(folder, "".join(f"n\n{note}\n2\n" for note in notes), "low-effort", "--no-report", PYTHONUTF8="1")

    shown = run.stderr.decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert [one.note for one in answers(folder / "low-effort.servicecheck").values()] == notes


@pytest.mark.promise("P1")
@pytest.mark.parametrize("acknowledged", [0, 1, 2, 5, 9, 15])
def test_a_killed_run_has_kept_every_answer_it_acknowledged(folder: Path, acknowledged: int) -> None:
    with subprocess.Popen(
        [*COMMAND, "low-effort"], cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=plain_environment()
    ) as run:
        assert run.stdin is not None
        assert run.stderr is not None
        run.stdin.write(b"2\n" * acknowledged)
        run.stdin.flush()
        while f"Question {acknowledged + 1} of 16".encode() not in run.stderr.readline():
            pass
        run.kill()

    kept = answers(folder / "low-effort.servicecheck")
    assert [one.value for one in kept.values()] == ["2"] * acknowledged
    again = script(folder, "3\n" * (16 - acknowledged), "low-effort", "--no-report")
    assert again.returncode == 0
    values = [one.value for one in answers(folder / "low-effort.servicecheck").values()]
    assert values == ["2"] * acknowledged + ["3"] * (16 - acknowledged)
