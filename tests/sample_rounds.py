"""Rounds written down in a line a person, on questionnaires whose sections are named by letters."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sample_questionnaires import from_parts
from servicecheck.assessment import Assessment, Basics, assess
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, Respondent, Response, Round

LEVELS = [
    {"id": "bad", "from": "0"},
    {"id": "good", "from": "25"},
    {"id": "world-class", "from": "75"},
]
OTHER_LIMITS = [["33.33", "66.67"], ["40", "80"]]
GATES: list[dict[str, Any]] = [
    {"id": "basics", "caps_at": "good", "when": {"any_critical_below": "50"}},
    {"id": "weakest", "caps_at": "good", "when": {"any_section_below": "50"}},
    {"id": "always", "caps_at": "good", "when": {"share_of_items_below": "50", "more_than": "10%"}},
    {"id": "basics-good", "caps_at": "bad", "when": {"critical_mean_below": "25"}},
    {"id": "weakest-good", "caps_at": "bad", "when": {"share_of_weight_below": "25", "more_than": "1/3"}},
    {"id": "always-good", "caps_at": "bad", "when": {"share_of_items_below": "25", "more_than": "1/3"}},
]
"""The requirements of method 3.6."""

M1 = ("2 2.5 2 1.5 2 1", "2.5 2.5 2 2 2 1.5", "2 2 1.5 1.5 1.5 1", "2.5 3 2 dk 2 1.5", "2 2.5 2.5 1 1.5 na")
"""The running example of the method: five people, A1-A3 and B1-B3."""


def sections(**items: int | Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A section of so many items for each letter (`A=3` has A1, A2 and A3), or of the items given."""
    numbered = {
        name: [{"id": f"{name}{number + 1}"} for number in range(given)] if isinstance(given, int) else given
        for name, given in items.items()
    }
    return [{"id": name, "items": list(own)} for name, own in numbered.items()]


def three_levels(parts: Iterable[Mapping[str, Any]], **more: Any) -> Questionnaire:
    """A questionnaire with the levels, other limits and requirements of the method."""
    given = {"levels": LEVELS, "gates": GATES, "other_limits": OTHER_LIMITS, **more}
    return from_parts(sections=[dict(part) for part in parts], **given)


def scale(*points: str) -> list[dict[str, str]]:
    """A scale whose values are called what they are worth; 0, 50 and 100 are the anchors."""
    anchors = {"0": "bad", "50": "good", "100": "world-class"}
    return [{"value": p, "points": p, **({"level": anchors[p]} if p in anchors else {})} for p in points]


def people(
    questionnaire: Questionnaire, rows: Iterable[str], roles: Sequence[str | None] | None = None
) -> list[Response]:
    """One response a row: a value an item, in order; `-` is a blank."""
    found = []
    for number, row in enumerate(rows):
        values = dict(zip((item.id for item in questionnaire.items), row.split(), strict=True))
        answers = {item: Answer(None if value == "-" else value) for item, value in values.items()}
        found.append(Response(Respondent(f"R{number}", roles[number] if roles else None), answers, finished=True))
    return found


def round_of(questionnaire: Questionnaire, **given: Any) -> Round:
    """An open round unless something else is given."""
    return Round(questionnaire.id, questionnaire.version, **{"mode": "open", **given})


def assessed(
    questionnaire: Questionnaire,
    rows: Iterable[str],
    roles: Sequence[str | None] | None = None,
    basics: Basics | None = None,
    **round_: Any,
) -> Assessment:
    """The assessment of these rows."""
    return assess(questionnaire, round_of(questionnaire, **round_), people(questionnaire, rows, roles), basics)


def points(score: float | None) -> float | None:
    """A score in points with the two decimals that the method prints."""
    return None if score is None else round(score / POINT, 2)


def between(low: float, high: float) -> tuple[float | None, float | None]:
    """An interval as the method prints it."""
    return points(low), points(high)
