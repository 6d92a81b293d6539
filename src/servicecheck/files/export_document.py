"""An assessment file as one JSON document, and back: every answer, by code, with what was registered and decided.

The questionnaires themselves are not in it, only their ids, versions and hashes: they are files of their own.
"""

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from servicecheck.conditions import Strict
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import export_workshop
from servicecheck.files.contents import Contents, StoredRound, WrittenRow
from servicecheck.files.export_workshop import WrittenAgreed, WrittenWorkshop
from servicecheck.files.json_document import Value
from servicecheck.files.text_file import refusal
from servicecheck.language import POINT, Language, Text
from servicecheck.quantities import Number, units
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

FORMAT = "servicecheck-export"
VERSION = 1
_MOST_PROBLEMS = 20

_Code = Annotated[str, Field(min_length=1, max_length=500)]


class WrittenAnswer(Strict):
    """What one person said to one question."""

    value: str | None
    note: str = ""
    evidence: str = ""
    evidence_grade: Annotated[int, Field(ge=0, le=3)] | None = None


class WrittenPerson(Strict):
    """One respondent."""

    code: _Code
    role: str | None = None
    language: Language = "en"
    finished: bool = True
    last_answer: datetime | None = None
    answers: dict[str, WrittenAnswer]


class WrittenRegisterRow(Strict):
    """One row of a register."""

    respondent: str = ""
    values: dict[str, str]


class WrittenTarget(Strict):
    """A target, in points."""

    section: str
    points: Number
    reason: str = ""
    who: str = ""
    agreed_on: date | None = None


class WrittenAction(Strict):
    """A planned action."""

    item: str
    text: str
    owner: str = ""
    due: date | None = None
    first_step: str = ""
    measure: str = ""
    status: Status = "agreed"
    today: str = ""
    goal: str = ""
    result: str = ""


class WrittenQuestionnaire(Strict):
    """Which questionnaire was answered."""

    id: str
    version: str
    hash: str


class WrittenRound(Strict):
    """One round."""

    number: Annotated[int, Field(ge=1)]
    questionnaire: WrittenQuestionnaire
    title: str = ""
    mode: Mode
    k: int
    k_reason: str = ""
    invited: int | None = None
    opened: date | None = None
    closed: date | None = None
    respondents: tuple[WrittenPerson, ...]
    registers: dict[str, tuple[WrittenRegisterRow, ...]] = Field(default_factory=dict)
    targets: tuple[WrittenTarget, ...] = ()
    actions: tuple[WrittenAction, ...] = ()
    agreed: tuple[WrittenAgreed, ...] = ()
    workshop: WrittenWorkshop | None = None

    def stored(self) -> StoredRound:
        """The round as a value."""
        targets = tuple(replace(Target(**_given(one)), points=units(one.points)) for one in self.targets)
        rows = tuple(
            WrittenRow(RegisterRow(name, row.values), row.respondent)
            for name, written_rows in self.registers.items()
            for row in written_rows
        )
        known = Round(
            self.questionnaire.id,
            self.questionnaire.version,
            actions=tuple(PlannedAction(**_given(one)) for one in self.actions),
            agreed=tuple(AgreedAnswer(**_given(one)) for one in self.agreed),
            targets=targets,
            registers=tuple(one.row for one in rows),
            **{name: getattr(self, name) for name in _FACTS},
        )
        workshop = self.workshop.stored() if self.workshop else None
        people = tuple(map(_response, self.respondents))
        return StoredRound(known, self.questionnaire.hash, people, rows, workshop=workshop)


class WrittenBrand(Strict):
    """What stands on a report beside the name. The logo is not in the document: it is a file of its own."""

    accent: Annotated[str, Field(pattern=r"^(#[0-9A-Fa-f]{6})?$")] = ""
    foreword: Text | None = None
    client: str = ""
    consultant: str = ""


