"""Conditions as data: what they hold for, which items they name, and what an author may not write."""

from collections.abc import Mapping
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from servicecheck.conditions import Condition, ShareOfWeightBelow, holds, items_named, parts
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns, score_rows

ROLES = ("staff", "leader")
VALUES = ("1", "1.5", "2", "3", "yes", "no", "price", "na", "dk", "nan", "inf", "1e5", "1_000", "-3", "07", "1.23456")

Data = Mapping[str, object]


def condition(data: Data) -> Condition:
    return TypeAdapter[Condition](Condition).validate_python(data)


def meets(data: Data, role: str | None = None, **answers: str | None) -> bool:
    return holds(condition(data), answers, role)


# One respondent's answers


def test_an_answer_is_compared_as_it_was_stored() -> None:
    assert meets({"item": "A", "is": "yes"}, A="yes")
    assert not meets({"item": "A", "is": "yes"}, A="no")
    assert meets({"item": "A", "in": ["price", "product"]}, A="price")
    assert not meets({"item": "A", "in": ["price", "product"]}, A="service")


@pytest.mark.parametrize(
    ("limit", "answer", "reached"),
    [("2", "2", True), ("2", "1.5", False), ("2", "10", True), ("-1", "-0.9999", True), ("1.5", "1.4999", False)],
)
def test_a_limit_is_reached_at_the_limit_itself(limit: str, answer: str, reached: bool) -> None:
    assert meets({"item": "A", "at_least": limit}, A=answer) is reached
    assert meets({"item": "A", "below": limit}, A=answer) is not reached


@pytest.mark.parametrize("reply", ["na", "dk", None])
@pytest.mark.parametrize("comparison", [{"is": "na"}, {"in": ["na", "dk"]}, {"below": "5"}, {"at_least": "0"}])
def test_a_reply_that_is_no_answer_meets_nothing(comparison: Data, reply: str | None) -> None:
    assert not meets({"item": "A", **comparison}, A=reply)


def test_a_hidden_item_meets_nothing() -> None:
    assert not meets({"item": "A", "below": "5"})
    assert meets({"not": {"item": "A", "below": "5"}})


@pytest.mark.parametrize("word", ["nan", "inf", "-inf", "1e5", "1_000", "٣", " 3", "sNaN", ""])
def test_a_word_is_neither_above_nor_below_a_number(word: str) -> None:
    assert not meets({"item": "A", "at_least": "0"}, A=word)
    assert not meets({"item": "A", "below": "100"}, A=word)


def test_all_any_and_not_combine() -> None:
    both = {"all": [{"item": "A", "is": "yes"}, {"item": "B", "at_least": "2"}]}
    either = {"any": [{"item": "A", "is": "yes"}, {"not": {"item": "B", "at_least": "2"}}]}

    assert meets(both, A="yes", B="2")
    assert not meets(both, A="yes", B="1")
    assert meets(either, A="no", B="1")
    assert not meets(either, A="no", B="3")


def test_a_role_is_the_respondents_own() -> None:
    assert meets({"role": "leader"}, role="leader")
    assert not meets({"role": "leader"}, role="staff")
    assert not meets({"role": "leader"})


def test_scores_cannot_be_asked_of_one_respondents_answers() -> None:
    assert not meets({"any_section_below": 50}, A="1")
    assert not meets({"section": "S", "below": 50}, A="1")


def test_every_item_a_condition_names_is_found_however_deep() -> None:
    deep = condition(
        {"all": [{"item": "A", "is": "yes"}, {"not": {"any": [{"item": "B", "below": 2}, {"role": "x"}]}}]}
    )

    assert items_named(deep) == {"A", "B"}
    assert len(list(parts(deep))) == 6


# What an author writes


@pytest.mark.parametrize(
    "data",
    [
        {"share_of_weight_below": 25, "more_than": "1/3"},
        {"share_of_weight_below": "25", "more_than": "1/3"},
    ],
)
def test_a_share_is_an_exact_fraction(data: Data) -> None:
    share = condition(data)

    assert isinstance(share, ShareOfWeightBelow)
    assert share.more_than == Fraction(1, 3)


