"""Section 11 of the report: then and now, with what was counted first (method 4.7)."""

import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from report_files import FJORDBY, FULL, MOMENT, failures
from sample_comparisons import M1, M1_AFTER, M1_BEFORE, record
from servicecheck import report
from servicecheck.comparison import Comparison, Record, compare
from servicecheck.language import LANGUAGES, Language
from servicecheck.report.charts.slope import Slope
from servicecheck.report.context import Context, Extras
from servicecheck.report.parts.since import Since
from servicecheck.response import PlannedAction

ACTIONS = (
    PlannedAction("A1", "Write the rule", "Mette", date(2026, 3, 1), "", "Calls first", "done", "2/10", "8/10", "8/10"),
    PlannedAction(
        "A2", "Call back", "Ole", date(2026, 4, 1), "", "Complaints", "under-way", "61 calls", "", "40 calls"
    ),
)


@cache
def before() -> Record:
    return record(M1, M1_BEFORE, opened=date(2025, 11, 1), actions=ACTIONS)


@cache
def after() -> Record:
    return record(M1, M1_AFTER, opened=date(2026, 11, 1))


def told(comparison: Comparison | None, language: Language = "en", newer: Record | None = None) -> Context:
    newer = newer or after()
    return report.build(newer.assessment, FJORDBY, language, extras=Extras(comparison=comparison))


def since(comparison: Comparison, newer: Record | None = None) -> Since:
    section = told(comparison, newer=newer).since
    assert section is not None
    return section


def test_a_first_round_says_what_the_next_can_show_and_nothing_of_before() -> None:
    context = told(None, newer=before())

    assert context.since is None
    assert context.plan is not None
    assert context.plan.follow_note == "With 5 people only changes above about 14 points can be seen."


def test_what_was_counted_comes_first() -> None:
    section = since(compare(before(), after()))

    assert section.lead == (
        "Calls first: 2/10 before, 8/10 now. What you have counted weighs more than what you have judged."
    )
    assert section.measures is not None
    assert [(row.name, row.before, row.before_interval, row.verdict) for row in section.measures.rows] == [
        ("Calls first", "2/10", "6\u00a0% to 51\u00a0%", "a real change"),
        ("Complaints", "61 calls", "", ""),
    ]


def test_without_measures_the_whole_leads() -> None:
    section = since(compare(record(M1, M1_BEFORE), after()))

    assert section.lead.startswith("The overall score rose from 44 to 52. 5 people answered both times")


def test_level_actions_and_people_then_and_now() -> None:
    facts = {fact.name: fact.value for fact in since(compare(before(), after())).facts}

    assert facts == {
        "Level then": "good",
        "Level now": "good",
        "Answered both times": "5\u00a0of\u00a05",
        "Agreed actions done": "1\u00a0of\u00a02",
    }


def test_each_area_has_its_two_scores_and_the_band_in_which_nothing_can_be_told() -> None:
    chart = since(compare(before(), after())).chart
    assert chart is not None
    drawings: list[Any] = [row.drawing for row in (*chart.rows, *chart.last)]

    assert chart.caption == "B has moved most since last time"
    assert [row.figure.score for row in chart.rows] == ["62\u00a0→\u00a060", "27\u00a0→\u00a043"]
    assert [row.figure.remarks for row in chart.rows] == [("−10 to 7: cannot tell",), ("8 to 25: a real change",)]
    assert drawings[0].title == "A: 62 then, 60 now, cannot tell."
    for drawing in drawings:
        assert isinstance(drawing, Slope)
        assert drawing.cannot_tell is not None
        is_inside = drawing.after in drawing.cannot_tell
        assert is_inside == drawing.title.endswith("cannot tell.")
        assert re.match(r"<svg .*</svg>$", drawing.svg())


def test_nothing_moved() -> None:
    section = since(compare(before(), before()), newer=before())
    assert section.chart is not None

    assert section.chart.caption == "No change can be told from ordinary variation"


def test_too_few_answered_in_either_round() -> None:
    few = record(M1, M1_BEFORE[:3], mode="anonymous")
    section = since(compare(few, record(M1, M1_AFTER, mode="anonymous")))

    assert section.lead == "Answers: 3 the first time, 5 the second. A comparison is shown from 5 each time."
    assert (section.chart, section.measures, section.facts) == (None, None, ())


def test_a_fall_is_said_with_what_may_explain_it() -> None:
    section = since(compare(after(), before()), newer=before())

    assert any("judge harder" in caution for caution in section.cautions)
    assert not any(re.search("worse|poor|bad", sentence) for sentence in section.sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_valid_in_every_language(language: Language) -> None:
    pages = report.pdf(told(compare(before(), after()), language), FULL, MOMENT).content

    assert failures(pages) == []
