"""Assessment files in which one text stands in every place where people can write."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import POINT, Text
from servicecheck.response import Answer, Brand, Mode, Organisation, PlannedAction, RegisterRow, Round, Target

QUESTIONNAIRE = b"""
format: 1
id: tiny
version: "1.0"
title: Tiny
levels: [{id: bad, title: Bad, from: 0}, {id: good, title: Good, from: 50}]
scale: [{value: "1", points: 0, level: bad}, {value: "2", points: 50}, {value: "3", points: 100, level: good}]
registers:
  - id: bulbs
    title: Light bulbs
    section: A
    columns: [{id: bulb, title: Bulb, required: true}, {id: kind, title: Kind}]
sections:
  - id: A
    title: First
    items:
      - type: rating
        id: A1
        text: It works
        critical: true
        evidence_prompt: What shows it?
        anchors: {bad: It does not, good: It does}
        actions: {good: {text: Repair it}}
      - type: rating
        id: A2
        text: It is kept
        anchors: {bad: It is not, good: It is}
        actions: {good: {text: Keep it}}
      - {type: text, id: A3, text: Why}
  - id: B
    title: Second
    items:
      - {type: yes-no, id: B1, text: It is logged, points_yes: 100, actions: {good: {text: Log it}}}
      - {type: yes-no, id: B2, text: It is told, points_yes: 100, actions: {good: {text: Tell it}}}
"""
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
FIELDS = (
    "organisation",
    "contact",
    "round title",
    "k reason",
    "note",
    "evidence",
    "text answer",
    "register cell",
    "action text",
    "owner",
    "first step",
    "measure",
    "figure today",
    "goal",
    "result",
    "foreword",
    "client",
    "consultant",
    "target reason",
    "target who",
)
"""Every place where a person can write; `make` puts a text into each."""


def make(path: Path, text: str, mode: Mode = "open", people: int = 5) -> Path:
    """An assessment file with *text* in each of FIELDS; `{field}` in it becomes the field's name."""
    said = {field: text.replace("{field}", field.replace(" ", "-")) for field in FIELDS}
    round_ = Round("tiny", "1.0", title=said["round title"], mode=mode, k_reason=said["k reason"], invited=people)
    # In one paragraph, and a client who is not the organisation: so that every text gives the same elements.
    foreword = Text(" ".join(said["foreword"].split())) if said["foreword"].strip() else None
    brand = Brand(foreword=foreword, client=f"{said['client']} & co", consultant=said["consultant"])
    with AssessmentFile.create(path, Organisation(said["organisation"], "en", said["contact"], brand)) as file:
        stored = file.add_round(replace(round_, opened=date(2026, 11, 1)), QUESTIONNAIRE, "tiny.yaml")
        for number in range(people):
            _answer(file, stored, said, number)
        action = PlannedAction(
            "A1",
            said["action text"],
            said["owner"],
            date(2026, 12, 4),
            said["first step"],
            said["measure"],
            today=said["figure today"],
            goal=said["goal"],
            result=said["result"],
        )
        target = Target("A", 75 * POINT, said["target reason"], said["target who"], date(2026, 11, 2))
        file.change_round(replace(stored, targets=(target,), actions=(action,), closed=date(2026, 11, 13)))
    return path


def _answer(file: AssessmentFile, round_: Round, said: dict[str, str], number: int) -> None:
    code = file.add_respondent(round_).code
    values = {"A1": "1", "A2": "2", "A3": said["text answer"], "B1": "yes", "B2": ("no", "yes")[number % 2]}
    for item, value in values.items():
        file.save_answer(round_, code, item, Answer(value or None, said["note"], said["evidence"], 1), NOON)
    rows = [RegisterRow("bulbs", {"bulb": said["register cell"], "kind": said["register cell"]})]
    file.save_register(round_, "bulbs", rows, code)
    file.finish(round_, code)
