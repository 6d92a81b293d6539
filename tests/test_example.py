"""The example round that the program ships, and how a round written as YAML is read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from servicecheck.conditions import Strict
from servicecheck.errors import InvalidFile
from servicecheck.files import example
from servicecheck.files.example import WrittenRound
from servicecheck.language import LANGUAGES, Language, Text
from servicecheck.questionnaire import Questionnaire


def pairs() -> list[tuple[WrittenRound, Questionnaire]]:
    """The shipped example's rounds, each with its questionnaire."""
    answered, asked = example.load(example.shipped())
    return list(zip(answered.rounds, asked, strict=True))


def texts(value: object) -> Iterator[Text]:
    """Every text in a part of an example."""
    match value:
        case Text():
            yield value
        case Strict():
            yield from texts(list(vars(value).values()))
        case dict():
            yield from texts(list(value.values()))
        case list() | tuple():
            for part in value:
                yield from texts(part)


def test_the_shipped_example_is_a_year_of_one_organisation() -> None:
    answered, asked = example.load(example.shipped())

    assert [questionnaire.id for questionnaire in asked] == [
        "low-effort", "five-questions", "light-bulbs", "complaint-recovery", "low-effort"
    ]  # fmt: skip
    assert [written.closed for written in answered.rounds] == sorted(
        written.closed for written in answered.rounds if written.closed
    )


def test_this_years_round_of_the_example_is_twelve_invited_and_fourteen_customers() -> None:
    answered, (*_, questionnaire) = example.load(example.shipped())
    newest = answered.rounds[-1]
    roles = Counter(response.respondent.role for response in newest.responses(questionnaire, "da"))

    assert newest.invited == 12
    assert roles == {"staff": 6, "leader": 5, "customer": 14}
    assert newest.to(questionnaire, "da").actions[0].due == date(2026, 12, 4)


def test_the_same_people_answered_both_times() -> None:
    answered, _ = example.load(example.shipped())
    before, *_, now = ({one.code for one in written.respondents if one.code} for written in answered.rounds)

    assert len(before) == 11
    assert before == now


def test_every_shipped_answer_is_one_the_interview_would_have_stored() -> None:
    for written, questionnaire in pairs():
        asked = example.everything_asked(questionnaire)
        for response in written.responses(questionnaire, "da"):
            for item, answer in response.answers.items():
                assert answer.value is not None
                assert asked[item].parse(answer.value) == answer.value


@pytest.mark.parametrize(("language", "begins"), [("en", "Make"), ("da", "Gør"), ("sv", "Gör")])
def test_the_shipped_examples_plan_is_in_the_language_of_the_report(language: Language, begins: str) -> None:
    *_, (newest, questionnaire) = pairs()

    assert newest.to(questionnaire, language).actions[0].text.startswith(begins)


def test_every_text_of_the_shipped_example_is_in_every_language() -> None:
    for text in texts(example.load(example.shipped())[0]):
        assert text.languages in {LANGUAGES, ()}
        assert text.languages or " " not in text.to("da")


def test_all_mistakes_of_an_example_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.write_text(
        "format: 1\n"
        "organisation: Fjordby\n"
        "language: da\n"
        "rounds:\n"
        "  - questionnaire: complaint-recovery\n"
        "    mode: open\n"
        "    registers:\n"
        "      complaint-cases: [{attitude: perhaps}]\n"
        "      cases: [{case: 1}]\n"
        "    respondents:\n"
        "      - answers:\n"
        "          CR-A1: 4\n"
        "          CR-Z9: 2\n",
        encoding="utf-8",
    )

    with pytest.raises(InvalidFile) as caught:
        example.load(path)
    assert [str(problem.place) for problem in caught.value.problems] == [
        f"{path}:12:18",
        f"{path}:13:11",
        f"{path}:8:36",
        f"{path}:9:22",
    ]


def test_a_misspelt_key_of_an_example_has_a_place_and_a_suggestion(tmp_path: Path) -> None:
    path = tmp_path / "round.yaml"
    path.write_text("format: 1\norganisaton: Fjordby\n", encoding="utf-8")

    with pytest.raises(InvalidFile, match="organisation") as caught:
        example.load(path)
    assert f"{path}:2:1" in str(caught.value)
