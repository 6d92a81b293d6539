"""Average deviation, rwg and spread; worked numbers from the method's running example M1."""

from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.statistics import (
    SLIGHT_SKEW,
    Interval,
    average_deviation,
    count,
    count_columns,
    null_variance,
    practical_limit,
    rwg,
    rwg_j,
    section_average_deviation,
    spread,
    uniform_variance,
)

M1_A = ((2, 3, 2), (3, 3, 2), (2, 2, 1), (3, 4, 2), (2, 3, 3))
SCALE = Interval(0, 1_000_000)

answers = st.lists(st.integers(0, 4), min_size=2, max_size=12)


def test_the_average_deviation_of_a_section_is_the_one_worked_by_hand() -> None:
    items = count_columns(M1_A)

    assert [average_deviation(item) for item in items] == pytest.approx([0.48, 0.40, 0.40])
    assert section_average_deviation(items) == pytest.approx(1.28 / 3)


def test_two_opposite_extremes_agree_on_nothing() -> None:
    item = count([0, 4])

    assert average_deviation(item) == 2
    assert rwg(item, categories=5) == 0


def test_equal_answers_agree_wholly() -> None:
    assert average_deviation({3: 7}) == 0
    assert rwg({3: 7}, categories=5) == 1


def test_one_answer_says_nothing_about_agreement() -> None:
    assert average_deviation({3: 1}) is None
    assert average_deviation({}) is None
    assert rwg({3: 1}, categories=5) is None
    assert section_average_deviation([{3: 1}]) is None
    assert rwg_j([{3: 1}, {}], categories=5) is None


def test_an_item_with_one_answer_is_left_out() -> None:
    items = count_columns(M1_A)

    assert section_average_deviation([*items, {4: 1}]) == section_average_deviation(items)
    assert rwg_j([*items, {4: 1}], categories=5) == rwg_j(items, categories=5)


def test_rwg_of_a_section_is_the_one_worked_by_hand() -> None:
    items = count_columns(M1_A)

    assert rwg_j(items, categories=5) == pytest.approx(3 * 0.783333 / (2.35 + 0.216667), abs=1e-6)
    assert round(rwg_j(items, categories=5) or 0, 4) == 0.9156


def test_rwg_is_lower_against_kind_chance() -> None:
    skewed = rwg_j(count_columns(M1_A), categories=5, null=null_variance(SLIGHT_SKEW))

    assert round(skewed or 0, 4) == 0.8626


def test_more_items_raise_rwg_mechanically() -> None:
    item = count([2, 3])

    assert [round(rwg_j([item] * number, categories=5) or 0, 3) for number in (1, 3, 10)] == [0.75, 0.9, 0.968]


def test_rwg_depends_on_the_number_of_points() -> None:
    item = count([1, 2, 2, 3])

    assert uniform_variance(3) == pytest.approx(2 / 3)
    assert rwg(item, categories=3) == pytest.approx(0)
    assert rwg(item, categories=7) == pytest.approx(1 - (2 / 3) / 4)


def test_people_see_it_differently_above_a_sixth_of_the_points() -> None:
    assert round(practical_limit(5), 2) == 0.83


def test_a_scale_with_one_point_is_refused() -> None:
    with pytest.raises(ValueError, match="two points"):
        uniform_variance(1)


def test_spread_is_the_share_of_the_largest_standard_deviation() -> None:
    means = [600_000, 750_000, 500_000, 250_000, 400_000, 125_000]

    # Sum 262.5, squares 14106.25: variance 14106.25/6 - 43.75 squared = 436.98.
    assert spread(means, SCALE) == pytest.approx(sqrt(436.979167) / 50)


def test_spread_runs_from_zero_to_one() -> None:
    assert spread([500_000] * 3, SCALE) == 0
    assert spread([0, 1_000_000, 0, 1_000_000], SCALE) == 1
    assert spread([10_000, 50_000], Interval(10_000, 50_000)) == 1


def test_no_items_have_no_spread() -> None:
    assert spread([], SCALE) is None
    assert spread([0, 0], Interval(0, 0)) is None


@given(answers)
def test_agreement_lies_between_nothing_and_everything(rows: list[int]) -> None:
    item = count(rows)

    assert 0 <= (average_deviation(item) or 0) <= 2
    assert 0 <= (rwg(item, categories=5) or 0) <= 1


@given(answers)
def test_agreement_is_the_same_on_a_turned_scale(rows: list[int]) -> None:
    item, turned = count(rows), count(4 - answer for answer in rows)

    assert average_deviation(item) == average_deviation(turned)
    assert rwg(item, categories=5) == rwg(turned, categories=5)


@given(answers)
def test_a_copy_of_everybody_leaves_the_average_deviation(rows: list[int]) -> None:
    assert average_deviation(count(rows * 2)) == average_deviation(count(rows))


@given(st.lists(answers, min_size=1, max_size=6), st.randoms())
def test_the_order_of_items_does_not_matter(rows: list[list[int]], random: Random) -> None:
    items = [count(row) for row in rows]
    shuffled = random.sample(items, len(items))

    assert section_average_deviation(shuffled) == section_average_deviation(items)
    assert rwg_j(shuffled, categories=5) == rwg_j(items, categories=5)
