"""An explanation on a screen: each figure as it can be typed into a pocket calculator."""

from collections.abc import Iterator, Sequence

from servicecheck.explanation import Explanation
from servicecheck.explanation.subjects import Subject
from servicecheck.language import Language, Words
from servicecheck.telling.explaining import Explaining
from servicecheck.telling.explaining_levels import ExplainingLevels
from servicecheck.telling.explaining_statistics import ExplainingStatistics
from servicecheck.telling.sheets import LEVEL, Grid, Line, Sheet
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.screen import Screen


def show_explanation(screen: Screen, explanation: Explanation, subject: Subject, language: Language) -> None:
    """Print how the figure of *subject* came about, as far as it may be shown."""
    explaining = Explaining(explanation, Words(language))
    assessment = explanation.assessment
    if not assessment.is_shown:
        title = explaining.words.typeset(assessment.questionnaire.title)
        screen.heading(title)
        screen.paragraph(explaining.words("verdict_only_count", n=assessment.people, k=assessment.round.k))
        return
    first, *rest = sheets(explaining, subject)
    screen.heading(first.title, first.figure)
    _show_parts(screen, explaining, first.parts)
    for sheet in rest:
        screen.gap()
        screen.paragraph((sheet.title, "bold"), f"  {sheet.figure}" if sheet.figure else "")
        _show_parts(screen, explaining, sheet.parts)
    if subject.kind != "statistic":
        screen.gap()
        screen.paragraph(explaining.words("explain_rounding"))


def sheets(explaining: Explaining, subject: Subject) -> Iterator[Sheet]:
    """What is told of *subject*, the figure itself first."""
    levels = ExplainingLevels(explaining)
    questionnaire = explaining.telling.questionnaire
    match subject.kind:
        case "section":
            yield explaining.section(questionnaire.section(subject.id))
            yield explaining.together()
            yield levels.level()
            yield levels.next_level()
        case "item":
            yield explaining.item(questionnaire.item(subject.id))
            yield from _item_rest(explaining, levels, subject.id)
        case "statistic" if subject.statistic == "bounds":
            yield levels.bounds(subject.id)
        case "statistic" if subject.statistic == "other-limits":
            yield levels.other_limits()
        case "statistic":
            yield ExplainingStatistics(explaining).statistic(subject.key)
        case _:
            yield from whole(explaining)


def whole(explaining: Explaining) -> Iterator[Sheet]:
    """The whole with its level and the next one, and each section below it."""
    levels = ExplainingLevels(explaining)
    yield explaining.whole()
    yield levels.level()
    yield levels.next_level()
    yield from explaining.sections()


def _item_rest(explaining: Explaining, levels: ExplainingLevels, item: str) -> Iterator[Sheet]:
    priority = next((one for one in explaining.explanation.assessment.priorities if one.item == item), None)
    if priority is not None:
        found = ExplainingStatistics(explaining).statistic(f"priority:{item}")
        yield Sheet(found.title, "", (*found.parts, levels.one_step("explain_step_up", priority)))


def _show_parts(screen: Screen, explaining: Explaining, parts: Sequence[Grid | Line]) -> None:
    for part in parts:
        if isinstance(part, Grid):
            screen.columns(part.rows, part.right)
        elif part.level is None:
            screen.paragraph(part.text)
        else:
            before, _, after = part.text.partition(LEVEL)
            screen.paragraph(before, level_part(explaining.telling.questionnaire, part.level, explaining.words), after)
