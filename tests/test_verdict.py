"""The verdict on a screen: nothing that may not be shown, every limit and mark in words, and no line too wide."""

import io
import re

import pytest
from rich.cells import cell_len

from sample_assessments import answered, everybody, example, spread_out
from sample_questionnaires import from_parts, shipped
from servicecheck.assessment import Assessment
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.response import Organisation, PlannedAction
from servicecheck.terminal.screen import Look, Screen
from servicecheck.terminal.verdict import show_count, show_verdict

HARBOUR = Organisation("Havnens Cykler")
LOW_EFFORT = shipped("low-effort")
ITEMS = [item.id for item in LOW_EFFORT.scored_items]


def shown(assessment: Assessment, language: Language = "en", width: int = 80, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    show_verdict(Screen(stream, Look(width)), assessment, HARBOUR, language)
    stream.flush()
    return raw.getvalue().decode(encoding)


def flowing(text: str) -> str:
    """*text* as one paragraph, for sentences that wrap."""
    return " ".join(text.split())


def one_person(**changed: str) -> Assessment:
    return answered(LOW_EFFORT, [{**dict.fromkeys(ITEMS, "2"), **changed}], mode="own")


HELD_DOWN = one_person(**{**dict.fromkeys(ITEMS, "3"), "LE-B2": "1", "LE-A1": "dk"})


def test_the_level_is_a_mark_and_a_word_beside_its_score() -> None:
    assert "Your service: ■ Good, 50 of 100.\n" in shown(one_person())
    assert "Your service: [=] Good, 50 of 100.\n" in shown(one_person(), encoding="ascii")


def test_one_person_gets_no_interval_but_the_rounding() -> None:
    text = flowing(shown(one_person()))

    assert "One person’s view. Rounding alone means ± 4 points. Number of questions: 16." in text
    assert "most likely lie" not in text


def test_what_nobody_knows_is_said_in_bounds() -> None:
    text = flowing(shown(one_person(**{"LE-B4": "dk"})))

    assert "With the one question without an answer the score lies between 47 and 53." in text
    assert "The level is good either way." in text


def test_a_group_is_told_of_missing_answers_and_not_of_questions() -> None:
    rows = [*everybody(LOW_EFFORT, "2", "2", "2"), dict.fromkeys(ITEMS[1:], "2")]
    text = flowing(shown(answered(LOW_EFFORT, rows)))

    assert "Depending on the one answer that is missing, the score lies between" in text


def test_the_level_may_depend_on_what_nobody_knows() -> None:
    text = flowing(shown(one_person(**{**dict.fromkeys(ITEMS, "1.5"), "LE-A1": "dk"})))

    assert Words("en")("level_depends_on_dk") in text


def test_a_group_gets_an_interval_and_the_word_for_its_certainty() -> None:
    text = flowing(shown(answered(LOW_EFFORT, everybody(LOW_EFFORT, "2", "2", "2.5", "2.5", "2", "2.5"))))

    assert re.search(r"the score would most likely lie between \d+ and \d+\.", text)
    assert "You are clearly at the level good." in text


def test_a_level_held_down_says_by_what() -> None:
    text = flowing(shown(HELD_DOWN))

    assert "Your service: ■ Good" in text
    assert "On points you would be world-class" in text
    assert "We tell customers before they discover it themselves" in text
    assert "The score itself is not changed." in text


def test_each_section_has_a_bar_from_80_columns() -> None:
    assert re.search(r"^Think ahead +━{10}┄{10}  50  ■ Good$", shown(one_person()), re.M)
    assert re.search(r"^Think ahead +50  ■ Good$", shown(one_person(), width=60), re.M)


def test_the_limits_are_said_to_be_a_convention() -> None:
    assert "Bad below 25, world-class from 75. The limits are a convention.\n" in shown(one_person())


def test_what_holds_back_is_said_in_the_words_that_were_chosen() -> None:
    text = flowing(shown(one_person(**{"LE-B1": "1.5", "LE-B2": "1", "LE-B3": "1.5"})))

    assert "“Think ahead” holds you back. Today: “Customers find out about delays and changes on their own.”" in text


def test_a_description_that_praises_is_not_quoted_as_what_holds_back() -> None:
    best = dict.fromkeys(ITEMS, "3")
    text = flowing(shown(one_person(**best | dict.fromkeys(("LE-B1", "LE-B2", "LE-B3", "LE-B4"), "2"))))

    assert "“Think ahead” holds you back." in text
    assert "Today:" not in text


def test_nothing_holds_back_where_all_areas_are_alike() -> None:
    text = flowing(shown(one_person()))

    assert "holds you back" not in text


def test_three_actions_come_first_and_agreed_ones_before_proposed_ones() -> None:
    proposed = shown(one_person(**{"LE-B2": "1"}))
    assert re.findall(r"^  (\d)  ", proposed[proposed.index("What to do first") :], re.M) == ["1", "2", "3"]

    agreed = answered(
        LOW_EFFORT, [dict.fromkeys(ITEMS, "2")], actions=(PlannedAction("LE-A1", "Ring them first", "Mette"),)
    )
    assert "  1  Ring them first\n" in shown(agreed)


def test_a_small_anonymous_group_sees_only_how_many_have_answered() -> None:
    text = shown(answered(LOW_EFFORT, everybody(LOW_EFFORT, "2", "2", "2"), mode="anonymous"))

    assert flowing(text).endswith("3 people have answered. The result is shown from 5 answers.")
    assert "of 100" not in text


def test_too_few_answers_are_not_rated() -> None:
    text = shown(answered(LOW_EFFORT, [{"LE-A1": "2"}], mode="own"))

    assert "Not rated\n" in text
    assert Words("en")("level_not_rated_why") in flowing(text)


def test_a_model_of_somebody_elses_is_shown_on_its_own_scale() -> None:
    layers = from_parts(
        levels=[{"id": "low", "from": "0"}, {"id": "middle", "from": "1"}, {"id": "high", "from": "2"}],
        scale=[{"value": "n", "points": "0"}, {"value": "p", "points": "1.5"}, {"value": "y", "points": "3"}],
        sections=[{"id": "A", "items": [{"id": "A1"}, {"id": "A2"}]}, {"id": "B", "items": [{"id": "B1"}]}],
    )
    text = shown(answered(layers, [{"A1": "p", "A2": "p", "B1": "p"}], mode="own"))

    assert "Your service: ■ middle, 1.50 of 3.\n" in text
    assert "low below 1, high from 2." in text


def test_without_levels_there_is_a_score_and_no_limits() -> None:
    plain = from_parts(sections=[{"id": "A", "items": [{"id": "A1", "type": "yes-no"}]}])
    text = shown(answered(plain, [{"A1": "yes"}], mode="own"))

    assert "Score: 100 of 100\n" in text
    assert "convention" not in text


@pytest.mark.parametrize("width", [20, 60, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_is_wider_than_the_screen(width: int, encoding: str) -> None:
    texts = [
        shown(assessment, language, width, encoding) for assessment in (example(), HELD_DOWN) for language in LANGUAGES
    ]

    assert [line for text in texts for line in text.splitlines() if cell_len(line) > width] == []


@pytest.mark.parametrize("name", ["five-questions", "five-behaviours", "light-bulbs", "complaint-recovery"])
def test_every_shipped_questionnaire_has_a_verdict(name: str) -> None:
    questionnaire = shipped(name)
    assessment = answered(questionnaire, spread_out(questionnaire, 4))

    for language in LANGUAGES:
        text = shown(assessment, language)
        assert questionnaire.title.to(language) in text
        assert "{" not in text


def test_the_count_is_all_that_is_told_while_an_anonymous_group_answers() -> None:
    stream = io.StringIO()
    show_count(Screen(stream), 3, 12, Words("en"))

    assert flowing(stream.getvalue()) == "Your answers are handed in. 3 of 12 have answered."
