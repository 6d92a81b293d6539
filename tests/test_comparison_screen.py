"""compare at a terminal: every figure and verdict in words, in any width and language."""

import json
from datetime import date
from functools import cache
from io import BytesIO, TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from command_line import servicecheck
from sample_comparisons import M1, M1_AFTER, M1_BEFORE, record
from sample_questionnaires import shipped
from servicecheck.comparison import Comparison, compare
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import LANGUAGES, Language
from servicecheck.response import Answer, Organisation, PlannedAction, Round
from servicecheck.terminal.comparison import show_comparison
from servicecheck.terminal.screen import Look, Screen

ACTIONS = (
    PlannedAction("A1", "Write the rule", "Mette", date(2026, 3, 1), "", "Calls first", "done", "2/10", "8/10", "8/10"),
    PlannedAction("A2", "Call back", "Ole", date(2026, 4, 1), status="stuck"),
    PlannedAction("B1", "Ask"),
)


@cache
def a_year() -> Comparison:
    return compare(
        record(M1, M1_BEFORE, opened=date(2025, 11, 1), actions=ACTIONS), record(M1, M1_AFTER, opened=date(2026, 11, 1))
    )


def shown(comparison: Comparison, width: int = 80, encoding: str = "utf-8", language: Language = "en") -> list[str]:
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    show_comparison(Screen(stream, Look(width)), comparison, language)
    stream.flush()
    return stream.buffer.getvalue().decode(encoding).splitlines()


def test_eighty_columns() -> None:
    assert shown(a_year()) == [
        "2025-11 → 2026-11                                              5 of 5 both times",
        "─" * 80,
        "Calls first: 2/10 (6\u00a0% to 51\u00a0%) before, 8/10 (49\u00a0% to 94\u00a0%) now: a real change.",
        "What you have counted weighs more than what you have judged.",
        "",
        "     before  now  change  most likely",
        "A        62   60      −2  −10 to 7     cannot tell",
        "B        27   43     +17  8 to 25      a real change",
        "All      44   52      +8  4 to 11      a real change",
        "",
        "Level then and now: ■ good.",
        "Actions done: 1 of 2 agreed.",
        "With 5 people only changes above about 14 points can be seen.",
        "A real change: the interval does not contain 0. Cannot tell: not distinguishable",
        "from ordinary variation, which is not the same as no change.",
        "",
        "What you can stop doing",
        "  “Call back” is stuck. Begin it in another way, or stop it.",
        "  Calls first: the goal of 8/10 is reached. You can count it less often.",
    ]


def test_sixty_columns_in_ascii() -> None:
    lines = shown(a_year(), 60, "ascii")

    assert lines[:2] == ["2025-11 to 2026-11                         5 of 5 both times", "-" * 60]
    assert lines[6:13] == [
        "     before  now  change",
        "A        62   60      -2",
        "    most likely -10 to 7: cannot tell",
        "B        27   43     +17",
        "    most likely 8 to 25: a real change",
        "All      44   52      +8",
        "    most likely 4 to 11: a real change",
    ]
    assert "Level then and now: [=] good." in lines


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120])
def test_nothing_is_wider_than_the_screen(language: Language, width: int) -> None:
    lines = shown(a_year(), width, language=language)

    assert max(map(len, lines)) <= width
    assert "" not in [line for line, following in pairwise(lines) if following == ""]


def test_what_was_left_out_is_named() -> None:
    found = shown(compare(record(M1, ["1 1 3 1 3 3"] * 3), record(M1, ["2 2 - 2 2 2"] * 3)))

    assert "These were answered in one round only and are left out: “A3”." in found


def test_too_few_are_only_counted() -> None:
    few = record(M1, M1_BEFORE[:3], mode="anonymous"), record(M1, M1_AFTER, mode="anonymous")

    assert shown(compare(*few))[2:] == [
        "Answers: 3 the first time, 5 the second. A comparison is shown from 5 each time."
    ]


# The command

LOW_EFFORT = shipped("low-effort")


def a_file(path: Path, *rounds: str, questionnaire: str = "low-effort", mode: Any = "open") -> Path:
    """Rounds in which the same three people give the same value everywhere, plus one that differs by a step."""
    source = questionnaires.find(questionnaire)
    with AssessmentFile.create(path, Organisation("Fjordby")) as file:
        codes: list[str] = []
        for value in rounds:
            round_ = file.add_round(Round(questionnaire, "1.0", mode=mode), source.read_bytes(), source.name)
            for number in range(3):
                known = codes[number] if number < len(codes) else None
                person = file.add_respondent(round_, code=known)
                codes += [person.code] if known is None else []
                for item in shipped(questionnaire).scored_items:
                    file.save_answer(round_, person.code, item.id, Answer(value))
                file.save_answer(round_, person.code, "LE-A1", Answer("2" if number else "2.5"))
                file.finish(round_, person.code)
    return path


def test_the_newest_two_rounds_of_a_file(tmp_path: Path) -> None:
    path = a_file(tmp_path / "a.servicecheck", "1", "2", "2.5")
    ended = servicecheck("compare", str(path), "--json")
    document = json.loads(ended.stdout)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert (document["format"], document["version"]) == ("servicecheck-comparison", 1)
    assert (document["before"]["round"], document["after"]["round"]) == (2, 3)
    assert document["answered_both_times"] == 3
    assert document["changes"][1] == {
        "section": "LE-B",
        "before": 50.0,
        "after": 75.0,
        "change": 25.0,
        "interval": document["changes"][1]["interval"],
        "method": "paired",
        "pairs": 3,
        "smallest_detectable_change": document["changes"][1]["smallest_detectable_change"],
        "direction": "rose",
    }


def test_rounds_are_chosen_and_files_may_be_two(tmp_path: Path) -> None:
    one = a_file(tmp_path / "a.servicecheck", "1", "2", "2.5")
    two = a_file(tmp_path / "b.servicecheck", "3")
    chosen = json.loads(servicecheck("compare", str(one), "--before", "1", "--after", "2", "--json").stdout)
    both = json.loads(servicecheck("compare", str(one), str(two), "--before", "1", "--json").stdout)

    assert (chosen["before"]["round"], chosen["after"]["round"]) == (1, 2)
    assert (both["before"]["round"], both["after"]["round"], both["answered_both_times"]) == (1, 1, 0)
    assert both["changes"][1]["change"] == 100.0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["one"], "has no earlier round of 'low-effort' than round 1"),
        (["one", "--after", "7"], "has no round 7. Rounds in it: 1."),
        (["one", "one", "one"], "Two rounds can be compared at a time"),
        (["one", "other"], "'low-effort' before, 'light-bulbs' after"),
        (["one", "--before", "1", "--after", "1"], "cannot be compared with itself"),
    ],
)
def test_what_cannot_be_compared_is_said(tmp_path: Path, arguments: list[str], says: str) -> None:
    a_file(tmp_path / "one", "1")
    a_file(tmp_path / "other", questionnaire="light-bulbs")
    with AssessmentFile.open(tmp_path / "other") as file:
        source = questionnaires.find("light-bulbs")
        file.add_round(Round("light-bulbs", "1.0"), source.read_bytes(), source.name)
    ended = servicecheck("compare", *arguments, folder=tmp_path)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert says in " ".join(ended.stderr.split())
