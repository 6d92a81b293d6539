"""Which description people chose: the one nearest to their mean, in the author's words."""

from servicecheck.items import Choice
from servicecheck.telling.telling import Telling


def nearest_words(telling: Telling, item_id: str) -> str:
    """The description nearest to the item's mean; between two, the lower one; empty where there is none."""
    return chosen(telling, item_id)[1]


def chosen(telling: Telling, item_id: str) -> tuple[str, str]:
    """What to call the nearest description ("Good:", "Between bad and good:"), and its words."""
    finding = telling.assessment.item(item_id)
    choices = telling.questionnaire.item(item_id).choices()
    index = next((n for n, choice in enumerate(choices) if choice.value == finding.nearest), None)
    if index is None:
        return "", ""
    choice = choices[index]
    if choice.level is not None or not any(one.level for one in choices):
        title = f"{telling.level_title(choice.level)}:" if choice.level in _known(telling) else ""
        return title, _words(telling, choice)
    return _between(telling, choices, index)


def outermost(telling: Telling, item_id: str) -> tuple[tuple[str, str], tuple[str, str]] | None:
    """Where people are divided: the lowest and the highest level whose description somebody chose, with its words."""
    counts = telling.assessment.item(item_id).counts
    choices = telling.questionnaire.item(item_id).choices()
    given = [choice for choice in choices if counts.get(choice.value) and choice.level]
    if len(given) < 2:
        return None
    first, last = ((telling.level_title(one.level), _words(telling, one)) for one in (given[0], given[-1]))
    return first, last


def _between(telling: Telling, choices: tuple[Choice, ...], index: int) -> tuple[str, str]:
    below = next((choice for choice in reversed(choices[:index]) if choice.level), None)
    above = next((choice for choice in choices[index + 1 :] if choice.level), None)
    if below is None or above is None or not {below.level, above.level} <= _known(telling):
        nearest = below or above
        return "", _words(telling, nearest) if nearest else ""
    levels = {"level_low": telling.level_name(below.level), "level_high": telling.level_name(above.level)}
    return telling.words("report_between", **levels), _words(telling, below)


def _words(telling: Telling, choice: Choice) -> str:
    return telling.text(choice.label) if choice.label else ""


def _known(telling: Telling) -> set[str | None]:
    return {level.id for level in telling.questionnaire.levels}
