"""From what an organisation decided about its ambition to targets for the sections of a questionnaire (method 3.7).

The decision stands in a register called `targets`, one row an area; its column `target` has the points.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from servicecheck.items.base import Option
from servicecheck.questionnaire import Questionnaire, Register
from servicecheck.response import RegisterRow, Round, Target

REGISTER = "targets"


def register_of(questionnaire: Questionnaire) -> Register | None:
    """The register of targets, if *questionnaire* has one."""
    return next((register for register in questionnaire.registers if register.id == REGISTER), None)


def with_targets(round_: Round, questionnaire: Questionnaire, ambition: Register, rows: Iterable[RegisterRow]) -> Round:
    """*round_* with a target for each section whose area was decided on; a target agreed in the round itself stands."""
    worth = _worth(ambition)
    decided = {row.values.get("area", ""): row for row in rows if row.register == REGISTER}
    agreed = {target.section for target in round_.targets}
    found = tuple(
        _target(section.id, worth[value], decided[section.area])
        for section in questionnaire.walk()
        if section.area in decided
        and section.id not in agreed
        and (value := decided[section.area].values.get("target", "")) in worth
    )
    return replace(round_, targets=(*round_.targets, *found))


def _worth(ambition: Register) -> dict[str, int]:
    options: tuple[Option, ...] = next((column.options for column in ambition.columns if column.id == "target"), ())
    return {option.value: option.units for option in options if option.units is not None}


def _target(section: str, points: int, row: RegisterRow) -> Target:
    return Target(
        section,
        points,
        row.values.get("reason", ""),
        row.values.get("decided_by", ""),
        _date(row.values.get("decided_on")),
    )


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
