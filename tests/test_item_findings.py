"""What each item says: middle, spread, what nobody knows, what does not apply, and how much it matters (3.2, 3.3)."""

from typing import Any

import pytest

from sample_questionnaires import from_parts
from sample_rounds import M1, assessed, points, scale, sections, three_levels
from servicecheck.assessment.findings import ItemFinding
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import RegisterRow


def item(*values: str, **more: Any) -> ItemFinding:
    """The finding on one item that was answered so."""
    asked = three_levels([{"id": "A", "items": [{"id": "A1", **more}]}])
    return assessed(asked, values).item("A1")


def test_every_answer_is_counted() -> None:
    found = assessed(three_levels(sections(A=3, B=3)), M1).item("B1")

    assert found.counts == {"1": 1, "1.5": 2, "2": 1, "2.5": 0, "3": 0}
    assert (found.answered, found.dk, found.na, found.blank) == (4, 1, 0, 0)


@pytest.mark.parametrize(
    ("values", "median"), [(("1", "2", "3"), 50), (("1", "1.5", "2", "3"), 37.5), (("2",), 50), (("dk",), None)]
)
def test_the_median_is_the_middle_answer(values: tuple[str, ...], median: float | None) -> None:
    assert points(item(*values).median) == median


def test_a_mean_an_eighth_from_the_median_is_flagged() -> None:
    assert item("3", "3", "3", "1").mean_median_differ
    assert item("1", "1", "1", "2").mean_median_differ
    assert not item("2", "2", "2", "2.5").mean_median_differ


def test_numbers_and_several_picks_have_a_median_too() -> None:
    bands = [{"from": "0", "points": "0"}, {"from": "10", "points": "60"}, {"from": "20", "points": "100"}]
    options = [{"value": "a", "points": "10"}, {"value": "b", "points": "20"}]

    number, several = (
        item("5", "12", "30", type="number", bands=bands),
        item("a", "a|b", "b", type="choices", options=options),
    )

    assert points(number.median) == 60
    assert points(several.median) == 20
    assert several.counts == {"a": 2, "b": 2}
    assert number.average_deviation is several.average_deviation is None


@pytest.mark.parametrize(
    ("values", "is_finding"),
    [
        (("2", "2", "dk"), True),
        (("2", "2", "2", "dk"), False),
        (("2", "dk"), False),
        (("2", "dk", "na"), False),
        (("2", "2", "dk", "-"), True),
        (("dk", "dk", "dk"), True),
        (("dk", "dk", "dk", "na", "na", "na"), False),
    ],
)
def test_from_three_people_a_third_who_do_not_know_are_a_finding(values: tuple[str, ...], is_finding: bool) -> None:
    assert item(*values).is_dk_finding is is_finding


@pytest.mark.parametrize(
    ("values", "is_relevant", "is_disputed"),
    [
        (("na", "na", "2", "2"), False, False),
        (("na", "2", "2"), True, True),
        (("na", "2", "-"), False, False),
        (("2", "2", "2"), True, False),
    ],
)
def test_half_decide_that_an_item_is_not_relevant(
    values: tuple[str, ...], is_relevant: bool, is_disputed: bool
) -> None:
    found = item(*values)

    assert (found.is_relevant, found.na_disagreement) == (is_relevant, is_disputed)


def test_the_nearest_answer_describes_the_mean() -> None:
    assert item("2", "2.5").nearest == "2"
    assert item("2", "2.5", "2.5").nearest == "2.5"
    assert item("dk").nearest is None


@pytest.mark.parametrize(
    ("area", "value", "field"),
    [
        ("effort", "2", "fix-first"),
        ("effort", "2.5", "keep"),
        ("recovery", "2", "fix-first"),
        ("extra", "2", "later"),
        ("extra", "3", "less"),
    ],
)
def test_the_four_fields_cross_at_the_target_and_at_impact_2(area: str, value: str, field: str) -> None:
    asked = three_levels([{**sections(A=1)[0], "area": area}])

    assert assessed(asked, [value]).item("A1").field == field


def frustrated(severity: str, frequency: str) -> tuple[Questionnaire, RegisterRow]:
    """A questionnaire with the register as it is shipped, and a row of it linked to A2."""
    degrees = {
        "severity": ("annoying", "extra-time", "money-or-promise", "may-leave"),
        "frequency": ("rarely", "monthly", "weekly", "daily"),
    }
    columns = [
        {"id": column, "type": "choice", "options": [{"value": v, "points": str(n)} for n, v in enumerate(values, 1)]}
        for column, values in degrees.items()
    ]
    register = {"id": "frustrations", "columns": [*columns, {"id": "linked_items", "type": "items"}]}
    asked = three_levels([{**sections(A=2)[0], "area": "extra"}], registers=[register])
    row = {"severity": severity, "frequency": frequency, "linked_items": "A2"}
    return asked, RegisterRow("frustrations", row)


@pytest.mark.parametrize(
    ("severity", "frequency", "impact"),
    [
        ("may-leave", "rarely", 3),
        ("money-or-promise", "weekly", 3),
        ("money-or-promise", "monthly", 1),
        ("extra-time", "daily", 1),
        ("", "", 1),
    ],
)
def test_a_severe_frustration_raises_the_impact_of_what_it_is_linked_to(
    severity: str, frequency: str, impact: int
) -> None:
    asked, row = frustrated(severity, frequency)
    found = assessed(asked, ["2 2"], registers=(row,))

    assert (found.item("A1").impact, found.item("A2").impact) == (1, impact)


def test_a_row_of_a_register_that_is_gone_changes_nothing() -> None:
    row = RegisterRow("gone", {"severity": "4", "frequency": "4", "linked_items": "A1"})

    assert assessed(from_parts(sections=sections(A=1)), ["2"], registers=(row,)).item("A1").impact == 2


def test_two_strongest_and_two_weakest_of_five_and_one_of_four() -> None:
    five = assessed(three_levels(sections(A=5)), ["1 1.5 2 2.5 3"]).section("A")
    four = assessed(three_levels(sections(A=4)), ["1 1.5 2 2.5"]).section("A")
    one = assessed(three_levels(sections(A=1)), ["2"]).section("A")
    fewer_relevant = assessed(three_levels(sections(A=5)), ["1 1.5 2 2.5 na"]).section("A")

    assert (five.strongest, five.weakest) == (("A5", "A4"), ("A1", "A2"))
    assert (four.strongest, four.weakest) == (("A4",), ("A1",))
    assert (one.strongest, one.weakest) == ((), ())
    assert (fewer_relevant.strongest, fewer_relevant.weakest) == (("A4",), ("A1",))


def test_the_strongest_is_strong_on_its_own_scale() -> None:
    items = [{"id": "A1", "scale": scale("0", "1", "2")}, {"id": "A2"}]
    found = assessed(three_levels([{"id": "A", "items": items}]), ["2 2"]).section("A")

    assert (found.strongest, found.weakest) == (("A1",), ("A2",))
