"""What holds of every questionnaire and every set of answers, whoever they come from and however they are laid out."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import Person
from random_questionnaires import people, questionnaires
from sample_answers import Row
from servicecheck.interview import Interview
from servicecheck.items import RatingItem
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer
from servicecheck.scoring import columns, reply_type, score_groups, score_rows

FEW = settings(max_examples=settings().max_examples // 15)
"""Each example makes several plans, which takes long; `--hypothesis-profile release` tries many more."""

RESULTS = ("score", "level", "raw_level", "gate_", "rated", "applicable", "partial", "item_")


def answers(questionnaire: Questionnaire, answered: Sequence[Person]) -> pl.DataFrame:
    """One row a person."""
    names = [columns.ROLE, *(item.id for item in questionnaire.items)]
    rows = [[one.role, *(one.answers.get(item.id) for item in questionnaire.items)] for one in answered]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def alone(questionnaire: Questionnaire, answered: Sequence[Person]) -> list[Row]:
    """The result of each person."""
    return score_rows(questionnaire, answers(questionnaire, answered).lazy()).collect().to_dicts()


def together(questionnaire: Questionnaire, answered: Sequence[Person]) -> Row:
    """The result of all of them as a group."""
    (row,) = score_groups(questionnaire, answers(questionnaire, answered).lazy()).collect().to_dicts()
    return row


def results(row: Row) -> Row:
    """What is said of a row and of a group alike."""
    return {name: value for name, value in row.items() if name.startswith(RESULTS)}


def levels(questionnaire: Questionnaire, *names: str | None) -> list[int]:
    """The places of these levels; -1 without one."""
    order = [level.id for level in questionnaire.levels]
    return [order.index(name) if name is not None else -1 for name in names]


@st.composite
def asked_and_answered(draw: Any, is_plain: bool = False, at_most: int = 5) -> tuple[Questionnaire, list[Person]]:
    questionnaire = draw(questionnaires(is_plain=is_plain))
    return questionnaire, draw(people(questionnaire, at_most=at_most))


# Whoever stands beside


@given(asked_and_answered())
@FEW
def test_one_row_alone_is_scored_like_the_same_row_among_many(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case

    assert alone(questionnaire, answered[:1]) == alone(questionnaire, answered)[:1]


@given(asked_and_answered())
@FEW
def test_one_row_is_scored_like_a_group_of_one(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    numbered = answers(questionnaire, answered).with_row_index("number").lazy()

    groups = score_groups(questionnaire, numbered, by=["number"]).sort("number").collect().to_dicts()
    assert [results(group) for group in groups] == [results(row) for row in alone(questionnaire, answered)]


@given(asked_and_answered())
@FEW
def test_a_copy_of_every_respondent_changes_no_score(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    once, thrice = together(questionnaire, answered), together(questionnaire, answered * 3)

    assert results(once) == results(thrice)


# However it is laid out


@given(asked_and_answered(), st.randoms())
@FEW
def test_the_order_of_rows_does_not_matter(case: tuple[Questionnaire, list[Person]], random: Any) -> None:
    questionnaire, answered = case
    places = list(range(len(answered)))
    random.shuffle(places)
    shuffled = [answered[place] for place in places]
    rows = alone(questionnaire, answered)

    assert alone(questionnaire, shuffled) == [rows[place] for place in places]
    assert together(questionnaire, shuffled) == together(questionnaire, answered)


@given(asked_and_answered(is_plain=True))
@FEW
def test_the_order_of_items_and_sections_does_not_matter(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    turned = Questionnaire.model_validate(_turned(_written(questionnaire)))

    assert [item.id for item in turned.items] == [item.id for item in questionnaire.items][::-1]
    assert together(turned, answered) == together(questionnaire, answered)


@given(asked_and_answered())
@FEW
def test_names_and_languages_change_no_number(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    named = [*questionnaire.walk(), *questionnaire.items, *questionnaire.levels, *questionnaire.gates]
    # The new names sort the other way round.
    names = {one.id: f"x{len(named) - number}" for number, one in enumerate(named)}
    renamed = Questionnaire.model_validate(_renamed(_written(questionnaire), names))
    others = [Person({names[item]: value for item, value in one.answers.items()}, one.role) for one in answered]

    assert list(together(renamed, others).values()) == [
        names.get(value, value) if isinstance(value, str) else value
        for value in together(questionnaire, answered).values()
    ]


@given(asked_and_answered(at_most=8), st.integers(1, 3))
@FEW
def test_chunks_and_streaming_change_nothing(case: tuple[Questionnaire, list[Person]], size: int) -> None:
    questionnaire, answered = case
    whole = answers(questionnaire, answered).with_row_index("number")
    chunks = pl.concat([whole.slice(start, size) for start in range(0, whole.height, size)], rechunk=False).lazy()
    rows, groups = score_rows(questionnaire, whole.lazy()), score_groups(questionnaire, whole.lazy())

    assert score_rows(questionnaire, chunks).collect(engine="streaming").sort("number").equals(rows.collect())
    assert score_groups(questionnaire, chunks).collect(engine="streaming").equals(groups.collect())


@given(asked_and_answered(at_most=8))
@FEW
def test_replies_of_few_values_are_scored_alike_as_text_and_as_enum(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    types = {item.id: reply_type(item) for item in questionnaire.items}
    # What is out of use has no place in an Enum, so it is left out of both.
    narrow = answers(questionnaire, answered).cast(types, strict=False)  # type: ignore[arg-type]  # DataType, by name
    text = narrow.cast(pl.String)

    for score in (score_rows, score_groups):
        assert (
            score(questionnaire, narrow.lazy()).collect().to_dicts()
            == score(questionnaire, text.lazy()).collect().to_dicts()
        )


def _written(questionnaire: Questionnaire) -> Any:
    """The questionnaire as a file would have it."""
    return questionnaire.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _turned(part: Any) -> Any:
    """The same with sections and items in the opposite order."""
    turned = dict(part)
    for key in ("sections", "items"):
        if turned.get(key):
            turned[key] = [_turned(inner) for inner in reversed(turned[key])]
    return turned


def _renamed(part: Any, names: dict[str, str]) -> Any:
    """The same with other ids, and every title in three languages."""
    if isinstance(part, dict):
        renamed = {key: _renamed(value, names) for key, value in part.items()}
        if "title" in renamed:
            renamed["title"] = {"en": "One", "da": "En", "sv": "Ett"}
        return renamed
    if isinstance(part, list):
        return [_renamed(inner, names) for inner in part]
    return names.get(part, part) if isinstance(part, str) else part


# Better and worse


@given(asked_and_answered(is_plain=True), st.data())
@FEW
def test_a_better_answer_never_lowers_score_or_level(
    case: tuple[Questionnaire, list[Person]], data: st.DataObject
) -> None:
    questionnaire, answered = case
    one, *others = answered
    ratings = [item for item in questionnaire.items if one.answers[item.id] in ("1", "1.5", "2", "2.5")]
    if not ratings:
        return
    item = data.draw(st.sampled_from(ratings))
    better = Person(dict(one.answers) | {item.id: data.draw(st.sampled_from(_above(item, one)))}, one.role)

    for score in (_alone, together):
        before, after = score(questionnaire, answered), score(questionnaire, [better, *others])
        for node in (name for name in before if name.startswith(("score", "item_"))):
            assert before[node] is None or after[node] >= before[node]
        for name in ("level", "level:low", "level:high"):
            low, high = levels(questionnaire, before[name], after[name])
            assert low <= high


def _alone(questionnaire: Questionnaire, answered: Sequence[Person]) -> Row:
    return alone(questionnaire, answered[:1])[0]


def _above(item: object, person: Person) -> list[str]:
    assert isinstance(item, RatingItem)
    values = [choice.value for choice in item.choices()]
    return values[values.index(person.answers[item.id] or "") + 1 :]


@given(asked_and_answered())
@FEW
def test_bounds_contain_the_score(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    for row in [*alone(questionnaire, answered), together(questionnaire, answered)]:
        for name in (name for name in row if name.startswith(("score", "item_")) and ":" not in name):
            if row[name] is not None:
                assert row[f"{name}:low"] <= row[name] <= row[f"{name}:high"], name


@given(asked_and_answered(is_plain=True))
@FEW
def test_the_level_lies_between_those_of_its_bounds(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    for row in [*alone(questionnaire, answered), together(questionnaire, answered)]:
        low, level, high = levels(questionnaire, row["level:low"], row["level"], row["level:high"])
        assert low <= level <= high


@given(asked_and_answered(is_plain=True), st.data())
@FEW
def test_whatever_is_unknown_the_score_stays_within_its_bounds(
    case: tuple[Questionnaire, list[Person]], data: st.DataObject
) -> None:
    questionnaire, (one, *_) = case
    before = alone(questionnaire, [one])[0]
    values = st.sampled_from(["1", "1.5", "2", "2.5", "3"])
    unknown = [item for item, value in one.answers.items() if value in (None, "dk", "out-of-use")]
    known = Person(dict(one.answers) | {item: data.draw(values) for item in unknown}, one.role)
    after = alone(questionnaire, [known])[0]

    if before["score"] is not None:
        assert before["score:low"] <= after["score"] <= before["score:high"]
        low, level, high = levels(questionnaire, before["level:low"], after["level"], before["level:high"])
        assert low <= level <= high


# The same questions asked and scored


@given(asked_and_answered())
@FEW
def test_an_item_is_scored_if_and_only_if_the_interview_asks_it(case: tuple[Questionnaire, list[Person]]) -> None:
    questionnaire, answered = case
    for person, row in zip(answered, alone(questionnaire, answered), strict=True):
        replies = {item: Answer(value) for item, value in person.answers.items()}
        shown = {item.id for item in Interview.begin(questionnaire, replies, person.role).items}
        scored = {
            item.id
            for item in questionnaire.items
            if item.is_scored and (row[columns.applies(item.id)] or row[columns.state(item.id, "na")])
        }
        assert scored == {item for item in shown if questionnaire.item(item).is_scored}
