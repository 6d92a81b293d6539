"""Not relevant, don't know, blank: what they change, what they could change, when a score is missing (3.3, 3.4)."""

import polars as pl
import pytest

from sample_answers import M1, M1_ANSWERS, figures, group, row, rows, table
from sample_questionnaires import from_text
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns, score_groups, score_rows

# 3.3: not relevant, don't know, blank


def test_nobodys_score_changes_because_of_what_others_answered(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}, {id: A2}]}]
    """
    with_na = rows(questionnaire, A1=["3", "2"], A2=["1", "na"])
    without = rows(questionnaire, A1=["3", "2"], A2=["1", "1"])

    assert figures(with_na, "score_A") == [50, 50]
    assert with_na[0] == without[0]


@pytest.mark.parametrize("last", ["1", "na", "dk", None])
def test_an_item_that_half_find_irrelevant_leaves_the_list_but_no_score(last: str | None) -> None:
    asked = from_text("sections: [{id: A, items: [{id: A1}, {id: A2}]}]")
    answers: list[str | None] = ["na", "na", "na", "na", "1", "1", "1", last]
    scored = group(asked, A1=["2"] * 8, A2=answers)

    assert not scored["relevant_A2"]
    each = [25 if answer == "1" else 50 for answer in answers]
    # Two items apply to whoever did not know; one answer of two is too few.
    counting = [score for score, answer in zip(each, answers, strict=True) if answer not in (None, "dk")]
    assert figures(scored, "score_A") == [round(sum(counting) / len(counting), 2)]


def test_less_than_half_who_find_it_irrelevant_keep_the_item(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}]}]
    """
    assert group(questionnaire, A1=["na", "na", "na", "1", "dk", "2", "2"])["relevant_A1"]


def test_replies_that_are_no_answers_are_counted_apart(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}]}]
    """
    scored = group(questionnaire, A1=["na", "dk", "dk", None, None, None, "2"])

    counts = [scored[columns.state("A1", state)] for state in ("na", "dk", "blank")]
    assert [*counts, scored[columns.answered("A1")]] == [1, 2, 3, 1]


@pytest.mark.parametrize("value", ["2.25", "0", "4", "2,5", "2½", "", "NaN", "inf", "true"])
def test_a_value_that_is_none_of_the_five_is_worth_nothing(value: str) -> None:
    scored = row(M1, **{item: answers[0] for item, answers in M1_ANSWERS.items()} | {"A1": value})

    assert scored["item_A1"] is None
    assert scored[columns.state("A1", "blank")]


def test_m1_what_one_does_not_know_bounds_the_scores() -> None:
    scored = group(M1, **M1_ANSWERS)
    fourth = rows(M1, **M1_ANSWERS)[3]

    assert figures(fourth, "score_B:low", "score_B:high") == [25.00, 58.33]
    assert figures(scored, "score_B:low", "score_B:high") == [24.17, 30.83]
    assert figures(scored, "score:low", "score:high") == [42.92, 46.25]


def test_bounds_are_those_of_the_respondents_who_count(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}, {id: A2}, {id: A3}]}]
    """
    scored = group(questionnaire, A1=["2", "1"], A2=["2", "dk"], A3=["2", "dk"])

    assert figures(scored, "score_A:low", "score_A", "score_A:high") == [50, 50, 50]
    assert figures(scored, "item_A2:low", "item_A2", "item_A2:high") == [50, 50, 50]


def test_a_missing_section_stands_at_its_lowest_and_highest_in_the_bounds(questionnaire: Questionnaire) -> None:
    """
    sections:
      - {id: A, weight: 4, items: [{id: A1}]}
      - {id: B, items: [{id: B1, type: yes-no, points_yes: 80, points_no: 20}]}
    """
    scored = row(questionnaire, A1="2", B1="dk")

    assert figures(scored, "score:low", "score", "score:high") == [44, 50, 56]


