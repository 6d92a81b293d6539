"""Ratings: how people write them, what they are worth, and whose scale counts."""

import pytest
from pydantic import ValidationError

from sample_items import RATING, item, refusal
from servicecheck.items import RatingItem
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire


@pytest.mark.parametrize(
    ("written", "value", "points"),
    [
        ("1", "1", 0),
        ("1.5", "1.5", 25),
        ("2", "2", 50),
        ("2.5", "2.5", 75),
        ("3", "3", 100),
        ("2,5", "2.5", 75),
        ("2½", "2.5", 75),
        ("2 ½", "2.5", 75),
        ("2 1/2", "2.5", 75),
        (" 2.50 ", "2.5", 75),
        ("3.0", "3", 100),
        ("03", "3", 100),
    ],
)
def test_a_rating_is_read_as_people_write_it(written: str, value: str, points: int) -> None:
    assert item(RATING).parse(written) == value
    assert item(RATING).points(value) == points * POINT


@pytest.mark.parametrize(
    "written",
    ["0", "4", "2.25", "2,25", "1.75", "½", "3½", "-1", "good", "", "2.5.0", "٢", pytest.param("1" * 5_000, id="long")],
)
def test_a_rating_off_the_scale_is_refused_and_never_rounded(written: str) -> None:
    found = refusal(item(RATING), written)

    assert found.wording == "err_not_an_answer"
    assert found.values["choices"] == "1, 1.5, 2, 2.5, 3"


def test_anchors_stand_at_their_levels_and_half_steps_between_them_have_no_words() -> None:
    rated = item(RATING, anchors={"bad": "Nobody answers", "good": "We answer", "world-class": "At once"})

    words = [choice.label.to("en") if choice.label else None for choice in rated.choices()]
    assert words == ["Nobody answers", None, "We answer", None, "At once"]
    assert [choice.level for choice in rated.choices()] == ["bad", None, "good", None, "world-class"]


def test_an_items_own_scale_goes_before_the_questionnaires() -> None:
    traffic = [{"value": "off", "points": 0}, {"value": "on", "points": "0.5"}]
    own = [{"value": "never", "points": 0}, {"value": "always", "points": 7}]
    asked = Questionnaire.model_validate(
        {
            "format": "1",
            "id": "tiny",
            "version": "1",
            "title": "Tiny",
            "scale": traffic,
            "sections": [{"id": "S", "title": "S", "items": [RATING, {**RATING, "id": "B1", "scale": own}]}],
        }
    )

    assert asked.item("A1").points("on") == POINT // 2
    assert asked.item("A1").points("3") is None
    assert asked.item("B1").parse("Always") == "always"
    assert asked.item("B1").highest == 7 * POINT


def test_a_rung_is_passed_at_the_highest_step_and_where_the_author_says_so() -> None:
    steps = [{"value": "1", "points": 0}, {"value": "2", "points": 1, "passes": "true"}, {"value": "3", "points": 2}]

    assert item(RATING).passing == {"3"}
    assert item(RATING, scale=steps).passing == {"2", "3"}


def test_a_rating_is_a_rating() -> None:
    assert isinstance(item(RATING), RatingItem)
    with pytest.raises(ValidationError):
        item(RATING, type="scale")
