"""Exports of form tools: recognised, read in three languages, and the same answers as in the plain file."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import form_answers
from form_answers import Answers, Export
from one_process import Ended, servicecheck_here
from sample_questionnaires import shipped
from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language
from servicecheck.questionnaire import Questionnaire

FORMS = Path(__file__).parent / "files" / "forms"
EVERYTHING = questionnaires.parse((FORMS / "everything.yaml").read_bytes(), "everything.yaml")
LANGUAGES: tuple[Language, ...] = ("en", "da", "sv")


def people_of(questionnaire: Questionnaire, count: int, seed: int = 4) -> list[Answers]:
    """Answers of some people; every choice of every question is among them."""
    luck = random.Random(seed)
    people: list[Answers] = []
    for number in range(count):
        answers = {}
        for item in questionnaire.items:
            values = [choice.value for choice in item.choices()]
            if item.takes_several:
                picked = luck.sample(values, luck.randint(1, len(values)))
                answers[item.id] = "|".join(value for value in values if value in picked)
            elif values:
                answers[item.id] = values[number] if number < len(values) else luck.choice([*values, "dk", "na"])
            elif item.type == "number":
                answers[item.id] = str(luck.randint(0, 30))
            elif luck.random() < 0.5:
                answers[item.id] = "Well, it depends; mostly."
        people.append({item: value for item, value in answers.items() if luck.random() < 0.95})
    return people


def without(people: Sequence[Answers], *codes: str) -> list[Answers]:
    """The same people, with nothing where they replied one of *codes*."""
    return [{item: value for item, value in one.items() if value not in codes} for one in people]


def added(content: bytes, name: str, questionnaire: str, folder: Path, *options: str) -> Ended:
    (folder / name).write_bytes(content)
    begin = ("-q", questionnaire, "--mode", "anonymous")
    return servicecheck_here("add", "a.servicecheck", name, *begin, *options, folder=folder)


def stored(folder: Path) -> list[dict[str, str]]:
    """What everybody answered, in no order of people."""
    with AssessmentFile.open(folder / "a.servicecheck", "read") as file:
        responses = file.responses(file.rounds()[-1])
    people = [{item: answer.value for item, answer in one.answers.items() if answer.value} for one in responses]
    return sorted(people, key=lambda one: sorted(one.items()))


def same(people: Sequence[Answers]) -> list[dict[str, str]]:
    return sorted(map(dict, people), key=lambda one: sorted(one.items()))


TOOLS: dict[str, Callable[[Questionnaire, Sequence[Answers], Language], Export]] = {
    "microsoft": form_answers.microsoft,
    "google": form_answers.google,
    "limesurvey-code": form_answers.limesurvey,
    "limesurvey-text": lambda q, p, lang: form_answers.limesurvey(q, p, lang, "text"),
    "limesurvey-both": lambda q, p, lang: form_answers.limesurvey(q, p, lang, "both"),
    "surveymonkey": form_answers.surveymonkey,
    "qualtrics-text": form_answers.qualtrics,
    "qualtrics-recoded": lambda q, p, lang: form_answers.qualtrics(q, p, lang, recoded=True),
}


@pytest.mark.promise("P18")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_an_export_holds_the_answers_of_the_plain_file(tool: str, language: Language, tmp_path: Path) -> None:
    people = people_of(EVERYTHING, 12)
    export = TOOLS[tool](EVERYTHING, people, language)
    run = added(export.content, export.name, str(FORMS / "everything.yaml"), tmp_path)

    assert run.code == (1 if export.rows_beside else 0), run.said
    assert stored(tmp_path) == same(people)


@pytest.mark.parametrize("tool", TOOLS)
def test_a_shipped_questionnaire_in_a_form(tool: str, tmp_path: Path) -> None:
    questionnaire = shipped("five-questions")
    people = people_of(questionnaire, 8)
    export = TOOLS[tool](questionnaire, people, "da")
    run = added(export.content, export.name, "five-questions", tmp_path)

    assert run.code == (1 if export.rows_beside else 0), run.said
    assert stored(tmp_path) == same(people)
