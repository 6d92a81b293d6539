"""Where the organisation wants to go, what speaks against it, and what to do about the little extra (3.7, 4.5).

The sources of the method disagree on exceeding expectations. It reads them together: basics first, then effort, then
recovery, and the little extra where it costs little or is why customers come.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from servicecheck.assessment.ambition import decisions_in, register_of
from servicecheck.assessment.case import Case
from servicecheck.assessment.elsewhere import Elsewhere, OtherRound
from servicecheck.assessment.findings import (
    Ambition,
    AreaDecision,
    AreaTarget,
    Extra,
    GateFinding,
    GuardRail,
    Reply,
    SectionFinding,
    Source,
)
from servicecheck.assessment.gate_findings import gate_findings
from servicecheck.assessment.replies import Replies
from servicecheck.assessment.targets import carried_over, possible_range, target_of
from servicecheck.conditions import Condition
from servicecheck.language import POINT
from servicecheck.quantities import round_half_up
from servicecheck.questionnaire import AmbitionQuestions, Area
from servicecheck.scoring.columns import of
from servicecheck.scoring.tree import Node

POINTS = (0, 100 * POINT)
"""The scale on which scores of different questionnaires stand beside each other."""

KNOWN_FOR_IT, ABOVE_GOOD, MIDDLE = 90 * POINT, 75 * POINT, 50 * POINT
MOST_MISSING = 5
"""An area has a score while at most a fifth of its weight is missing."""

_BASICS = ("critical", "critical-mean")


def ambition_of(
    case: Case, sections: Sequence[SectionFinding], gates: Sequence[GateFinding], elsewhere: Elsewhere
) -> Ambition | None:
    """What is known about the ambition; None where nobody decided or said anything, and there is no advice to give."""
    others = elsewhere.recent(case.round.closed)
    decisions, targets = _decisions(case, elsewhere), _targets(case, sections)
    asked = _asked(case, others)
    replies, source = _replies(*asked) if asked else ((), None)
    basics = _basics_met(gates, others)
    effort, recovery = (_area_score([case, *(one.case for one in others)], area) for area in ("effort", "recovery"))
    is_main = _says(asked, "service_is_main_reason")
    extra = advice(basics, effort, recovery, is_main)
    if not (decisions or replies or extra or any(target.is_decided for target in targets)):
        return None
    return Ambition(
        targets=targets,
        decisions=decisions,
        replies=replies,
        source=source,
        guard_rails=_guard_rails(case, decisions, asked, basics),
        is_service_main_reason=is_main,
        extra=extra,
        basics_met=basics,
        effort=effort,
        recovery=recovery,
        extra_target=_extra_target(case, decisions, others),
        rest_target=_rest_target(case),
    )


def advice(basics_met: bool | None, effort: int | None, recovery: int | None, is_main: bool | None) -> Extra | None:
    """The decision table of the method, row by row; None as soon as a row asks for what is not known."""
    if basics_met is None:
        return None
    if not basics_met:
        return "basics"
    if effort is None:
        return None
    if effort < MIDDLE:
        return "effort"
    if recovery is None:
        return None
    if recovery < MIDDLE:
        return "recovery"
    return "choose" if is_main else "small"


_Asked = tuple[Case, AmbitionQuestions, bool]


def _asked(case: Case, others: Iterable[OtherRound]) -> _Asked | None:
    """The round in which people were asked about the ambition: this one, else the newest other one."""
    for one in (case, *(other.case for other in others)):
        if one.questionnaire.ambition is not None:
            return (one, one.questionnaire.ambition, one is case) if one.is_shown else None
    return None


def _replies(case: Case, questions: AmbitionQuestions, is_this_round: bool) -> tuple[tuple[Reply, ...], Source | None]:
    given, found = Replies(case), []
    for item in case.questionnaire.section(questions.section).all_items:
        counts = given.counts(item)
        if item.id in given.agreed:
            found.append(Reply(item, counts, given.agreed[item.id]))
        elif counts:
            most = max(counts, key=lambda value: counts[value])
            found.append(Reply(item, counts, most if 2 * counts[most] > sum(counts.values()) else None))
    source = Source(case.questionnaire.title, case.round.closed, is_this_round)
    return tuple(found), source if found else None


def _says(asked: _Asked | None, key: str) -> bool | None:
    """Whether most of those who answered say what this key of the questionnaire's `ambition` stands for."""
    if asked is None:
        return None
    case, questions, _ = asked
    condition: Condition | None = getattr(questions, key)
    return None if condition is None else Replies(case).majority(condition)