@pytest.mark.parametrize(
    ("written", "share"), [("10%", Fraction(1, 10)), ("12.5 %", Fraction(1, 8)), ("0.25", Fraction(1, 4))]
)
def test_a_share_is_written_in_per_cent_or_as_a_fraction(written: str, share: Fraction) -> None:
    found = condition({"share_of_items_below": 50, "more_than": written})

    assert getattr(found, "more_than") == share  # noqa: B009 - one kind of condition out of eleven


@pytest.mark.parametrize(
    "data",
    [
        {},
        "item",
        {"item": "A"},
        {"item": "A", "is": "yes", "below": 2},
        {"item": "A", "is": "yes", "wieght": 2},
        {"itme": "A", "is": "yes"},
        {"all": []},
        {"any": []},
        {"not": []},
        {"share_of_items_below": 50},
        {"share_of_items_below": 50, "more_than": "1/0"},
        {"share_of_items_below": 50, "more_than": "half"},
        {"any_section_below": "1e3"},
        {"any_section_below": "fifty"},
    ],
)
def test_what_is_no_condition_is_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter[Condition](Condition).validate_python(data)


# The same condition while asking and while scoring

_COMPARISONS = st.one_of(
    st.builds(lambda value: {"is": value}, st.sampled_from(VALUES)),
    st.builds(lambda values: {"in": values}, st.lists(st.sampled_from(VALUES), min_size=1, max_size=3)),
    st.builds(lambda limit: {"at_least": limit}, st.sampled_from(["-2", "1.5", "2", "100"])),
    st.builds(lambda limit: {"below": limit}, st.sampled_from(["-2", "1.5", "2", "100"])),
)
_CONDITIONS = st.recursive(
    st.one_of(
        st.builds(lambda item, how: {"item": item, **how}, st.sampled_from("AB"), _COMPARISONS),
        st.builds(lambda role: {"role": role}, st.sampled_from(ROLES)),
    ),
    lambda inner: st.one_of(
        st.builds(lambda some: {"all": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda some: {"any": some}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda one: {"not": one}, inner),
    ),
    max_leaves=6,
)


def asking(when: Data) -> Questionnaire:
    texts = [{"id": name, "type": "text", "text": name} for name in "AB"]
    last = {"id": "C", "type": "yes-no", "text": "C", "when": when}
    return Questionnaire.model_validate(
        {
            "format": "1",
            "id": "tiny",
            "version": "1",
            "title": "Tiny",
            "roles": [{"id": role, "title": role} for role in ROLES],
            "sections": [{"id": "S", "title": "S", "items": [*texts, last]}],
        }
    )


@given(
    when=_CONDITIONS,
    rows=st.lists(
        st.tuples(*[st.none() | st.sampled_from(VALUES)] * 2, st.none() | st.sampled_from(ROLES)),
        min_size=1,
        max_size=5,
    ),
)
def test_a_question_is_scored_for_exactly_those_who_are_asked_it(
    when: Data, rows: list[tuple[str | None, str | None, str | None]]
) -> None:
    names = ["A", "B", columns.ROLE, "C"]
    table = pl.LazyFrame([(*row, "yes") for row in rows], schema=dict.fromkeys(names, pl.String), orient="row")

    scored = score_rows(asking(when), table).collect()["score"].to_list()

    asked = [holds(condition(when), {"A": a, "B": b}, role) for a, b, role in rows]
    assert [score is not None for score in scored] == asked


def test_three_hundred_conditions_in_a_row_are_scored() -> None:
    first = {"id": "Q0", "type": "yes-no", "text": "Q0", "points_yes": 1}
    rest = [first | {"id": f"Q{n}", "when": {"item": f"Q{n - 1}", "is": "yes"}} for n in range(1, 301)]
    chain = Questionnaire.model_validate(
        {
            "format": "1",
            "id": "chain",
            "version": "1",
            "title": "Chain",
            "aggregate": "sum",
            "coverage": "any",
            "sections": [{"id": "S", "title": "S", "aggregate": "sum", "coverage": "any", "items": [first, *rest]}],
        }
    )
    answers = {f"Q{n}": ["yes", "no" if n == 200 else "yes"] for n in range(301)}

    scored = score_rows(chain, pl.LazyFrame(answers)).collect()

    assert scored["score"].to_list() == [301 * 10_000, 200 * 10_000]
    assert scored["highest"].to_list() == [301 * 10_000, 201 * 10_000]
