"""export --to surveyjs: what survey-core says of it, who is asked what, and what comes back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from form_replies import in_surveyjs, possible_people
from form_tools import Json, answered_by_survey_core
from oracle import Person
from oracle.answers import Seen
from random_questionnaires import questionnaires
from sample_questionnaires import from_parts, shipped, shipped_ids
from servicecheck.errors import ServicecheckError
from servicecheck.files.form_exports import surveyjs
from servicecheck.files.form_exports.form import form_of
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire


def document(questionnaire: Questionnaire, language: Language = "en", *, for_customers: bool = False) -> Json:
    """The form as it is written."""
    found: Json = json.loads(surveyjs.written(form_of(questionnaire, language, for_customers=for_customers)))
    return found


def questions(form: Json) -> dict[str, Json]:
    """Every question by its name."""
    return {question["name"]: question for page in form["pages"] for question in page["elements"]}


def test_survey_core_loads_every_shipped_questionnaire() -> None:
    forms = [document(shipped(one)) for one in shipped_ids()]
    forms.append(document(shipped("low-effort"), "sv", for_customers=True))
    answered = answered_by_survey_core([(form, {}) for form in forms])

    assert [one["errors"] for one in answered] == [None] * len(forms)
    assert all(one["completed"] for one in answered)


def test_somebody_is_asked_what_the_interview_would_ask() -> None:
    cases: list[tuple[Questionnaire, Person]] = []

    @settings(max_examples=12, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def collect(data: st.DataObject) -> None:
        questionnaire = data.draw(questionnaires())
        cases.extend((questionnaire, person) for person in data.draw(possible_people(questionnaire)))

    collect()
    answered = answered_by_survey_core([(document(one), in_surveyjs(one, person)) for one, person in cases])

    for (questionnaire, person), found in zip(cases, answered, strict=True):
        seen = Seen(questionnaire, person).answers
        items = [item.id for item in questionnaire.items]
        said = {item: value for item, value in seen.items() if value is not None}
        assert found["errors"] is None
        assert [name for name in found["shown"] if name in items] == list(seen)
        assert set(found["result"]) - {"role"} == {
            f"{item}:instead" if is_beside(questionnaire, item, said) else item for item in said
        }


def is_beside(questionnaire: Questionnaire, item: str, said: dict[str, str]) -> bool:
    """Whether this is said in the question beside a number."""
    return questionnaire.item(item).type == "number" and said[item] in ("na", "dk")


def test_a_rating_shows_the_words_of_its_steps() -> None:
    asked = questions(document(shipped("low-effort"), "da"))["LE-A1"]

    assert asked["type"] == "radiogroup"
    assert [choice["value"] for choice in asked["choices"]] == ["1", "1.5", "2", "2.5", "3", "dk", "na"]
    assert [choice["text"]["da"] for choice in asked["choices"]][1::2] == [
        "Midt imellem dårlig og god",
        "Midt imellem god og verdensklasse",
        "Ved ikke",
    ]


def test_what_stands_alone_and_what_is_hidden_has_no_answer_beside_it() -> None:
    items = [
        {"id": "B", "type": "choices", "options": [{"value": "a"}, {"value": "b"}]},
        {"id": "C", "type": "text", "when": {"item": "B", "is": "a|b"}},
        {"id": "D", "type": "text", "when": {"item": "C", "is": "it's"}},
    ]
    form = document(from_parts(sections=[{"id": "S", "items": items}]))
    said = {"C": "it's", "D": "x"}
    replies = [{"B": ["b", "a"], **said}, {"B": ["a"], **said}, {"B": ["none"], **said}]

    results = [one["result"] for one in answered_by_survey_core([(form, one) for one in replies])]
    assert results == [{"B": ["b", "a"], **said}, {"B": ["a"]}, {"B": ["none"]}]
    assert [choice.get("isExclusive") for choice in questions(form)["B"]["choices"]] == [None, None, True, True, True]


def test_a_condition_that_survey_core_cannot_read_is_refused() -> None:
    items = [{"id": "A", "type": "text"}, {"id": "B", "when": {"item": "A", "is": 'it\'s "q"'}}]

    with pytest.raises(ServicecheckError, match="no way to compare"):
        document(from_parts(sections=[{"id": "S", "items": items}]))


def test_a_language_the_questionnaire_is_not_written_in_is_refused() -> None:
    with pytest.raises(ServicecheckError, match="only in en"):
        form_of(from_parts(title={"en": "T"}, sections=[{"id": "S", "items": [{"id": "A"}]}]), "da")


def test_the_limits_of_a_number_are_written_as_each_language_writes_numbers() -> None:
    number = {
        "id": "N",
        "text": {"en": "N", "da": "N", "sv": "N"},
        "type": "number",
        "minimum": "0.5",
        "maximum": "1000",
    }
    title = {"en": "T", "da": "T", "sv": "T"}
    form = document(from_parts(title=title, sections=[{"id": "S", "title": title, "items": [number]}]))

    (limits,) = questions(form)["N"]["validators"]
    assert limits["text"] == {
        "default": "Write a number from 0.5 to 1,000.",
        "da": "Skriv et tal fra 0,5 til 1.000.",
        "sv": "Skriv ett tal från 0,5 till 1\N{NO-BREAK SPACE}000.",
    }
