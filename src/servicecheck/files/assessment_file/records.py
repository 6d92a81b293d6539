"""Between the rows of the tables and the values that the rest of servicecheck works with.

The rows were sealed, so that they hold what was written: no second check stands here.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import cast

from servicecheck.files.assessment_file.sealed_tables import Row, Value
from servicecheck.language import Text
from servicecheck.response import (
    Answer,
    Brand,
    Mode,
    Organisation,
    PlannedAction,
    RegisterRow,
    Respondent,
    Response,
    Round,
    Status,
    Target,
)

_OF_A_BRAND = ("accent", "foreword", "client", "consultant")


def organisation_row(organisation: Organisation) -> dict[str, Value]:
    """Facts about an organisation, by their key in the table `meta`."""
    brand = organisation.brand
    return {
        "name": organisation.name,
        "language": organisation.language,
        "contact": organisation.contact,
        "logo": brand.logo,
        "accent": brand.accent,
        "foreword": json.dumps(brand.foreword.source, ensure_ascii=False) if brand.foreword else "",
        "client": brand.client,
        "consultant": brand.consultant,
    }


def organisation(rows: Iterable[Row]) -> Organisation:
    """The organisation in the table `meta`; a fact that is not there is empty."""
    facts = {_text(row["key"]): row["value"] for row in rows}
    name, language, contact = (_text(facts[key]) for key in ("name", "language", "contact"))
    accent, foreword, client, consultant = (_text(facts.get(key, "")) for key in _OF_A_BRAND)
    logo = facts.get("logo", b"")
    brand = Brand(
        logo=logo if isinstance(logo, bytes) else b"",
        accent=accent,
        foreword=Text(json.loads(foreword)) if foreword else None,
        client=client,
        consultant=consultant,
    )
    return Organisation(name, language, contact, brand)


def round_row(round_: Round) -> dict[str, Value]:
    """A round as a row, without its questionnaire's hash."""
    return {
        "round": round_.number,
        "questionnaire_id": round_.questionnaire_id,
        "questionnaire_version": round_.questionnaire_version,
        "title": round_.title,
        "mode": round_.mode,
        "k": round_.k,
        "k_reason": round_.k_reason,
        "invited": round_.invited,
        "opened": _iso(round_.opened),
        "closed": _iso(round_.closed),
    }


def round_(row: Row, targets: Iterable[Row], actions: Iterable[Row], register_rows: Iterable[Row]) -> Round:
    """A round, with what was planned and registered in it."""
    return Round(
        questionnaire_id=_text(row["questionnaire_id"]),
        questionnaire_version=_text(row["questionnaire_version"]),
        number=_whole(row["round"]),
        title=_text(row["title"]),
        mode=cast("Mode", row["mode"]),
        k=_whole(row["k"]),
        k_reason=_text(row["k_reason"]),
        invited=None if row["invited"] is None else _whole(row["invited"]),
        opened=_date(row["opened"]),
        closed=_date(row["closed"]),
        targets=tuple(map(_target, targets)),
        actions=tuple(map(_action, actions)),
        registers=tuple(map(register_row, register_rows)),
    )


def response(row: Row, answers: Iterable[Row]) -> Response:
    """A respondent's row with the rows of the answers."""
    role, last_answer = row["role"], row["last_answer"]
    return Response(
        respondent=Respondent(_text(row["code"]), None if role is None else _text(role), _text(row["language"])),
        answers={_text(answer["item"]): _answer(answer) for answer in answers},
        finished=bool(row["finished"]),
        last_answer=None if last_answer is None else datetime.fromisoformat(_text(last_answer)),
    )


def answer_row(answer: Answer) -> dict[str, Value]:
    """An answer's own columns."""
    return {
        "value": answer.value,
        "note": answer.note,
        "evidence": answer.evidence,
        "evidence_grade": answer.evidence_grade,
    }


def target_row(target: Target) -> dict[str, Value]:
    """A target's own columns."""
    return {
        "section": target.section,
        "points": target.points,
        "reason": target.reason,
        "who": target.who,
        "agreed_on": _iso(target.agreed_on),
    }


def action_row(action: PlannedAction) -> dict[str, Value]:
    """A planned action's own columns."""
    return {
        "item": action.item,
        "text": action.text,
        "owner": action.owner,
        "due": _iso(action.due),
        "first_step": action.first_step,
        "measure": action.measure,
        "today": action.today,
        "goal": action.goal,
        "status": action.status,
        "result": action.result,
    }


def cells(values: Mapping[str, str]) -> str:
    """What was written in a register's row, as one text."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)


def register_row(row: Row) -> RegisterRow:
    """A row of a register."""
    return RegisterRow(_text(row["register"]), json.loads(_text(row["cells"])))


def _answer(row: Row) -> Answer:
    value, grade = row["value"], row["evidence_grade"]
    return Answer(
        value=None if value is None else _text(value),
        note=_text(row["note"]),
        evidence=_text(row["evidence"]),
        evidence_grade=None if grade is None else _whole(grade),
    )


def _target(row: Row) -> Target:
    return Target(
        section=_text(row["section"]),
        points=_whole(row["points"]),
        reason=_text(row["reason"]),
        who=_text(row["who"]),
        agreed_on=_date(row["agreed_on"]),
    )


def _action(row: Row) -> PlannedAction:
    return PlannedAction(
        item=_text(row["item"]),
        text=_text(row["text"]),
        owner=_text(row["owner"]),
        due=_date(row["due"]),
        first_step=_text(row["first_step"]),
        measure=_text(row["measure"]),
        status=cast("Status", row["status"]),
        today=_text(row["today"]),
        goal=_text(row["goal"]),
        result=_text(row["result"]),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(value: Value) -> date | None:
    return None if value is None else date.fromisoformat(_text(value))


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {type(value).__name__}")
    return value


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a number was expected, not {type(value).__name__}")
    return value
