"""Picking one option, several, or yes and no."""

import pytest
from pydantic import ValidationError

from sample_items import CHANNELS, COLOURS, YES_NO, item, refusal
from servicecheck.items import ChoiceItem, ChoicesItem, YesNoItem
from servicecheck.language import POINT


@pytest.mark.parametrize(
    ("written", "value"),
    [("red", "red"), ("Rød", "red"), ("RÖD", "red"), ("1", "red"), ("2", "2"), ("blue", "2"), ("3", "green")],
)
def test_an_option_is_picked_by_its_value_its_words_or_its_number(written: str, value: str) -> None:
    assert item(COLOURS).parse(written) == value


def test_a_value_is_itself_even_where_another_option_has_it_for_its_words() -> None:
    swapped = item(COLOURS, options=[{"value": "a", "label": "b"}, {"value": "b", "label": "a"}])

    assert [swapped.parse(value) for value in ("a", "b", "A")] == ["a", "b", "a"]


@pytest.mark.parametrize(
    "written", ["0", "4", "-1", "", "re", "1.0", "red|green", pytest.param("1" * 5_000, id="long")]
)
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
