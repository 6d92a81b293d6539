"""Which description people chose: the one nearest to their mean, in the author's words."""

from servicecheck.items import Choice
from servicecheck.report.reading import Reading
from servicecheck.report.sections.sentences import first_sentence


def nearest_words(reading: Reading, item_id: str) -> str:
    """The description nearest to the item's mean; between two, the lower one; empty where there is none."""
    return chosen(reading, item_id)[1]


def chosen(reading: Reading, item_id: str) -> tuple[str, str]:
    """What to call the nearest description ("Good:", "Between bad and good:"), and its words."""
    finding = reading.assessment.item(item_id)
    choices = reading.choices(item_id)
    index = next((n for n, choice in enumerate(choices) if choice.value == finding.nearest), None)
    if index is None:
        return "", ""
    choice = choices[index]
    if choice.level is not None or not _levels(choices):
        title = f"{reading.level_title(choice.level)}:" if choice.level in _known(reading) else ""
        return title, _words(reading, choice)
    return _between(reading, choices, index)


def _between(reading: Reading, choices: tuple[Choice, ...], index: int) -> tuple[str, str]:
    below = next((choice for choice in reversed(choices[:index]) if choice.level), None)
    above = next((choice for choice in choices[index + 1 :] if choice.level), None)
    if below is None or above is None or not {below.level, above.level} <= _known(reading):
        nearest = below or above
        return "", _words(reading, nearest) if nearest else ""
    levels = {"level_low": reading.level_name(below.level), "level_high": reading.level_name(above.level)}
    return reading.words("report_between", **levels), _words(reading, below)


def outermost(reading: Reading, item_id: str) -> tuple[str, str] | None:
    """Where people are divided: the lowest and the highest description that somebody chose, each with its level."""
    counts = reading.assessment.item(item_id).counts
    given = [choice for choice in reading.choices(item_id) if counts.get(choice.value) and choice.level]
    if len(given) < 2:
        return None
    first, last = (
        f"{reading.level_title(choice.level)}: {first_sentence(_words(reading, choice))}."
        for choice in (given[0], given[-1])
    )
    return first, last


def _words(reading: Reading, choice: Choice) -> str:
    return reading.text(choice.label) if choice.label else ""


def _levels(choices: tuple[Choice, ...]) -> bool:
    return any(choice.level for choice in choices)


def _known(reading: Reading) -> set[str | None]:
    return {level.id for level in reading.questionnaire.levels}
