"""What is written and not picked: numbers, with bands, and words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_items import DAYS, WORDS, item, refusal
from servicecheck.items import NumberItem, TextItem
from servicecheck.language import POINT


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
