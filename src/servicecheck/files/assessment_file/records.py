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
    AgreedAnswer,
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
    facts = {text(row["key"]): row["value"] for row in rows}
    name, language, contact = (text(facts[key]) for key in ("name", "language", "contact"))
    accent, foreword, client, consultant = (text(facts.get(key, "")) for key in _OF_A_BRAND)
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


def round_(
    row: Row, targets: Iterable[Row], actions: Iterable[Row], register_rows: Iterable[Row], agreed: Iterable[Row]
) -> Round:
    """A round, with what was planned, registered and agreed in it."""
    return Round(
        questionnaire_id=text(row["questionnaire_id"]),
        questionnaire_version=text(row["questionnaire_version"]),
        number=whole(row["round"]),
        title=text(row["title"]),
        mode=cast("Mode", row["mode"]),
        k=whole(row["k"]),
        k_reason=text(row["k_reason"]),
        invited=None if row["invited"] is None else whole(row["invited"]),
        opened=_date(row["opened"]),
        closed=_date(row["closed"]),
        targets=tuple(map(_target, targets)),
        actions=tuple(map(_action, actions)),
        registers=tuple(map(register_row, register_rows)),
        agreed=tuple(map(_agreed, sorted(agreed, key=lambda one: whole(one["place"])))),
    )


def response(row: Row, answers: Iterable[Row]) -> Response:
    """A respondent's row with the rows of the answers."""
    last_answer = row["last_answer"]
    return Response(
        respondent=respondent(row),
        answers={text(answer["item"]): _answer(answer) for answer in answers},
        finished=bool(row["finished"]),
        last_answer=None if last_answer is None else datetime.fromisoformat(text(last_answer)),
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


def agreed_row(agreed: AgreedAnswer) -> dict[str, Value]:
    """An agreed answer's own columns."""
    return {"item": agreed.item, "value": agreed.value, "reason": agreed.reason}


def respondent(row: Row) -> Respondent:
    """A person's row."""
    role = row["role"]
    return Respondent(text(row["code"]), None if role is None else text(role), text(row["language"]))


def cells(values: Mapping[str, str]) -> str:
    """What was written in a register's row, as one text."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)


def register_row(row: Row) -> RegisterRow:
    """A row of a register."""
    return RegisterRow(text(row["register"]), json.loads(text(row["cells"])))


def text(value: Value) -> str:
    """A column that always holds a text."""
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {type(value).__name__}")
    return value


def whole(value: Value) -> int:
    """A column that always holds a number."""
    if not isinstance(value, int):
        raise TypeError(f"a number was expected, not {type(value).__name__}")
    return value


def _answer(row: Row) -> Answer:
    value, grade = row["value"], row["evidence_grade"]
    return Answer(
        value=None if value is None else text(value),
        note=text(row["note"]),
        evidence=text(row["evidence"]),
        evidence_grade=None if grade is None else whole(grade),
    )


def _agreed(row: Row) -> AgreedAnswer:
    return AgreedAnswer(text(row["item"]), text(row["value"]), text(row["reason"]))


def _target(row: Row) -> Target:
    return Target(
        section=text(row["section"]),
        points=whole(row["points"]),
        reason=text(row["reason"]),
        who=text(row["who"]),
        agreed_on=_date(row["agreed_on"]),
    )


def _action(row: Row) -> PlannedAction:
    return PlannedAction(
        item=text(row["item"]),
        text=text(row["text"]),
        owner=text(row["owner"]),
        due=_date(row["due"]),
        first_step=text(row["first_step"]),
        measure=text(row["measure"]),
        status=cast("Status", row["status"]),
        today=text(row["today"]),
        goal=text(row["goal"]),
        result=text(row["result"]),
    )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(value: Value) -> date | None:
    return None if value is None else date.fromisoformat(text(value))
