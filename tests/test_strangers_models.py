"""Models nobody had in mind when the format was made: written in YAML alone, and scored as their authors would by hand.

The arithmetic stands in `files/models/README.md`.
"""

import json
from pathlib import Path

import polars as pl
import pytest

from oracle import Person, score_row
from servicecheck.files import questionnaires, yaml_document
from servicecheck.items import BaseItem
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import score_groups, score_rows

MODELS = Path(__file__).parent / "files" / "models"
REFERENCE = Path(__file__).parent / "files" / "reference_values.json"
NAMES = ("three-layers", "ladder", "sum-of-167")


def model(name: str) -> Questionnaire:
    path = MODELS / f"{name}.yaml"
    return Questionnaire.model_validate(yaml_document.read(path, path.name).value)


def by_hand(name: str) -> dict[str, object]:
    worked: dict[str, object] = json.loads((MODELS / f"{name}.json").read_text(encoding="utf-8"))
    return worked


def answers(name: str) -> pl.LazyFrame:
    return pl.LazyFrame([person["answers"] for person in respondents(name)], infer_schema_length=None)


def respondents(name: str) -> list[dict[str, dict[str, float | str | None]]]:
    people = by_hand(name)["respondents"]
    assert isinstance(people, list)
    return people


def in_units(expected: dict[str, float | str | None]) -> dict[str, int | str | None]:
    """Points as the scorer keeps them; the hand figures have four decimals at most."""
    return {key: round(value * POINT) if isinstance(value, int | float) else value for key, value in expected.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_strangers_model_is_scored_as_by_hand(name: str) -> None:
    scored = score_rows(model(name), answers(name)).collect().to_dicts()

    for row, person in zip(scored, respondents(name), strict=True):
        expected = in_units(person["expected"])
        assert {key: row[key] for key in expected} == expected, person["id"]


def test_a_group_is_scored_from_the_means_of_its_sections() -> None:
    (group,) = score_groups(model("sum-of-167"), answers("sum-of-167")).collect().to_dicts()

    together = by_hand("sum-of-167")["together"]
    assert isinstance(together, dict)
    assert {key: group[key] for key in together} == in_units(together)


@pytest.mark.parametrize("name", NAMES)
def test_one_row_alone_is_scored_like_the_same_row_among_many(name: str) -> None:
    everybody = score_rows(model(name), answers(name)).collect()
    alone = [score_rows(model(name), answers(name).slice(number, 1)).collect() for number in range(everybody.height)]

    assert pl.concat(alone).equals(everybody)


def best_answer(item: BaseItem) -> str:
    """The answer worth most; for a number one in the last band."""
    values = [choice.value for choice in item.choices()]
    return max([*values, "|".join(values), "99"], key=lambda value: item.points(value) or 0)


@pytest.mark.parametrize(("name", "total"), [("three-layers", 3), ("ladder", 5), ("sum-of-167", 167)])
def test_the_highest_answers_reach_the_total(name: str, total: int) -> None:
    asked = model(name)
    best = {item.id: best_answer(item) for item in asked.items}

    (row,) = score_rows(asked, pl.LazyFrame([best])).collect().to_dicts()
    assert row["score"] == row["highest"] == total * POINT


def test_a_practice_of_owasp_samm_is_the_sum_of_its_levels_means() -> None:
    """Sum over three levels of the mean of streams A and B; answers worth 0, 0.25, 0.5, 1. Source in the file."""
    case = next(c for c in json.loads(REFERENCE.read_text(encoding="utf-8")) if c["id"] == "samm-practice")
    worth = [
        {"value": value, "points": points} for value, points in [("a", "0"), ("b", "0.25"), ("c", "0.5"), ("d", "1")]
    ]
    names = {float(step["points"]): step["value"] for step in worth}
    levels = [
        {"id": f"L{n}", "title": f"Level {n}", "items": [{"id": f"{s}{n}", "type": "rating", "text": s} for s in "AB"]}
        for n in (1, 2, 3)
    ]
    samm = Questionnaire.model_validate(
        {
            "format": "1",
            "id": "samm",
            "version": "2",
            "title": "One practice",
            "scale": worth,
            "sections": [{"id": "P", "title": "Practice", "aggregate": "sum", "sections": levels}],
        }
    )
    given = {f"{stream}{n}": names[case["data"][stream][n - 1]] for stream in "AB" for n in (1, 2, 3)}

    (row,) = score_rows(samm, pl.LazyFrame([given])).collect().to_dicts()
    assert [row[f"score_L{n}"] / POINT for n in (1, 2, 3)] == case["expected"]["levels"]
    assert row["score_P"] / POINT == row["score"] / POINT == case["expected"]["practice"]


@pytest.mark.parametrize("name", NAMES)
def test_a_strangers_model_lacks_nothing_but_advice(name: str) -> None:
    (only,) = questionnaires.problems(MODELS / f"{name}.yaml")

    assert only.severity == "warning"
    assert "no item has 'actions'" in only.message


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_reckons_as_the_hand_does(name: str) -> None:
    for person in respondents(name):
        replies = {item: value for item, value in person["answers"].items() if value is None or isinstance(value, str)}
        result = score_row(model(name), Person(replies))
        expected = in_units(person["expected"])

        assert (result.nodes[""].score, result.level) == (expected["score"], expected["level"]), person["id"]
