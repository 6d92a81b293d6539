"""Questionnaires for tests: from a few lines of YAML, with what every file must say filled in."""

from collections.abc import Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any

import yaml

from servicecheck.questionnaire import Questionnaire

SHIPPED = Path(__file__).parent.parent / "questionnaires"
START = {"format": "1", "id": "tiny", "version": "1.0", "title": "Tiny"}
TITLED = ("levels", "gates", "roles", "registers", "columns", "sections")


def from_text(text: str) -> Questionnaire:
    """The questionnaire in *text*; format, version, titles and sentences need not be given."""
    given = yaml.load(cleandoc(text), Loader=yaml.BaseLoader)
    return from_parts(**given)


def from_parts(**parts: Any) -> Questionnaire:
    """The questionnaire with these top-level keys."""
    return Questionnaire.model_validate({**START, **_with_titles(parts)})


def shipped(questionnaire_id: str) -> Questionnaire:
    """One of the questionnaires that come with the product."""
    text = (SHIPPED / f"{questionnaire_id}.yaml").read_text("utf-8")
    return Questionnaire.model_validate(yaml.load(text, Loader=yaml.BaseLoader))


def shipped_ids() -> list[str]:
    """The ids of the questionnaires that come with the product."""
    return sorted(path.stem for path in SHIPPED.glob("*.yaml"))


def _with_titles(part: Mapping[str, Any]) -> dict[str, Any]:
    filled = dict(part)
    for key in TITLED:
        if key in filled:
            filled[key] = [_with_titles({"title": one["id"], **one}) for one in filled[key]]
    if "items" in filled:
        filled["items"] = [{"text": item["id"], "type": "rating", **item} for item in filled["items"]]
    if "gates" in filled:
        filled["gates"] = [{"text": gate["id"], **gate} for gate in filled["gates"]]
    return filled
