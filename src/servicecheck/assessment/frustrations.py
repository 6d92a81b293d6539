"""What wears customers out: by the hours they lose, and what is being done about it (method 2.1).

Rows with customer hours come first, the most first. The others follow by frequency x severity, which multiplies two
scales of ranks: it sorts, it does not measure. Equal rows: what touches the core first, then the severer one.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Frustration, Frustrations, LinkedFrustrations, Proportion
from servicecheck.assessment.register_rows import FRUSTRATIONS, Row, last_date, proportion, rows_of, total
from servicecheck.items import Item

TOP = 5
MINUTES = 60


def frustrations_of(case: Case) -> Frustrations | None:
    """The register of frustrations; None where nothing stands in it."""
    rows = rows_of(case, FRUSTRATIONS)
    if not rows:
        return None
    ranked = sorted((_frustration(row) for row in rows), key=_place)
    found = tuple(replace(one, rank=number) for number, one in enumerate(ranked, start=1))
    return Frustrations(
        rows=found,
        counted=sum(one.hours is not None for one in found),
        hours=total(one.hours for one in found),
        hours_saved=total(one.hours_saved for one in found),
        owned=sum(one.is_owned for one in found[:TOP]),
        top=min(TOP, len(found)),
        closed_on_time=_closed_on_time(case, found),
        guesses=proportion(row.is_value("source", "guess") for row in rows),
    )


def _frustration(row: Row) -> Frustration:
    minutes = row.number("minutes_lost_per_case")
    return Frustration(
        rank=0,
        text=row.text("text"),
        step=row.text("step"),
        is_core=row.flag("core") is True,
        frequency=row.rank("frequency"),
        severity=row.rank("severity"),
        count_per_month=row.number("count_per_month"),
        hours=_hours(row.number("count_per_month"), minutes),
        cause=row.text("cause"),
        fix=row.text("fix"),
        effort=row.rank("effort"),
        owner=row.text("owner"),
        due=row.day("due"),
        status=row.text("status"),
        source=row.text("source"),
        linked_items=tuple(dict.fromkeys(row.text("linked_items").split())),
        closed_on=row.day("closed_on"),
        hours_after=_hours(row.number("count_after"), minutes),
    )


def _hours(count: Fraction | None, minutes: Fraction | None) -> Fraction | None:
    return None if count is None or minutes is None else count * minutes / MINUTES


def _place(one: Frustration) -> tuple[bool, Fraction, bool, int, str]:
    """The worst first; what was written decides where nothing else does."""
    weight = Fraction((one.frequency or 0) * (one.severity or 0)) if one.hours is None else one.hours
    return one.hours is None, -weight, not one.is_core, -(one.severity or 0), one.text


def _closed_on_time(case: Case, rows: Sequence[Frustration]) -> Proportion | None:
    """Of those whose date has come, or that are closed: how many were closed by their date."""
    today = last_date(case.round, (row.closed_on for row in rows))
    return proportion(
        row.closed_on is not None and row.closed_on <= row.due
        for row in rows
        if row.due is not None and (row.closed_on is not None or (today is not None and row.due < today))
    )


def linked(rows: Sequence[Frustration], items: Sequence[Item]) -> LinkedFrustrations:
    """The frustrations that belong to each of these *items*, worst first."""
    found = {item.id: tuple(row for row in rows if item.id in row.linked_items) for item in items}
    return {item: own for item, own in found.items() if own}
