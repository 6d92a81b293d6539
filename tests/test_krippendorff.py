"""Krippendorff's alpha and its bootstrap interval."""

from collections import Counter
from itertools import product
from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servicecheck.statistics import (
    Interval,
    Metric,
    alpha_interval,
    count_columns,
    in_fixed_order,
    krippendorff_alpha,
    resamples,
    rwg_j,
    seed_from,
)

METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio")
Row = tuple[int | None, ...]

# Steps of the six items; R4 does not know B1, and B3 is not relevant to R5.
M1: list[Row] = [
    (2, 3, 2, 1, 2, 0),
    (3, 3, 2, 2, 2, 1),
    (2, 2, 1, 1, 1, 0),
    (3, 4, 2, None, 2, 1),
    (2, 3, 3, 0, 1, None),
]
TEN = [*M1, *M1[:3], (4, 4, 0, 0, 1, 1), (1, 3, 4, 2, None, 0)]

tables = st.integers(1, 5).flatmap(
    lambda items: st.lists(st.tuples(*[st.none() | st.integers(0, 4)] * items), min_size=1, max_size=8)
)
metrics = st.sampled_from(METRICS)


def test_alpha_of_two_raters_is_the_one_worked_by_hand() -> None:
    items = count_columns([(0, 1, 2, 2), (0, 1, 1, 2)])

    assert krippendorff_alpha(items, "ordinal") == pytest.approx(1 - 2.25 / (600 / 56))
    assert [round(krippendorff_alpha(items, metric) or 0, 3) for metric in METRICS[:3]] == [0.667, 0.79, 0.821]


def test_alpha_is_low_where_all_items_are_equally_good_although_people_agree() -> None:
    everything, section = count_columns(M1), count_columns(row[:3] for row in M1)

    assert round(krippendorff_alpha(everything) or 0, 3) == 0.601
    assert round(krippendorff_alpha(everything, "interval") or 0, 3) == 0.588
    assert round(krippendorff_alpha(section) or 0, 3) == 0.202
    assert round(rwg_j(section, categories=5) or 0, 3) == 0.916


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize(
    "items", [[], [{}], [{2: 5}, {2: 3}], [{0: 4}], [{1: 1}, {2: 1}]], ids=["none", "empty", "same", "zero", "single"]
)
def test_alpha_is_not_defined_without_variation_or_pairs(items: list[dict[int, int]], metric: Metric) -> None:
    assert krippendorff_alpha(items, metric) is None


def test_an_item_with_one_answer_does_not_count() -> None:
    items = count_columns(M1)

    assert krippendorff_alpha([*items, {4: 1}]) == krippendorff_alpha(items)


def test_answers_below_zero_have_no_ratio() -> None:
    with pytest.raises(ValueError, match="from zero"):
        krippendorff_alpha([{-1: 1, 2: 1}], "ratio")


@given(tables, metrics, st.randoms())
def test_the_order_of_respondents_and_items_does_not_matter(rows: list[Row], metric: Metric, random: Random) -> None:
    respondents = random.sample(rows, len(rows))
    columns = list(zip(*respondents, strict=True))
    shuffled = list(zip(*random.sample(columns, len(columns)), strict=True))

    assert krippendorff_alpha(count_columns(shuffled), metric) == krippendorff_alpha(count_columns(rows), metric)


@given(tables)
def test_ordinal_alpha_sees_the_order_of_answers_only(rows: list[Row]) -> None:
    stretched = [tuple(None if answer is None else answer**3 for answer in row) for row in rows]

    assert krippendorff_alpha(count_columns(stretched)) == krippendorff_alpha(count_columns(rows))


@given(tables, metrics)
def test_alpha_is_at_most_one_and_is_one_when_nobody_differs(rows: list[Row], metric: Metric) -> None:
    items = count_columns(rows)
    alpha = krippendorff_alpha(items, metric)

    if alpha is not None:
        assert alpha <= 1
        assert (alpha == 1) == all(len(item) <= 1 for item in items if sum(item.values()) > 1)


@given(tables, metrics)
@settings(deadline=None)
def test_alpha_is_that_of_the_krippendorff_package(rows: list[Row], metric: Metric) -> None:
    package = pytest.importorskip("krippendorff")
    alpha = krippendorff_alpha(count_columns(rows), metric)
    if alpha is None:
        return

    numbers = [[float("nan") if answer is None else answer for answer in row] for row in rows]
    expected = package.alpha(reliability_data=numbers, level_of_measurement=metric)

    assert alpha == pytest.approx(expected, abs=1e-9)


def test_the_interval_of_alpha_does_not_depend_on_the_order_of_rows() -> None:
    interval = alpha_interval(TEN)

    assert interval is not None
    assert interval == alpha_interval(TEN[::-1]) == alpha_interval(TEN[4:] + TEN[:4])


def test_the_interval_of_alpha_is_that_of_its_resamples() -> None:
    ordered = in_fixed_order(TEN)
    draws = resamples(10, 500, seed_from(ordered))
    alphas = sorted(krippendorff_alpha(count_columns(ordered[position] for position in draw)) or 0 for draw in draws)

    interval = alpha_interval(TEN, draws=500)

    assert interval is not None
    assert alphas[12] <= interval.low <= alphas[13]
    assert alphas[486] <= interval.high <= alphas[487]


def test_the_interval_of_alpha_takes_eight_people_who_answered() -> None:
    assert alpha_interval(TEN[:8]) is not None
    assert alpha_interval(TEN[:7]) is None
    assert alpha_interval([*TEN[:7], (None,) * 6]) is None


def test_an_alpha_that_is_not_defined_has_no_interval() -> None:
    assert alpha_interval([(2, 2)] * 9) is None


def test_perfect_agreement_has_an_interval_of_one() -> None:
    assert alpha_interval([(0, 2, 4)] * 9) == Interval(1, 1)


def test_other_answers_give_other_draws() -> None:
    assert seed_from(in_fixed_order(TEN)) != seed_from(in_fixed_order(TEN[1:]))


@given(st.lists(st.tuples(st.none() | st.integers() | st.text(max_size=3)), max_size=6), st.randoms())
def test_the_fixed_order_depends_on_the_answers_only(rows: list[tuple[int | str | None]], random: Random) -> None:
    shuffled = random.sample(rows, len(rows))

    assert in_fixed_order(shuffled) == in_fixed_order(rows)


def test_the_same_seed_draws_the_same_people_in_every_version() -> None:
    assert list(resamples(5, 2, seed=7)) == [[1, 0, 3, 0, 2], [1, 0, 2, 0, 2]]


def test_draws_fall_as_often_as_all_resamples_of_three_people_say() -> None:
    """The method's hand check: the means of 25, 50, 75, and how often 70, 75, 86 reach a mean of 75 (20 of 27)."""
    draws = list(resamples(3, 27_000, seed=1))
    exact = Counter(sum((25, 50, 75)[position] for position in draw) for draw in product(range(3), repeat=3))

    drawn = Counter(sum((25, 50, 75)[position] for position in draw) for draw in draws)
    reached = sum(sum((70, 75, 86)[position] for position in draw) >= 3 * 75 for draw in draws) / len(draws)

    assert [exact[total] for total in sorted(exact)] == [1, 3, 6, 7, 6, 3, 1]
    assert {total: round(often / 1000, 1) for total, often in drawn.items()} == pytest.approx(dict(exact), abs=0.35)
    assert reached == pytest.approx(20 / 27, abs=4 * sqrt(20 * 7 / 27**2 / 27_000))
