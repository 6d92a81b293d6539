"""The published values, and the quantiles of t and F against scipy."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servicecheck.statistics import (
    SLIGHT_SKEW,
    Anova,
    Metric,
    anova,
    average_deviation,
    count,
    count_columns,
    f_quantile,
    krippendorff_alpha,
    null_variance,
    practical_limit,
    rwg,
    t_quantile,
    uniform_variance,
)

REFERENCES = {
    entry["id"]: entry
    for entry in json.loads((Path(__file__).parent / "files" / "reference_values.json").read_text(encoding="utf-8"))
}

# scipy is written without types.
scipy_stats = import_module("scipy.stats")


@pytest.mark.parametrize(
    ("reference", "metric"),
    [
        ("kalpha-2011-missing", "nominal"),
        ("kalpha-2011-missing", "ordinal"),
        ("kalpha-2011-missing", "interval"),
        ("kalpha-2011-missing", "ratio"),
        ("kalpha-2011-binary", "nominal"),
        ("kalpha-2011-nominal", "nominal"),
    ],
)
def test_alpha_is_the_published_one(reference: str, metric: Metric) -> None:
    entry = REFERENCES[reference]

    alpha = krippendorff_alpha(count_columns(entry["data"]), metric)

    assert alpha == pytest.approx(entry["expected"][metric], abs=entry["tol"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BMS", lambda table: table.between_targets),
        ("WMS", lambda table: table.within_targets),
        ("JMS", lambda table: table.between_judges),
        ("EMS", lambda table: table.error),
        ("ICC11", lambda table: table.icc_1_1),
        ("ICC21", lambda table: table.icc_2_1),
        ("ICC31", lambda table: table.icc_3_1),
        ("ICC1k", lambda table: table.icc_1_k),
        ("ICC2k", lambda table: table.icc_2_k),
        ("ICC3k", lambda table: table.icc_3_k),
    ],
)
def test_icc_is_the_one_of_shrout_and_fleiss(name: str, value: Callable[[Anova], Any]) -> None:
    entry = REFERENCES["icc-shrout-fleiss"]

    assert float(value(anova(entry["data"]))) == pytest.approx(entry["expected"][name], abs=entry["tol"])


@pytest.mark.parametrize("name", ["uniform", "slight_skew", "moderate_skew", "heavy_skew", "triangular", "normal"])
def test_variances_by_chance_are_the_published_ones(name: str) -> None:
    entry = REFERENCES["rwg-null-variances"]
    expected = entry["expected"][name]

    assert null_variance(expected["p"]) == pytest.approx(expected["var"], abs=entry["tol"])


def test_the_named_variances_are_the_published_ones() -> None:
    expected = REFERENCES["rwg-null-variances"]["expected"]

    assert uniform_variance(5) == expected["uniform"]["var"]
    assert list(SLIGHT_SKEW) == expected["slight_skew"]["p"]


@pytest.mark.parametrize("position", range(5))
def test_rwg_and_average_deviation_are_those_worked_by_hand(position: int) -> None:
    entry = REFERENCES["rwg-hand"]
    item = count(entry["data"][position])

    assert rwg(item, categories=5) == pytest.approx(entry["expected"]["rwg"][position], abs=entry["tol"])
    assert average_deviation(item) == pytest.approx(entry["expected"]["ad_mean"][position], abs=entry["tol"])


def test_the_practical_limit_is_the_published_one() -> None:
    entry = REFERENCES["ad-cutoffs"]

    limits = [practical_limit(categories) for categories in entry["data"]["c"]]

    assert limits == pytest.approx(entry["expected"], abs=entry["tol"])


probabilities = st.floats(0.0005, 0.9995)
degrees = st.floats(0.5, 1e7)


@given(probabilities, degrees)
def test_quantiles_of_t_are_those_of_scipy(probability: float, freedom: float) -> None:
    expected = scipy_stats.t.ppf(probability, freedom)

    assert t_quantile(probability, freedom) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(probabilities, st.floats(1, 1e5), st.floats(1, 1e5))
def test_quantiles_of_f_are_those_of_scipy(probability: float, numerator: float, denominator: float) -> None:
    expected = scipy_stats.f.ppf(probability, numerator, denominator)

    assert f_quantile(probability, numerator, denominator) == pytest.approx(expected, rel=1e-8)


def test_quantiles_of_t_are_those_of_printed_tables() -> None:
    assert [round(t_quantile(0.975, freedom), 4) for freedom in (1, 2, 4, 9, 30)] == [
        12.7062,
        4.3027,
        2.7764,
        2.2622,
        2.0423,
    ]


def test_the_quantile_of_t_has_no_jump_where_it_becomes_nearly_normal() -> None:
    below, above = t_quantile(0.975, 9_999.999_999), t_quantile(0.975, 10_000)

    assert below == pytest.approx(above, rel=1e-11)


@pytest.mark.parametrize(("probability", "freedom"), [(0, 4), (1, 4), (1.5, 4), (0.975, 0), (0.975, -1)])
def test_a_quantile_without_meaning_is_refused(probability: float, freedom: float) -> None:
    with pytest.raises(ValueError, match=r"probability|degrees"):
        t_quantile(probability, freedom)
