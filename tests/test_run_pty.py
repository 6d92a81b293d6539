"""servicecheck run at a terminal: a whole questionnaire in each language, interrupted, resumed, ended in every way."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pexpect
import pyte
import pytest

from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language, Words
from servicecheck.response import Answer, Response

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")

COMMAND = [sys.executable, "-m", "servicecheck", "run"]
LIMIT = 60


class Terminal:
    """A person at a terminal of a given size; everything that was ever shown stays in `shown`."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        language: Language = "en",
        columns: int = 80,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        locale = {"en": "en_GB.UTF-8", "da": "da_DK.UTF-8", "sv": "sv_SE.UTF-8"}[language]
        ours = {"LANG": locale, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(environment or {})}
        self.words = Words(language)
        self.columns = columns
        self.process = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *arguments],
            cwd=str(folder),
            env={**plain_environment(), **ours},
            dimensions=(40, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=LIMIT,
        )
        self.shown = ""

    def sees(self, text: str) -> None:
        """Wait until *text* has been shown."""
        self.process.expect_exact(text)
        self.shown += f"{self.process.before}{self.process.after}"

    def asked(self, key: str = "iv_prompt_answer") -> None:
        """Wait for the prompt under *key*."""
        self.sees(f"{self.words(key)} ")

    def types(self, *lines: str, after: str = "iv_prompt_answer") -> None:
        """Type each of *lines* when the prompt stands there."""
        for line in lines:
            self.asked(after)
            self.process.sendline(line)

    def ends(self) -> int:
        """Wait for the end; the exit code, or the signal as a negative number."""
        self.process.expect(pexpect.EOF)
        self.shown += f"{self.process.before}"
        self.process.close()
        return -(self.process.signalstatus or 0) if self.process.exitstatus is None else self.process.exitstatus

    def screen(self, lines: int = 400) -> list[str]:
        """What a terminal emulator made of everything."""
        screen = pyte.Screen(self.columns, lines)
        pyte.Stream(screen).feed(self.shown)
        return [line.rstrip() for line in screen.display]


def plain_environment() -> dict[str, str]:
    """This process's environment without what changes the program's look or language."""
    look = ("LC_", "LANG", "NO_COLOR", "COLUMNS", "COLORTERM", "PYTHONIOENCODING", "SOURCE_DATE_EPOCH")
    return {name: value for name, value in os.environ.items() if not name.startswith(look)}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    assert not list(tmp_path.glob("*.lock")), "the file is still locked"


def responses(path: Path) -> tuple[Response, ...]:
    with AssessmentFile.open(path, "read") as file:
        return file.responses(file.rounds()[-1])


def answers(path: Path) -> dict[str, Answer]:
    (response,) = responses(path)
    return dict(response.answers)


def begin(
    folder: Path,
    *arguments: str,
    language: Language = "en",
    columns: int = 80,
    environment: Mapping[str, str] | None = None,
) -> Terminal:
    """A new interview on low-effort, one person's own, at its first question."""
    options = ["low-effort", "--mode", "own", "--organisation", "Havnens Cykler", "--no-report", *arguments]
    return Terminal(folder, *options, language=language, columns=columns, environment=environment)


IN_ORDER = [item.id for item in questionnaires.load("low-effort").items]


