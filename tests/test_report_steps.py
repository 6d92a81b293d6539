"""The report's appendix: there when it is asked for, with the figures that the explanation has, on sound pages."""

import re

import pytest

from page_boxes import faults, printed
from report_files import FJORDBY, FULL, KEPT_APART, failures
from sample_assessments import spread_out
from sample_questionnaires import shipped
from sample_rounds import M1, people, round_of, sections, three_levels
from servicecheck import report
from servicecheck.explanation import Explanation, explain
from servicecheck.language import LANGUAGES, Language
from servicecheck.report.context import Context, Extras
from servicecheck.response import Answer, Mode, Respondent, Response


def of_people(questionnaire_id: str, number: int, mode: Mode) -> Explanation:
    questionnaire = shipped(questionnaire_id)
    everybody = [
        Response(Respondent(f"P{n:05d}"), {item: Answer(value) for item, value in row.items()})
        for n, row in enumerate(spread_out(questionnaire, number))
    ]
    return explain(questionnaire, round_of(questionnaire, mode=mode), everybody)


def told(explanation: Explanation, language: Language = "en") -> Context:
    return report.build(explanation.assessment, FJORDBY, language, extras=Extras(explanation=explanation))


def m1(mode: Mode) -> Explanation:
    questionnaire = three_levels(sections(A=3, B=3))
    return explain(questionnaire, round_of(questionnaire, mode=mode), people(questionnaire, M1))


def text_of(context: Context) -> str:
    html = report.html(context, FULL).decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_without_being_asked_for_it_is_not_there() -> None:
    assessment, language = KEPT_APART["one person"]

    assert report.build(assessment, FJORDBY, language).steps is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_the_last_section_and_has_the_figures_of_the_example(language: Language) -> None:
    context = told(m1("open"), language)
    text = text_of(context)
    point = "." if language == "en" else ","

    assert context.steps is not None
    assert context.answers is not None
    assert int(context.steps.heading.number) == int(context.answers.heading.number) + 1
    assert f"308{point}3334 ÷ 5 = 61{point}6667" in text
    assert f"(50 + 75 + 50) ÷ 3 = 58{point}3333" in text


def test_of_an_anonymous_round_it_has_sums_and_nobody() -> None:
    text = text_of(told(m1("anonymous")))

    assert "308.3334 ÷ 5 = 61.6667" in text
    assert "(50 + 75 + 50) ÷ 3" not in text
    assert not re.search(r"\bR\d\b", text.partition("Step by step")[2])


@pytest.mark.parametrize(
    ("questionnaire_id", "number", "mode", "language"),
    [
        ("low-effort", 1, "own", "sv"),
        ("five-behaviours", 9, "anonymous", "da"),
        ("complaint-recovery", 25, "open", "en"),
    ],
)
def test_its_pages_are_sound(questionnaire_id: str, number: int, mode: Mode, language: Language) -> None:
    content, sheets = printed(told(of_people(questionnaire_id, number, mode), language), FULL)

    assert failures(content) == []
    assert faults(sheets) == []
