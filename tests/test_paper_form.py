"""Forms on paper: every question once with all its boxes, in the chosen language, on pages that can be used."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from page_boxes import faults, laid_out
from random_questionnaires import questionnaires
from report_files import HOSTILE_TEXTS, MOMENT, failures
from sample_questionnaires import from_parts, from_text, shipped, shipped_ids
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.report.paper import html, pdf
from servicecheck.report.paper_form import paper_form
from servicecheck.report.printable import printable
from servicecheck.response import CUSTOMER
from servicecheck.telling.asking import Asking, Occasion

OTHER_TYPES = from_text(
    """
    title: {en: Every type, da: Alle typer, sv: Alla typer}
    roles: [{id: staff, title: {en: Staff, da: Medarbejder, sv: Medarbetare}}, {id: leader}]
    levels: [{id: bad, from: 0}, {id: good, from: 25}, {id: world-class, from: 75}]
    sections:
      - id: S
        items:
          - {id: Y, type: yes-no, text: "Is it so?"}
          - {id: C, type: choice, options: [{value: a, points: 0, label: Never}, {value: b, points: 50}]}
          - {id: M, type: choices, options: [{value: a, points: 1}, {value: b, points: 2}]}
          - {id: "N", type: number, unit: days, when: {all: [{item: Y, is: "yes"}, {not: {item: C, in: [a, b]}}]}}
          - {id: T, type: text, text: Own words, when: {any: [{item: N, at_least: "2.5"}, {role: leader}]}}
      - {id: L, who: [leader], note: A note, items: [{id: L1, help: Some help}]}
    """
)


def asking(questionnaire: Questionnaire, language: Language, role: str | None = None) -> Asking:
    return Asking(questionnaire, Words(language), Occasion(organisation="Fjordby Forsyning", role=role))


def words_on(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def wanted() -> Iterator[tuple[str, Language, str | None]]:
    """One of each language, and one of the other side of the counter."""
    yield "five-questions", "sv", None
    yield "five-behaviours", "da", "staff"
    yield "low-effort", "en", CUSTOMER


def sweep() -> Iterator[tuple[str, Language, str | None]]:
    for name in shipped_ids():
        roles = [None, *([CUSTOMER] if shipped(name).customer_items else []), *(r.id for r in shipped(name).roles)]
        yield from ((name, language, role) for language in LANGUAGES for role in roles)


def check(name: str, language: Language, role: str | None) -> None:
    of = asking(shipped(name), language, role)
    content, pages = laid_out(lambda: pdf(paper_form(of), MOMENT).content)
    said = words_on(content)

    assert faults(pages) == []
    assert failures(content) == []
    for question in of.questions:
        assert said.count(" ".join(question.text.split())) >= 1, question.item.id
        assert len(re.findall(rf"\b{re.escape(question.item.id)} ", said)) == 1
        assert all(" ".join(reply.words.split())[:12] in said for reply in question.replies)
    assert of.words("form_cross") in said


@pytest.mark.parametrize(("name", "language", "role"), list(wanted()))
def test_a_form_has_every_question_once_on_pages_without_faults(
    name: str, language: Language, role: str | None
) -> None:
    check(name, language, role)


@pytest.mark.release
@pytest.mark.parametrize(("name", "language", "role"), list(sweep()))
def test_every_form_in_every_language_has_no_faults(name: str, language: Language, role: str | None) -> None:
    check(name, language, role)


def test_other_types_have_boxes_and_lines() -> None:
    of = asking(OTHER_TYPES, "sv")
    content, pages = laid_out(lambda: pdf(paper_form(of), MOMENT).content)

    assert faults(pages) == []
    assert failures(content) == []
    assert of.words("form_none_of_these") in words_on(content)


@pytest.mark.parametrize(
    ("language", "condition"),
    [
        ("en", "Only if the answer to Y is “Yes” and this does not hold: the answer to C is “Never” or “b”."),
        ("da", "Kun hvis svaret på Y er »Ja« og dette ikke gælder: svaret på C er »Never« eller »b«."),
        ("sv", "Bara om svaret på Y är ”Ja” och detta inte gäller: svaret på C är ”Never” eller ”b”."),
    ],
)
def test_conditions_stand_in_words(language: Language, condition: str) -> None:
    of = asking(OTHER_TYPES, language)
    page = html(paper_form(of)).decode()

    assert condition in page
    assert of.words("form_if_at_least", item="N", limit="2½") in page
    assert of.words("form_only_for", roles="leader") in page


@given(questionnaires())
@settings(max_examples=10)
def test_any_questionnaire_makes_a_form(questionnaire: Questionnaire) -> None:
    of = asking(questionnaire, "da")
    page = html(paper_form(of)).decode()

    assert all(page.count(f'<span class="id">{question.item.id}</span>') == 1 for question in of.questions)
    assert page.count('<span class="box">') >= sum(len(question.replies) for question in of.questions)


def test_what_an_author_wrote_is_text_on_paper() -> None:
    plain = html(paper_form(asking(with_text("x"), "en"))).decode()
    for path in HOSTILE_TEXTS:
        written = path.read_text("utf-8", "replace")[:400]
        if not printable(written).strip():  # a text with nothing to show leaves its place empty
            continue
        page = html(paper_form(asking(with_text(written), "en"))).decode()

        assert re.findall(r"<(\w+)", page) == re.findall(r"<(\w+)", plain), path.name


def with_text(text: str) -> Questionnaire:
    options = [{"value": "a", "label": text}, {"value": "b", "label": f"{text} b"}]
    items = [{"id": "A", "type": "choice", "text": text, "help": text, "options": options}]
    return from_parts(title=text, sections=[{"id": "S", "title": text, "note": text, "items": items}])