def test_bounds_contain_the_score_where_a_missing_item_has_another_range(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, coverage: any, items: [{id: A1}, {id: A2, type: yes-no, points_yes: 20}]}]
    """
    scored = rows(questionnaire, A1=["3", "1"], A2=["dk", "dk"])

    assert figures(scored, "score_A:low", "score_A", "score_A:high") == [50, 100, 100, 0, 0, 10]


# 3.4: coverage of sections and of the whole

FIVE = """
    sections:
      - {id: A, weight: 3, items: [{id: A1}]}
      - {id: B, weight: 1, items: [{id: B1}]}
      - {id: C, weight: 1, items: [{id: C1}]}
    """


@pytest.mark.parametrize(
    ("b", "c", "score", "is_partial"),
    [("3", "1", 50, False), ("3", "dk", 62.5, True), ("dk", "dk", None, False), ("na", "na", 50, False)],
)
def test_a_fifth_of_the_weight_may_be_missing(b: str, c: str, score: float | None, is_partial: bool) -> None:
    scored = row(from_text(FIVE), A1="2", B1=b, C1=c)

    assert (figures(scored, "score"), scored["partial"]) == ([score], is_partial)


def test_what_does_not_apply_makes_what_is_missing_a_larger_share(
    questionnaire: Questionnaire,
) -> None:
    """
    sections: [{id: A, weight: 3, items: [{id: A1}]}, {id: B, items: [{id: B1}]}, {id: C, items: [{id: C1}]}]
    """
    scored = row(questionnaire, A1="2", B1="na", C1="dk")

    assert not scored["applicable_B"]
    assert figures(scored, "score") == [None]


def test_a_section_does_not_apply_only_if_it_applies_to_nobody(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}]}, {id: B, items: [{id: B1}]}]
    """
    for_nobody = group(questionnaire, A1=["2", "2"], B1=["na", "na"])
    for_one = group(questionnaire, A1=["2", "2"], B1=["na", "dk"])

    assert figures(for_nobody, "score") == [50]
    assert figures(for_one, "score") == [None]


def test_a_group_needs_half_of_its_items_answered_by_somebody(questionnaire: Questionnaire) -> None:
    """
    sections: [{id: A, items: [{id: A1}, {id: A2}, {id: A3}, {id: A4}, {id: A5}]}]
    """
    two_of_five = group(
        questionnaire, A1=["2", "dk"], A2=["2", "dk"], A3=["na", "dk"], A4=["na", "dk"], A5=["na", "dk"]
    )
    two_of_four = group(
        questionnaire, A1=["2", "dk"], A2=["2", "dk"], A3=["na", "dk"], A4=["na", "dk"], A5=["na", "na"]
    )

    assert figures(two_of_five, "score_A") == [None]
    assert figures(two_of_four, "score_A") == [50]


def test_all_dont_know_is_missing_and_all_not_relevant_does_not_apply() -> None:
    knows_nothing = group(M1, **M1_ANSWERS | {item: ["dk"] * 5 for item in ("B1", "B2", "B3")})
    not_relevant = group(M1, **M1_ANSWERS | {item: ["na"] * 5 for item in ("B1", "B2", "B3")})

    assert figures(knows_nothing, "score_A", "score_B", "score") == [61.67, None, None]
    assert figures(not_relevant, "score_A", "score_B", "score") == [61.67, None, 61.67]


def test_nobody_at_all_has_no_score() -> None:
    scored = group(M1, **{item: [] for item in M1_ANSWERS})

    assert (scored["n"], scored["score"], scored["level"]) == (0, None, None)


def test_a_column_that_is_missing_is_blank_and_one_that_is_unknown_changes_nothing() -> None:
    without = {item: answers for item, answers in M1_ANSWERS.items() if item != "A3"}
    scored = score_rows(M1, table(**without, Z9=["3"] * 5)).collect()

    assert scored[columns.state("A3", "blank")].all()
    blank = score_rows(M1, table(**M1_ANSWERS | {"A3": [None] * 5})).collect()
    assert scored["score"].to_list() == blank["score"].to_list()


def test_a_column_without_a_single_reply_needs_no_type() -> None:
    untyped = pl.LazyFrame(M1_ANSWERS | {"A3": [None] * 5})

    typed = score_groups(M1, table(**M1_ANSWERS | {"A3": [None] * 5})).collect()
    assert score_groups(M1, untyped).collect().equals(typed)


def test_nothing_that_is_scored_gives_no_score(questionnaire: Questionnaire) -> None:
    """
    levels: [{id: bad, from: 0}]
    gates: [{id: G, caps_at: bad, when: {any: [{any_section_below: 50}, {share_of_items_below: 1, more_than: 0}]}}]
    sections: [{id: A, items: [{id: A1, type: text}]}, {id: B, scored: false, items: [{id: B1}]}]
    """
    scored = row(questionnaire, A1="words", B1="3")

    assert (scored["score"], scored["level"], scored["gate_G"]) == (None, None, False)
