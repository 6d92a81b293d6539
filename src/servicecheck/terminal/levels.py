"""A level on a screen: a mark and its word, with a colour that adds nothing to them."""

from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.terminal.screen import MARKS
from servicecheck.terminal.wrapping import Part, Style


def style_of_level(questionnaire: Questionnaire, level_id: str) -> Style:
    """How a level looks: the lowest, the highest, or one between."""
    ids = [level.id for level in questionnaire.levels]
    place = ids.index(level_id)
    if place == 0:
        return "low"
    return "high" if place == len(ids) - 1 else "middle"


def mark_of_level(questionnaire: Questionnaire, level_id: str) -> Part:
    """The level's mark alone."""
    style = style_of_level(questionnaire, level_id)
    return MARKS[style], style


def level_part(questionnaire: Questionnaire, level_id: str, words: Words) -> Part:
    """The level's mark and title."""
    style = style_of_level(questionnaire, level_id)
    return f"{MARKS[style]} {words.typeset(questionnaire.level(level_id).title)}", style
