"""What the parts of a questionnaire say of each other: names that must fit together, and a lint of the model.

A check takes the outline and yields mistakes: errors, with which nothing can be scored, and warnings, which an author
may have meant. To add one, write it beside these and name it here.
"""

from itertools import islice

from servicecheck.questionnaire import Questionnaire
from servicecheck.questionnaire_checks.asked import check_adjustments, check_ambition, check_gates, check_when
from servicecheck.questionnaire_checks.gates import check_outcomes
from servicecheck.questionnaire_checks.ids import check_ids, check_values
from servicecheck.questionnaire_checks.limits import check_limits, check_other_limits, check_targets
from servicecheck.questionnaire_checks.outline import Mistake, Outline
from servicecheck.questionnaire_checks.references import check_basics, check_levels, check_registers, check_roles
from servicecheck.questionnaire_checks.replies import check_asked, check_maximum
from servicecheck.questionnaire_checks.sizes import check_shares, check_sizes
from servicecheck.questionnaire_checks.texts import check_actions, check_anchors, check_translations
from servicecheck.questionnaire_checks.worth import check_ladders, check_points, check_scored, check_weights

__all__ = ["Mistake", "errors", "mistakes"]

MOST_MISTAKES = 100
"""How many of one kind are told at once."""

_NAMES = (
    check_ids,
    check_values,
    check_levels,
    check_roles,
    check_registers,
    check_basics,
    check_when,
    check_ambition,
    check_gates,
    check_adjustments,
)
_WORTH = (check_scored, check_points, check_weights, check_ladders, check_sizes, check_shares)
_SCORES = (
    check_limits,
    check_other_limits,
    check_targets,
    check_outcomes,
    check_asked,
    check_maximum,
    check_anchors,
    check_actions,
)


def mistakes(questionnaire: Questionnaire) -> list[Mistake]:
    """Every mistake that is found, with its path in the file."""
    outline = Outline(questionnaire)
    return [*_found(outline), *islice(check_translations(outline), MOST_MISTAKES)]


def errors(questionnaire: Questionnaire) -> list[Mistake]:
    """The mistakes with which nothing can be scored."""
    return [mistake for mistake in _found(Outline(questionnaire)) if mistake.severity == "error"]


def _found(outline: Outline) -> list[Mistake]:
    """Names first, then worth, then scores: a check relies on those before it, and tells no mistake's consequences."""
    found: list[Mistake] = []
    for checks in (_NAMES, _WORTH, _SCORES):
        found += [mistake for check in checks for mistake in islice(check(outline), MOST_MISTAKES)]
        if any(mistake.severity == "error" for mistake in found):
            break
    return found
