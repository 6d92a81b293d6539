"""What other rounds of an assessment file say that matters to one of them: basics, targets, ambition, frustrations."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from servicecheck.response import ended_on

if TYPE_CHECKING:
    from servicecheck.assessment import Basics, Elsewhere, OtherRound
    from servicecheck.files.assessment_file import AssessmentFile
    from servicecheck.questionnaire import Questionnaire
    from servicecheck.response import Round


def elsewhere_of(opened: "AssessmentFile", round_: "Round") -> "Elsewhere":
    """What assessing *round_* takes from the rest of the file."""
    from servicecheck.assessment import Elsewhere, OtherRound

    newest = {one.questionnaire_id: one for one in _over(opened) if one.questionnaire_id != round_.questionnaire_id}
    found = (OtherRound(questionnaire_of(opened, one), one, opened.responses(one)) for one in newest.values())
    return Elsewhere(tuple(sorted(found, key=lambda one: _age(one.round), reverse=True)), _decided(opened))


def basics_of(opened: "AssessmentFile", questionnaire_id: str) -> "Basics | None":
    """The newest round of the questionnaire that checks the basics that is over."""
    from servicecheck.assessment import Basics

    over = [one for one in _over(opened) if one.questionnaire_id == questionnaire_id]
    return Basics(questionnaire_of(opened, over[-1]), over[-1], opened.responses(over[-1])) if over else None


def with_targets(opened: "AssessmentFile", round_: "Round", questionnaire: "Questionnaire") -> "Round":
    """*round_* with the targets of the newest round in which some were decided."""
    from servicecheck.assessment import ambition

    other = _decided(opened)
    register = ambition.register_of(other.questionnaire) if other else None
    if other is None or register is None:
        return round_
    return ambition.with_targets(round_, questionnaire, register, other.round.registers)


def questionnaire_of(opened: "AssessmentFile", round_: "Round") -> "Questionnaire":
    """The questionnaire as it was when the round began."""
    from servicecheck.files import questionnaires

    return questionnaires.parse(opened.questionnaire_bytes(round_), opened.questionnaire_name(round_))


def _over(opened: "AssessmentFile") -> "list[Round]":
    """The rounds that are over, each with the day on which it was; the newest last."""
    dated = ((one, ended_on(one, opened.responses(one))) for one in opened.rounds())
    return sorted((replace(one, closed=ended) for one, ended in dated if ended), key=_age)


def _age(round_: "Round") -> tuple[date, int]:
    return round_.closed or date.min, round_.number


def _decided(opened: "AssessmentFile") -> "OtherRound | None":
    """The newest round in which targets were decided."""
    from servicecheck.assessment import OtherRound, ambition

    for one in reversed(opened.rounds()):
        questionnaire = questionnaire_of(opened, one) if ambition.has_decisions(one) else None
        if questionnaire is not None and ambition.register_of(questionnaire):
            return OtherRound(questionnaire, one, ())
    return None
