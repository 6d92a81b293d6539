"""servicecheck plan at a terminal, and a new round that opens with what was agreed last time."""

import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from plans import AGREED, ITEMS, PLAN, answered, plan_in
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.response import PlannedAction
from terminal_person import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "havnen.servicecheck"


def planner(path: Path, *arguments: str, language: Language = "en", columns: int = 80) -> Terminal:
    return Terminal(path.parent, path.name, *arguments, language=language, columns=columns, command="plan")


def labels(words: Words, *keys: str) -> list[str]:
    """The prompts of fields in which nothing stands yet."""
    examples = {"planning_today": "2/10", "planning_goal": "8/10"}
    shown = [
        words("planning_example", column=words(key), example=examples[key]) if key in examples else words(key)
        for key in keys
    ]
    return [words("register_optional", column=label) for label in shown]


NEW = ("plan_first_step", "plan_measure", "planning_today", "planning_goal")


@pytest.mark.parametrize(("language", "columns"), [("en", 80), ("da", 60), ("sv", 120)])
def test_an_action_is_chosen_and_worded(path: Path, language: Language, columns: int) -> None:
    terminal = planner(answered(path), language=language, columns=columns)
    words = terminal.words
    terminal.sees(words("planning_none").split(".")[0])
    terminal.types("1", after="planning_prompt")
    terminal.sees(f"{words('plan_what')}: ")
    terminal.process.sendline("Vi ringer først")
    owner, *rest = labels(words, "plan_owner", *NEW)
    answers = ["Åse", "Skriv teksten", "Opkald", "2/10", "8/10"]
    terminal.sees(owner.split("(")[0])
    terminal.process.sendline(answers[0])
    terminal.sees(words("plan_due"))
    terminal.process.sendline("31-01-2027")
    for label, answer in zip(rest, answers[1:], strict=True):
        terminal.sees(label.split("(")[0].split(",")[0])
        terminal.process.sendline(answer)
    terminal.sees(words("planning_saved"))
    terminal.types("", after="planning_prompt")

    assert terminal.ends() == 0
    (action,) = plan_in(path)
    assert action == PlannedAction(
        action.item, "Vi ringer først", "Åse", date(2027, 1, 31), "Skriv teksten", "Opkald", today="2/10", goal="8/10"
    )
    lines = terminal.screen()
    assert words("planning_too_few", n=1) in " ".join(lines)
    assert "havnen.servicecheck" in lines
    assert all(len(line) <= columns for line in lines)


def test_what_is_proposed_is_taken_with_enter_and_removed_with_a_dash(path: Path) -> None:
    terminal = planner(answered(path))
    terminal.types("le-c4", after="planning_prompt")
    for _ in range(7):
        terminal.process.sendline("")
    terminal.sees("Saved.")
    terminal.asked("planning_prompt")
    (action,) = plan_in(path)
    assert action.item == "LE-C4"
    assert len(action.text) > 20

    terminal.process.sendline("LE-C4")
    terminal.sees("takes the action out")
    terminal.process.sendline("-")
    terminal.sees("Taken out of the plan.")
    assert plan_in(path) == ()
    terminal.types("99", "LE-X", "q", after="planning_prompt")
    assert terminal.ends() == 0
    assert "There is no action 99." in terminal.shown
    assert "servicecheck plan havnen.servicecheck" in terminal.shown


def test_how_far_an_agreed_action_is_and_its_result_are_asked(path: Path) -> None:
    terminal = planner(answered(path, *PLAN))
    terminal.types("LE-B2", after="planning_prompt")
    for _ in range(7):
        terminal.process.sendline("")
    terminal.sees("1 = Agreed · 2 = Under way · 3 = Done · 4 = Stuck · 5 = Dropped")
    terminal.sees("(now: Agreed): ")
    terminal.process.sendline("ready")
    terminal.sees("Type 1, 2, 3, 4 or 5.")
    terminal.process.sendline("done")
    terminal.sees("Delays where we rang first: 2/10, goal 8/10")
    terminal.sees("for example 8/10 (optional): ")
    terminal.process.sendline("7/10")
    terminal.sees("Result: 7/10")
    terminal.types("", after="planning_prompt")

    assert terminal.ends() == 0
    assert plan_in(path) == (replace(AGREED, status="done", result="7/10"), PLAN[1])


def at_owner(path: Path) -> Terminal:
    """A terminal at which an action has just been worded, and its owner is asked for."""
    terminal = planner(answered(path))
    terminal.types("LE-C4", after="planning_prompt")
    terminal.sees("Enter keeps it")
    terminal.process.sendline("Ring back")
    terminal.sees("Owner (optional): ")
    return terminal


@pytest.mark.promise("P3")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_a_signal_keeps_what_was_planned_and_says_how_to_go_on(path: Path, number: signal.Signals, code: int) -> None:
    terminal = at_owner(path)
    sleep(0.3)  # so that the signal meets it while it reads
    terminal.process.kill(number)

    assert terminal.ends() == code
    assert "Traceback" not in terminal.shown
    assert terminal.shown.rstrip().endswith("servicecheck plan havnen.servicecheck")
    assert plan_in(path) == (PlannedAction("LE-C4", "Ring back"),)
    assert list(path.parent.iterdir()) == [path]


