"""From a score to the name of a level, under the questionnaire's limits and others: method 3.5 with its numbers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sample_answers import M1_ANSWERS, figures, group, points, row, rows
from sample_gates import LEVELS, gated
from sample_questionnaires import from_parts
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire


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


@given(st.integers(-10_000, 10_000), st.integers(0, 3_000_000), st.integers(-20_000, 2_000_000))
def test_a_limit_of_the_range_in_points_cuts_where_the_share_does(low: int, span: int, share: int) -> None:
    limit = Limit(Fraction(share, 10_000), of_range=True).on(low, low + span)  # type: ignore[arg-type]  # exact

    exact = low + Fraction(share, 1_000_000) * span
    assert limit - 1 < exact <= limit
