"""Questions that a row of one questionnaire's register may belong to: its own, and those of what is shipped.

What annoys customers is written down once, and is about how easy it is to be one, or about what happens when things go
wrong, which others ask about.
"""

from functools import cache

from servicecheck.cells import read_cell
from servicecheck.files import questionnaires
from servicecheck.questionnaire import Column, Questionnaire


def read_linked(column: Column, line: str, questionnaire: Questionnaire) -> str:
    """The value of what was typed for *column* of a register of *questionnaire*. Raises InvalidAnswer."""
    return read_cell(column, line, questionnaire, *(_shipped() if column.type == "items" else ()))


@cache
def _shipped() -> tuple[Questionnaire, ...]:
    return tuple(questionnaires.load(path) for path in sorted(questionnaires.shipped_folder().glob("*.yaml")))