def test_the_end_of_input_keeps_what_was_planned(path: Path) -> None:
    terminal = at_owner(path)
    terminal.process.sendeof()

    assert terminal.ends() == 1
    assert plan_in(path) == (PlannedAction("LE-C4", "Ring back"),)


@pytest.mark.promise("P1")
def test_what_was_planned_is_on_the_disk_before_the_next_question_shows(path: Path) -> None:
    terminal = planner(answered(path))
    kept = PlannedAction("LE-C4", "Ring back")
    steps: list[tuple[str, str, Callable[[PlannedAction], PlannedAction]]] = [
        ("Enter keeps it", "Ring back", lambda action: action),
        ("Owner", "Åse", lambda action: replace(action, owner="Åse")),
        ("By when", "2027-01-31", lambda action: replace(action, due=date(2027, 1, 31))),
        ("First step", "Ask Bo", lambda action: replace(action, first_step="Ask Bo")),
        ("How we will see it", "Waits", lambda action: replace(action, measure="Waits")),
        ("Figure today", "61", lambda action: replace(action, today="61")),
    ]
    terminal.types("LE-C4", after="planning_prompt")
    for number, (prompt, typed, change) in enumerate(steps):
        if number:
            terminal.process.expect(rf"{prompt}[^\n]*optional\): $")
            assert plan_in(path) == (kept,)
        else:
            terminal.sees(prompt)
        terminal.process.sendline(typed)
        kept = change(kept)
    terminal.sees("Goal, for example 8/10 (optional): ")
    terminal.process.kill(signal.SIGKILL)
    terminal.process.wait()

    assert plan_in(path) == (kept,)
    AssessmentFile.open(path).close()


# The next round


def begin_next(path: Path, language: Language = "en", columns: int = 80) -> Terminal:
    return Terminal(
        path.parent, path.name, "--next", "--mode", "own", "--no-report", language=language, columns=columns
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_round_opens_with_what_was_agreed_last_time(path: Path, language: Language) -> None:
    second = replace(AGREED, item="LE-C2", text="Walk along", measure="", today="", goal="", owner="Bo")
    terminal = begin_next(answered(path, *PLAN, second), language)
    words = terminal.words
    terminal.sees(words("planning_last_time"))
    for status in ("3", ""):
        terminal.sees(words("planning_status_ask", status=words("status_agreed")))
        terminal.process.sendline(status)
        if status:
            terminal.sees(words("planning_result_ask", example="8/10").split("(")[0])
            terminal.process.sendline("7/10")
    terminal.sees(words("planning_and_now"))
    terminal.types("2", words("iv_key_quit"))

    assert terminal.ends() == 0
    assert plan_in(path) == (replace(AGREED, status="done", result="7/10"), PLAN[1], second)
    with AssessmentFile.open(path, "read") as file:
        first, new = file.rounds()
        (before,), (now,) = file.responses(first), file.responses(new)
    assert first.closed
    assert not new.closed
    assert new.actions == ()
    assert now.respondent.code == before.respondent.code
    assert list(now.answers) == ITEMS[:1]


@pytest.mark.parametrize("end", ["quit", "eof", "interrupt", "kill"])
def test_a_look_back_that_is_cut_short_keeps_what_was_said_and_begins_no_round(path: Path, end: str) -> None:
    terminal = begin_next(answered(path, *PLAN))
    terminal.sees("(now: Agreed): ")
    terminal.process.sendline("4")
    terminal.sees("(optional): ")
    if end == "quit":
        terminal.process.sendline("q")
    elif end == "eof":
        terminal.process.sendeof()
    elif end == "interrupt":
        terminal.process.sendintr()
    else:
        terminal.process.kill(signal.SIGKILL)

    assert terminal.ends() == {"quit": 0, "eof": 1, "interrupt": 130, "kill": -9}[end]
    assert plan_in(path) == (replace(AGREED, status="stuck"), PLAN[1])
    with AssessmentFile.open(path) as file:
        assert [round_.closed for round_ in file.rounds()] == [None]
    if end != "kill":
        assert "The plan is saved in havnen.servicecheck. Go on with:" in terminal.shown
        assert terminal.shown.rstrip().endswith("servicecheck run havnen.servicecheck --next")


def test_a_round_without_agreed_actions_asks_nothing(path: Path) -> None:
    terminal = begin_next(answered(path, PLAN[1], replace(AGREED, status="dropped")))
    terminal.types("2", "q")

    assert terminal.ends() == 0
    assert "last time" not in terminal.shown.partition("Question 1")[0]


def test_in_a_group_an_earlier_code_makes_the_same_person(path: Path) -> None:
    with AssessmentFile.open(answered(path)) as file:
        (first,) = file.rounds()
        code = file.responses(first)[0].respondent.code
    terminal = Terminal(path.parent, path.name, "--next", "--mode", "open", "--no-report")
    terminal.types("", after="round_invited")
    terminal.types("ZZZZZZ", code, after="round_code_ask")
    terminal.types("2", "q")

    assert terminal.ends() == 0
    with AssessmentFile.open(path, "read") as file:
        assert [one.respondent.code for one in file.responses(file.rounds()[1])] == [code]
