"""Calendar months: how long something found elsewhere counts, how long an action takes, when to look again."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date


def months_after(day: date, months: int) -> date:
    """The same day so many months later (earlier below 0), or the last one of a shorter month.

    What would lie outside the calendar is its first or its last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