@pytest.mark.parametrize(("language", "columns"), [("en", 80), ("da", 60), ("sv", 100)])
def test_a_whole_questionnaire_with_note_back_dk_na_quit_and_resume(
    folder: Path, language: Language, columns: int
) -> None:
    words = Words(language)
    back, note, quit_ = (words(f"iv_key_{key}") for key in ("back", "note", "quit"))
    first = begin(folder, language=language, columns=columns)
    first.types("2", back, "1,5", words("iv_key_dk"), note)
    first.types("Kun på telefon æøå", after="iv_prompt_note")
    first.types(words("iv_key_na"), "4", "2½", quit_)
    assert first.ends() == 0
    assert "servicecheck run low-effort.servicecheck" in first.shown

    second = Terminal(folder, "low-effort.servicecheck", "--no-report", language=language, columns=columns)
    second.types("", after="iv_prompt_continue")
    second.types(*["3"] * 12)
    second.types("2", after="iv_prompt_review")
    second.types("1")
    second.types("", after="iv_prompt_review")
    assert second.ends() == 0

    kept = answers(folder / "low-effort.servicecheck")
    values = ["1.5", "1", "na", "2.5", *["3"] * 12]
    assert {item: answer.value for item, answer in kept.items()} == dict(zip(IN_ORDER, values, strict=True))
    assert kept["LE-A3"].note == "Kun på telefon æøå"
    (response,) = responses(folder / "low-effort.servicecheck")
    assert response.finished
    assert response.respondent.language == language
    verdict = second.screen()
    assert any(line.startswith(words.template("verdict_line").partition("{")[0]) for line in verdict)
    assert all(len(line) <= columns for line in verdict)
    assert verdict.index("low-effort.servicecheck") > 0


def test_nothing_is_redrawn_or_cleared(folder: Path) -> None:
    terminal = begin(folder)
    terminal.types("2", "b", "?", "q")
    terminal.ends()

    sequences = set(re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[^\[]", terminal.shown))
    assert all(sequence.endswith("m") for sequence in sequences)


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_without_colour_there_is_no_escape_sequence_at_all(folder: Path, environment: dict[str, str]) -> None:
    terminal = begin(folder, environment=environment)
    terminal.types("2", "q")
    terminal.ends()

    assert "\x1b" not in terminal.shown


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "cp1252"}],
    ids=["LANG=C", "cp1252"],
)
def test_a_terminal_without_our_letters_gets_others(folder: Path, environment: dict[str, str]) -> None:
    terminal = begin(folder, "--language", "da", language="da", environment=environment)
    terminal.process.expect(r"Sp(.{1,2}|\xf8)rgsm(.{1,2})l 1 af 16")
    terminal.process.expect(r"Dit svar: ")
    terminal.process.sendline("b")
    terminal.process.expect(r"Bem(.{1,2})rkning \(")
    terminal.process.sendline("Ø og é")
    terminal.process.expect("Dit svar: ")
    terminal.process.sendline("g")
    assert terminal.ends() == 0


def test_three_interruptions_at_20_columns_lose_nothing(folder: Path) -> None:
    for number in range(3):
        terminal = begin(folder, columns=20) if number == 0 else Terminal(folder, "low-effort", columns=20)
        if number:
            terminal.types("", after="iv_prompt_continue")
        terminal.types("2", "3")
        terminal.asked()
        terminal.process.sendeof()
        assert terminal.ends() == 1

    assert [answer.value for answer in answers(folder / "low-effort.servicecheck").values()] == ["2", "3"] * 3


PROMPTS = ["first question", "later question", "note", "evidence grade", "review", "resume"]


def at(prompt: str, folder: Path) -> tuple[Terminal, int]:
    """A terminal that stands at this prompt, and how many answers were acknowledged."""
    if prompt == "resume":
        terminal, done = at("later question", folder)
        terminal.process.sendline("q")
        terminal.ends()
        terminal = Terminal(folder, "low-effort")
        terminal.asked("iv_prompt_continue")
        return terminal, done
    terminal = begin(folder)
    if prompt == "first question":
        terminal.asked()
        return terminal, 0
    terminal.types("2", "3")
    done = 2
    if prompt == "later question":
        terminal.asked()
    elif prompt == "note":
        terminal.types("n")
        terminal.asked("iv_prompt_note")
    elif prompt == "evidence grade":
        terminal.types("e")
        terminal.types("the ticket system", after="iv_prompt_evidence")
        terminal.asked("iv_prompt_evidence_grade")
    else:
        terminal.types(*["1"] * 14)
        terminal.asked("iv_prompt_review")
        done = 16
    return terminal, done


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_a_signal_at_any_prompt_saves_and_says_how_to_go_on(
    folder: Path, prompt: str, number: signal.Signals, code: int
) -> None:
    terminal, done = at(prompt, folder)
    terminal.process.kill(number)

    assert terminal.ends() == code
    assert "Traceback" not in terminal.shown
    assert terminal.shown.rstrip().endswith(("servicecheck run low-effort.servicecheck", "servicecheck run low-effort"))
    assert sum(answer.value is not None for answer in answers(folder / "low-effort.servicecheck").values()) == done


