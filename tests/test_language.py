"""Three catalogues that say the same, and the way each language writes numbers, dates and lists."""

import re
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import servicecheck.language
from servicecheck.language import LANGUAGES, Language, Text, Words, preferred

LOCALE = Path(servicecheck.language.__file__).with_name("locale")
ENGLISH, DANISH, SWEDISH = Words("en"), Words("da"), Words("sv")
NBSP = "\u00a0"


def catalogue(language: str) -> dict[str, str | dict[str, str]]:
    return tomllib.loads((LOCALE / f"{language}.toml").read_text(encoding="utf-8"))


def forms(entry: str | dict[str, str]) -> dict[str, str]:
    return {"": entry} if isinstance(entry, str) else entry


def placeholders(entry: str | dict[str, str]) -> set[str]:
    return {name for text in forms(entry).values() for name in re.findall(r"\{(\w+)\}", text)}


def test_every_language_has_a_catalogue() -> None:
    assert {path.stem for path in LOCALE.glob("*.toml")} == set(LANGUAGES)


@pytest.mark.parametrize("language", ["da", "sv"])
class TestCatalogue:
    """What holds between English and each other language."""

    def test_has_the_same_keys_in_the_same_order(self, language: str) -> None:
        assert list(catalogue(language)) == list(catalogue("en"))

    def test_has_the_same_placeholders(self, language: str) -> None:
        english = catalogue("en")
        pairs = [(key, placeholders(entry), placeholders(english[key])) for key, entry in catalogue(language).items()]

        assert [key for key, here, there in pairs if here != there] == []

    def test_has_plurals_where_english_has_them(self, language: str) -> None:
        english = catalogue("en")
        pairs = [(key, forms(entry).keys(), forms(english[key]).keys()) for key, entry in catalogue(language).items()]

        assert [key for key, here, there in pairs if here != there] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_one_and_other(language: Language) -> None:
    plurals = {key: entry for key, entry in catalogue(language).items() if isinstance(entry, dict)}

    assert all(entry.keys() == {"one", "other"} and "{n}" in entry["other"] for entry in plurals.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_filled_in(language: Language) -> None:
    words = Words(language)
    for key, entry in catalogue(language).items():
        values = dict.fromkeys(placeholders(entry), "x")
        values.pop("n", None)

        assert "{" not in words(key, n=2, **values), key


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH("no_such_key")


def test_a_missing_placeholder_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH("summary_start")


def test_a_plural_without_a_number_is_an_error() -> None:
    with pytest.raises(KeyError):
        ENGLISH("cover_answered_count")


@pytest.mark.parametrize(
    ("n", "says"),
    [
        (0, "0 personer har svaret"),
        (1, "1 person har svaret"),
        (2, "2 personer har svaret"),
        (1200, "1.200 personer har svaret"),
    ],
)
def test_exactly_one_takes_the_singular(n: int, says: str) -> None:
    assert DANISH("cover_answered_count", n=n) == says


def test_straight_quotes_become_the_languages_own() -> None:
    says = [words("summary_holds_back", section="S", anchor="A").split(": ")[1] for words in (ENGLISH, DANISH, SWEDISH)]

    assert says == ["“A”.", "»A«.", "”A”."]


def test_quotes_in_what_is_filled_in_are_left_alone() -> None:
    assert ENGLISH("summary_start", action='say "yes"') == 'Start with this: say "yes".'


@pytest.mark.parametrize(("words", "says"), [(ENGLISH, "“S ‘x’”"), (DANISH, "»S ›x‹«"), (SWEDISH, "”S ’x’”")])
def test_quotes_inside_quotes_are_the_inner_ones(words: Words, says: str) -> None:
    section = words.typeset('S "x"')

    assert words.quote(section) == says
    assert says.removesuffix("”") in words("summary_holds_back", section="S", anchor=section)


def test_a_question_mark_ends_our_sentence() -> None:
    assert DANISH("summary_start", action="Hvad haster?") == "Begynd her: Hvad haster?"


def test_a_question_that_trails_off_is_left_alone() -> None:
    assert "Hvad nu?..." in DANISH("capped_other", raw_level="a", level="b", score="1", gate="Hvad nu?..")


def test_apostrophes_are_curved() -> None:
    assert ENGLISH("dk") == "Don’t know"


def test_a_lone_straight_quote_stays() -> None:
    assert ENGLISH.typeset('a 27" screen') == 'a 27" screen'


def test_percent_signs_keep_to_their_number() -> None:
    assert f"60{NBSP}%" in SWEDISH("response_low")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "danish"),
    [
        (0, 0, "0", "0"),
        (2.5, 0, "3", "3"),
        (2.4999, 0, "2", "2"),
        (Fraction(1, 3), 2, "0.33", "0,33"),
        (2.675, 2, "2.68", "2,68"),
        (Decimal("0.125"), 2, "0.13", "0,13"),
        (1.5, 1, "1.5", "1,5"),
        (1248, 0, "1,248", "1.248"),
        (-4, 0, "\u22124", "\u22124"),
        (-0.04, 1, "0.0", "0,0"),
    ],
)
def test_numbers_are_rounded_half_up(value: float, decimals: int, english: str, danish: str) -> None:
    assert (ENGLISH.number(value, decimals), DANISH.number(value, decimals)) == (english, danish)


