"""Question types: what can be picked, what was meant by what somebody wrote, and what it is worth."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from servicecheck.errors import InvalidAnswer
from servicecheck.items import BaseItem, ChoiceItem, ChoicesItem, Item, NumberItem, RatingItem, TextItem, YesNoItem
from servicecheck.language import LANGUAGES, Words
from servicecheck.questionnaire import Questionnaire

POINT = 10_000
ANSWERS = st.text(max_size=12) | st.from_regex(r"\A[+-]?[0-9]{1,3}([.,][0-9]{1,4})?\Z")

RATING = {"id": "A1", "type": "rating", "text": "Calls are answered"}
COLOURS = {
    "id": "A2",
    "type": "choice",
    "text": "Which colour?",
    "options": [
        {"value": "red", "points": 0, "label": {"en": "Red", "da": "Rød", "sv": "Röd"}},
        {"value": "2", "points": 4, "label": "Blue"},
        {"value": "green", "points": 10},
    ],
}
CHANNELS = {
    "id": "A3",
    "type": "choices",
    "text": "Where can customers reach you?",
    "options": [{"value": "phone", "points": 5}, {"value": "mail", "points": 2}, {"value": "chat"}],
}
YES_NO = {"id": "A4", "type": "yes-no", "text": "Incidents are logged"}
DAYS = {
    "id": "A5",
    "type": "number",
    "text": "How many days a month?",
    "minimum": 0,
    "maximum": "30.5",
    "bands": [{"from": 10, "points": 3}, {"from": 0, "points": 1}, {"from": "1.1501", "points": 2}],
}
WORDS = {"id": "A6", "type": "text", "text": "What else?", "max_length": 10}


def item(data: Mapping[str, object], **changes: object) -> BaseItem:
    return TypeAdapter[BaseItem](Item).validate_python({**data, **changes})


def refusal(refused: BaseItem, text: str) -> InvalidAnswer:
    with pytest.raises(InvalidAnswer) as caught:
        refused.parse(text)
    return caught.value


# What every type has


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


# Rating


@pytest.mark.parametrize(
    ("written", "value", "points"),
    [
        ("1", "1", 0),
        ("1.5", "1.5", 25),
        ("2", "2", 50),
        ("2.5", "2.5", 75),
        ("3", "3", 100),
        ("2,5", "2.5", 75),
        ("2½", "2.5", 75),
        ("2 ½", "2.5", 75),
        ("2 1/2", "2.5", 75),
        (" 2.50 ", "2.5", 75),
        ("3.0", "3", 100),
        ("03", "3", 100),
    ],
)
def test_a_rating_is_read_as_people_write_it(written: str, value: str, points: int) -> None:
    assert item(RATING).parse(written) == value
    assert item(RATING).points(value) == points * POINT


@pytest.mark.parametrize("written", ["0", "4", "2.25", "2,25", "1.75", "½", "3½", "-1", "good", "", "2.5.0", "٢"])
def test_a_rating_off_the_scale_is_refused_and_never_rounded(written: str) -> None:
    found = refusal(item(RATING), written)

    assert found.wording == "err_not_an_answer"
    assert found.values["choices"] == "1, 1.5, 2, 2.5, 3"


def test_anchors_stand_at_their_levels_and_half_steps_between_them_have_no_words() -> None:
    rated = item(RATING, anchors={"bad": "Nobody answers", "good": "We answer", "world-class": "At once"})

    words = [choice.label.to("en") if choice.label else None for choice in rated.choices()]
    assert words == ["Nobody answers", None, "We answer", None, "At once"]
    assert [choice.level for choice in rated.choices()] == ["bad", None, "good", None, "world-class"]


def test_an_items_own_scale_goes_before_the_questionnaires() -> None:
    traffic = [{"value": "off", "points": 0}, {"value": "on", "points": "0.5"}]
    own = [{"value": "never", "points": 0}, {"value": "always", "points": 7}]
    asked = Questionnaire.model_validate(
        {
            "format": "1",
            "id": "tiny",
            "version": "1",
            "title": "Tiny",
            "scale": traffic,
            "sections": [{"id": "S", "title": "S", "items": [RATING, {**RATING, "id": "B1", "scale": own}]}],
        }
    )

    assert asked.item("A1").points("on") == POINT // 2
    assert asked.item("A1").points("3") is None
    assert asked.item("B1").parse("Always") == "always"
    assert asked.item("B1").highest == 7 * POINT


def test_a_rung_is_passed_at_the_highest_step_or_where_the_author_says_so() -> None:
    steps = [{"value": "1", "points": 0}, {"value": "2", "points": 1, "passes": "true"}, {"value": "3", "points": 2}]

    assert item(RATING).passing == {"3"}
    assert item(RATING, scale=steps).passing == {"2"}


# Choice


@pytest.mark.parametrize(
    ("written", "value"),
    [("red", "red"), ("Rød", "red"), ("RÖD", "red"), ("1", "red"), ("2", "2"), ("blue", "2"), ("3", "green")],
)
def test_an_option_is_picked_by_its_value_its_words_or_its_number(written: str, value: str) -> None:
    assert item(COLOURS).parse(written) == value


@pytest.mark.parametrize("written", ["0", "4", "-1", "", "re", "1.0", "red|green"])
def test_an_option_that_is_not_there_is_refused(written: str) -> None:
    assert refusal(item(COLOURS), written).wording == "err_choose_one"


def test_options_without_points_are_asked_and_not_scored() -> None:
    plain = item(COLOURS, options=[{"value": "price"}, {"value": "service"}])

    assert isinstance(plain, ChoiceItem)
    assert not plain.is_scored
    assert plain.points("price") is None


@pytest.mark.parametrize("value", ["two words", "a|b", "", "a" * 65])
def test_an_options_value_can_be_stored_beside_others(value: str) -> None:
    with pytest.raises(ValidationError):
        item(COLOURS, options=[{"value": value}, {"value": "other"}])


# Choices


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("phone", "phone"),
        ("chat, phone", "phone|chat"),
        ("3 1", "phone|chat"),
        ("mail;phone;mail", "phone|mail"),
        ("phone|mail", "phone|mail"),
        ("none", "none"),
        ("0", "none"),
    ],
)
def test_several_options_are_stored_in_the_authors_order(written: str, value: str) -> None:
    assert item(CHANNELS).parse(written) == value


@pytest.mark.parametrize("written", ["", " ", "fax", "phone, fax", "4", "phone mail fax"])
def test_one_unknown_option_refuses_the_whole_answer(written: str) -> None:
    assert refusal(item(CHANNELS), written).wording == "err_choose_one"


@pytest.mark.parametrize(
    ("combine", "value", "points"),
    [
        ("sum", "phone|mail", 7),
        ("sum", "phone|mail|chat", 7),
        ("max", "mail|phone", 5),
        ("mean", "phone|mail", 3.5),
        ("mean", "phone|mail|chat", 2.3333),
        ("mean", "none", 0),
        ("max", "none", 0),
    ],
)
def test_points_of_several_options_are_combined(combine: str, value: str, points: float) -> None:
    several = item(CHANNELS, combine=combine)

    assert isinstance(several, ChoicesItem)
    assert several.points(value) == round(points * POINT)


def test_an_option_that_no_longer_exists_is_worth_nothing_known() -> None:
    assert item(CHANNELS).points("phone|fax") is None


def test_a_sum_with_penalties_can_fall_below_nothing() -> None:
    several = item(CHANNELS, options=[{"value": "a", "points": 3}, {"value": "b", "points": -2}])

    assert (several.lowest, several.highest) == (-2 * POINT, 3 * POINT)


# Yes or no


@pytest.mark.parametrize(
    ("written", "value"), [("yes", "yes"), ("Y", "yes"), ("JA", "yes"), ("j", "yes"), ("nej", "no"), (" No ", "no")]
)
def test_yes_and_no_are_read_in_three_languages(written: str, value: str) -> None:
    assert item(YES_NO).parse(written) == value


@pytest.mark.parametrize("written", ["", "yess", "1", "0", "maybe", "ja nej"])
def test_anything_else_than_yes_and_no_is_refused(written: str) -> None:
    assert refusal(item(YES_NO), written).wording == "err_yes_or_no"


def test_yes_is_worth_a_hundred_unless_the_author_says_otherwise() -> None:
    assert [item(YES_NO).points(value) for value in ("yes", "no")] == [100 * POINT, 0]
    assert [item(YES_NO, points_yes="0.25", points_no=-1).points(value) for value in ("yes", "no")] == [2_500, -POINT]
    assert isinstance(item(YES_NO), YesNoItem)


# Number


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", "12"), ("12,5", "12.5"), ("12.50", "12.5"), ("007", "7"), ("-0", "0"), ("+3", "3"), (" 30.5 ", "30.5")],
)
def test_a_number_is_stored_in_one_way(written: str, value: str) -> None:
    assert item(DAYS).parse(written) == value


@pytest.mark.parametrize("written", ["1e3", "1.234,5", "1 234", "nan", "inf", "", "12.34567", "12 days", "٣", "1_0"])
def test_what_might_mean_two_numbers_is_refused(written: str) -> None:
    assert refusal(item(DAYS), written).wording == "err_number"


@pytest.mark.parametrize(
    ("ends", "written", "wording", "values"),
    [
        ({}, "30.6", "err_number_range", {"low": "0", "high": "30.5"}),
        ({}, "-1", "err_number_range", {"low": "0", "high": "30.5"}),
        ({"maximum": None}, "-1", "err_number_least", {"low": "0"}),
        ({"minimum": None}, "31", "err_number_most", {"high": "30.5"}),
    ],
)
def test_a_number_out_of_range_is_told_the_range_it_has(
    ends: dict[str, object], written: str, wording: str, values: dict[str, str]
) -> None:
    found = refusal(item(DAYS, **ends), written)

    assert (found.wording, found.values) == (wording, values)


@pytest.mark.parametrize(
    ("value", "points"), [("0", 1), ("1.15", 1), ("1.1501", 2), ("9.9999", 2), ("10", 3), ("30", 3), ("-1", None)]
)
def test_a_number_is_worth_the_last_band_it_reaches(value: str, points: int | None) -> None:
    assert item(DAYS).points(value) == (None if points is None else points * POINT)


@given(units=st.integers(min_value=0, max_value=300_000))
def test_no_number_falls_into_the_band_below_by_rounding(units: int) -> None:
    number = Decimal(units) / POINT
    edge = item(DAYS, bands=[{"from": 0, "points": 0}, {"from": number, "points": 1}])

    assert edge.points(f"{number:f}") == POINT


def test_a_number_without_bands_is_asked_and_not_scored() -> None:
    asked = item(DAYS, bands=[])

    assert isinstance(asked, NumberItem)
    assert not asked.is_scored


# Text


def test_the_words_na_and_dk_are_words_in_a_text() -> None:
    assert item(WORDS).parse(" na ") == "na"
    assert isinstance(item(WORDS), TextItem)
    assert item(WORDS).points("na") is None


@pytest.mark.parametrize(
    ("written", "wording"), [("", "err_required"), ("  ", "err_required"), ("x" * 11, "err_too_long")]
)
def test_a_text_is_neither_empty_nor_longer_than_allowed(written: str, wording: str) -> None:
    assert refusal(item(WORDS), written).wording == wording


def test_a_rating_is_a_rating() -> None:
    assert isinstance(item(RATING), RatingItem)
    with pytest.raises(ValidationError):
        item(RATING, type="scale")
