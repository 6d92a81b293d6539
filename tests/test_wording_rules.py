"""The tone of every word in the catalogues: plain, without praise or blame, and really in its language.

Other tests hold the catalogues together (test_language); these hold each of them to its rules.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import servicecheck.language
from servicecheck.language import LANGUAGES

LOCALE = Path(servicecheck.language.__file__).with_name("locale")

# Jargon, praise, and claims that the method cannot bear.
FORBIDDEN = {
    "en": "journey|unlock|boost|excellen(ce|t)|best-in-class|significant(ly)?|benchmark|stakeholder|best practice"
    "|customer-centric|amazing|fantastic|oops|sorry|please|invalid|guarantee|loyalty",
    "da": "kunderejse|signifikante?|kundecentrisk|benchmark|stakeholder|interessent|excellence|best practice"
    "|fremragende|fantastisk|imponerende|desværre|ups|venligst|ugyldigt?|garanterer|loyalitet",
    "sv": "kundresa|signifikanta?|kundcentr(erad|isk)|benchmark|stakeholder|intressent|excellens|best practice"
    "|enastående|fantastisk|tyvärr|oj|vänligen|ogiltigt?|garanterar|lojalitet",
}
NOT_ITS_LETTERS = {"en": "æøåäö", "da": "äö", "sv": "æø"}

# The same word in both languages, or a key on the keyboard.
ALIKE = {
    "da": {"score", "label_median", "label_interval", "plan_status"},
    "sv": {"cover_organisation", "label_median", "plan_status"},
}
ONE_SCREEN = {
    "question": ["dk", "na", "back", "note", "evidence", "help", "quit"],
    "resume": ["see_answers", "start_over", "quit"],
    "yes or no": ["yes", "no"],
}


def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    return tomllib.loads((LOCALE / f"{language}.toml").read_text(encoding="utf-8"))


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text with its key, except the patterns for dates and numbers."""
    for key, entry in catalogue(language).items():
        if key.startswith("format_"):
            continue
        for text in (entry,) if isinstance(entry, str) else entry.values():
            yield key, text


def without_placeholders(text: str) -> str:
    return re.sub(r"\{\w+\}", "", text)


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.?])\s+", text)


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryText:
    """Rules that hold in all languages."""

    def test_stays_calm(self, language: str) -> None:
        assert [key for key, text in texts(language) if "!" in text] == []

    def test_avoids_jargon_and_praise(self, language: str) -> None:
        pattern = re.compile(rf"\b({FORBIDDEN[language]})\b", re.IGNORECASE)

        assert [(key, text) for key, text in texts(language) if pattern.search(text)] == []

    def test_leaves_quotation_marks_to_the_rendering(self, language: str) -> None:
        assert [key for key, text in texts(language) if re.search("[“”»«’‘]", text)] == []

    def test_has_its_quotation_marks_in_pairs(self, language: str) -> None:
        assert [key for key, text in texts(language) if text.count('"') % 2] == []

    def test_has_no_stray_space(self, language: str) -> None:
        assert [key for key, text in texts(language) if text != " ".join(text.split(" ")).strip() or "  " in text] == []

    def test_has_only_the_letters_of_its_language(self, language: str) -> None:
        letters = re.compile(f"[{NOT_ITS_LETTERS[language]}]", re.IGNORECASE)

        assert [key for key, text in texts(language) if letters.search(text)] == []

    def test_has_no_markup_and_no_line_break(self, language: str) -> None:
        assert [
            key for key, text in texts(language) if re.search(r"[<>\n\t\[\]*_]|https?:", without_placeholders(text))
        ] == []

    def test_writes_decimals_its_own_way(self, language: str) -> None:
        wrong = r"\d,\d(?!\d\d\b)" if language == "en" else r"\d\.\d"

        assert [key for key, text in texts(language) if re.search(wrong, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_keeps_to_twenty_words_a_sentence(language: str) -> None:
    summary = [
        (key, sentence) for key, text in texts(language) if key.startswith("summary_") for sentence in sentences(text)
    ]

    assert [key for key, sentence in summary if len(without_placeholders(sentence).split()) > 20] == []


@pytest.mark.parametrize("language", ["da", "sv"])
def test_translations_are_not_english(language: str) -> None:
    english = catalogue("en")
    alike = {
        key
        for key, entry in catalogue(language).items()
        if entry == english[key]
        and not key.startswith(("format_", "iv_key_", "host_word_"))
        and isinstance(entry, str)
        and re.search(r"\w", without_placeholders(entry))
    }

    assert alike == ALIKE[language]


@pytest.mark.parametrize("language", ["da", "sv"])
def test_plurals_are_not_english(language: str) -> None:
    english = catalogue("en")

    assert [
        key for key, entry in catalogue(language).items() if isinstance(entry, dict) and entry == english[key]
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", ONE_SCREEN)
def test_no_two_commands_of_a_screen_share_a_key(language: str, screen: str) -> None:
    words = catalogue(language)
    keys = [words[f"iv_key_{command}"] for command in ONE_SCREEN[screen]]

    assert len(set(map(str, keys))) == len(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_on_the_question_screen_begin_a_word_shown_there(language: str) -> None:
    words = catalogue(language)
    wrong = [
        command
        for command in ("back", "note", "evidence", "quit", "see_answers", "start_over")
        if not re.search(rf"\b{words[f'iv_key_{command}']}", str(words[f"iv_cmd_{command}"]))
    ]

    # In English e stands for evidence, which no reader is shown as a word.
    assert wrong == (["evidence"] if language == "en" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_english_codes_stay_free_for_answers(language: str) -> None:
    words = catalogue(language)
    keys = {str(words[key]) for key in words if key.startswith("iv_key_") and key not in {"iv_key_dk", "iv_key_na"}}

    assert not keys & {"1", "2", "3", "dk", "na"}
