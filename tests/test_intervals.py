"""Intervals of means, shares and differences; worked numbers from the method's running example M1."""

from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.statistics import (
    Difference,
    Interval,
    Sums,
    interval_about,
    mean_interval,
    mean_margin,
    paired_difference,
    rounding_deviation,
    rounding_margin,
    welch_difference,
    wilson_interval,
)

SCALE = Interval(0, 1_000_000)
M1_A = (583_333, 666_667, 416_667, 750_000, 666_667)
M1_B = (250_000, 416_667, 166_667, 375_000, 125_000)
M1_OVERALL = (416_667, 541_667, 291_667, 562_500, 395_833)

scores = st.lists(st.integers(0, 1_000_000), min_size=2, max_size=30)


def points(interval: Interval | Difference | None) -> list[float]:
    """Both ends in points with two decimals, as the method prints them."""
    assert interval is not None
    ends = interval.interval if isinstance(interval, Difference) else interval
    return [round(ends.low / 10_000, 2), round(ends.high / 10_000, 2)]


@pytest.mark.parametrize(
    ("rows", "mean", "margin", "ends"),
    [
        (M1_A, 61.67, 15.69, [45.97, 77.36]),
        (M1_B, 26.67, 15.78, [10.89, 42.44]),
        (M1_OVERALL, 44.17, 13.86, [30.31, 58.02]),
    ],
    ids=["A", "B", "overall"],
)
def test_intervals_of_means_are_those_worked_by_hand(
    rows: tuple[int, ...], mean: float, margin: float, ends: list[float]
) -> None:
    sums = Sums.of(rows)

    assert round(sums.mean / 10_000, 2) == mean
    assert round(mean_margin(sums) / 10_000, 2) == margin
    assert points(mean_interval(sums, SCALE, rounding=0)) == ends


def test_a_limit_is_straddled_when_scores_on_both_sides_are_possible() -> None:
    ends = [mean_interval(Sums.of(rows), SCALE, rounding=0) for rows in (M1_A, M1_B, M1_OVERALL)]

    straddled = [[limit for limit in (250_000, 750_000) if end and end.straddles(limit)] for end in ends]

    assert straddled == [[750_000], [250_000], []]


def test_a_limit_at_the_low_end_is_not_straddled_and_one_at_the_high_end_is() -> None:
    interval = Interval(25, 75)

    assert not interval.straddles(25)
    assert interval.straddles(75)
    assert 25 in interval


def test_the_interval_of_a_mean_stays_in_the_scale() -> None:
    extremes = mean_interval(Sums.of([0, 1_000_000]), SCALE, rounding=0)

    assert extremes == SCALE


def test_the_interval_can_have_another_centre() -> None:
    interval = interval_about(500_000, Sums.of(M1_OVERALL), SCALE, rounding=0)

    assert points(interval) == [36.14, 63.86]


def test_one_person_has_no_interval() -> None:
    assert mean_interval(Sums.of([500_000]), SCALE, rounding=0) is None
    assert mean_interval(Sums.of([]), SCALE, rounding=0) is None


def test_equal_scores_are_uncertain_by_the_rounding_of_half_levels() -> None:
    rounding = rounding_deviation(SCALE, rated_items=4)

    interval = mean_interval(Sums.of([500_000] * 5), SCALE, rounding)

    assert rounding == pytest.approx(7.22 / sqrt(4) * 10_000)
    assert points(interval) == [round(50 - 2.7764 * 3.61 / sqrt(5), 2), round(50 + 2.7764 * 3.61 / sqrt(5), 2)]


def test_rounding_alone_is_three_points_with_twenty_items() -> None:
    assert round(rounding_deviation(SCALE, 20) / 10_000, 2) == 1.61
    assert round(rounding_margin(SCALE, 20) / 10_000, 1) == 3.2


def test_rounding_follows_the_range_of_the_scale() -> None:
    assert rounding_deviation(Interval(0, 50_000), 1) == pytest.approx(0.361 * 10_000)
    assert rounding_deviation(Interval(10_000, 50_000), 1) == pytest.approx(0.2888 * 10_000)


def test_a_score_without_items_has_no_rounding() -> None:
    with pytest.raises(ValueError, match="at least one"):
        rounding_deviation(SCALE, 0)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"), [(18, 20, 0.6990, 0.9721), (3, 5, 0.2307, 0.8824), (12, 15, 0.5481, 0.9295)]
)
def test_intervals_of_shares_are_those_worked_by_hand(count: int, n: int, low: float, high: float) -> None:
    interval = wilson_interval(count, n)

    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 10**7).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_contains_it_and_mirrors_its_opposite(share: tuple[int, int]) -> None:
    count, n = share
    interval, opposite = wilson_interval(count, n), wilson_interval(n - count, n)

    assert count / n in interval
    assert 0 <= interval.low < interval.high <= 1
    assert interval.low == pytest.approx(1 - opposite.high, abs=1e-12)


