"""The figures that a statistic rests on lead to it: worked out again from the document, with scipy and krippendorff."""

from collections import Counter
from fractions import Fraction
from math import sqrt
from statistics import pstdev, variance
from typing import Any

import krippendorff
import numpy
import pytest
from scipy.stats import t

from sample_rounds import M1, people, round_of, sections, three_levels
from servicecheck.explanation import explain
from servicecheck.explanation.document import document
from servicecheck.explanation.subjects import Subject
from servicecheck.statistics import ordinal_disagreement

QUESTIONNAIRE = three_levels(sections(A=3, B=3))


def statistics(**round_: Any) -> dict[str, Any]:
    """Every statistic of the method's running example."""
    explanation = explain(QUESTIONNAIRE, round_of(QUESTIONNAIRE, **round_), people(QUESTIONNAIRE, M1))
    read: dict[str, Any] = document(explanation, Subject("overall"))["statistics"]
    return read


def figures(statistic: dict[str, Any], part: str = "quantities") -> dict[str, float]:
    return {name: one["value"] for name, one in statistic[part].items()}


def steps_of(statistic: dict[str, Any]) -> dict[str, list[int]]:
    """Each item's answers as steps, from how often each was given."""
    found = {}
    for item, quantities in statistic["by_item"].items():
        given = {int(name.removeprefix("step-")): one["value"] for name, one in quantities.items() if "step" in name}
        found[item] = [step for step, often in sorted(given.items()) for _ in range(often)]
    return found


@pytest.mark.parametrize(("section", "ends"), [("A", (45.97, 77.36)), ("B", (10.89, 42.44))])
def test_the_interval_from_n_sum_and_squares(section: str, ends: tuple[float, float]) -> None:
    statistic = statistics()[f"interval:{section}"]
    f, result = figures(statistic), figures(statistic, "result")
    n, total, squares = f["people"], f["sum"] / 10_000, f["squares"]

    deviation = sqrt((squares - total**2 / n) / (n - 1))
    margin = float(t.ppf(0.975, n - 1)) * deviation / sqrt(n)

    assert f["deviation"] / 10_000 == pytest.approx(deviation, abs=1e-6)
    assert f["margin"] / 10_000 == pytest.approx(margin, abs=1e-5)
    assert result["from"] / 10_000 == pytest.approx(f["score"] / 10_000 - margin, abs=1e-5)
    assert (round(result["from"] / 10_000, 2), round(result["to"] / 10_000, 2)) == ends


def test_an_anonymous_interval_has_neither_squares_nor_a_fine_deviation() -> None:
    f = figures(statistics(mode="anonymous")["interval:A"])

    assert not {"sum", "squares"} & f.keys()
    assert f["deviation"] % 1_000 == f["margin"] % 1_000 == 0


def test_the_average_deviation_from_the_counts() -> None:
    statistic = statistics()["agreement:A"]
    deviations = []
    for steps in steps_of(statistic).values():
        mean = Fraction(sum(steps), len(steps))
        deviations.append(sum(abs(step - mean) for step in steps) / len(steps))

    found = figures(statistic, "result")["average-deviation"]
    assert found == pytest.approx(float(sum(deviations) / len(deviations)))
    assert round(found, 3) == 0.427


def test_rwg_from_the_counts() -> None:
    statistic = statistics()["rwg:A"]
    f = figures(statistic)
    v = sum(variance(steps) for steps in steps_of(statistic).values()) / f["items"] / f["chance"]
    j = f["items"]

    found = figures(statistic, "result")["rwg"]
    assert found == pytest.approx(j * (1 - v) / (j * (1 - v) + v))
    assert round(found, 4) == 0.9156


@pytest.mark.parametrize(("name", "alpha"), [("alpha", 0.601), ("alpha:A", 0.202)])
def test_alpha_from_the_counts(name: str, alpha: float) -> None:
    statistic = statistics()[name]
    f, found = figures(statistic), figures(statistic, "result")["alpha"]
    counts = [Counter(steps) for steps in steps_of(statistic).values()]
    table = numpy.array([[count[step] for step in range(5)] for count in counts])
    seen = table[:, table.sum(axis=0) > 0]

    assert found == pytest.approx(1 - f["observed"] / f["expected"])
    assert found == pytest.approx(krippendorff.alpha(value_counts=seen, level_of_measurement="ordinal"))
    assert round(found, 3) == alpha


def test_the_disagreements_of_the_methods_hand_example() -> None:
    observed, expected = ordinal_disagreement([{0: 2}, {0: 0, 1: 2}, {1: 1, 2: 1}, {2: 2}]) or (0, 0)

    assert observed == pytest.approx(2.25)
    assert expected == pytest.approx(600 / 56)


def test_what_the_whole_and_its_items_rest_on() -> None:
    found = statistics(invited=8)
    certainty, rate, spread = found["certainty"], found["response-rate"], found["spread"]
    means = [one["mean"]["value"] for one in spread["by_item"].values()]

    assert figures(certainty, "result")["share"] == figures(certainty)["same-level"] / figures(certainty)["draws"]
    assert figures(rate, "result")["share"] == figures(rate)["people"] / figures(rate)["invited"] == 5 / 8
    assert figures(spread, "result")["spread"] == pytest.approx(pstdev(means) / figures(spread)["half-range"])


def test_gaps_and_priorities_from_their_parts() -> None:
    found = statistics()
    gap = found["gap:B"]
    assert figures(gap, "result")["gap"] == figures(gap)["target"] - figures(gap)["score"]

    priorities = [one for name, one in found.items() if name.startswith("priority:")]
    assert len(priorities) >= 4
    for one in priorities:
        f = figures(one)
        assert figures(one, "result")["priority"] == pytest.approx(f["impact"] * f["gap"] / f["effort"])
