"""What is told of each subject: which sheets, in which order."""

from collections.abc import Iterator

from servicecheck.explanation.subjects import Subject
from servicecheck.telling.explaining import Explaining
from servicecheck.telling.explaining_levels import ExplainingLevels
from servicecheck.telling.explaining_statistics import ExplainingStatistics
from servicecheck.telling.sheets import Sheet

OF_THE_WHOLE = ("interval", "certainty", "response-rate")
"""The statistics that stand in a report beside the level."""


def sheets_of(explaining: Explaining, subject: Subject) -> Iterator[Sheet]:
    """What is told of *subject*, the figure itself first."""
    levels = ExplainingLevels(explaining)
    questionnaire = explaining.telling.questionnaire
    match subject.kind:
        case "section":
            yield explaining.section(questionnaire.section(subject.id))
            yield explaining.together()
            yield levels.level()
            yield from levels.next_level()
        case "item":
            yield explaining.item(questionnaire.item(subject.id))
            yield from _place_of(explaining, levels, subject.id)
        case "statistic" if subject.statistic == "bounds":
            yield levels.bounds(subject.id)
        case "statistic" if subject.statistic == "other-limits":
            yield levels.other_limits()
        case "statistic":
            yield ExplainingStatistics(explaining).statistic(subject.key)
        case _:
            yield from sheets_of_the_whole(explaining)


def sheets_of_the_whole(explaining: Explaining) -> Iterator[Sheet]:
    """The whole with its level and the next one, and each section below it."""
    levels = ExplainingLevels(explaining)
    yield explaining.whole()
    yield levels.level()
    yield from levels.next_level()
    yield from explaining.sections()


def every_sheet(explaining: Explaining) -> Iterator[Sheet]:
    """Everything that a report says of its figures."""
    levels, statistics = ExplainingLevels(explaining), ExplainingStatistics(explaining)
    yield from sheets_of_the_whole(explaining)
    yield levels.bounds()
    if explaining.explanation.other_levels:
        yield levels.other_limits()
    yield from (statistics.statistic(name) for name in OF_THE_WHOLE if name in explaining.explanation.statistics)


def _place_of(explaining: Explaining, levels: ExplainingLevels, item: str) -> Iterator[Sheet]:
    """Where an item below its target stands among what to do first, and what one step up in it leads to."""
    priority = next((one for one in explaining.explanation.assessment.priorities if one.item == item), None)
    if priority is not None:
        found = ExplainingStatistics(explaining).statistic(f"priority:{item}")
        yield Sheet(found.title, "", (*found.parts, levels.one_step("explain_step_up", priority)))
