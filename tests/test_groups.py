"""What a batch says of groups: the same from any pieces in any order, and the same as of a round with these people."""

import pickle
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import Person
from random_questionnaires import people, questionnaires
from sample_groups import BY, Place, groups_of, rows_of, standings_of
from sample_questionnaires import from_parts
from sample_rounds import M1, sections, three_levels
from servicecheck.assessment.group_sums import GroupSums
from servicecheck.assessment.published_groups import Group
from servicecheck.batch import draws
from servicecheck.batch import groups as batch_groups
from servicecheck.batch.groups import Groups
from servicecheck.errors import ServicecheckError
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import CUSTOMER
from servicecheck.scoring import answer_counts, columns, conclude, score_groups, score_rows
from servicecheck.scoring.tallies import COUNTS
from servicecheck.statistics import Sums

FEW = settings(max_examples=settings().max_examples // 25)
"""Each example makes dozens of plans; `--hypothesis-profile release` tries more."""

PLACES: tuple[Place, ...] = (("north", "q1"), ("north", "q2"), ("south", "q1"), ("south", None), (None, "q1"))
FIGURES = ("score", "level", "raw_level", "gate_", "rated", "applicable", "partial", "item_", "relevant", "lowest")


@st.composite
def placed_people(draw: Any, at_most: int = 8) -> tuple[Questionnaire, list[tuple[Place, Person]]]:
    questionnaire = draw(questionnaires())
    answered = draw(people(questionnaire, at_most=at_most))
    return questionnaire, [(draw(st.sampled_from(PLACES)), one) for one in answered]


def counting(placed: list[tuple[Place, Person]], path: Place = ()) -> list[tuple[Place, Person]]:
    """Those of a group who replied to anything."""
    return [
        (place, one)
        for place, one in placed
        if place[: len(path)] == path and any(value is not None for value in one.answers.values())
    ]


def told(found: tuple[Group, ...]) -> dict[Place, GroupSums]:
    return {group.path: group.sums for group in found if group.sums is not None}


def figures(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name.startswith(FIGURES)}


@FEW
@given(placed_people(), st.randoms(use_true_random=False))
def test_any_pieces_in_any_order_add_up_to_the_same(
    given_: tuple[Questionnaire, list[tuple[Place, Person]]], random: Random
) -> None:
    questionnaire, placed = given_
    together = groups_of(questionnaire, [rows_of(questionnaire, placed)])
    random.shuffle(placed)
    cut = random.randint(0, len(placed))
    pieces = [rows_of(questionnaire, part) for part in (placed[:cut], placed[cut:])]
    apart = groups_of(questionnaire, pieces)
    elsewhere = groups_of(questionnaire, pieces[1:])
    elsewhere.add_part(pickle.loads(pickle.dumps(groups_of(questionnaire, pieces[:1]).part)))

    assert apart.rows() == together.rows() == elsewhere.rows()
    assert apart.published(3) == together.published(3)


@FEW
@given(placed_people())
def test_every_group_is_scored_as_its_rows_are(
    given_: tuple[Questionnaire, list[tuple[Place, Person]]],
) -> None:
    questionnaire, placed = given_
    found = told(groups_of(questionnaire, [rows_of(questionnaire, placed)]).published(1))

    for path, sums in found.items():
        rows = rows_of(questionnaire, counting(placed, path))
        (expected,) = score_groups(questionnaire, rows.lazy()).collect().to_dicts()
        (row,) = conclude(questionnaire, sums.standing(questionnaire)).collect().to_dicts()
        assert figures(row) == figures({name: expected[name] for name in row if name in expected})
        assert sums.people == rows.height
        assert sums.counts == answer_counts(questionnaire, rows.lazy())


def persons(lines: Sequence[str], questionnaire: Questionnaire, role: str | None = None) -> list[Person]:
    """People as the running example writes them."""
    items = [item.id for item in questionnaire.items]
    replies = [[None if value == "-" else value for value in line.split()] for line in lines]
    return [Person(dict(zip(items, values, strict=True)), role) for values in replies]


RUNNING = three_levels(sections(A=3, B=3))


def of_running(lines: Sequence[str], place: Place = ("north", "q1")) -> list[tuple[Place, Person]]:
    return [(place, one) for one in persons(lines, RUNNING)]


def test_the_running_example_is_spread_as_in_the_method() -> None:
    (everybody, *_) = groups_of(RUNNING, [rows_of(RUNNING, of_running(M1))]).published(5)

    assert everybody.sums is not None
    # R4 and R5 left one question of B open, and count all the same.
    scores = score_rows(RUNNING, rows_of(RUNNING, of_running(M1)).lazy()).collect()["score"].to_list()
    assert scores == [416_667, 541_667, 291_667, 562_500, 395_834]
    assert everybody.sums.spreads == {"": Sums.of(scores).spread}


def test_the_level_is_as_sure_as_the_manual_says() -> None:
    (everybody, *_) = groups_of(RUNNING, [rows_of(RUNNING, of_running(M1))]).published(5)

    assert everybody.sums is not None
    assert everybody.sums.levels == {"bad": 683, "good": 1_317}


@pytest.mark.parametrize(("module", "limit"), [(batch_groups, "MOST_PEOPLE"), (draws, "MOST_WORK")])
def test_of_too_many_people_nothing_is_drawn(module: object, limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, limit, 9)
    once, twice = rows_of(RUNNING, of_running(M1)), rows_of(RUNNING, of_running([*M1, *M1]))

    assert all(group.sums and group.sums.levels is None for group in groups_of(RUNNING, [once, once]).published(5))
    assert groups_of(RUNNING, [once, once]).published(5) == groups_of(RUNNING, [twice]).published(5)


def test_customers_and_who_replied_nothing_are_in_no_group() -> None:
    questionnaire = three_levels(sections(A=2), roles=[{"id": "staff"}, {"id": CUSTOMER}])
    staff = persons(["2 2"] * 5, questionnaire, "staff")
    others = [*persons(["3 3"], questionnaire, CUSTOMER), *persons(["- -"], questionnaire, "staff")]
    rows = rows_of(questionnaire, [(("north", None), one) for one in [*staff, *others]])

    assert [group.people for group in groups_of(questionnaire, [rows]).published(1)] == [5, 5, 5]


def test_what_groups_are_called_is_trimmed_and_nothing_is_no_value() -> None:
    places: list[Place] = [(" north ", "q1"), ("north", ""), ("  ", None), ("1.10", "q1")]
    rows = rows_of(RUNNING, [(place, one) for place, (_, one) in zip(places, of_running(M1), strict=False)])
    found = [group.path for group in groups_of(RUNNING, [rows]).published(1)]

    assert found[:4] == [(), ("1.10",), ("north",), (None,)]
    assert found[4:] == [("1.10", "q1"), ("north", "q1"), ("north", None), (None, None)]


def test_nobody_at_all_is_one_group_of_nobody() -> None:
    (everybody,) = groups_of(RUNNING, []).published(1)

    assert (everybody.path, everybody.people) == ((), 0)


def test_columns_that_people_do_not_share_make_no_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_groups, "MOST_GROUPS", 3)
    rows = rows_of(RUNNING, [((f"p{number}", None), one) for number, (_, one) in enumerate(of_running(M1))])

    with pytest.raises(ServicecheckError, match=r"^--by team makes more than 3 groups\."):
        _ = groups_of(RUNNING, [rows], BY[:1]).part


def test_sums_are_exact_where_64_bits_are_too_narrow() -> None:
    questionnaire = from_parts(
        sections=[
            {
                "id": "A",
                "items": [
                    {
                        "id": "Q",
                        "type": "choice",
                        "options": [{"value": "much", "points": "999999999.9999"}, {"value": "none", "points": "0"}],
                    }
                ],
            }
        ]
    )
    one = standings_of(questionnaire, rows_of(questionnaire, [(("t", "q"), Person({"Q": "much"}))] * 2))
    groups = Groups(questionnaire, BY)
    most = pl.concat([one] * 2_000)
    for _ in range(500):
        groups.add(most)

    row = groups.rows()[()]
    assert row[columns.total("A")] == 2_000_000 * 9_999_999_999_999
    assert row[columns.squares("A")] == 2_000_000 * 9_999_999_999_999**2
    assert COUNTS not in row
