"""An explanation on a screen: each figure as it can be typed into a pocket calculator."""

from collections.abc import Sequence

from servicecheck.explanation import Explanation
from servicecheck.explanation.subjects import Subject
from servicecheck.language import Language, Words
from servicecheck.telling.explaining import Explaining
from servicecheck.telling.explaining_agreed import explaining as explaining_of
from servicecheck.telling.explaining_subjects import sheets_of
from servicecheck.telling.sheets import LEVEL, Grid, Line
from servicecheck.terminal.levels import level_part
from servicecheck.terminal.screen import Screen


def show_explanation(screen: Screen, explanation: Explanation, subject: Subject, language: Language) -> None:
    """Print how the figure of *subject* came about, as far as it may be shown."""
    explaining = explaining_of(explanation, Words(language))
    assessment = explanation.assessment
    if not assessment.is_shown:
        screen.heading(explaining.words.typeset(assessment.questionnaire.title))
        screen.paragraph(explaining.words("verdict_only_count", n=assessment.people, k=assessment.round.k))
        return
    if explaining.telling.group:
        screen.paragraph((explaining.telling.group, "bold"))
    first, *rest = sheets_of(explaining, subject)
    screen.heading(first.title, first.figure)
    _show_parts(screen, explaining, first.parts)
    for sheet in rest:
        screen.gap()
        screen.paragraph((sheet.title, "bold"), f"  {sheet.figure}" if sheet.figure else "")
        _show_parts(screen, explaining, sheet.parts)
    if subject.kind != "statistic":
        screen.gap()
        screen.paragraph(explaining.words("explain_rounding"))


def _show_parts(screen: Screen, explaining: Explaining, parts: Sequence[Grid | Line]) -> None:
    for part in parts:
        if isinstance(part, Grid):
            screen.columns(part.rows, part.right)
        elif part.level is None:
            screen.paragraph(part.text)
        else:
            before, _, after = part.text.partition(LEVEL)
            screen.paragraph(before, level_part(explaining.telling.questionnaire, part.level, explaining.words), after)
