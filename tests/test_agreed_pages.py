"""Screens and reports of a room that has agreed: what carries the level is said, and both stand beside each other."""

import io
from dataclasses import replace
from functools import cache

import pytest

from report_files import FJORDBY, FULL, MOMENT, Skeleton
from sample_rooms import AGREED, LOW_EFFORT, REASON, SPLIT, answers, room, votes, workshop
from servicecheck import report
from servicecheck.explanation import Explanation, explain
from servicecheck.explanation.subjects import find_subject
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.report.context import Context, Extras
from servicecheck.terminal.explanation import show_explanation
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.verdict import show_verdict
from test_report_layout import require_sound
from test_report_twins import EVERYWHERE, published, seen, sheets_of, squeezed, text_of

CARRIES = {
    "en": "The level rests on what you agreed. 7 of 16 questions have an agreed answer.",
    "da": "Niveauet bygger på det, I blev enige om. 7 af 16 spørgsmål har et fælles svar.",
    "sv": "Nivån bygger på det ni enades om. 7 av 16 frågor har ett gemensamt svar.",
}


@cache
def context(language: Language) -> Context:
    return report.build(room(), FJORDBY, language, extras=Extras(others=(room(),)))


def flowing(stream: io.StringIO) -> str:
    return " ".join(stream.getvalue().split())


def verdict(language: Language, people: int = 13) -> str:
    stream = io.StringIO()
    show_verdict(Screen(stream), room(people), FJORDBY, language)
    return flowing(stream)


@cache
def explanation() -> Explanation:
    return explain(LOW_EFFORT, workshop(), votes(), with_change=False)


def explained(subject: str) -> str:
    stream, wanted = io.StringIO(), find_subject(LOW_EFFORT, subject)
    assert wanted is not None
    show_explanation(Screen(stream), explanation(), wanted, "en")
    return flowing(stream)


class TestScreens:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_verdict_says_what_carries_the_level_and_what_the_votes_give(self, language: Language) -> None:
        found = room().agreed
        assert found is not None
        assert found.votes is not None
        interval = found.votes.standing.interval
        assert interval is not None
        shown = verdict(language)

        assert CARRIES[language] in shown
        assert str(round((found.votes.standing.score or 0) / 10_000)) in shown
        assert Words(language)("agreed_no_interval") in shown

    def test_the_verdict_of_a_small_room_says_that_the_votes_are_not_shown(self) -> None:
        assert "Fewer than 5 voted, so the votes are not shown." in verdict("en", people=3)

    def test_an_agreed_question_is_explained_by_its_answer_and_reason(self) -> None:
        assert f"You agreed on “2.5”. It is worth 75 points. Why: {REASON}." in explained("LE-A3")
        assert "You agreed on “2”. It is worth 50 points. No reason was noted." in explained("LE-A2")

    def test_a_section_says_of_each_question_what_it_counts_with(self) -> None:
        shown = explained("LE-A")

        assert shown.count("Agreed.") == 3
        assert shown.count("Mean of the votes.") == 1

    def test_the_interval_is_said_to_be_that_of_the_votes(self) -> None:
        assert "What you agreed has no interval. This is that of the votes:" in explained("interval")


class TestReport:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_section_names_what_carries_the_level(self, language: Language) -> None:
        part = context(language).agreed
        assert part is not None

        assert part.lead.startswith(CARRIES[language])
        assert len(part.view.last) == 4
        assert {row.letter for row in part.split} == {"C2", "D3"}
        assert sum(len(group.rows) for group in part.answers.groups) == len(AGREED)

    def test_both_scores_stand_beside_each_other_for_the_whole_and_each_area(self) -> None:
        part, found = context("en").agreed, room()
        assert part is not None
        assert found.agreed is not None
        assert found.agreed.votes is not None
        words = Words("en")
        votes_of = {one.id: found.agreed.sections[one.id].score for one in found.sections}

        rows = [(row.figure.score, row.figure.second) for row in part.view.last]

        assert rows == [
            (words.score(one.standing.score or 0, (250_000, 750_000)), words.score(votes_of[one.id] or 0, (250_000,)))
            for one in found.sections
        ]

    def test_a_report_without_agreement_has_no_such_section(self) -> None:
        assert report.build(room(agreed=()), FJORDBY, "en").agreed is None

    @pytest.mark.parametrize("language", ["da"])
    def test_the_editable_reports_say_what_the_pages_say(self, language: Language) -> None:
        text = squeezed(text_of(report.docx(context(language), MOMENT)))
        told = published(context(language))["agreed"]
        sheets = sheets_of(report.xlsx(context(language), MOMENT))

        assert sorted({one for one in seen(told) if squeezed(one).strip() not in text}) == []
        assert any(REASON in str(cell) for row in sheets["Fælles svar"] for cell in row)

    def test_a_question_that_was_agreed_is_not_called_split(self) -> None:
        item, words = SPLIT[0], Words("en")
        settled = room(agreed=answers({**AGREED, item: ("2", "")}))
        areas = [report.build(one, FJORDBY, "en").areas for one in (room(), settled)]
        blocks = [next(b for area in one.areas for b in area.blocks if b.letter == "C2") for one in areas if one]

        assert [block.chosen == words("report_split") for block in blocks] == [True, False]
        assert blocks[1].figure.score == "50"
        assert blocks[1].figure.remarks[0] == words("agreed_answer")

    @pytest.mark.parametrize(
        ("language", "template"),
        [
            ("da", "full"),
            *(
                pytest.param(language, template, marks=pytest.mark.release)
                for language in LANGUAGES
                for template in ("full", "summary", "overview", "workshop-sheet")
            ),
        ],
    )
    def test_its_pages_are_laid_out_soundly(self, language: Language, template: str) -> None:
        require_sound(context(language), template)


def with_reason(reason: str) -> Context:
    """A report in which a reason is this text."""
    assessment = room()
    assert assessment.agreed is not None
    items = tuple(replace(one, reason=reason) for one in assessment.agreed.items)
    return report.build(replace(assessment, agreed=replace(assessment.agreed, items=items)), FJORDBY, "en")


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}{% raw %}<b onclick=alert(1)>", EVERYWHERE], ids=["markup", "hostile"])
def test_a_reason_is_text_whatever_it_holds(text: str) -> None:
    benign, hostile = (report.html(with_reason(reason), FULL) for reason in ("Because", text))

    assert Skeleton(hostile).parts == Skeleton(benign).parts
    assert Skeleton(hostile).addresses == Skeleton(benign).addresses
    assert report.docx(with_reason(text), MOMENT)
    cells = [cell for row in sheets_of(report.xlsx(with_reason(text), MOMENT))["Agreed answer"] for cell in row]
    assert all(isinstance(cell, str | float) and not str(cell).startswith(("=", "@")) for cell in cells)
