"""Paper for a room that votes: ballots with the codes that are typed for them, and cards with one question a page."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from command_line import servicecheck
from page_boxes import faults, laid_out
from random_questionnaires import questionnaires
from report_files import HOSTILE_TEXTS, MOMENT, failures
from sample_questionnaires import from_parts, shipped, shipped_ids
from servicecheck.files.questionnaires import load
from servicecheck.language import LANGUAGES, Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.report.paper import html, pdf
from servicecheck.report.paper_ballot import paper_ballot
from servicecheck.report.printable import printable
from servicecheck.report.question_cards import question_cards
from servicecheck.response import Mode
from servicecheck.telling.asking import Asking, Occasion

EVERY_KIND = Path(__file__).parent / "files" / "every-kind.yaml"
SWEEP = [(name, language) for name in shipped_ids() for language in LANGUAGES]


def asking(questionnaire: Questionnaire, language: Language, mode: Mode = "anonymous") -> Asking:
    return Asking(questionnaire, Words(language), Occasion(mode, organisation="Fjordby Forsyning"))


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def half_empty(fault: str) -> bool:
    """Whether all that is wrong is that a page is not full, as a card and a short ballot may be."""
    return "of it is filled" in fault


def check_ballot(of: Asking) -> None:
    content, pages = laid_out(lambda: pdf(paper_ballot(of), MOMENT).content)
    said = " ".join(pages_of(content))

    assert [fault for fault in faults(pages) if not half_empty(fault)] == []
    assert failures(content) == []
    for number, question in enumerate(of.questions, 1):
        assert f"{number} {' '.join(question.text.split())}"[:60] in said, question.item.id


def check_cards(of: Asking) -> None:
    content, pages = laid_out(lambda: pdf(question_cards(of), MOMENT).content)
    said = pages_of(content)

    assert [fault for fault in faults(pages) if not half_empty(fault)] == []
    assert failures(content) == []
    assert len(said) == len(of.questions)
    for page, question in zip(said, of.questions, strict=True):
        assert " ".join(question.text.split())[:30] in page
        assert all(" ".join(reply.words.split())[:12] in page for reply in question.replies)


@pytest.mark.parametrize(("name", "language"), [("five-questions", "sv")])
def test_a_ballot_has_every_question_on_a_line(name: str, language: Language) -> None:
    check_ballot(asking(shipped(name), language))


def test_the_boxes_of_a_scale_stand_beside_each_other() -> None:
    content = pdf(paper_ballot(asking(shipped("low-effort"), "da")), MOMENT).content
    lines = PdfReader(BytesIO(content)).pages[0].extract_text(extraction_mode="layout").splitlines()

    assert sum(bool(re.search(r"1 +1,5 +2 +2,5 +3 +vi +ir *$", line)) for line in lines) == 16


@pytest.mark.parametrize(("name", "language"), [("low-effort", "da")])
def test_cards_have_one_question_a_page_with_its_descriptions(name: str, language: Language) -> None:
    check_cards(asking(shipped(name), language))


@pytest.mark.release
@pytest.mark.parametrize(("name", "language"), SWEEP)
def test_every_paper_in_every_language_has_no_faults(name: str, language: Language) -> None:
    check_ballot(asking(shipped(name), language))
    check_cards(asking(shipped(name), language))


@pytest.mark.parametrize(
    ("language", "meaning", "codes"),
    [
        (
            "en",
            "1 = Bad; 1.5 = in between; 2 = Good; 2.5 = in between; 3 = World-class; dk = don’t know;",
            ["1", "1.5", "2.5"],
        ),
        (
            "da",
            "1 = Dårlig; 1,5 = midt imellem; 2 = God; 2,5 = midt imellem; 3 = Verdensklasse; vi = ved ikke;",
            ["1,5", "2,5"],
        ),
    ],
)
def test_a_ballot_says_what_is_typed_for_each_box(language: Language, meaning: str, codes: list[str]) -> None:
    page = html(paper_ballot(asking(shipped("low-effort"), language))).decode()

    assert meaning in page
    assert all(page.count(f"<b>{code}</b>") == 16 for code in codes)


def test_every_kind_of_question_can_be_answered_on_a_ballot() -> None:
    ballot = paper_ballot(asking(load(str(EVERY_KIND)), "en"))
    found = {one.id: one for part in ballot.parts for one in part.questions}

    assert [(box.code, box.words) for box in found["C1"].boxes] == [("1", "First"), ("2", "Second")]
    assert [(box.code, box.words) for box in found["M1"].boxes][-1] == ("0", "None of these")
    assert [box.words for box in found["Y1"].boxes] == ["Yes", "No"]
    assert (found["N1"].lines, found["N1"].unit, found["N1"].others) == (1, "days", ("dk", "na"))
    assert (found["T1"].lines, found["T1"].others) == (2, ())
    assert "Y1" in found["R2"].condition


def test_nobody_is_asked_not_to_write_a_name_where_the_others_may_know() -> None:
    nameless = Words("en")("form_nameless")

    assert nameless in paper_ballot(asking(shipped("low-effort"), "en")).how
    assert nameless not in paper_ballot(asking(shipped("low-effort"), "en", "open")).how


@given(questionnaires())
@settings(max_examples=10)
def test_any_questionnaire_makes_a_ballot_and_cards(questionnaire: Questionnaire) -> None:
    of = asking(questionnaire, "sv")

    assert html(paper_ballot(of)).decode().count('<tr><th scope="row"') == len(of.questions)
    assert html(question_cards(of)).decode().count('<section class="card') == len(of.questions)


def test_what_an_author_wrote_is_text_on_paper() -> None:
    for make in (paper_ballot, question_cards):
        plain = html(make(asking(with_text("x"), "en"))).decode()
        for path in HOSTILE_TEXTS:
            written = path.read_text("utf-8", "replace")[:400]
            if not printable(written).strip():  # a text with nothing to show leaves its place empty
                continue
            page = html(make(asking(with_text(written), "en"))).decode()

            assert re.findall(r"<(\w+)", page) == re.findall(r"<(\w+)", plain), path.name


def with_text(text: str) -> Questionnaire:
    options = [{"value": "a", "label": text}, {"value": "b", "label": f"{text} b"}]
    items = [{"id": "A", "type": "choice", "text": text, "help": text, "options": options}]
    return from_parts(title=text, sections=[{"id": "S", "title": text, "note": text, "items": items}])


def test_the_command_makes_both_beside_the_form(tmp_path: Path) -> None:
    ballots = servicecheck("sheet", "low-effort", "--ballots", "--language", "da", "-o", "all.html", folder=tmp_path)
    cards = servicecheck("sheet", "low-effort", "--cards", folder=tmp_path)

    assert (ballots.returncode, ballots.stdout) == (0, "all.html\n")
    assert "servicecheck workshop low-effort" in " ".join(ballots.stderr.split())
    assert (cards.returncode, cards.stdout) == (0, "low-effort-cards.pdf\n")
    assert "Verdensklasse" in (tmp_path / "all.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--ballots", "--cards"], "two papers"),
        (["--cards", "--as", "customer"], "Leave out what belongs to other forms"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path: Path, options: list[str], sentence: str) -> None:
    refused = servicecheck("sheet", "low-effort", *options, folder=tmp_path)

    assert refused.returncode == 2
    assert sentence in " ".join(refused.stderr.split())
    assert not list(tmp_path.iterdir())
