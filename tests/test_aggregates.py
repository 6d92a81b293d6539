"""Other ways than the mean to make one score of many, and adjustments: method 3.17, worked by hand."""

import pytest

from sample_answers import Answers, figures, group, row, rows
from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns


def test_a_sum_is_not_scaled_up_and_what_is_not_relevant_leaves_the_maximum(questionnaire: Questionnaire) -> None:
    """
    aggregate: sum
    sections: [{id: A, aggregate: sum, weight: 2, items: [{id: A1}, {id: A2, weight: 0.5}, {id: A3}]}]
    """
    scored = rows(questionnaire, A1=["3", "3"], A2=["2", "2"], A3=["dk", "na"])

    assert figures(scored, "score_A:low", "score_A", "score_A:high") == [125, 125, 225, 125, 125, 125]
    assert figures(scored, "highest_A") == [250, 150]
    assert figures(scored, "score", "highest") == [250, 500, 250, 300]


def test_a_minimum_is_the_lowest_answer_with_weight(questionnaire: Questionnaire) -> None:
    """
    aggregate: min
    sections:
      - {id: A, aggregate: min, items: [{id: A1}, {id: A2}, {id: A3, weight: 0}]}
      - {id: B, items: [{id: B1}]}
    """
    scored = rows(questionnaire, A1=["2", "3"], A2=["2.5", "3"], A3=["1", "1"], B1=["3", "1.5"])

    assert figures(scored, "score_A", "score") == [50, 50, 100, 25]


def test_a_pool_ignores_the_layers_and_the_layers_keep_scores_of_their_own(questionnaire: Questionnaire) -> None:
    """
    sections:
      - id: P
        aggregate: pooled
        sections:
          - {id: A, weight: 9, items: [{id: A1}]}
          - {id: B, items: [{id: B1}, {id: B2, weight: 2}]}
    """
    scored = row(questionnaire, A1="3", B1="2", B2="1")

    assert figures(scored, "score_A", "score_B", "score_P", "score") == [100, 16.67, 37.5, 37.5]


def test_a_whole_questionnaire_can_be_pooled(questionnaire: Questionnaire) -> None:
    """
    aggregate: pooled
    sections: [{id: A, items: [{id: A1}]}, {id: B, items: [{id: B1}, {id: B2}]}]
    """
    scored = group(questionnaire, A1=["3", "dk"], B1=["1", "1"], B2=["1", "na"])

    assert figures(scored, "score_A", "score_B", "score") == [100, 0, 33.33]


LADDER = """
    sections:
      - id: A
        aggregate: ladder
        start: 1
        items:
          - {id: A1, type: yes-no, points_yes: 1}
          - {id: A2, type: yes-no, points_yes: 1}
          - id: A3
            type: choice
            options: [{value: a, points: 2}, {value: b, points: 1.5, passes: true}, {value: c, points: 0.5}]
          - {id: A4, type: yes-no, points_yes: 1}
    """


@pytest.mark.parametrize(
    ("answers", "score", "high", "highest"),
    [
        (["yes", "yes", "b", "yes"], 5.5, 5.5, 6),
        (["yes", "yes", "a", "yes"], 6, 6, 6),
        (["yes", "yes", "c", "yes"], 3, 3, 6),
        (["yes", "no", "b", "yes"], 2, 2, 6),
        (["yes", "na", "b", "no"], 3.5, 3.5, 5),
        (["yes", "dk", "b", "yes"], 2, 6, 6),
        (["yes", None, "b", "na"], 2, 6, 6),
        (["dk", None, None, None], 1, 6, 6),
        ([None, "yes", "a", "yes"], None, None, 6),
        (["na", "na", "na", "na"], None, None, None),
    ],
)
def test_a_ladder_adds_up_to_where_it_stops(
    answers: list[str | None], score: float | None, high: float | None, highest: float | None
) -> None:
    asked = from_text(LADDER)
    scored = row(asked, **dict(zip(("A1", "A2", "A3", "A4"), answers, strict=True)))

    assert figures(scored, "score_A", "score_A:high") == [score, high]
    assert figures(scored, "highest_A") == [highest] if scored["applicable_A"] else highest is None


