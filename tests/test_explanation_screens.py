"""Explanations on a screen: what each subject says, in three languages, at every width, with plain letters."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from random_questionnaires import people as random_people
from random_questionnaires import questionnaires
from sample_assessments import spread_out
from sample_questionnaires import from_text, shipped
from sample_rounds import M1, people, round_of, sections, three_levels
from servicecheck.explanation import Explanation, explain
from servicecheck.explanation.subjects import find_subject, known_names
from servicecheck.language import LANGUAGES, Language
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response
from servicecheck.terminal.explanation import show_explanation
from servicecheck.terminal.screen import Look, Screen
from test_explanation import FEWER, responses


def shown(
    explanation: Explanation,
    name: str = "overall",
    language: Language = "en",
    width: int = 80,
    encoding: str = "utf-8",
) -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    subject = find_subject(explanation.assessment.questionnaire, name)
    assert subject is not None, name
    show_explanation(Screen(stream, Look(width)), explanation, subject, language)
    stream.flush()
    return raw.getvalue().decode(encoding)


def of_group(questionnaire: Questionnaire, number: int, **round_: object) -> Explanation:
    rows = [{item: Answer(value) for item, value in row.items()} for row in spread_out(questionnaire, number)]
    everybody = [Response(Respondent(f"R{n}"), row) for n, row in enumerate(rows)]
    return explain(questionnaire, round_of(questionnaire, **round_), everybody)


def m1(**round_: object) -> Explanation:
    questionnaire = three_levels(sections(A=3, B=3))
    return explain(questionnaire, round_of(questionnaire, **round_), people(questionnaire, M1))


def test_the_methods_example_is_printed_as_a_calculator_takes_it() -> None:
    text = shown(m1(), "A")

    assert "R0  (50 + 75 + 50) ÷ 3 = 58.3333\n" in text
    assert "5 people count, sum 308.3334: 308.3334 ÷ 5 = 61.6667.\n" in text
    assert "(61.6667 + 26.6667) ÷ 2 = 44.1667.\n" in text
    assert "At least 25, below 75: ■ good.\n" in text


def test_an_anonymous_round_has_the_sum_and_nobody() -> None:
    text = shown(m1(mode="anonymous"), "A")

    assert "5 people count, sum 308.3334: 308.3334 ÷ 5 = 61.6667.\n" in text
    assert "R0" not in text


def test_what_is_left_out_says_why() -> None:
    text = shown(m1(), "B2") + shown(m1(), "B1")

    assert "Left out: 1 don’t know.\n" in text


def test_weights_stand_in_the_formula() -> None:
    """Two to one, and a half."""
    questionnaire = from_text(
        """
        sections:
          - {id: A, weight: 3, items: [{id: A1, weight: 2}, {id: A2}]}
          - {id: B, weight: 1.5, items: [{id: B1}, {id: B2}]}
        """
    )
    text = shown(explain(questionnaire, round_of(questionnaire), people(questionnaire, ["3 1 2 2"])))

    assert "(2 × 100 + 0) ÷ 3 = 66.6667.\n" in text
    assert "(2 × 66.6667 + 50.00) ÷ 3 = 61.1111.\n" in text


def test_sums_ladders_and_the_lowest_say_how() -> None:
    """One of each."""
    questionnaire = from_text(
        """
        aggregate: min
        sections:
          - {id: A, aggregate: sum, items: [{id: A1, weight: 0.5}, {id: A2}]}
          - {id: B, aggregate: ladder, start: 10, items: [{id: B1, type: yes-no}, {id: B2, type: yes-no}]}
        """
    )
    everybody = people(questionnaire, ["2 1.5 yes no"])
    text = shown(explain(questionnaire, round_of(questionnaire), everybody))

    assert "0.5 × 50 + 25 = 50.00.\n" in text
    assert "10 + 100 = 110.00.\n" in text
    assert "The lowest of 50.00, 110.00 is 50.00.\n" in text


def test_an_adjustment_is_a_step_of_its_own() -> None:
    """A lower score where a critical item is low."""
    questionnaire = from_text(
        """
        adjust: [{when: {item: A1, below: 50}, section: A, times: 0.8}]
        sections: [{id: A, items: [{id: A1}, {id: A2}]}]
        """
    )
    text = shown(explain(questionnaire, round_of(questionnaire), people(questionnaire, ["1 3"])), "A")

    assert "(0 + 100) ÷ 2 = 50.00.\n" in text
    assert "A condition of the questionnaire holds, so: 50.00 × 0.8 = 40.00.\n" in text


def test_bounds_show_what_stands_for_the_unknown() -> None:
    text = shown(m1(), "bounds")

    assert "At its worst: (61.6667 + 24.1667) ÷ 2 = 42.9167\n" in text
    assert "At its best: (61.6667 + 30.8333) ÷ 2 = 46.25\n" in text


@pytest.mark.parametrize("mode", ["open", "anonymous"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_has_a_screen_that_fits(language: Language, mode: str) -> None:
    explanation = of_group(shipped("five-behaviours"), 6, mode=mode, invited=9)
    names = known_names(explanation.assessment.questionnaire)
    statistics = ["interval", "certainty", "agreement", "rwg", "alpha", "bounds"]
    for name in [*names[:3], *names[10:14], *names[-2:], "overall", *statistics]:
        for width, encoding in ((60, "ascii"), (100, "utf-8")):
            text = shown(explanation, name, language, width, encoding)
            assert "{" not in text
            assert [line for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("name", ["five-questions", "light-bulbs", "complaint-recovery", "low-effort"])
def test_every_shipped_questionnaire_can_be_explained(name: str) -> None:
    explanation = of_group(shipped(name), 1, mode="own")

    assert shown(explanation).count("\n\n") >= 4


@FEWER
@given(st.data())
def test_nothing_an_author_can_make_up_is_without_words(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    mode = data.draw(st.sampled_from(["own", "open", "anonymous"]))
    everybody = responses(data.draw(random_people(questionnaire, at_most=1 if mode == "own" else 5)))
    explanation = explain(questionnaire, round_of(questionnaire, mode=mode, k=3), everybody, with_change=False)
    if explanation.assessment.is_shown:
        for name in known_names(questionnaire):
            assert "{" not in shown(explanation, name, width=60)
