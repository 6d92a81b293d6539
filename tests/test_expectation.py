"""A step up: half a level on the rating scale, the next higher points on any other (method 3.14)."""

import pytest

from sample_rounds import people, round_of, sections, three_levels
from servicecheck.assessment.expectation import expected_after, item_after
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.items import ChoiceItem, RatingItem, YesNoItem
from servicecheck.items.base import Option

RATING = RatingItem.model_validate({"id": "R", "type": "rating", "text": "Calls are answered"})
YES_NO = YesNoItem.model_validate({"id": "Y", "type": "yes-no", "text": "Calls are logged"})


def choice(*points: str) -> ChoiceItem:
    options = [Option.model_validate({"value": f"o{number}", "points": one}) for number, one in enumerate(points)]
    return ChoiceItem.model_validate({"id": "C", "type": "choice", "text": "How far are you?", "options": options})


@pytest.mark.parametrize(
    ("mean", "after"), [(0, 250_000), (300_000, 550_000), (750_000, 1_000_000), (900_000, 1_000_000)]
)
def test_a_rating_rises_by_half_a_level_and_never_above_the_highest(mean: int, after: int) -> None:
    assert item_after(RATING, mean) == after


@pytest.mark.parametrize(("mean", "after"), [(0, 2_000), (3_000, 5_000), (5_000, 10_000), (10_000, 10_000)])
def test_points_at_uneven_distances_rise_to_the_next_higher(mean: int, after: int) -> None:
    assert item_after(choice("0", "0.2", "0.5", "1"), mean) == after


def test_a_scale_that_is_even_but_not_in_quarters_rises_to_the_next_higher_points() -> None:
    assert item_after(choice("0", "1", "2", "3"), 23_000) == 30_000


def test_yes_or_no_rises_to_yes() -> None:
    assert item_after(YES_NO, 600_000) == 1_000_000


def test_an_item_named_twice_rises_twice_and_its_section_by_its_share_of_both() -> None:
    questionnaire = three_levels(sections(A=2, B=2))
    case = PeopleCase(questionnaire, round_of(questionnaire), tuple(people(questionnaire, ["1 2 2 2", "1.5 2 2 2"])))

    once, twice, far = expected_after(case, [["A1"], ["A1", "A1"], ["A1"] * 4])

    assert (once.sections["A"], twice.sections["A"]) == (437_500, 562_500)
    assert far.sections["A"] == 312_500 + (1_000_000 - 125_000) // 2
    assert far.items == ("A1",) * 4
