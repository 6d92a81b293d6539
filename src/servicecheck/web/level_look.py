"""How a level looks on every page: the style sheet has a colour and a mark for the lowest, highest and other ones."""

from typing import Literal

from servicecheck.questionnaire import Questionnaire

LevelLook = Literal["bad", "good", "world"]
"""The lowest, one between, the highest."""


def level_look(questionnaire: Questionnaire, level_id: str | None) -> LevelLook:
    """How a level looks; without one, like one between."""
    ids = [level.id for level in questionnaire.levels]
    return "bad" if level_id == ids[0] else "world" if level_id == ids[-1] else "good"
