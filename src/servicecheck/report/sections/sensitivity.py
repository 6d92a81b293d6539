"""Whether other common limits would give another level: printed only where the questionnaire names some."""

from typing import Final

from servicecheck.quantities import Limit
from servicecheck.report.reading import Reading

_IN_THE_CATALOGUE: Final = ("25/75", "33.33/66.67", "40/80")


def sensitivity(reading: Reading) -> str:
    """The level under the other limits, in a sentence or two; empty where there are none."""
    overall, words = reading.assessment.overall, reading.words
    if overall is None or overall.standing.level is None or not overall.other_levels:
        return ""
    differing = [
        (limits, level) for limits, level in overall.other_levels if level not in {overall.standing.level, None}
    ]
    if differing:
        return " ".join(
            words("sensitivity_differs", limits=_pair(reading, limits), level=reading.level_name(level))
            for limits, level in differing
        )
    own = "/".join(str(level.start) for level in reading.questionnaire.levels[1:])
    named = (own, *("/".join(map(str, limits)) for limits, _ in overall.other_levels))
    if named == _IN_THE_CATALOGUE:
        return words("sensitivity_same")
    others = words.join(_pair(reading, limits) for limits, _ in overall.other_levels)
    return words("sensitivity_same_other", limits=others)


def _pair(reading: Reading, limits: tuple[Limit, ...]) -> str:
    """33.3/66.7: with one decimal where there are any."""
    shown = []
    for limit in limits:
        whole = limit.value == limit.value.to_integral_value()
        shown.append(reading.words.number(limit.value, 0 if whole else 1) + ("%" if limit.of_range else ""))
    return "/".join(shown)
