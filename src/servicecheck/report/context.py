"""The whole of what a report says: every word, figure and drawing a template may use, and nothing else.

A section that has nothing to say is None, and the numbers of the others run on.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from servicecheck import __version__
from servicecheck.assessment import Assessment
from servicecheck.comparison import Comparison, published, side_of
from servicecheck.explanation import Explanation
from servicecheck.language import Language, Words
from servicecheck.questionnaire import Questionnaire
from servicecheck.report.branding import UNBRANDED, Branding
from servicecheck.report.parts import (
    Agreed,
    Agreement,
    Ambition,
    Answers,
    Areas,
    Basics,
    Cover,
    Customers,
    Foreword,
    Heading,
    InShort,
    Method,
    Overview,
    Plan,
    Priorities,
    Registers,
    Sheets,
    Standing,
    Steps,
)
from servicecheck.report.parts.since import Since
from servicecheck.report.printable import shortened
from servicecheck.report.reading import Reading
from servicecheck.report.sections.agreed import agreed
from servicecheck.report.sections.agreement import agreement
from servicecheck.report.sections.ambition import ambition
from servicecheck.report.sections.answers import answers
from servicecheck.report.sections.areas import areas
from servicecheck.report.sections.basics import basics
from servicecheck.report.sections.cover import cover, foreword, last_month
from servicecheck.report.sections.customers import customers
from servicecheck.report.sections.in_short import in_short
from servicecheck.report.sections.method import method
from servicecheck.report.sections.overview import overview
from servicecheck.report.sections.plan import plan
from servicecheck.report.sections.priorities import priorities
from servicecheck.report.sections.registers import registers
from servicecheck.report.sections.sheets import sheets
from servicecheck.report.sections.since import since
from servicecheck.report.sections.standing import standing
from servicecheck.report.sections.steps import steps
from servicecheck.response import Organisation

Part = TypeVar("Part")
LONGEST_NAME = 200


@dataclass(frozen=True)
class Origin:
    """What the report was made from: the questionnaire's identity and the versions of both."""

    questionnaire: str
    questionnaire_version: str
    questionnaire_hash: str
    servicecheck_version: str


@dataclass(frozen=True)
class Extras:
    """What a report tells besides its own round."""

    comparison: Comparison | None = None
    """With the round before."""
    others: tuple[Assessment, ...] = ()
    """The newest round of each other questionnaire in the same file; shown side by side, never summed."""
    explanation: Explanation | None = None
    """How the figures came about, where the appendix shall say so."""


NOTHING_ELSE = Extras()


@dataclass(frozen=True)
class Context:
    """One report in one language."""

    language: Language
    title: str
    description: str
    origin: Origin
    has_decimals: bool
    branding: Branding
    cover: Cover
    in_short: InShort
    foreword: Foreword | None = None
    standing: Standing | None = None
    agreed: Agreed | None = None
    basics: Basics | None = None
    areas: Areas | None = None
    agreement: Agreement | None = None
    customers: Customers | None = None
    ambition: Ambition | None = None
    registers: Registers | None = None
    priorities: Priorities | None = None
    plan: Plan | None = None
    since: Since | None = None
    method: Method | None = None
    answers: Answers | None = None
    steps: Steps | None = None
    overview: Overview | None = None
    sheets: Sheets | None = None
    figures: str = ""
    """The exact figures as a JSON text; what a later report is compared with."""


class _Numbers:
    """Numbers the sections that are there, one after the other."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.used = 0

    def give(self, key: int | str, make: Callable[[Heading], Part]) -> Part:
        """What *make* returns with the next number, which is used up only if that is something."""
        number = self.used + 1
        part = make(Heading(str(number), self.words(f"heading_{key}"), f"section-{number}"))
        self.used = number if part is not None else self.used
        return part


def build(
    assessment: Assessment,
    organisation: Organisation,
    language: Language,
    branding: Branding = UNBRANDED,
    extras: Extras = NOTHING_ELSE,
) -> Context:
    """The report of *assessment* in *language*."""
    words, version = Words(language), __version__
    reading, numbers = Reading(assessment, words), _Numbers(words)
    # It stands at the foot of every page, however long somebody made it.
    organisation = replace(organisation, name=shortened(_owner(reading, organisation), LONGEST_NAME))
    return Context(
        language=language,
        title=_title(reading, organisation),
        description=words("report_description"),
        origin=_origin(reading.questionnaire, version),
        has_decimals=reading.decimals > 0,
        branding=branding,
        cover=cover(reading, organisation, version, branding),
        in_short=numbers.give(1, lambda heading: in_short(reading, heading)),
        foreword=foreword(reading, branding),
        standing=numbers.give(2, lambda heading: standing(reading, heading)),
        agreed=numbers.give("agreed", lambda heading: agreed(reading, heading)),
        basics=numbers.give(3, lambda heading: basics(reading, heading)),
        areas=numbers.give(4, lambda heading: areas(reading, heading)),
        agreement=numbers.give(5, lambda heading: agreement(reading, heading)),
        customers=numbers.give(6, lambda heading: customers(reading, heading)),
        ambition=numbers.give(7, lambda heading: ambition(reading, heading)),
        registers=numbers.give(8, lambda heading: registers(reading, heading)),
        priorities=numbers.give(9, lambda heading: priorities(reading, heading)),
        plan=numbers.give(10, lambda heading: plan(reading, heading)),
        since=numbers.give(11, lambda heading: since(reading, heading, extras.comparison)),
        method=numbers.give(12, lambda heading: method(reading, heading, version)),
        answers=numbers.give(13, lambda heading: answers(reading, heading)),
        steps=numbers.give(14, lambda heading: steps(reading, heading, extras.explanation)),
        overview=overview(reading, extras.others),
        sheets=sheets(reading),
        figures=json.dumps(published.document(side_of(assessment)), ensure_ascii=False),
    )


def _origin(questionnaire: Questionnaire, version: str) -> Origin:
    return Origin(questionnaire.id, questionnaire.version, questionnaire.content_hash, version)


def _owner(reading: Reading, organisation: Organisation) -> str:
    """Whose report it is: an organisation's, or that of one of its groups."""
    return reading.group or organisation.name


def _title(reading: Reading, organisation: Organisation) -> str:
    """Whose report it is, on what and of when; what is not known is left out."""
    questionnaire = reading.text(reading.questionnaire.title)
    told = {"organisation": organisation.name, "questionnaire": questionnaire, "period": last_month(reading)}
    return reading.words("report_title", **told).strip(" ,:")
