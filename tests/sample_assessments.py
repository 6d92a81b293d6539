"""Assessed rounds for tests of what is shown: the bundled example, and answers made to measure."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sample_questionnaires import shipped
from servicecheck.assessment import Assessment, assess
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Answer, PlannedAction, Respondent, Response, Round

EXAMPLE = Path(__file__).parent.parent / "examples" / "fjordby-forsyning.yaml"
FIVE_STEPS = ("1", "1.5", "2", "2.5", "3")


@cache
def example() -> Assessment:
    """The bundled example: eleven of twelve answered low-effort, and three actions are agreed."""
    told = yaml.load(EXAMPLE.read_text("utf-8"), Loader=yaml.BaseLoader)["rounds"][-1]
    actions = [
        PlannedAction(
            **{key: _danish(value) for key, value in action.items() if key != "due"},
            due=date.fromisoformat(action["due"]) if "due" in action else None,
        )
        for action in told["actions"]
    ]
    round_ = Round(
        "low-effort",
        "1.0",
        title=_danish(told["title"]),
        mode=told["mode"],
        k=int(told["k"]),
        invited=int(told["invited"]),
        opened=date.fromisoformat(told["opened"]),
        closed=date.fromisoformat(told["closed"]),
        actions=tuple(actions),
    )
    people = [_response(one.get("role"), one["answers"], str(n)) for n, one in enumerate(told["respondents"])]
    return assess(shipped(told["questionnaire"]), round_, people)


def answered(questionnaire: Questionnaire, rows: Sequence[Mapping[str, Any]], **round_: Any) -> Assessment:
    """The assessment of these answers, one mapping from item to value for each person."""
    people = [_response(None, row, str(number)) for number, row in enumerate(rows)]
    told = {"mode": "open", "closed": date(2026, 11, 13), **round_}
    return assess(questionnaire, Round(questionnaire.id, questionnaire.version, **told), people)


def everybody(questionnaire: Questionnaire, *values: str) -> list[dict[str, str]]:
    """For each value one person who gives it to every question."""
    return [{item.id: value for item in questionnaire.scored_items} for value in values]


def spread_out(questionnaire: Questionnaire, people: int, start: int = 0) -> list[dict[str, str]]:
    """People whose answers wander through each question's choices, with a don't know here and there."""
    rows = []
    for person in range(people):
        row = {}
        for index, item in enumerate(questionnaire.scored_items):
            values = [choice.value for choice in item.choices()] or ["1"]
            step = (start + person * (index % 3) + index) % len(values)
            row[item.id] = "dk" if item.dk and (person + index) % 11 == 5 else values[step]
        rows.append(row)
    return rows


def _danish(text: Any) -> Any:
    """What stands in the example's own language, where it stands in several."""
    return text["da"] if isinstance(text, dict) else text


def _response(role: str | None, answers: Mapping[str, Any], code: str) -> Response:
    given = {item: _answer(value) for item, value in answers.items()}
    return Response(Respondent(code, role), given, finished=True)


def _answer(value: Any) -> Answer:
    if isinstance(value, str):
        return Answer(value or None)
    grade = value.get("evidence_grade")
    note, evidence = (_danish(value.get(name, "")) for name in ("note", "evidence"))
    return Answer(value["value"], note, evidence, int(grade) if grade else None)