class WrittenOrganisation(Strict):
    """Whose service it is."""

    name: str = ""
    language: Language = "en"
    contact: str = ""
    brand: WrittenBrand = WrittenBrand()

    def known(self) -> Organisation:
        """The organisation as a value."""
        return Organisation(self.name, self.language, self.contact, Brand(**_given(self.brand)))


class Export(Strict):
    """The whole document."""

    format: Literal["servicecheck-export"]
    version: Literal["1"]
    organisation: WrittenOrganisation
    rounds: tuple[WrittenRound, ...]


_FACTS = ("number", "title", "mode", "k", "k_reason", "invited", "opened", "closed")


def is_export(value: Value) -> bool:
    """Whether a JSON document says that it is one of ours."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def read(value: Value, name: str) -> Contents:
    """What stands in the document *value* of the file *name*. Raises InvalidFile."""
    given = value.get("version") if isinstance(value, dict) else None
    if isinstance(given, str) and given.isdecimal() and len(given) < 9 and int(given) > VERSION:
        raise refusal(name, "this was made by a newer version of servicecheck. Install that version to read it.")
    try:
        export = Export.model_validate(value)
    except ValidationError as error:
        raise InvalidFile(list(_problems(error, name))[:_MOST_PROBLEMS]) from error
    return Contents(export.organisation.known(), tuple(round_.stored() for round_ in export.rounds))


def written(contents: Contents) -> bytes:
    """The document of *contents*; the same contents give the same bytes."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "organisation": _organisation(contents.organisation),
        "rounds": [_round(stored) for stored in contents.rounds],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _problems(error: ValidationError, name: str) -> Iterator[Problem]:
    for details in error.errors(include_url=False):
        path = ".".join(str(step) for step in details["loc"])[:200]
        yield Problem(f"{path}: {details['msg'][:1].lower()}{details['msg'][1:]}.", Place(name))


def _given(model: Strict) -> dict[str, Any]:
    return {name: getattr(model, name) for name in type(model).model_fields}


def _response(person: WrittenPerson) -> Response:
    answers = {item: Answer(**_given(answer)) for item, answer in person.answers.items()}
    respondent = Respondent(person.code, person.role, person.language)
    return Response(respondent, answers, person.finished, person.last_answer)


def _organisation(organisation: Organisation) -> dict[str, object]:
    brand = organisation.brand
    foreword = brand.foreword.source if brand.foreword else None
    written = {"accent": brand.accent, "foreword": foreword, "client": brand.client, "consultant": brand.consultant}
    return {"name": organisation.name, "language": organisation.language, "contact": organisation.contact} | {
        "brand": written
    }


def _round(stored: StoredRound) -> dict[str, object]:
    round_ = stored.round
    registers: dict[str, list[object]] = {}
    for one in stored.rows:
        row = {"respondent": one.respondent, "values": dict(one.row.values)}
        registers.setdefault(one.row.register, []).append(row)
    return {
        "number": round_.number,
        "questionnaire": {
            "id": round_.questionnaire_id,
            "version": round_.questionnaire_version,
            "hash": stored.questionnaire_hash,
        },
        **{name: _plain(getattr(round_, name)) for name in _FACTS[1:]},
        "respondents": [_person(response) for response in stored.responses],
        "registers": registers,
        "targets": [{**_facts(one), "points": _points(one.points)} for one in round_.targets],
        "actions": [_facts(one) for one in round_.actions],
        **({"agreed": [_facts(one) for one in round_.agreed]} if round_.agreed else {}),
        **({"workshop": export_workshop.written(stored.workshop)} if stored.workshop else {}),
    }


def _person(response: Response) -> dict[str, object]:
    return {
        **_facts(response.respondent),
        "finished": response.finished,
        "last_answer": _plain(response.last_answer),
        "answers": {item: _facts(answer) for item, answer in response.answers.items()},
    }


def _facts(value: Respondent | Answer | Target | PlannedAction | AgreedAnswer) -> dict[str, object]:
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _points(points: int) -> str:
    return format((Decimal(points) / POINT).normalize(), "f")
