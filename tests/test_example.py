"""The example round that the program ships, and how a round written as YAML is read."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from servicecheck.errors import InvalidFile
from servicecheck.files import example
from servicecheck.language import LANGUAGES, Language, Text


def test_the_shipped_example_is_twelve_invited_six_staff_and_five_leaders() -> None:
    answered, questionnaire = example.load(example.shipped())

    assert questionnaire.id == "low-effort"
    assert answered.as_round(questionnaire).invited == 12
    assert Counter(role for role, _ in answered.replies(questionnaire)) == {"staff": 6, "leader": 5}
    assert answered.as_round(questionnaire).actions[0].due == date(2026, 12, 4)


def test_every_shipped_answer_is_one_the_interview_would_have_stored() -> None:
    answered, questionnaire = example.load(example.shipped())

    for _, replies in answered.replies(questionnaire):
        for item, answer in replies.items():
            assert answer.value is not None
            assert questionnaire.item(item).parse(answer.value) == answer.value


@pytest.mark.parametrize(("language", "begins"), [("en", "Make"), ("da", "Gør"), ("sv", "Gör")])
def test_the_shipped_examples_plan_is_in_the_language_of_the_report(language: Language, begins: str) -> None:
    answered, questionnaire = example.load(example.shipped())
    texts = [
        text for one in (*answered.actions, answered.round) for text in vars(one).values() if isinstance(text, Text)
    ]
    first, *_ = answered.as_round(questionnaire, language).actions

    assert first.text.startswith(begins)
    assert {text.languages for text in texts} == {LANGUAGES}


def test_all_mistakes_of_an_example_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.write_text(
        "format: 1\n"
        "organisation: Fjordby\n"
        "language: da\n"
        "questionnaire: low-effort\n"
        "round: {mode: open}\n"
        "respondents:\n"
        "  - answers:\n"
        "      LE-A1: 4\n"
        "      LE-Z9: 2\n",
        encoding="utf-8",
    )

    with pytest.raises(InvalidFile) as caught:
        example.load(path)
    assert [str(problem.place) for problem in caught.value.problems] == [f"{path}:8:14", f"{path}:9:7"]


def test_a_misspelt_key_of_an_example_has_a_place_and_a_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.write_text("format: 1\norganisaton: Fjordby\n", encoding="utf-8")

    with pytest.raises(InvalidFile, match="organisation") as caught:
        example.load(path)
    assert f"{path}:2:1" in str(caught.value)
