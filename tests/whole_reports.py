"""Reports with something in every section: the bundled example, and answers to every shipped questionnaire.

`whole` is what a consultant hands over; `long` is the same with texts as long as people write them.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from report_files import FJORDBY
from sample_assessments import answered, spread_out
from sample_questionnaires import shipped, shipped_ids
from servicecheck import report
from servicecheck.assessment import Assessment
from servicecheck.cli import example_file
from servicecheck.cli.comparison import with_earlier_round
from servicecheck.cli.rounds import assessed, explained, others
from servicecheck.files import example
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language
from servicecheck.report.branding import Branding
from servicecheck.report.context import Context, Extras
from servicecheck.response import Organisation, PlannedAction

WORDS = (
    "Write down every delay on the day it is seen, tell the customer before the customer asks, and note who called "
    "whom first, so that nobody has to remember it at the meeting on Monday"
)


@cache
def whole(language: Language = "da", number: int | None = None) -> Context:
    """The newest round of the bundled example, or another, beside the others and the one before, with a foreword."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "example.servicecheck"
        answers, asked = example.load(example.shipped())
        with AssessmentFile.create(path, answers.whose()) as file:
            example_file.fill(file, answers, asked, language)
        with AssessmentFile.open(path, "read") as opened:
            rounds = {round_.number: round_ for round_ in opened.rounds()}
            chosen = rounds[number or max(rounds)]
            assessment = assessed(opened, chosen)
            comparison = with_earlier_round(opened, chosen, assessment)
            extras = Extras(comparison, others=others(opened, chosen), explanation=explained(opened, chosen))
            branding = Branding(foreword=f"{WORDS}.\n\n{WORDS}.", client="Fjordby", consultant="Nordlys")
            return report.build(assessment, opened.organisation, language, branding, extras)


def of(questionnaire_id: str, language: Language, people: int = 9) -> Context:
    """Answers that wander through every question of a shipped questionnaire, beside all the others."""
    return report.build(
        _answered(questionnaire_id, people),
        FJORDBY,
        language,
        extras=Extras(others=tuple(_answered(one, 7) for one in shipped_ids() if one != questionnaire_id)),
    )


def long(questionnaire_id: str, language: Language) -> Context:
    """The same with a long name of the organisation and five long actions, two of them not agreed."""
    assessment = _answered(questionnaire_id, 23)
    first = [priority.item for priority in assessment.priorities][:5]
    actions = tuple(
        PlannedAction(item, f"{WORDS}.", "" if number > 2 else f"Anne-Margrethe Østergaard-Lindqvist {number}",
                      date(2026, 12, 4 + number), f"{WORDS}.", f"{WORDS}.")
        for number, item in enumerate(first)
    )  # fmt: skip
    planned = replace(assessment, round=replace(assessment.round, actions=actions), plan=tuple(first))
    name = "Fællesforsyningen for Fjordby, Næs og Omegn, afdelingen for kunder og installation"
    return report.build(planned, Organisation(name), language, extras=Extras(others=(_answered("light-bulbs", 6),)))


@cache
def _answered(questionnaire_id: str, people: int) -> Assessment:
    questionnaire = shipped(questionnaire_id)
    return answered(questionnaire, spread_out(questionnaire, people), invited=people + 3, opened=date(2026, 11, 2))
