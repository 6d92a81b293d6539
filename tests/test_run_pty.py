"""servicecheck run at a terminal: a whole questionnaire in each language, interrupted, resumed, ended in every way."""

import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language, Words
from terminal_person import Terminal, answers, begin, responses

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    assert not list(tmp_path.glob("*.lock")), "the file is still locked"


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


def test_starting_over_leaves_the_old_file_as_it_is(folder: Path) -> None:
    source = questionnaires.find("low-effort").read_text(encoding="utf-8")
    (folder / "own.yaml").write_text(source.replace("id: low-effort", "id: our-own"), encoding="utf-8")
    first = Terminal(folder, "own.yaml", "--mode", "own", "--organisation", "X")
    first.types("2", "q")
    first.ends()
    (folder / "own.yaml").unlink()

    again = Terminal(folder, "our-own.servicecheck", "--mode", "own", "--organisation", "X")
    again.types("s", after="iv_prompt_continue")
    again.types("3", "3", "q")
    assert again.ends() == 0
    assert "servicecheck run our-own-2.servicecheck" in again.shown
    assert len(answers(folder / "our-own.servicecheck")) == 1
    assert len(answers(folder / "our-own-2.servicecheck")) == 2


def test_the_answers_can_be_seen_before_going_on(folder: Path) -> None:
    terminal, _ = at("resume", folder)
    terminal.process.sendline("r")
    terminal.types("q")
    terminal.ends()

    assert "Your answers" in terminal.shown
    assert "Question 3 of 16" in terminal.shown


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
    assert "--respondent" not in shown
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
