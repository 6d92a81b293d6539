"""An assessment file with one round on low-effort, answered and ready to be planned for."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from servicecheck.files import questionnaires
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Organisation, PlannedAction, Round

WHEN = datetime(2026, 11, 20, 14, 5)
LOW_EFFORT = questionnaires.load("low-effort")
ITEMS = [item.id for item in LOW_EFFORT.scored_items]
AGREED = PlannedAction(
    "LE-B2",
    "Whoever sees a delay tells the customer",
    "Mette",
    date(2027, 1, 31),
    measure="Delays where we rang first",
    today="2/10",
    goal="8/10",
)
PLAN = (AGREED, replace(AGREED, item="LE-A1", owner="", measure="", today="", goal=""))


def answered(path: Path, *plan: PlannedAction) -> Path:
    """One person has answered every question and handed in; half of it is bad, half of it good."""
    source = questionnaires.find("low-effort")
    with AssessmentFile.create(path, Organisation("Havnens Cykler")) as file:
        begun = Round("low-effort", LOW_EFFORT.version, opened=date(2026, 11, 1), actions=plan)
        round_ = file.add_round(begun, source.read_bytes(), source.name)
        code = file.add_respondent(round_).code
        for number, item in enumerate(ITEMS):
            file.save_answer(round_, code, item, Answer("12"[number % 2]), WHEN)
        file.finish(round_, code)
    return path


def plan_in(path: Path, number: int = 1) -> tuple[PlannedAction, ...]:
    """The plan that a round's file holds."""
    with AssessmentFile.open(path, "read") as file:
        return file.rounds()[number - 1].actions
