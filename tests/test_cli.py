"""The command line as a user meets it: what it says, where, and with which exit code."""

import json
import re
import signal
from pathlib import Path

import pytest
from typer.core import TyperOption

from command_line import servicecheck, shell
from servicecheck import __version__
from servicecheck.cli.commands import COMMANDS, loaded
from servicecheck.cli.failure import answer
from servicecheck.cli.global_options import GlobalOptions, taken_from
from servicecheck.cli.signals import Stopped
from servicecheck.cli.start import WAYS_IN
from servicecheck.cli.surroundings import ColourChoice, Surroundings
from servicecheck.errors import FileInUse, InvalidFile, MissingPart, Place, Problem, StorageError
from servicecheck.files import questionnaires


def test_the_version_is_said() -> None:
    for arguments in (["--version"], ["--color", "never", "--version"]):
        run = servicecheck(*arguments)

        assert (run.stdout, run.stderr, run.returncode) == (f"servicecheck {__version__}\n", "", 0)


def test_alone_it_shows_ways_in_on_stdout(tmp_path: Path) -> None:
    run = servicecheck(folder=tmp_path)

    assert run.returncode == 0
    assert run.stdout.startswith("servicecheck finds out how good your service is, why, and what to do first.\n\n")
    assert run.stdout.endswith("Everything stays on this computer. All commands: servicecheck --help\n")
    assert run.stderr == ""


def test_alone_it_shows_what_is_unfinished_in_this_folder(tmp_path: Path) -> None:
    line = (
        f"cd '{tmp_path}' && printf '2\\n2.5\\n1\\nq\\n' | $servicecheck run low-effort --file 'our shop.servicecheck'"
    )
    begun = shell(f"{line} --mode own --role staff --organisation Shop --language en")
    (tmp_path / "damaged.servicecheck").write_bytes(b"SQLite format 3\0 and then nothing")
    run = servicecheck(folder=tmp_path)

    assert begun.returncode == 0, begun.stderr
    assert "\nYou have an unfinished assessment: our shop.servicecheck, 3 of 16 answered.\n" in run.stdout
    assert "\n  servicecheck run 'our shop.servicecheck'\n" in run.stdout
    assert "damaged" not in run.stdout


def test_the_minutes_of_the_first_example_are_the_questionnaire_s() -> None:
    minutes = questionnaires.load("low-effort").minutes

    assert ("servicecheck run low-effort", f"answer it yourself ({minutes} minutes)") in WAYS_IN


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_in_plain_words_what_is_typed_after_it(name: str) -> None:
    options = [one for one in loaded(name).params if isinstance(one, TyperOption) and not one.is_flag]

    assert [one.name for one in options if not (one.metavar and one.help)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says_of_itself(name: str) -> None:
    sentence = COMMANDS[name][1]

    assert (loaded(name).help or "").startswith(sentence.removesuffix("."))
    assert len(sentence) <= 66, "the list cuts it off at 80 columns"


def test_every_way_in_is_a_command_that_exists() -> None:
    listed = servicecheck("--help").stdout

    assert {command.split()[1] for command, _ in WAYS_IN} <= set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE))


def test_doctor_says_what_is_there() -> None:
    run = servicecheck("doctor")

    assert run.returncode == 0
    assert f"ok  servicecheck {__version__}, Python 3." in run.stdout
    assert run.stdout.endswith("\nNothing is missing.\n")


def test_doctor_as_json_is_one_versioned_document() -> None:
    document = json.loads(servicecheck("doctor", "--json").stdout)

    assert document["format"] == 1
    assert {finding["state"] for finding in document["findings"]} <= {"ok", "note"}


def test_doctor_without_pango_says_how_to_get_it_and_exits_5(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    run = servicecheck("doctor", environment={"PYTHONPATH": str(tmp_path)})

    assert run.returncode == 5
    assert "MISSING  Pango, which the PDF needs" in run.stdout
    assert run.stdout.endswith("1 thing is missing. Everything else works.\n")


def test_a_command_that_does_not_exist_is_met_with_the_nearest() -> None:
    run = servicecheck("doctr")

    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr == "No such command 'doctr'. Did you mean 'doctor'?\nWhat there is: servicecheck --help\n"


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["--colour", "x"], "servicecheck"),
        (["doctor", "--x"], "servicecheck doctor"),
        (["doctor", "more"], "servicecheck doctor"),
    ],
)
def test_wrong_usage_exits_2_without_a_trace(arguments: list[str], command: str) -> None:
    run = servicecheck(*arguments)

    assert run.returncode == 2
    assert run.stderr.endswith(f"What there is: {command} --help\n")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("arguments", [["doctor", "--color"], ["--color=red", "doctor"], ["--color", "red"]])