def _decisions(case: Case, elsewhere: Elsewhere) -> tuple[AreaDecision, ...]:
    own = register_of(case.questionnaire)
    found = decisions_in(own, case.round.registers) if own else ()
    if found or elsewhere.decided is None:
        return found
    register = register_of(elsewhere.decided.questionnaire)
    return decisions_in(register, elsewhere.decided.round.registers) if register else ()


def _targets(case: Case, sections: Sequence[SectionFinding]) -> tuple[AreaTarget, ...]:
    """The outermost sections with weight, each with its target."""
    agreed = {target.section: target for target in case.round.targets}
    findings = {finding.id: finding for finding in sections}
    found = []
    for node in case.root.parts:
        standing, said = findings[node.id].standing, agreed.get(node.id)
        found.append(
            AreaTarget(
                section=node.id,
                points=standing.target,
                score=standing.score,
                is_decided=said is not None,
                reason=said.reason if said else "",
                who=said.who if said else "",
                agreed_on=said.agreed_on if said else None,
            )
        )
    return tuple(found)


def _guard_rails(
    case: Case, decisions: Sequence[AreaDecision], asked: _Asked | None, basics_met: bool | None
) -> tuple[GuardRail, ...]:
    """What speaks against the targets that concern this questionnaire, and against those decided in this round."""
    is_own = register_of(case.questionnaire) is not None
    highest = max([*_shares_of_targets(case), *(one.points for one in decisions if is_own)], default=0)
    found: list[GuardRail] = []
    if highest >= KNOWN_FOR_IT and _says(asked, "chosen_on_price"):
        found.append("price")
    if highest >= KNOWN_FOR_IT and _says(asked, "little_time"):
        found.append("capacity")
    if highest > ABOVE_GOOD and basics_met is False:
        found.append("basics-first")
    return tuple(found)


def _shares_of_targets(case: Case) -> list[int]:
    return [carried_over(target_of(case, node), possible_range(case, node), POINTS) for node in case.root.parts]


def _basics_met(gates: Sequence[GateFinding], others: Iterable[OtherRound]) -> bool | None:
    """Whether the basics hold: in this round, else in the newest other one in which they were checked."""
    checked = chain([gates], (gate_findings(one.case) for one in others if one.case.is_shown))
    known = ([gate.is_met for gate in found if gate.kind in _BASICS and gate.total] for found in checked)
    return next((all(met) for met in known if met), None)


def _area_score(cases: Iterable[Case], area: Area) -> int | None:
    """The score of all sections of an area, in the first of these rounds that asks about it and may show it."""
    found = (_score_in(case, nodes) for case in cases if case.is_shown and (nodes := _about(case, area)))
    return next((score for score in found if score is not None), None)


def _about(case: Case, area: Area) -> list[Node]:
    """The outermost sections of an area."""
    return [part for part in case.root.parts if case.questionnaire.section(part.id).area == area]


def _score_in(case: Case, nodes: Sequence[Node]) -> int | None:
    whole = sum(node.weight for node in nodes if case.figures.flag(of("applicable", node.id)))
    scored = [(node, score) for node in nodes if (score := case.figures.integer(of("score", node.id))) is not None]
    there = sum(node.weight for node, _ in scored)
    if not there or MOST_MISSING * (whole - there) > whole:
        return None
    return round_half_up(sum(_in_points(case, node, score) * node.weight for node, score in scored), there)


def _in_points(case: Case, node: Node, figure: int) -> int:
    return carried_over(figure, possible_range(case, node), POINTS)


def _extra_target(case: Case, decisions: Sequence[AreaDecision], others: Iterable[OtherRound]) -> int | None:
    own = _about(case, "extra")
    if own:
        return _in_points(case, own[0], target_of(case, own[0]))
    decided = next((one.points for one in decisions if one.area == "extra"), None)
    if decided is not None:
        return decided
    found = ((one.case, _about(one.case, "extra")) for one in others if one.case.is_shown)
    return next((_in_points(other, about[0], target_of(other, about[0])) for other, about in found if about), None)


def _rest_target(case: Case) -> int | None:
    extra = _about(case, "extra")
    targets = {_in_points(case, node, target_of(case, node)) for node in case.root.parts if node not in extra}
    return targets.pop() if len(targets) == 1 else None
