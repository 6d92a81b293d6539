"""From what an organisation decided about its ambition to targets for the sections of a questionnaire (method 3.7).

The decision stands in a register called `targets`, one row an area; its column `target` has the points.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from servicecheck.assessment.findings import AreaDecision
from servicecheck.assessment.register_rows import TARGETS, Row, register_named
from servicecheck.quantities import units
from servicecheck.questionnaire import Questionnaire, Register
from servicecheck.response import RegisterRow, Round, Target


def register_of(questionnaire: Questionnaire) -> Register | None:
    """The register of targets, if *questionnaire* has one."""
    return register_named(questionnaire, TARGETS)


def has_decisions(round_: Round) -> bool:
    """Whether anything stands in the register of targets."""
    return any(row.register == TARGETS for row in round_.registers)


def decisions_in(register: Register, rows: Iterable[RegisterRow]) -> tuple[AreaDecision, ...]:
    """What was decided for each area; of two decisions on the same area the later one."""
    decided = [_decision(Row(register, row)) for row in rows if row.register == register.id]
    newest = {one.area: one for one in sorted((one for one in decided if one is not None), key=_date)}
    areas = [option.value for column in register.columns if column.id == "area" for option in column.options]
    return tuple(
        newest[area] for area in sorted(newest, key=lambda area: areas.index(area) if area in areas else len(areas))
    )


def with_targets(round_: Round, questionnaire: Questionnaire, ambition: Register, rows: Iterable[RegisterRow]) -> Round:
    """*round_* with a target for each section whose area was decided on; a target agreed in the round itself stands."""
    decided = {decision.area: decision for decision in decisions_in(ambition, rows)}
    agreed = {target.section for target in round_.targets}
    found = tuple(
        _target(section.id, decided[section.area])
        for section in questionnaire.walk()
        if section.area in decided and section.id not in agreed
    )
    return replace(round_, targets=(*round_.targets, *found))


def _decision(row: Row) -> AreaDecision | None:
    area, target = row.option("area"), row.option("target")
    if not row.text("area") or target is None or target.points is None:
        return None
    return AreaDecision(
        area=row.text("area"),
        title=area.label if area else None,
        points=units(target.points),
        label=target.label,
        reason=row.text("reason"),
        who=row.text("decided_by"),
        agreed_on=row.day("decided_on"),
    )


def _date(decision: AreaDecision) -> tuple[date, int, str]:
    """What was written decides between rows of one day: the order of rows may tell who wrote them."""
    return decision.agreed_on or date.min, decision.points, decision.reason


def _target(section: str, decision: AreaDecision) -> Target:
    return Target(section, decision.points, decision.reason, decision.who, decision.agreed_on)
