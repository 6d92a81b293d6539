"""Intraclass correlations and Cronbach's alpha; worked numbers from the method's running example M1."""

from importlib import import_module
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.statistics import Sums, anova, compare_departments, cronbach, cronbach_from_rows

M1_A = ((2, 3, 2), (3, 3, 2), (2, 2, 1), (3, 4, 2), (2, 3, 3))

# scipy is written without types.
scipy_stats = import_module("scipy.stats")

groups = st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=6), min_size=2, max_size=5)


def test_the_items_of_an_instrument_are_told_apart_as_worked_by_hand() -> None:
    table = anova(list(zip(*M1_A, strict=True)))

    assert (table.targets, table.judges) == (3, 5)
    assert float(table.between_targets) == pytest.approx(1.2667, abs=5e-5)
    assert float(table.between_judges) == pytest.approx(0.7667, abs=5e-5)
    assert float(table.error) == pytest.approx(0.2667, abs=5e-5)
    assert table.icc_2_1 == pytest.approx(0.3158, abs=5e-5)
    assert table.icc_2_k == pytest.approx(0.6977, abs=5e-5)


def test_a_table_without_variation_has_no_icc() -> None:
    table = anova([(2, 2), (2, 2), (2, 2)])

    assert table.icc_1_1 is table.icc_2_1 is table.icc_3_1 is None
    assert table.icc_1_k is table.icc_2_k is table.icc_3_k is None


def test_judges_who_agree_wholly_have_an_icc_of_one() -> None:
    table = anova([(0, 0), (3, 3), (4, 4)])

    assert table.icc_1_1 == table.icc_2_1 == table.icc_3_1 == table.icc_2_k == 1


@pytest.mark.parametrize("table", [[], [(1, 2)], [(1,), (2,)], [(1, 2), (3,)]])
def test_a_table_that_is_too_small_or_has_holes_is_refused(table: list[tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=r"two targets|shorter"):
        anova(table)


def test_departments_differ_as_worked_by_hand() -> None:
    departments = compare_departments([Sums.of([2, 3, 2]), Sums.of([3, 4, 3]), Sums.of([1, 2, 1])])

    assert departments is not None
    assert departments.between == pytest.approx(3)
    assert departments.within == pytest.approx(1 / 3)
    assert departments.icc_1 == pytest.approx(0.727, abs=5e-4)
    assert departments.icc_2 == pytest.approx(0.889, abs=5e-4)


def test_departments_of_different_size_count_with_the_size_in_between() -> None:
    departments = compare_departments([Sums.of([0, 1]), Sums.of([2, 3, 4, 3])])

    # Between 8.3333, within 0.625; size (6 - 20/6) / 1 = 2.6667.
    assert departments is not None
    assert departments.icc_1 == pytest.approx((8.333333 - 0.625) / (8.333333 + 1.666667 * 0.625), abs=1e-6)
    assert departments.icc_2 == pytest.approx(1 - 0.625 / 8.333333, abs=1e-6)


def test_departments_with_equal_means_have_no_icc_of_means() -> None:
    departments = compare_departments([Sums.of([1, 3]), Sums.of([3, 1])])

    assert departments is not None
    assert departments.icc_1 == -1
    assert departments.icc_2 is None


def test_one_department_or_one_person_in_each_cannot_be_compared() -> None:
    assert compare_departments([Sums.of([1, 2, 3]), Sums.of([])]) is None
    assert compare_departments([Sums.of([1]), Sums.of([2])]) is None


@given(groups)
def test_departments_have_the_f_of_scipy(rows: list[list[int]]) -> None:
    departments = compare_departments(map(Sums.of, rows))
    if departments is None or departments.within == 0:
        return

    expected = scipy_stats.f_oneway(*rows).statistic

    assert departments.between / departments.within == pytest.approx(expected, abs=1e-9)


def test_cronbachs_alpha_of_five_people_says_nothing() -> None:
    result = cronbach_from_rows(M1_A)

    assert result is not None
    assert result.n == 5
    assert result.alpha == pytest.approx(1.5 * (1 - 1.30 / 2.30))
    assert round(result.alpha, 3) == 0.652
    assert (round(result.interval.low, 3), round(result.interval.high, 3)) == (-0.757, 0.961)


def test_cronbachs_alpha_is_the_same_from_sums() -> None:
    items = [Sums.of(column) for column in zip(*M1_A, strict=True)]

    assert cronbach(items, Sums.of(map(sum, M1_A))) == cronbach_from_rows(M1_A)


def test_cronbachs_alpha_takes_complete_rows() -> None:
    assert cronbach_from_rows([*M1_A, (4, None, 0)]) == cronbach_from_rows(M1_A)
    with pytest.raises(ValueError, match="every item"):
        cronbach([Sums.of([1, 2]), Sums.of([1])], Sums.of([2, 2]))


@pytest.mark.parametrize("rows", [[], [(1, 2)], [(1,), (2,)], [(1, 2), (2, 1)], [(None, 1), (2, None)]], ids=str)
def test_cronbachs_alpha_is_not_defined_for_too_little(rows: list[tuple[int | None, ...]]) -> None:
    assert cronbach_from_rows(rows) is None


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 4), min_size=2, max_size=12), st.randoms())
def test_cronbachs_alpha_is_below_its_upper_end_in_any_order(rows: list[tuple[int, ...]], random: Random) -> None:
    result = cronbach_from_rows(rows)

    assert result == cronbach_from_rows(random.sample(rows, len(rows)))
    assert result is None or result.interval.low <= result.alpha <= result.interval.high <= 1
