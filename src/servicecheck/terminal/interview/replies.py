"""How an answer is shown again on a screen; the same for every type of question."""

import re

from servicecheck.conditions import NOT_ANSWERS
from servicecheck.items import Item
from servicecheck.language import Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.telling.replies import as_written, between, code_of, is_anchored, level_of, picked
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.wrapping import Part

_LONGEST_QUOTE = 60


def reply_parts(questionnaire: Questionnaire, item: Item, value: str, words: Words) -> list[Part]:
    """An answer as it stands in "Saved: …"."""
    if value in NOT_ANSWERS and item.is_allowed(value):
        return [words(f"iv_cmd_{value}")]
    if not item.choices():
        return [_written(value, words)]
    level = level_of(item, value)
    if level and is_anchored(item):
        return [f"{code_of(item, value, words)} ", level_part(questionnaire, level, words)]
    step = between(questionnaire, item, value, words)
    return [f"{code_of(item, value, words)}, {step}"] if step else [picked(item, value, words)]


def _written(value: str, words: Words) -> str:
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return as_written(value, words)
    return words.quote(excerpt(value, _LONGEST_QUOTE))
