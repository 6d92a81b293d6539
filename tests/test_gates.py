"""What holds a level down, and what does not: the gates of method 3.6 with its worked numbers."""

import pytest

from sample_answers import M1_ANSWERS, Answers, figures, group, row, rows, table
from sample_gates import GATES, LEVELS, gated, held_by
from sample_questionnaires import from_parts
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import score_groups

Means = dict[str, list[float]]


def test_m1_meets_what_good_asks() -> None:
    scored = group(gated(A=3, B=3), **M1_ANSWERS)

    assert held_by(scored) == {"weakest-world-class", "always-world-class"}
    assert (scored["raw_level"], scored["level"]) == ("good", "good")


def test_g1_a_broken_promise_holds_world_class_down() -> None:
    # Sections of 80, 78, 70 and 76: the keeping of times, C1, has a mean of 37.5.
    asked = gated(critical=("C1",), A=5, B=2, C=5, D=2)
    means: Means = {
        "A": [75, 75, 75, 75, 100],
        "B": [75, 81],
        "C": [37.5, 75, 75, 75, 87.5],
        "D": [75, 77],
    }
    scored = _from_means(asked, means)

    assert figures(scored, "score_A", "score_B", "score_C", "score_D", "score") == [80, 78, 70, 76, 76]
    assert (scored["raw_level"], scored["level"]) == ("world-class", "good")
    assert held_by(scored) == {"basics-world-class"}


def test_g2_two_of_sixteen_items_below_good_are_more_than_one_in_ten() -> None:
    asked = gated(A=4, B=4, C=4, D=4)
    means: Means = {
        "A": [37.5, 75, 87.5, 100],
        "B": [37.5, 75, 87.5, 100],
        "C": [75, 75, 87.5, 87.5],
        "D": [75, 75, 75, 82],
    }
    scored = _from_means(asked, means)

    assert figures(scored, "score") == [77]
    assert (scored["raw_level"], scored["level"]) == ("world-class", "good")
    assert held_by(scored) == {"always-world-class"}


def _from_means(asked: Questionnaire, means: Means) -> dict[str, object]:
    """Scored with items worth these points, so that each item's mean is what the method says."""
    sections = [
        {
            "id": section.id,
            "items": [
                {"id": item.id, "type": "yes-no", "points_yes": str(mean), "critical": str(item.critical).lower()}
                for item, mean in zip(section.items, means[section.id], strict=True)
            ],
        }
        for section in asked.sections
    ]
    exact = from_parts(levels=LEVELS, gates=GATES, sections=sections)
    return row(exact, **dict.fromkeys((item.id for item in exact.items), "yes"))


@pytest.mark.parametrize(
    ("low", "holds"),
    [(1, False), (2, False), (3, True)],
)
def test_two_of_six_are_exactly_a_third(low: int, holds: bool) -> None:
    asked = gated(A=6)
    answers = ["1"] * low + ["3"] * (6 - low)
    scored = row(asked, **{f"A{n}": answer for n, answer in enumerate(answers, start=1)})

    assert scored["gate_always-good"] is holds


@pytest.mark.parametrize(("weights", "holds"), [(["1", "2"], False), (["1.0001", "2"], True), (["0", "2"], False)])
def test_the_weight_of_weak_sections_is_compared_exactly(weights: list[str], holds: bool) -> None:
    first, second = weights
    sections = [
        {"id": "A", "weight": first, "items": [{"id": "A1"}]},
        {"id": "B", "weight": second, "items": [{"id": "B1"}]},
    ]
    scored = row(from_parts(levels=LEVELS, gates=GATES, sections=sections), A1="1", B1="3")

    assert scored["gate_weakest-good"] is holds


def test_critical_items_that_nobody_answered_hold_nothing_down() -> None:
    asked = gated(critical=("A1", "A2"), A=5)
    known: Answers = {"A3": ["3"], "A4": ["3"], "A5": ["3"]}

    for reply in ("na", "dk", None):
        scored = group(asked, A1=[reply], A2=[reply], **known)
        assert (scored["gate_basics-good"], scored["gate_basics-world-class"]) == (False, False)


