"""The JSON Schema finds in an editor what `check` finds in one place of a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from servicecheck.files import questionnaires, starting_file
from servicecheck.files.questionnaire_schema import questionnaire_schema

Document = dict[str, Any]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = questionnaire_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """What an editor makes of the starting file."""
    path = starting_file.write("it-service", tmp_path)
    loaded: Document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("path", sorted(questionnaires.shipped_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_questionnaires_are_valid(path: Path, validator: jsonschema.Draft202012Validator) -> None:
    errors = [error.message for error in validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))]

    assert errors == []


def test_the_starting_file_is_valid(document: Document, validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(document)


MISTAKES: dict[str, Callable[[Document], object]] = {
    "an unknown key": lambda d: d.update(titel="x"),
    "an unknown key in a section": lambda d: d["sections"][0].update(wieght=2),
    "an unknown key in an item": lambda d: d["sections"][0]["items"][0].update(anchor={}),
    "no title": lambda d: d.pop("title"),
    "no sections": lambda d: d.update(sections=[]),
    "another format": lambda d: d.update(format=2),
    "a version of letters": lambda d: d.update(version="one"),
    "an id with a space": lambda d: d.update(id="it service"),
    "items and sections": lambda d: d["sections"][0].update(sections=[d["sections"][1]]),
    "neither items nor sections": lambda d: d["sections"][0].pop("items"),
    "an unknown type": lambda d: d["sections"][0]["items"][0].update(type="ratings"),
    "no type": lambda d: d["sections"][0]["items"][0].pop("type"),
    "no text": lambda d: d["sections"][0]["items"][0].pop("text"),
    "an unknown aggregate": lambda d: d.update(aggregate="average"),
    "an unknown area": lambda d: d["sections"][0].update(area="it"),
    "an unknown language": lambda d: d.update(title={"en": "x", "de": "y"}),
    "a weight in words": lambda d: d["sections"][0].update(weight="two"),
    "an effort of six": lambda d: d["sections"][0]["items"][0]["actions"]["good"].update(effort=6),
    "a level without a start": lambda d: d["levels"][1].pop("from"),
    "a gate without a condition": lambda d: d["gates"][0].pop("when"),
    "an unknown condition": lambda d: d["gates"][0].update(when={"some_section_below": 50}),
    "a truth value in words": lambda d: d["sections"][0]["items"][0].update(critical="very"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_editor_and_check_find_the_same(
    mistake: str, document: Document, validator: jsonschema.Draft202012Validator, tmp_path: Path
) -> None:
    MISTAKES[mistake](document)
    path = tmp_path / "broken.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")

    assert list(validator.iter_errors(document)), "the schema sees nothing"
    assert any(problem.severity == "error" for problem in questionnaires.problems(path)), "check sees nothing"


def test_texts_and_values_may_be_written_as_numbers(
    document: Document, validator: jsonschema.Draft202012Validator
) -> None:
    document["version"] = 1.0
    document["title"] = 2026
    document["scale"] = [{"value": 1, "points": 0}, {"value": 2.5, "points": 100}]

    validator.validate(document)
