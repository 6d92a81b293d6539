"""What answers are worth, and what sections and the whole are worth: method 3.1 and 3.2, with their worked numbers."""

from fractions import Fraction

import pytest

from sample_answers import M1, M1_ANSWERS, Answers, figures, group, row, rows
from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns

# 3.1 and 3.2: points, sections, the whole


def test_ratings_are_worth_0_25_50_75_and_100() -> None:
    scored = rows(from_text("sections: [{id: A, items: [{id: A1}]}]"), A1=["1", "1.5", "2", "2.5", "3"])

    assert figures(scored, "item_A1") == [0, 25, 50, 75, 100]


def test_unanswered_items_do_not_count(questionnaire: Questionnaire) -> None:
    """
    id: tiny
    levels: [{id: bad, from: 0}, {id: good, from: 25}, {id: world-class, from: 75}]
    sections: [{id: S, items: [{type: yes-no, id: S1, text: Incidents are logged}]}]
    """
    scored = rows(questionnaire, S1=["yes", None])

    assert [one["level"] for one in scored] == ["world-class", None]


def test_m1_each_respondent_has_a_score_in_each_section() -> None:
    scored = rows(M1, **M1_ANSWERS)

    assert figures(scored, "score_A") == [58.33, 66.67, 41.67, 75.00, 66.67]
    assert figures(scored, "score_B") == [25.00, 41.67, 16.67, 37.50, 12.50]
    assert figures(scored, "score") == [41.67, 54.17, 29.17, 56.25, 39.58]


def test_m1_a_group_is_scored_from_its_respondents() -> None:
    scored = group(M1, **M1_ANSWERS)

    assert figures(scored, "score_A", "score_B", "score") == [61.67, 26.67, 44.17]
    assert scored["n"] == 5
    assert figures(scored, columns.total("A")) == [308.33]


def test_m1_items_have_means() -> None:
    scored = group(M1, **M1_ANSWERS)

    assert figures(scored, *(f"item_{item}" for item in M1_ANSWERS)) == [60, 75, 50, 25, 40, 12.5]


def test_respondents_come_first_and_items_would_give_another_answer() -> None:
    scored = group(M1, **M1_ANSWERS)
    item_first = sum(Fraction(scored[f"item_{item}"], 10_000) for item in ("B1", "B2", "B3")) / 3

    assert figures(scored, "score_B") == [26.67]
    assert round(float(item_first), 2) == 25.83


def test_scores_are_rounded_half_up_when_they_are_made(questionnaire: Questionnaire) -> None:
    """
    sections:
      - id: A
        items:
          - {id: A1, type: yes-no, points_yes: 0.0001}
          - {id: A2, type: yes-no, points_yes: 0.0001}
          - {id: A3, type: yes-no, points_yes: -0.0001}
    """
    scored = rows(questionnaire, A1=["yes", "no"], A2=["no", "no"], A3=["na", "yes"])

    assert [one["score_A"] for one in scored] == [1, 0]


def test_a_group_never_scores_from_the_rows_own_totals(questionnaire: Questionnaire) -> None:
    """
    sections:
      - {id: A, items: [{id: A1}]}
      - {id: B, items: [{id: B1}]}
    """
    answers: Answers = {"A1": ["3", "3", "1"], "B1": ["1", "na", "na"]}

    assert figures(rows(questionnaire, **answers), "score") == [50, 100, 0]
    assert figures(group(questionnaire, **answers), "score_A", "score_B", "score") == [66.67, 0, 33.33]


def test_weights_weigh_items_within_a_respondents_score(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1, weight: 3}, {id: A2}, {id: A3, weight: 0.5}]}]
    """
    scored = rows(questionnaire, A1=["3", "3", "na"], A2=["1", "1", "3"], A3=["dk", "2", "1"])

    assert figures(scored, "score_A") == [75, 72.22, 66.67]


def test_weights_weigh_sections_in_the_whole(questionnaire: Questionnaire) -> None:
    """
    sections:
      - {id: A, weight: 2.5, items: [{id: A1}]}
      - {id: B, weight: 0.5, items: [{id: B1}]}
    """
    assert figures(row(questionnaire, A1="3", B1="1"), "score") == [83.33]


def test_a_part_without_weight_adds_nothing(questionnaire: Questionnaire) -> None:
    """
    sections:
      - {id: A, items: [{id: A1}, {id: A2, weight: 0}]}
      - {id: B, weight: 0, items: [{id: B1}]}
      - {id: C, items: [{id: C1, weight: 0}]}
    """
    scored = row(questionnaire, A1="2", A2="1", B1="1", C1="1")

    assert figures(scored, "score_A", "score_B", "score_C", "score") == [50, 0, None, 50]
    assert not scored["partial"]


def test_without_any_weight_there_is_no_score(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: bad, from: 0}]
    sections: [{id: A, weight: 0, items: [{id: A1}]}, {id: B, weight: 0, items: [{id: B1}]}]
    """
    scored = row(questionnaire, A1="3", B1="2")

    assert figures(scored, "score_A", "score_B", "score") == [100, 50, None]
    assert scored["level"] is None


def test_large_weights_and_points_do_not_overflow(questionnaire: Questionnaire) -> None:
    """
    sections:
      - {id: A, weight: 214748.3647, items: [{id: A1, weight: 999999.9999}, {id: A2, weight: 999999.9998}]}
      - {id: B, weight: 214748.3646, items: [{id: B1, type: yes-no, points_yes: 99999}]}
    """
    scored = row(questionnaire, A1="3", A2="3", B1="yes")

    assert scored["score_A"] == 1_000_000
    assert scored["score"] == round(
        Fraction(214748_3647 * 100 + 214748_3646 * 99_999, 214748_3647 + 214748_3646) * 10_000
    )


# 3.2: the half rule


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        (["3", "dk", "na", "na"], None),
        (["3", "na", "na", "na"], 100),
        (["3", "2", "dk", None], 75),
        (["3", None, None, "dk"], None),
        (["3", "2", "na", "dk"], 75),
        (["3", "dk", "na", None], None),
    ],
)
def test_half_of_what_applies_is_enough_and_at_least_two(answers: list[str | None], score: float | None) -> None:
    asked = from_text("sections: [{id: A, items: [{id: A1}, {id: A2}, {id: A3}, {id: A4}]}]")

    given = dict(zip(("A1", "A2", "A3", "A4"), answers, strict=True))
    assert figures(row(asked, **given), "score_A") == [score]


@pytest.mark.parametrize(("coverage", "score"), [("half", None), ("all", None), ("any", 100)])
def test_coverage_can_be_set(coverage: str, score: float | None) -> None:
    asked = from_text(f"sections: [{{id: A, coverage: {coverage}, items: [{{id: A1}}, {{id: A2}}, {{id: A3}}]}}]")

    assert figures(row(asked, A1="3", A2="dk", A3=None), "score_A") == [score]
    assert figures(row(asked, A1="3", A2="na", A3="3"), "score_A") == [100]


def test_a_respondent_with_one_answer_leaves_the_section_to_the_others(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}, {id: A2}, {id: A3}]}]
    """
    scored = group(questionnaire, A1=["1", "3"], A2=[None, "3"], A3=[None, "3"])

    assert figures(scored, "score_A", "item_A1") == [100, 50]
    assert scored[columns.people("A")] == 1
