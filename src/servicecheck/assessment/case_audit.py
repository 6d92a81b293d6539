"""Recent complaint cases, step by step, beside what people say of themselves: the best objective check there is.

Every column of the register in which something worth points is picked is a step. It was done where the option worth
most was picked, partly where one in between was.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import CaseAudit, CaseStep, Proportion, SectionFinding
from servicecheck.assessment.register_rows import CASES, Row, middle, proportion, rows_of, worth_points
from servicecheck.questionnaire import Column

MOST = 0.5
"""A step that is good is done on an ordinary day, so in most cases: in more than half of them."""


def case_audit(case: Case, sections: Sequence[SectionFinding]) -> CaseAudit | None:
    """The case audit; None where no case was looked at."""
    rows = rows_of(case, CASES)
    if not rows:
        return None
    columns = list(worth_points(rows[0].register))
    done = [[_is_done(row, column) for column in columns] for row in rows]
    return CaseAudit(
        cases=len(rows),
        steps=tuple(_step(rows, column, sections) for column in columns),
        complete=proportion(None if None in steps else all(steps) for steps in done if steps),
        reopened=proportion(row.flag("reopened") for row in rows),
        median_hours_to_reply=middle(row.number("hours_to_reply") for row in rows),
        median_days_to_solution=middle(row.number("days_to_solution") for row in rows),
    )


def _is_done(row: Row, column: Column) -> bool | None:
    points = row.points(column.id)
    return None if points is None else points == max(_worth(column))


def _worth(column: Column) -> list[Decimal]:
    return [option.points for option in column.options if option.points is not None]


def _step(rows: Sequence[Row], column: Column, sections: Sequence[SectionFinding]) -> CaseStep:
    given = [points for row in rows if (points := row.points(column.id)) is not None]
    done = proportion(_is_done(row, column) for row in rows)
    section = next((one for one in sections if one.id == column.section), None)
    return CaseStep(
        column=column.id,
        done=done,
        partly=sum(min(_worth(column)) < points < max(_worth(column)) for points in given),
        section=column.section,
        self_score=section.standing.score if section else None,
        contrast=_contrast(done, section),
    )


def _contrast(done: Proportion | None, section: SectionFinding | None) -> Literal["self-higher", "self-lower"] | None:
    """Whether the self-rating says one thing, good or not, and clearly most cases the other."""
    if done is None or section is None or section.standing.score is None:
        return None
    standing = section.standing
    is_good = 2 * section.standing.score >= standing.lowest + standing.highest
    if is_good and done.interval.high < MOST:
        return "self-higher"
    return "self-lower" if not is_good and done.interval.low > MOST else None
