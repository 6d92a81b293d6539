"""What customers notice only when it fails: what works, what is overdue, and when to look again (method 2.1).

The same bulb may stand in several rows, one a check; the last check says how it is. Whatever was not looked at by the
last date there is, the round's closing date or one in the register, is overdue by that date and never by today's.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import LightBulb, LightBulbs
from servicecheck.assessment.register_rows import BULBS, Row, last_date, middle, proportion, rows_of

LONGEST_INTERVAL, SHORTEST_INTERVAL = 90, 1
PASSES_IN_A_ROW = 2
LONGER, SHORTER = Fraction(3, 2), Fraction(1, 2)


def light_bulbs(case: Case) -> LightBulbs | None:
    """The light bulbs; None where none stands in the register."""
    rows = sorted(rows_of(case, BULBS), key=lambda row: (*_name(row), row.day("last_check") or date.min))
    if not rows:
        return None
    last = last_date(case.round, (day for row in rows for day in (row.day("last_check"), row.day("fixed_on"))))
    bulbs = [_bulb(list(checks), last) for _, checks in groupby(rows, key=_name)]
    return LightBulbs(
        bulbs=tuple(sorted(bulbs, key=_place)),
        working=proportion(bulb.works for bulb in bulbs),
        median_days_to_fix=middle(Fraction(days) for row in rows if (days := _days_to_fix(row)) is not None),
    )


def _name(row: Row) -> tuple[str, str]:
    return row.text("bulb").casefold(), row.text("place").casefold()


def _bulb(checks: Sequence[Row], last: date | None) -> LightBulb:
    """One bulb from its checks, the last one last."""
    row = checks[-1]
    checked, days = row.day("last_check"), row.number("interval_days")
    results = [check.is_value("result", "works") for check in checks]
    interval = None if not days else next_interval(int(days), [one for one in results if one is not None])
    due = _after(checked, interval)
    return LightBulb(
        bulb=row.text("bulb"),
        place=row.text("place"),
        is_critical=any(check.flag("critical") for check in checks),
        works=results[-1],
        owner=row.text("owner"),
        checked_on=checked,
        interval_days=interval,
        due_on=due,
        is_overdue=due is not None and last is not None and due < last,
        days_to_fix=_days_to_fix(row),
    )


def next_interval(days: int, results: Iterable[bool]) -> int:
    """How many days until the next check, after these *results*, the last one last; a convention.

    Two passes in a row make it half as long again, up to 90 days; a failure halves it, to 1 day at least.
    """
    last = list(results)[-PASSES_IN_A_ROW:]
    if last and not last[-1]:
        return max(SHORTEST_INTERVAL, int(days * SHORTER))
    if len(last) == PASSES_IN_A_ROW and all(last):
        return max(days, min(LONGEST_INTERVAL, int(days * LONGER)))
    return days


def _after(day: date | None, days: int | None) -> date | None:
    try:
        return None if day is None or days is None else day + timedelta(days)
    except OverflowError:
        return None


def _days_to_fix(row: Row) -> int | None:
    """From the check that failed until it was put right."""
    checked, fixed = row.day("last_check"), row.day("fixed_on")
    if row.is_value("result", "works") is not False or checked is None or fixed is None or fixed < checked:
        return None
    return (fixed - checked).days


def _place(bulb: LightBulb) -> tuple[bool, bool, bool, str, str]:
    return bulb.works is not False, not bulb.is_overdue, not bulb.is_critical, bulb.bulb, bulb.place
