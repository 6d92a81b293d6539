"""What every question type has: replies that are read as themselves, kept within their points, or refused in words."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sample_items import CHANNELS, COLOURS, DAYS, RATING, WORDS, YES_NO, item, refusal
from servicecheck.errors import InvalidAnswer
from servicecheck.language import LANGUAGES, Words

ANSWERS = st.text(max_size=12) | st.from_regex(r"\A[+-]?[0-9]{1,3}([.,][0-9]{1,4})?\Z")


@pytest.mark.parametrize("data", [RATING, COLOURS, CHANNELS, YES_NO])
def test_every_choice_is_read_as_itself_and_is_worth_its_points(data: Mapping[str, object]) -> None:
    for choice in item(data).choices():
        assert item(data).parse(choice.value) == choice.value
        assert item(data).points(choice.value) == (choice.points or 0)


@given(text=ANSWERS)
def test_what_was_stored_is_read_again_as_the_same(text: str) -> None:
    for data in (RATING, COLOURS, CHANNELS, YES_NO, DAYS, WORDS):
        try:
            stored = item(data).parse(text)
        except InvalidAnswer:
            continue
        assert item(data).parse(stored) == stored


@given(text=ANSWERS)
def test_an_answer_lies_between_the_lowest_and_the_highest_points(text: str) -> None:
    for data in (RATING, COLOURS, CHANNELS, YES_NO, DAYS):
        try:
            points = item(data).points(item(data).parse(text))
        except InvalidAnswer:
            continue
        if points is not None:
            assert item(data).lowest <= points <= item(data).highest


@pytest.mark.parametrize("data", [RATING, COLOURS, CHANNELS, YES_NO, DAYS])
@pytest.mark.parametrize(("written", "stored"), [("na", "na"), (" DK ", "dk"), ("Na", "na")])
def test_not_relevant_and_do_not_know_are_replies_without_points(
    data: Mapping[str, object], written: str, stored: str
) -> None:
    assert item(data).parse(written) == stored
    assert item(data).points(stored) is None


def test_an_item_can_refuse_not_relevant_and_do_not_know() -> None:
    assert item(RATING, na="false").parse("dk") == "dk"
    assert refusal(item(RATING, na="false"), "na").wording == "err_choose_one"
    assert refusal(item(RATING, dk="false"), "dk").wording == "err_choose_one"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (RATING, "4"),
        (COLOURS, "pink"),
        (YES_NO, "perhaps"),
        (DAYS, "many"),
        (DAYS, "31"),
        (WORDS, "far too many words"),
    ],
)
def test_every_refusal_can_be_said_in_three_languages(data: Mapping[str, object], text: str) -> None:
    found = refusal(item(data), text)

    for language in LANGUAGES:
        assert Words(language)(found.wording, given=found.given, **found.values)


@pytest.mark.parametrize("flag", ["yes", "no", "1", "True", ""])
def test_a_flag_is_true_or_false_and_nothing_like_it(flag: str) -> None:
    with pytest.raises(ValidationError, match="neither true nor false"):
        item(RATING, core=flag)


@pytest.mark.parametrize("weight", ["1e3", "22:30", ".inf", "nan", "0.12345", "-1", "one", ""])
def test_a_weight_is_a_plain_decimal(weight: str) -> None:
    with pytest.raises(ValidationError):
        item(RATING, weight=weight)


@pytest.mark.parametrize("name", ["nul", "CON", "com1.txt", "a b", "", "-a", "é", "a" * 65, "a/b", "a:b"])
def test_an_id_can_become_a_file_name_on_any_system(name: str) -> None:
    with pytest.raises(ValidationError):
        item(RATING, id=name)
