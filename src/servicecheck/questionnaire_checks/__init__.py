"""What the parts of a questionnaire say of each other: names that must fit together, and a lint of the model.

A check takes the outline and yields mistakes: errors, with which nothing can be scored, and warnings, which an author
may have meant. To add one, write it beside these and name it here.
"""

from servicecheck.questionnaire import Questionnaire
from servicecheck.questionnaire_checks.asked import check_adjustments, check_gates, check_when
from servicecheck.questionnaire_checks.ids import check_ids, check_values
from servicecheck.questionnaire_checks.outline import Mistake, Outline
from servicecheck.questionnaire_checks.references import check_basics, check_levels, check_registers, check_roles

__all__ = ["Mistake", "mistakes"]

_CHECKS = (
    check_ids,
    check_values,
    check_levels,
    check_roles,
    check_registers,
    check_basics,
    check_when,
    check_gates,
    check_adjustments,
)


def mistakes(questionnaire: Questionnaire) -> list[Mistake]:
    """Every mistake that is found, with its path in the file."""
    outline = Outline(questionnaire)
    return [mistake for check in _CHECKS for mistake in check(outline)]