def test_ctrl_c_is_the_signal(folder: Path) -> None:
    terminal, _ = at("later question", folder)
    terminal.process.sendintr()

    assert terminal.ends() == 130
    assert "Your 2 answers are saved in low-effort.servicecheck. Go on with:" in terminal.screen()


def test_a_terminal_that_goes_away_loses_nothing(tmp_path: Path) -> None:
    terminal, _ = at("later question", tmp_path)
    terminal.process.close(force=True)

    path = tmp_path / "low-effort.servicecheck"
    assert [answer.value for answer in answers(path).values()] == ["2", "3"]
    AssessmentFile.open(path).close()


def test_the_second_run_on_a_file_is_told_who_has_it(folder: Path) -> None:
    first, _ = at("later question", folder)
    second = Terminal(folder, "low-effort.servicecheck")

    assert second.ends() == 3
    assert "low-effort.servicecheck is in use by servicecheck run (process" in " ".join(second.screen())
    first.process.sendline("q")
    assert first.ends() == 0


def test_another_person_joins_only_when_the_first_agrees(folder: Path) -> None:
    first = begin(folder)
    first.types("1", "q")
    first.ends()
    refused = Terminal(folder, "low-effort", "--new", "--no-report")
    refused.types("n")
    assert refused.ends() == 0
    assert len(responses(folder / "low-effort.servicecheck")) == 1

    agreed = Terminal(folder, "low-effort", "--new", "--no-report")
    agreed.types("maybe", "y", "1", "3", "q")
    assert agreed.ends() == 0
    assert sorted(
        answer.value or "" for one in responses(folder / "low-effort.servicecheck") for answer in one.answers.values()
    ) == ["1", "3"]
    assert "You answered 1" not in agreed.shown


def test_somebody_goes_on_with_a_code_in_an_anonymous_round(folder: Path) -> None:
    first = Terminal(
        folder, "low-effort", "--mode", "anonymous", "--invited", "12", "--organisation", "X", "--no-report"
    )
    first.types("2", "3", "q")
    first.ends()
    shown = " ".join(first.screen())
    assert "Groups with fewer than 5 answers are not shown" in shown
    code = re.search(r"Your code is ([A-Z0-9]{6})\.", shown)
    assert code

    second = Terminal(folder, "low-effort", "--no-report")
    second.types("WRONG1", code[1].lower(), after="round_code_ask")
    second.types("", after="iv_prompt_continue")
    second.types("1", "q")
    second.ends()
    (only,) = responses(folder / "low-effort.servicecheck")
    assert (only.respondent.role, [answer.value for answer in only.answers.values()]) == ("leader", ["3", "1"])
    assert only.last_answer is None


def script(folder: Path, typed: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=typed.encode(),
        capture_output=True,
        timeout=LIMIT,
        env={**plain_environment(), **environment},
    )


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


def test_no_input_at_all_saves_nothing_and_says_how_to_begin(folder: Path) -> None:
    run = script(folder, "", "low-effort", LANG="da_DK.UTF-8", PYTHONUTF8="1")

    assert run.returncode == 1
    assert Words("da")("iv_quit_nothing") in run.stderr.decode()


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
        "heavy = {'polars', 'weasyprint', 'jinja2', 'numpy', 'docx'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, input=b"2\nb\n", capture_output=True, timeout=LIMIT
    )

    assert b"imported" not in run.stderr
    assert run.returncode == 1
    assert b"You answered 2" in run.stderr