def test_a_rung_behind_the_stop_counts_nowhere(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: low, from: 0}, {id: high, from: 50}]
    gates: [{id: G, caps_at: low, when: {share_of_items_below: 50, more_than: 1/2}}]
    sections:
      - {id: A, aggregate: ladder, items: [{id: A1, type: yes-no}, {id: A2, type: yes-no}, {id: A3, type: yes-no}]}
      - {id: B, items: [{id: B1, when: {item: A3, is: "yes"}}]}
    """
    scored = row(questionnaire, A1="yes", A2="no", A3="yes", B1="1")

    assert (scored["item_A3"], scored["item_B1"], scored[columns.state("A3", "blank")]) == (None, None, False)
    assert not scored["applicable_B"]
    assert not scored["gate_G"]


def test_a_ladder_of_sections_passes_what_is_full(questionnaire: Questionnaire) -> None:
    """
    sections:
      - id: L
        aggregate: ladder
        start: 0
        sections:
          - {id: A, items: [{id: A1}]}
          - {id: B, items: [{id: B1}]}
          - {id: C, items: [{id: C1}]}
    """
    scored = rows(questionnaire, A1=["3", "3", "3", "2"], B1=["3", "2", "na", "3"], C1=["2", "3", "3", "3"])

    assert figures(scored, "score_L") == [200, 100, 200, 0]


def test_what_is_unanswered_can_count_as_the_lowest(questionnaire: Questionnaire) -> None:
    """
    coverage: any
    unanswered: lowest
    sections:
      - {id: A, unanswered: lowest, items: [{id: A1}, {id: A2}]}
      - {id: B, coverage: any, unanswered: lowest, items: [{id: B1}, {id: B2}]}
    """
    scored = row(questionnaire, A1="3", A2="dk", B1="3", B2=None)

    assert figures(scored, "score_A", "score_B", "score_B:high", "score", "score:high") == [None, 50, 100, 25, 100]
    assert scored["partial"]


def test_a_section_of_sections_is_scored_from_its_sections(questionnaire: Questionnaire) -> None:
    """
    sections:
      - id: T
        sections: [{id: A, weight: 3, items: [{id: A1}]}, {id: B, items: [{id: B1}]}]
      - {id: C, items: [{id: C1}]}
    """
    scored = group(questionnaire, A1=["3", "2"], B1=["1", "1"], C1=["2", "2.5"])

    assert figures(scored, "score_A", "score_B", "score_T", "score_C", "score") == [75, 0, 56.25, 62.5, 59.38]


def test_an_adjustment_multiplies_a_score_and_its_bounds_while_it_holds(questionnaire: Questionnaire) -> None:
    """
    adjust: [{when: {item: A1, below: 50}, section: B, times: 0.85}]
    sections: [{id: A, items: [{id: A1}]}, {id: B, coverage: any, items: [{id: B1}, {id: B2}]}]
    """
    scored = rows(questionnaire, A1=["1.5", "2", "dk"], B1=["3", "3", "3"], B2=["dk", "dk", "dk"])

    assert figures(scored, "score_B:low", "score_B", "score_B:high") == [42.5, 85, 85, 50, 100, 100, 50, 100, 100]
    assert figures(scored[:2], "score") == [55, 75]


def test_an_unscored_section_is_asked_and_counts_nowhere(questionnaire: Questionnaire) -> None:
    """
    sections:
      - {id: A, items: [{id: A1}]}
      - {id: B, scored: false, sections: [{id: C, items: [{id: C1, critical: true}]}]}
    """
    scored = row(questionnaire, A1="3", C1="1")

    assert figures(scored, "score") == [100]
    assert not {"score_B", "score_C", "item_C1"} & scored.keys()


def test_a_hidden_item_counts_nowhere(questionnaire: Questionnaire) -> None:
    """
    roles: [{id: staff}, {id: leader}]
    sections:
      - {id: A, aggregate: sum, items: [{id: A1}, {id: A2, when: {item: A1, at_least: 2}}]}
      - {id: B, who: [leader], items: [{id: B1}]}
    """
    given: Answers = {"A1": ["1", "2", "2"], "A2": ["3", "3", None], "B1": ["3", "3", "3"]}
    scored = rows(questionnaire, **given, role=["staff", "leader", None])

    assert [one["applicable_B"] for one in scored] == [False, True, True]
    assert [one["item_A2"] for one in scored] == [None, 1_000_000, None]
    assert figures(scored, "highest_A") == [100, 200, 200]
    assert [one[columns.state("A2", "blank")] for one in scored] == [False, False, True]
