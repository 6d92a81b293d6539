"""What went wrong, who found it, and whether it was put right: counted, never scored (method 2.1)."""

from fractions import Fraction

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Mistakes
from servicecheck.assessment.register_rows import MISTAKES, Row, middle, proportion, rows_of, total


def mistakes_of(case: Case) -> Mistakes | None:
    """The register of mistakes; None where nothing stands in it."""
    rows = sorted(rows_of(case, MISTAKES), key=_cost, reverse=True)
    if not rows:
        return None
    made_good = [bool(row.text("made_good_with")) for row in rows]
    return Mistakes(
        total=len(rows),
        found_by_us=proportion(row.is_value("found_by", "us") for row in rows),
        first_time=proportion(row.flag("first_time") for row in rows),
        made_good=proportion(made_good) if any(made_good) else None,
        median_hours_to_fix=middle(row.number("hours_to_fix") for row in rows),
        minutes_lost=total(row.number("customer_lost_minutes") for row in rows),
        rows=tuple(row.written.values for row in rows),
    )


def _cost(row: Row) -> tuple[Fraction, Fraction]:
    return row.number("customer_lost_minutes") or Fraction(0), row.number("customer_lost_money") or Fraction(0)
