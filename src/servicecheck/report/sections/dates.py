"""The timeline of section 10: when the actions are due, and when to look at them again."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from servicecheck.assessment.months import months_after
from servicecheck.report.charts.timeline import Mark, Timeline
from servicecheck.report.reading import Reading
from servicecheck.report.sections.cover import ended
from servicecheck.telling.actions import Action

_LOOKS: Final = ("plan_look_weeks", "plan_look_quarter", "plan_look_half_year")
LONGEST: Final = 30
"""Months on one line; a longer plan has its dates in the table only."""


def timeline(reading: Reading, actions: Sequence[Action]) -> Timeline | None:
    """The dates on a line; None where no action has one, or where they lie too far apart for a line."""
    due = [(str(number), action.due) for number, action in enumerate(actions, 1) if action.due is not None]
    if not due:
        return None
    due.sort(key=lambda pair: (pair[1], pair[0]))
    looks = _looks(reading)
    days = [day for _, day in (*due, *looks)]
    months = _months(min(days), max(days))
    if len(months) > LONGEST:
        return None
    begin, end = months[0], _next(months[-1])

    def place(day: date) -> float:
        return (day - begin).days / (end - begin).days

    return Timeline(
        words=_told(reading, due, looks),
        actions=tuple(Mark(place(day), number) for number, day in due),
        looks=tuple(Mark(place(day), name) for name, day in looks),
        months=tuple(Mark(place(day), reading.words.month(day)) for day in months),
    )


def _told(reading: Reading, due: Sequence[tuple[str, date]], looks: Sequence[tuple[str, date]]) -> str:
    words = reading.words
    actions = ", ".join(words("timeline_by", number=number, date=words.date(day, year=True)) for number, day in due)
    if not looks:
        return words("chart_alt_timeline_actions", actions=actions)
    back = ", ".join(words("timeline_look", name=name, date=words.date(day, year=True)) for name, day in looks)
    return words("chart_alt_timeline", actions=actions, looks=back)


def _looks(reading: Reading) -> list[tuple[str, date]]:
    """Four weeks, three months and six months after the round; none where nobody knows when it was over."""
    day = ended(reading)
    if day is None:
        return []
    days = (day + timedelta(weeks=4), months_after(day, 3), months_after(day, 6))
    return [(reading.words(key), then) for key, then in zip(_LOOKS, days, strict=True)]


def _months(first: date, last: date) -> list[date]:
    """The first day of every month from *first* to *last*."""
    months = [first.replace(day=1)]
    while _next(months[-1]) <= last and len(months) <= LONGEST:
        months.append(_next(months[-1]))
    return months


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
