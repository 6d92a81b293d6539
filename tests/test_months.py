"""Calendar months, there and back, at the ends of months and of the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.assessment.months import months_after


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 3, date(2027, 3, 31)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(9999, 11, 1), 3, date.max),
        (date(1, 2, 3), -12, date.min),
    ],
)
def test_the_same_day_of_another_month_or_its_last(day: date, months: int, found: date) -> None:
    assert months_after(day, months) == found


@given(st.dates(date(1000, 1, 1), date(3000, 1, 1)).filter(lambda day: day.day <= 28), st.integers(-200, 200))
def test_so_many_months_on_and_back_is_the_same_day(day: date, months: int) -> None:
    assert months_after(months_after(day, months), -months) == day
