"""From a score to a level: limits, other limits and gates, with the worked numbers of method 3.5 and 3.6."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_answers import M1_ANSWERS, Answers, figures, group, points, row, rows, table
from sample_questionnaires import from_parts
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import score_groups
from servicecheck.scoring.gates import of_range

LEVELS = [{"id": "bad", "from": "0"}, {"id": "good", "from": "25"}, {"id": "world-class", "from": "75"}]
GATES = [
    {"id": "basics-world-class", "caps_at": "good", "when": {"any_critical_below": "50"}},
    {"id": "weakest-world-class", "caps_at": "good", "when": {"any_section_below": "50"}},
    {"id": "always-world-class", "caps_at": "good", "when": {"share_of_items_below": "50", "more_than": "10%"}},
    {"id": "basics-good", "caps_at": "bad", "when": {"critical_mean_below": "25"}},
    {"id": "weakest-good", "caps_at": "bad", "when": {"share_of_weight_below": "25", "more_than": "1/3"}},
    {"id": "always-good", "caps_at": "bad", "when": {"share_of_items_below": "25", "more_than": "1/3"}},
]


def gated(critical: tuple[str, ...] = (), **sizes: int) -> Questionnaire:
    """Sections of so many ratings, called A1, A2 ..., with the method's levels and gates."""
    sections = [
        {"id": name, "items": [_rating(f"{name}{number}", critical) for number in range(1, size + 1)]}
        for name, size in sizes.items()
    ]
    return from_parts(levels=LEVELS, gates=GATES, other_limits=[["33.33", "66.67"], ["40", "80"]], sections=sections)


def _rating(item: str, critical: tuple[str, ...]) -> dict[str, str]:
    return {"id": item, "critical": "true" if item in critical else "false"}


def held_by(scored: dict[str, object]) -> set[str]:
    """The gates whose condition holds."""
    return {gate["id"] for gate in GATES if scored[f"gate_{gate['id']}"]}  # type: ignore[misc]  # ids are text


# 3.5 Levels


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (["1", "1.5", "1.5", "1.5"], "bad"),
        (["1.5", "1.5", "1.5", "1.5"], "good"),
        (["2.5", "2.5", "2.5", "2"], "good"),
        (["2.5", "2.5", "2.5", "2.5"], "world-class"),
        (["3", "3", "2", "2"], "world-class"),
    ],
)
def test_a_score_on_a_limit_reaches_the_level(answers: list[str], level: str) -> None:
    asked = from_parts(levels=LEVELS, sections=[{"id": "A", "items": [{"id": f"A{n}"} for n in range(4)]}])

    scored = row(asked, **{f"A{n}": answer for n, answer in enumerate(answers)})
    assert (scored["raw_level"], scored["level"], scored["level_A"]) == (level, level, level)


def test_a_ten_thousandth_below_a_limit_does_not_reach_it(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: low, from: 0}, {id: high, from: 75}]
    sections: [{id: A, items: [{id: A1, type: yes-no, points_yes: 75, points_no: 74.9999}]}]
    """
    assert [one["level"] for one in rows(questionnaire, A1=["yes", "no"])] == ["high", "low"]


def test_below_the_first_limit_there_is_no_other_level(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: low, from: 0}, {id: high, from: 75}]
    sections: [{id: A, items: [{id: A1, type: yes-no, points_no: -10}]}]
    """
    assert row(questionnaire, A1="no")["level"] == "low"


def test_m1_is_good_and_stays_good_under_other_limits() -> None:
    scored = group(gated(A=3, B=3), **M1_ANSWERS)

    assert [scored[name] for name in ("level", "level:limits1", "level:limits2")] == ["good"] * 3
    assert (scored["level_A"], scored["level_B"]) == ("good", "good")


def test_other_limits_give_another_level() -> None:
    strict = rows(gated(A=1), A1=["1.5", "2.5"])

    assert [one["level"] for one in strict] == ["good", "world-class"]
    assert [one["level:limits1"] for one in strict] == ["bad", "world-class"]
    assert [one["level:limits2"] for one in strict] == ["bad", "good"]


def test_limits_in_per_cent_are_shares_of_the_possible_range(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: low, from: 0%}, {id: middle, from: 33.33%}, {id: high, from: 50%}]
    aggregate: sum
    sections:
      - id: A
        aggregate: sum
        coverage: any
        items:
          - {id: A1, type: yes-no, points_yes: 3, points_no: 1}
          - {id: A2, type: yes-no, points_yes: 3, points_no: 1}
          - {id: A3, type: yes-no, points_yes: 3, points_no: 1}
    """
    scored = rows(questionnaire, A1=["yes", "yes", "yes"], A2=["no", "no", "yes"], A3=["no", "na", "no"])

    assert figures(scored, "score", "lowest", "highest") == [5, 3, 9, 4, 2, 6, 7, 3, 9]
    assert [one["level"] for one in scored] == ["middle", "high", "high"]


def test_a_questionnaire_without_levels_has_scores_only(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}]}]
    """
    scored = row(questionnaire, A1="3")

    assert (points(scored["score"]), scored["level"], scored["raw_level"]) == (100, None, None)


# 3.6 Gates


def test_m1_meets_what_good_asks() -> None:
    scored = group(gated(A=3, B=3), **M1_ANSWERS)

    assert held_by(scored) == {"weakest-world-class", "always-world-class"}
    assert (scored["raw_level"], scored["level"]) == ("good", "good")


def test_g1_a_broken_promise_holds_world_class_down() -> None:
    # Sections of 80, 78, 70 and 76: the keeping of times, C1, has a mean of 37.5.
    asked = gated(critical=("C1",), A=5, B=2, C=5, D=2)
    means: dict[str, list[float]] = {
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
    means: dict[str, list[float]] = {
        "A": [37.5, 75, 87.5, 100],
        "B": [37.5, 75, 87.5, 100],
        "C": [75, 75, 87.5, 87.5],
        "D": [75, 75, 75, 82],
    }
    scored = _from_means(asked, means)

    assert figures(scored, "score") == [77]
    assert (scored["raw_level"], scored["level"]) == ("world-class", "good")
    assert held_by(scored) == {"always-world-class"}


def _from_means(asked: Questionnaire, means: dict[str, list[float]]) -> dict[str, object]:
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


@given(st.integers(-10_000, 10_000), st.integers(0, 3_000_000), st.integers(-20_000, 2_000_000))
def test_a_limit_of_the_range_in_points_cuts_where_the_share_does(low: int, span: int, share: int) -> None:
    limit = of_range(Limit(Fraction(share, 10_000), of_range=True), low, low + span)  # type: ignore[arg-type]  # exact

    exact = low + Fraction(share, 1_000_000) * span
    assert limit - 1 < exact <= limit