@pytest.mark.parametrize(("count", "n"), [(0, 0), (3, 2), (-1, 2)])
def test_what_is_no_share_is_refused(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson_interval(count, n)


def test_self_against_customers_is_just_distinguishable() -> None:
    own = Sums.of(M1_A)
    customers = Sums.of([500_000, 416_667, 583_333, 333_333, 500_000, 416_667])

    gap = welch_difference(own, customers)

    assert gap is not None
    assert round(gap.value / 10_000, 2) == 15.83
    assert round(gap.standard_error / 10_000, 3) == 6.684
    assert round(gap.degrees, 2) == 6.94
    assert round(gap.value / gap.standard_error, 2) == 2.37
    assert (round(gap.interval.low / 10_000, 4), round(gap.interval.high / 10_000, 4)) == (0.0012, 31.6655)
    assert gap.is_distinguishable


def test_a_group_of_one_has_no_difference() -> None:
    assert welch_difference(Sums.of(M1_A), Sums.of([500_000])) is None


def test_two_groups_of_equal_scores_differ_within_rounding_only() -> None:
    first, second = Sums.of([500_000] * 4), Sums.of([500_000] * 4)

    assert welch_difference(first, second) is None
    assert points(welch_difference(first, second, rounding=36_100)) == [-6.25, 6.25]


def test_a_group_of_equal_scores_adds_no_uncertainty_to_the_other() -> None:
    difference = welch_difference(Sums.of(M1_A), Sums.of([500_000] * 9))

    assert difference is not None
    assert difference.degrees == pytest.approx(4)
    assert difference.margin == pytest.approx(mean_margin(Sums.of(M1_A)))


def test_the_paired_change_is_the_one_worked_by_hand() -> None:
    after = (500_000, 583_333, 416_667, 625_000, 458_333)

    change = paired_difference(zip(M1_OVERALL, after, strict=True))

    assert change is not None
    assert change.value / 10_000 == pytest.approx(7.5, abs=0.005)
    assert round(change.standard_error * sqrt(5) / 10_000, 3) == 3.160
    assert round(change.margin / 10_000, 2) == 3.92
    assert points(change) == [3.58, 11.42]
    assert change.is_distinguishable


def test_the_change_that_five_people_can_see_is_planned_from_the_first_round() -> None:
    assert round(mean_margin(Sums.of(M1_OVERALL)) / 10_000, 1) == 13.9


def test_the_same_change_of_everybody_is_uncertain_by_rounding() -> None:
    pairs = [(score, score + 50_000) for score in M1_A]

    assert paired_difference(pairs) is None
    assert points(paired_difference(pairs, rounding=36_100)) == [0.52, 9.48]


def test_one_pair_is_no_change() -> None:
    assert paired_difference([(1, 2)]) is None


@given(scores, scores)
def test_the_opposite_difference_is_the_same_with_the_other_sign(first: list[int], second: list[int]) -> None:
    there, back = welch_difference(Sums.of(first), Sums.of(second)), welch_difference(Sums.of(second), Sums.of(first))

    if there is None or back is None:
        assert there is back
    else:
        assert there.value == -back.value
        assert there.margin == pytest.approx(back.margin)


@given(scores, st.randoms())
def test_the_order_of_people_does_not_matter(rows: list[int], random: Random) -> None:
    shuffled = random.sample(rows, len(rows))

    assert mean_interval(Sums.of(rows), SCALE, 36_100) == mean_interval(Sums.of(shuffled), SCALE, 36_100)


@given(scores, scores)
def test_sums_of_parts_are_the_sums_of_the_whole(first: list[int], second: list[int]) -> None:
    assert Sums.of(first) + Sums.of(second) == Sums.of(first + second)


@given(scores)
def test_the_interval_of_a_mean_contains_it(rows: list[int]) -> None:
    interval = mean_interval(Sums.of(rows), SCALE, rounding=1)

    assert interval is not None
    assert Sums.of(rows).mean in interval
    assert interval.width > 0


def test_an_interval_that_runs_downwards_is_refused() -> None:
    with pytest.raises(ValueError, match="upwards"):
        Interval(2, 1)


def test_sums_of_nothing_have_no_mean_and_of_one_no_variance() -> None:
    with pytest.raises(ValueError, match="no mean"):
        _ = Sums.of([]).mean
    with pytest.raises(ValueError, match="two values"):
        _ = Sums.of([1]).variance