def test_thousands_in_swedish_are_held_together() -> None:
    assert SWEDISH.number(1248) == f"1{NBSP}248"


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        (541_667, "54"),
        (545_000, "55"),
        (744_999, "74"),
        (745_000, "74,5"),
        (749_400, "74,9"),
        (749_500, "74,95"),
        (749_999, "74,99"),
        (750_000, "75"),
        (245_000, "24,5"),
        (249_999, "24,99"),
        (0, "0"),
        (1_000_000, "100"),
    ],
)
def test_a_score_never_crosses_a_limit_when_rounded(score: int, shown: str) -> None:
    assert DANISH.score(score, near=(250_000, 750_000)) == shown


def test_a_score_at_a_limit_with_decimals_is_raised() -> None:
    assert ENGLISH.score(333_334, near=(333_334,)) == "33.34"


@given(st.integers(0, 1_000_000), st.lists(st.integers(0, 10_000).map(lambda hundredths: hundredths * 100), max_size=3))
def test_a_shown_score_is_on_the_side_of_the_score(score: int, limits: list[int]) -> None:
    shown = int(Fraction(ENGLISH.score(score, near=limits)) * 10_000)

    assert [shown >= limit for limit in limits] == [score >= limit for limit in limits]
    assert abs(shown - score) <= 5_000


@pytest.mark.parametrize("share", [0.6, Fraction(3, 5), Decimal("0.6"), Fraction(119, 200)])
def test_shares_are_whole_per_cent_half_up(share: Fraction) -> None:
    assert DANISH.percent(share) == f"60{NBSP}%"


def test_dates_are_written_as_in_a_sentence() -> None:
    day = date(2027, 3, 1)
    says = [words.date(day).replace(NBSP, " ") for words in (ENGLISH, DANISH, SWEDISH)]

    assert says == ["1 March", "1. marts", "1 mars"]
    assert DANISH.date(day, year=True).replace(NBSP, " ") == "1. marts 2027"


def test_months_have_names() -> None:
    day = date(2027, 6, 30)

    assert [words.month(day) for words in (ENGLISH, DANISH, SWEDISH)] == ["June", "juni", "juni"]
    assert SWEDISH.month(day, year=True) == f"juni{NBSP}2027"


@pytest.mark.parametrize(
    ("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_lists_end_in_and(parts: list[str], shown: str) -> None:
    assert SWEDISH.join(parts) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Do it.", "Do it"),
        ("Why?", "Why?"),
        ("Look. Then do it.", "Look. Then do it"),
        ('Say "yes".', "Say “yes”"),
        ("And ...", "And ..."),
    ],
)
def test_a_phrase_has_no_final_full_stop(text: str, shown: str) -> None:
    assert ENGLISH.phrase(text) == shown


@pytest.mark.parametrize(
    ("candidates", "language"),
    [
        (["da_DK.UTF-8"], "da"),
        (["sv-SE"], "sv"),
        (["", "C", "sv_FI@euro"], "sv"),
        (["nb_NO:da:en"], "da"),
        (["EN"], "en"),
        (["darwin"], "en"),
        (["C.UTF-8"], "en"),
        ([], "en"),
    ],
)
def test_the_first_known_language_is_preferred(candidates: list[str], language: str) -> None:
    assert preferred(candidates) == language


class TestText:
    """One string, or one a language."""

    def test_gives_the_language_asked_for(self) -> None:
        assert Text({"en": "bulb", "da": "pære"}).to("da") == "pære"

    def test_falls_back_to_its_first_language(self) -> None:
        assert Text({"da": "pære", "en": "bulb"}).to("sv") == "pære"

    def test_of_one_string_is_for_everyone(self) -> None:
        text = Text("pære")

        assert (text.to("sv"), text.languages) == ("pære", ())

    def test_knows_its_languages(self) -> None:
        assert Text({"da": "pære", "en": "bulb"}).languages == ("da", "en")

    def test_is_a_value(self) -> None:
        assert {Text("a"), Text("a")} == {Text("a")}

    def test_inside_our_words_is_set_in_the_readers_language(self) -> None:
        assert DANISH("summary_start", action=Text({"en": "no", "da": 'sig "ja"'})) == "Begynd her: sig »ja«."


class Titled(BaseModel):
    title: Text


@pytest.mark.parametrize("source", ["A title", {"en": "A title", "da": "En titel"}])
def test_models_keep_a_text_as_it_was_written(source: str | dict[str, str]) -> None:
    model = Titled.model_validate({"title": source})

    assert model.title == Text(source)
    assert model.model_dump() == {"title": source}
    assert Titled.model_validate(model).title == Text(source)


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ("", [("title",)]),
        (None, [("title",)]),
        ({}, [("title",)]),
        ({"en": "a", "fr": "b"}, [("title", "fr")]),
        ({"en": None, "da": ""}, [("title", "en"), ("title", "da")]),
        (["a"], [("title",)]),
    ],
)
def test_every_mistake_in_a_text_has_its_place(source: object, places: list[tuple[str, ...]]) -> None:
    with pytest.raises(ValidationError) as caught:
        Titled.model_validate({"title": source})

    assert [error["loc"] for error in caught.value.errors()] == places


def test_the_json_schema_of_a_text_allows_a_string_or_languages() -> None:
    title = Titled.model_json_schema()["properties"]["title"]

    assert [form["type"] for form in title["anyOf"]] == ["string", "object"]
    assert list(title["anyOf"][1]["properties"]) == list(LANGUAGES)


def test_importing_language_brings_no_heavy_library() -> None:
    code = "import sys, servicecheck.language; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"babel", "pydantic", "pydantic_core", "tomllib", "fractions"} & set(loaded)
