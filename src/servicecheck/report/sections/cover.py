"""The cover line, and what stands at the foot of every page."""

import re
from datetime import date
from typing import Final

from servicecheck.language import NO_BREAK_SPACE
from servicecheck.report.branding import Branding
from servicecheck.report.parts import Cover, Fact, Foreword
from servicecheck.report.printable import shortened
from servicecheck.report.reading import Reading
from servicecheck.response import Organisation

LONG_TITLE: Final = 45
LONGEST_IN_FOOT: Final = 48
_BLANK_LINE: Final = re.compile(r"\n\s*\n")


def cover(reading: Reading, organisation: Organisation, version: str, branding: Branding) -> Cover:
    """Who was asked what, when, by whom, and by which version."""
    words, questionnaire = reading.words, reading.questionnaire
    title = reading.text(questionnaire.title)
    when, month = period(reading), last_month(reading)
    facts = [
        Fact(words("batch_group" if reading.assessment.is_counted else "cover_organisation"), organisation.name),
        Fact(words("cover_client"), branding.client if branding.client != organisation.name else ""),
        Fact(words("cover_consultant"), branding.consultant),
        Fact(words("cover_period"), when),
        Fact(words("report_answers"), who_answered(reading)),
        Fact(
            words("report_measured_with"),
            words("cover_version", version=version, questions_version=questionnaire.version),
        ),
    ]
    before, after = words.template("report_page").split("{page}")
    return Cover(
        organisation=organisation.name,
        title=title,
        facts=tuple(fact for fact in facts if fact.value),
        foot=" · ".join(
            filter(None, (*(shortened(name, LONGEST_IN_FOOT) for name in (organisation.name, title)), month))
        ),
        page=before.strip(),
        of=after.removesuffix("{pages}").strip(),
        is_long=len(title) > LONG_TITLE,
        logo=branding.logo,
        logo_text=words("report_logo", organisation=organisation.name) if branding.logo else "",
    )


def foreword(reading: Reading, branding: Branding) -> Foreword | None:
    """The foreword in paragraphs, which a blank line parts; None without one."""
    paragraphs = tuple(part.strip() for part in _BLANK_LINE.split(branding.foreword) if part.strip())
    if not paragraphs:
        return None
    return Foreword(reading.words("foreword_title"), paragraphs, branding.consultant)


def who_answered(reading: Reading) -> str:
    """9 of 12 have answered, or how many did where nobody counted the invited; kept on one line where it counts."""
    people, invited = reading.assessment.people, reading.assessment.round.invited
    if invited is None:
        return reading.words("cover_answered_count", n=people)
    said = reading.words("cover_answered", answered=people, invited=invited)
    return said.replace(" ", NO_BREAK_SPACE, 2)


def period(reading: Reading) -> str:
    """When the round was open, as short as it can be said."""
    words, opened, closed = reading.words, reading.assessment.round.opened, reading.assessment.round.closed
    first, last = opened or closed, closed or opened
    if first is None or last is None:
        return ""
    end = words.date(last, year=True)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        ordinal = "." if words.date(first).startswith(f"{first.day}.") else ""
        return f"{first.day}{ordinal}–{end}"
    return f"{words.date(first, year=first.year != last.year)} – {end}"


def last_month(reading: Reading) -> str:
    """The month and year in which the round ended."""
    day = ended(reading)
    return reading.words.month(day, year=True) if day else ""


def ended(reading: Reading) -> date | None:
    """The last day the round was open, as far as it is known."""
    return reading.assessment.round.closed or reading.assessment.round.opened