def test_a_colour_choice_that_does_not_exist_is_answered_with_those_that_do(arguments: list[str]) -> None:
    run = servicecheck(*arguments)

    assert run.returncode == 2
    assert run.stderr.startswith("--color takes auto, always or never, not '")


def test_global_options_may_stand_anywhere_but_after_two_dashes() -> None:
    options = taken_from(["doctor", "--color", "never", "--debug", "x", "--", "--color", "red"])

    assert options == GlobalOptions(("doctor", "x", "--", "--color", "red"), "never", debug=True)


def test_what_was_typed_cannot_act_on_the_terminal() -> None:
    run = servicecheck("\x1b]0;title\x07\u202e")

    assert run.returncode == 2
    assert "<U+001B>]0;title<U+0007><U+202E>" in run.stderr
    assert "\x1b" not in run.stderr


@pytest.mark.promise("P3")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["", "--version", "--help", "doctor", "doctor --json"])
def test_a_full_disk_behind_stdout_is_said_and_exits_74(command: str) -> None:
    run = shell(f"$servicecheck {command} > /dev/full")

    assert run.returncode == 74
    assert run.stderr == "Output: No space left on device. What was saved before is safe.\n"


@pytest.mark.promise("P3")
def test_a_closed_stdout_is_said_and_exits_74() -> None:
    run = shell("$servicecheck doctor >&-")

    assert run.returncode == 74
    assert run.stderr == "Output: Bad file descriptor. What was saved before is safe.\n"


@pytest.mark.promise("P3")
def test_closed_streams_never_make_a_trace() -> None:
    for command in (
        "$servicecheck doctor >&- 2>&- <&-",
        "$servicecheck nothing 2>&-",
        "$servicecheck nothing 2>/dev/full",
    ):
        run = shell(command)

        assert run.returncode in (2, 74)
        assert run.stderr == ""


def test_a_reader_that_stops_reading_is_no_failure_worth_words() -> None:
    run = shell("$servicecheck doctor | true; exit ${PIPESTATUS[0]}")

    assert run.returncode == 141
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidFile([Problem("no title.", Place("a.yaml", 1, 1))]), 2),
        (FileInUse("in use."), 3),
        (MissingPart("no Pango."), 5),
        (StorageError("full."), 74),
        (OSError(28, "No space left on device", "a.servicecheck"), 74),
        (BrokenPipeError(), 141),
        (KeyboardInterrupt(), 130),
        (Stopped(signal.SIGTERM), 143),
        (MemoryError(), 70),
        (RuntimeError("x"), 70),
    ],
)
def test_every_failure_has_its_exit_code(error: BaseException, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(error, []) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_mistake_in_a_file_is_shown_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    answer(InvalidFile([Problem("no title.", Place("a.yaml", 1, 1))]), [])

    assert capsys.readouterr().err == "a.yaml:1:1\n  no title.\n\n1 mistake in 1 file. Nothing was changed.\n"


def test_our_own_bug_says_so_and_how_to_see_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    answer(RuntimeError("x"), ["run", "low-effort"])

    said = capsys.readouterr().err
    assert said.startswith("This is a mistake in servicecheck, not in what you did: RuntimeError: x\n")
    assert said.endswith("  servicecheck --debug run low-effort\n")


def test_debug_shows_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise RuntimeError("x")
    except RuntimeError as error:
        answer(error, ["--debug", "run"])

    assert "Traceback (most recent call last):\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("environment", "color", "coloured"),
    [
        ({}, "auto", False),
        ({}, "always", True),
        ({"NO_COLOR": "1"}, "always", True),
        ({"NO_COLOR": "1"}, "auto", False),
        ({"TERM": "dumb"}, "auto", False),
    ],
)
def test_a_stream_that_is_no_terminal_gets_colour_only_when_asked(
    environment: dict[str, str], color: ColourChoice, coloured: bool
) -> None:
    assert (Surroundings(environment, color).out.look.colour != "none") == coloured


def test_the_time_of_a_run_can_be_set_from_outside() -> None:
    assert Surroundings({"SOURCE_DATE_EPOCH": "1700000000"}).now().isoformat() == "2023-11-14T22:13:20+00:00"


@pytest.mark.parametrize("columns", ["20", "60", "120"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_no_line_is_wider_than_the_terminal(columns: str, encoding: str) -> None:
    run = servicecheck(environment={"COLUMNS": columns, "PYTHONIOENCODING": encoding})

    assert run.returncode == 0
    assert max(map(len, run.stdout.splitlines())) <= int(columns)
