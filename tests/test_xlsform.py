"""export --to xlsform: what pyxform and ODK Validate say of it, and who is asked what."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from form_follower import submitted
from form_replies import in_xform, possible_people
from form_tools import refused_by_odk
from oracle.answers import Seen
from random_questionnaires import questionnaires
from sample_questionnaires import from_parts, shipped, shipped_ids
from servicecheck.files.form_exports import xlsform
from servicecheck.files.form_exports.form import form_of
from servicecheck.files.form_exports.names import Names
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire

MADE_ON = date(2026, 11, 22)


def xform(questionnaire: Questionnaire, language: Language = "en", *, for_customers: bool = False) -> str:
    """What pyxform makes of the workbook, with no warning."""
    from pyxform.xls2xform import convert

    content = xlsform.written(form_of(questionnaire, language, for_customers=for_customers), MADE_ON)
    made = convert(io.BytesIO(content), file_type=".xlsx", validate=False)
    assert made.warnings == []
    text: str = made.xform
    return text


def test_odk_validate_accepts_every_shipped_questionnaire_and_random_ones(tmp_path: Path) -> None:
    forms: dict[str, str] = {one: xform(shipped(one)) for one in shipped_ids()}
    forms["customers"] = xform(shipped("low-effort"), "da", for_customers=True)

    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(questionnaires())
    def collect(questionnaire: Questionnaire) -> None:
        forms[f"random-{len(forms)}"] = xform(questionnaire)

    collect()
    paths = [tmp_path / f"{name}.xml" for name in forms]
    for path, form in zip(paths, forms.values(), strict=True):
        path.write_text(form, encoding="utf-8")

    assert refused_by_odk(paths) == ""


@settings(max_examples=14)
@given(st.data())
def test_somebody_is_asked_what_the_interview_would_ask(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    form, names = xform(questionnaire), Names.of(questionnaire)
    called = {one: names.name(one) for one in names.ids.values()}
    for person in data.draw(possible_people(questionnaire)):
        sent = submitted(form, in_xform(questionnaire, person, called))
        asked = [item.id for item in questionnaire.items if called[item.id] in sent.asked]

        assert asked == list(Seen(questionnaire, person).answers)
        assert sent.refused == []


@pytest.mark.parametrize("language", ["en", "da", "sv"])
def test_all_words_are_there_in_three_languages(language: Language) -> None:
    questionnaire = shipped("low-effort")
    form = xform(questionnaire, language)
    first = {"en": "English (en)", "da": "Dansk (da)", "sv": "Svenska (sv)"}[language]

    assert f'<translation lang="{first}" default="true()">' in form
    for item in questionnaire.items:
        for _, words in item.text.versions:
            assert words.replace("&", "&amp;") in form
    assert "<value>-</value>" not in form, "what pyxform writes where words are missing"


def test_what_an_author_wrote_is_never_taken_for_a_question() -> None:
    asked = from_parts(
        sections=[{"id": "S", "items": [{"id": "A.1-x", "text": "Is ${S} <b> & 'x'?"}, {"id": "A-1_x"}]}]
    )
    form = xform(asked)

    assert "Is $ {S} &lt;b&gt; &amp; 'x'?" in form
    assert "/data/S/A_1_x" in form
    assert "/data/S/A_1_x_2" in form


def test_what_stands_alone_cannot_be_picked_beside_another() -> None:
    items = [{"id": "B", "type": "choices", "options": [{"value": "a"}, {"value": "b"}]}]
    form = xform(from_parts(sections=[{"id": "S", "items": items}]))

    assert submitted(form, {"B": "a b"}).refused == []
    assert submitted(form, {"B": "dk"}).refused == []
    assert submitted(form, {"B": "a dk"}).refused == ["B"]
    assert submitted(form, {"B": "none a"}).refused == ["B"]


@pytest.mark.parametrize(("written", "is_taken"), [("0.5", True), ("-1", False), ("9.5", False), ("1.23456", False)])
def test_a_number_is_taken_when_it_can_be_stored(written: str, is_taken: bool) -> None:
    item = {"id": "N", "type": "number", "minimum": "0", "maximum": "9", "unit": "days"}
    form = xform(from_parts(sections=[{"id": "S", "items": [item]}]))

    assert submitted(form, {"N": written}).refused == ([] if is_taken else ["N"])
    assert "N_instead" in submitted(form, {}).asked
    assert "N_instead" not in submitted(form, {"N": written}).asked


def test_a_condition_can_name_any_text() -> None:
    texts = ["it's", 'a "q"', 'it\'s "q"', "${A}", "a & b", "<", "''"]
    for text in texts:
        items = [{"id": "A", "type": "text"}, {"id": "B", "when": {"item": "A", "is": text}}]
        form = xform(from_parts(sections=[{"id": "S", "items": items}]))
        assert "B" in submitted(form, {"A": text}).asked, text
        assert "B" not in submitted(form, {"A": f"{text}."}).asked, text


def test_the_same_questionnaire_gives_the_same_bytes() -> None:
    form = form_of(shipped("light-bulbs"), "sv")

    assert xlsform.written(form, MADE_ON) == xlsform.written(form, MADE_ON)