def test_critical_items_that_half_find_irrelevant_leave_the_gates_and_keep_the_score() -> None:
    asked = gated(critical=("A1",), A=3)
    kept = group(asked, A1=["na", "1", "1"], A2=["3"] * 3, A3=["3"] * 3)
    gone = group(asked, A1=["na", "na", "1", "1"], A2=["3"] * 4, A3=["3"] * 4)

    assert kept["gate_basics-good"]
    assert held_by(gone) == set()
    assert figures(gone, "score") == [83.33]


def test_the_mean_of_critical_items_is_compared_without_rounding(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: bad, from: 0}, {id: good, from: 1}]
    gates: [{id: basics, caps_at: bad, when: {critical_mean_below: 25}}]
    sections:
      - id: A
        items:
          - {id: A1, type: yes-no, points_yes: 25, critical: true}
          - {id: A2, type: yes-no, points_yes: 25, critical: true}
          - {id: A3, type: yes-no, points_yes: 24.9999, points_no: 25.0001, critical: true}
    """
    scored = rows(questionnaire, A1=["yes", "yes"], A2=["yes", "yes"], A3=["yes", "no"])

    assert [one["gate_basics"] for one in scored] == [True, False]


def test_basics_of_another_questionnaire_count_as_critical_items() -> None:
    asked = gated(A=2)
    answers = table(A1=["3"], A2=["3"])

    def level(*basics: int) -> str:
        scored = score_groups(asked, answers, basics=basics).collect()
        return str(scored["level"].item())

    assert level() == "world-class"
    assert level(500_000, 750_000) == "world-class"
    assert level(499_999, 750_000) == "good"
    assert level(0, 499_998) == "bad"


def test_a_gate_lowers_the_level_never_the_score() -> None:
    ungated = from_parts(levels=LEVELS, sections=[{"id": "A", "items": [{"id": "A1"}, {"id": "A2"}]}])
    free, held = (row(asked, A1="1", A2="3") for asked in (ungated, gated(critical=("A1",), A=2)))

    assert free["score"] == held["score"]
    assert (held["raw_level"], held["level"]) == ("good", "bad")


def test_the_lowest_cap_counts(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: low, from: 0}, {id: middle, from: 25}, {id: high, from: 75}]
    gates:
      - {id: G1, caps_at: low, when: {item: A1, below: 100}}
      - {id: G2, caps_at: middle, when: {section: A, at_least: 0}}
    sections: [{id: A, items: [{id: A1}, {id: A2}]}]
    """
    scored = rows(questionnaire, A1=["3", "2.5"], A2=["3", "3"])

    assert [one["level"] for one in scored] == ["middle", "low"]


def test_conditions_combine(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: low, from: 0}, {id: high, from: 1}]
    gates:
      - {id: all, caps_at: low, when: {all: [{item: A1, below: 50}, {item: A2, below: 50}]}}
      - {id: any, caps_at: low, when: {any: [{item: A1, below: 50}, {item: A2, below: 50}]}}
      - {id: not, caps_at: low, when: {not: {item: A1, below: 50}}}
    sections: [{id: A, items: [{id: A1}, {id: A2}]}]
    """
    scored = rows(questionnaire, A1=["1", "1", "3", "dk"], A2=["1", "3", "3", "3"])

    assert [[one[f"gate_{name}"] for name in ("all", "any", "not")] for one in scored] == [
        [True, True, False],
        [False, True, False],
        [False, False, True],
        [False, False, True],
    ]


def test_level_bounds_pass_through_the_gates() -> None:
    asked = gated(critical=("A1",), A=4)
    scored = row(asked, A1="dk", A2="3", A3="3", A4="3")

    assert [scored[name] for name in ("level:low", "level", "level:high")] == ["bad", "world-class", "world-class"]
    assert figures(scored, "score:low", "score", "score:high") == [75, 100, 100]
