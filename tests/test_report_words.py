"""How the report says things: printed scores, short names, periods, sentences, and what a page can show."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_assessments import example
from sample_questionnaires import from_text, shipped, shipped_ids
from servicecheck.language import POINT, Language, Words
from servicecheck.report.printable import printable, shortened
from servicecheck.report.reading import Reading
from servicecheck.report.sections.cover import period
from servicecheck.report.sections.sentences import first_sentence, sentence
from servicecheck.report.short_names import short_names


class TestPrintedScores:
    """A printed score never stands on the other side of a limit or target than the score does."""

    reading = Reading(example(), Words("en"))

    @given(st.integers(0, 100 * POINT))
    def test_no_limit_is_crossed_by_rounding(self, value: int) -> None:
        shown = Fraction(self.reading.score(value))

        for limit in self.reading.limits:
            assert (shown * POINT >= limit) == (value >= limit)

    def test_whole_points_are_enough_elsewhere(self) -> None:
        assert [self.reading.score(value) for value in (0, 123_456, 135_000, 249_999)] == ["0", "12", "14", "24.99"]

    def test_what_is_not_there_is_a_dash(self) -> None:
        assert self.reading.score(None) == "–"


class TestShortNames:
    """Names of one to four characters, each one unique."""

    @pytest.mark.parametrize("questionnaire_id", shipped_ids())
    def test_ours_keep_the_authors_letters(self, questionnaire_id: str) -> None:
        questionnaire = shipped(questionnaire_id)
        names = short_names(questionnaire)
        scored = [section for section in questionnaire.sections if section.scored]
        shown = [names[part.id] for part in (*scored, *questionnaire.scored_items)]

        assert len(set(shown)) == len(shown)
        assert all(len(name) <= 3 for name in shown)

    def test_a_third_layer_gets_letters_again(self) -> None:
        questionnaire = from_text(
            """
            sections:
              - id: upkeep
                sections:
                  - {id: upkeep-inspection, items: [{id: looked-over}, {id: written-down}]}
                  - {id: upkeep-lubrication, items: [{id: greased}]}
              - {id: parts, items: [{id: in-stock}]}
            """
        )

        assert short_names(questionnaire) == {
            "upkeep": "A",
            "upkeep-inspection": "A1",
            "looked-over": "A1a",
            "written-down": "A1b",
            "upkeep-lubrication": "A2",
            "greased": "A2a",
            "parts": "B",
            "in-stock": "B1",
        }


@pytest.mark.parametrize(
    ("opened", "closed", "language", "shown"),
    [
        (date(2026, 11, 2), date(2026, 11, 13), "da", "2.–13. november 2026"),
        (date(2026, 11, 2), date(2026, 11, 13), "en", "2–13 November 2026"),
        (date(2026, 10, 30), date(2026, 11, 13), "sv", "30 oktober – 13 november 2026"),
        (date(2025, 12, 30), date(2026, 1, 3), "en", "30 December 2025 – 3 January 2026"),
        (None, date(2026, 11, 13), "da", "13. november 2026"),
        (None, None, "da", ""),
    ],
)
def test_a_period_is_said_as_shortly_as_it_can_be(
    opened: date | None, closed: date | None, language: Language, shown: str
) -> None:
    assessment = example()
    changed = replace(assessment, round=replace(assessment.round, opened=opened, closed=closed))

    assert period(Reading(changed, Words(language))).replace("\u00a0", " ") == shown


def test_bold_text_cannot_be_made_by_what_is_filled_in() -> None:
    made = sentence(Words("en"), "summary_strongest", ("section",), section="\ue000A\ue001B\ue000")

    assert [run.text for run in made.runs if run.strong] == ["AB"]
    assert str(made).isprintable()


@pytest.mark.parametrize(
    ("text", "first"),
    [("One. Two.", "One"), ("Call on 3 May. Then wait.", "Call on 3 May"), ("Does it work? Ask.", "Does it work?")],
)
def test_the_first_sentence_ends_where_the_next_begins(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Plain", "Plain"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("one\ntwo\u2028three", "one two three"),
        ("abc\u202edef\u2066g", "abcdefg"),
        ("Søren Åkesson – ½", "Søren Åkesson – ½"),
        ("\ud800x", "x"),
        ("emoji \U0001f600", "emoji \U0001f600"),
    ],
)
def test_only_what_a_page_can_show_is_kept(text: str, shown: str) -> None:
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("Short", "Short"), ("One two three", "One two …"), ("Onetwothreefour", "Onetwothre …")]
)
def test_a_long_name_is_cut_after_a_word(text: str, shown: str) -> None:
    assert shortened(text, 10) == shown
