"""The whole of what a report says: every word, figure and drawing a template may use, and nothing else.

A section that has nothing to say is None, and the numbers of the others run on.
"""

from dataclasses import dataclass

from servicecheck.language import Language
from servicecheck.report.parts import (
    Agreement,
    Answers,
    Areas,
    Basics,
    Cover,
    InShort,
    Method,
    Plan,
    Priorities,
    Standing,
)


@dataclass(frozen=True)
class Origin:
    """What the report was made from: the questionnaire's identity and the versions of both."""

    questionnaire: str
    questionnaire_version: str
    questionnaire_hash: str
    servicecheck_version: str


@dataclass(frozen=True)
class Context:
    """One report in one language."""

    language: Language
    title: str
    description: str
    origin: Origin
    cover: Cover
    in_short: InShort
    standing: Standing | None = None
    basics: Basics | None = None
    areas: Areas | None = None
    agreement: Agreement | None = None
    priorities: Priorities | None = None
    plan: Plan | None = None
    method: Method | None = None
    answers: Answers | None = None
