"""How two roles see the same section: leaders and staff, each with the interval of their difference (method 3.11).

Leaders usually rate themselves higher. Nothing is corrected for it.
"""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from servicecheck.assessment.case import Case
from servicecheck.assessment.customers import around
from servicecheck.assessment.findings import RoleFinding, RoleGap
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.assessment.targets import possible_range
from servicecheck.scoring.columns import ROLE, answered, of
from servicecheck.scoring.tree import Node
from servicecheck.statistics import Interval, Sums, rounding_deviation, welch_difference


def role_gaps(case: Case, roles: Sequence[RoleFinding]) -> tuple[RoleGap, ...]:
    """One gap for each section of items and each two roles whose scores in it may both be shown."""
    if not isinstance(case, PeopleCase):
        return ()
    return tuple(
        _gap(case, unit, later, earlier)
        for unit in case.root.units
        for earlier, later in combinations([role for role in roles if role.sections.get(unit.id) is not None], 2)
    )


def _gap(case: PeopleCase, unit: Node, first: RoleFinding, second: RoleFinding) -> RoleGap:
    first_score, second_score = first.sections[unit.id] or 0, second.sections[unit.id] or 0
    first_sums, second_sums = (_sums(case, unit, role.role) for role in (first, second))
    limits, apart = Interval(*possible_range(case, unit)), first_score - second_score
    rated = [item.id for item in unit.all_items if case.sums.row[answered(item.id)]]
    found = welch_difference(first_sums, second_sums, rounding_deviation(limits, max(1, len(rated))))
    interval = None if found is None else around(apart, found, limits)
    return RoleGap(
        section=unit.id,
        first=first.role,
        second=second.role,
        first_score=first_score,
        second_score=second_score,
        first_people=first_sums.n,
        second_people=second_sums.n,
        difference=apart,
        interval=interval,
        is_distinguishable=interval is not None and 0 not in interval,
    )


def _sums(case: PeopleCase, unit: Node, role: str) -> Sums:
    """n, sum and sum of squares of the scores of the people with this role; where the score is shown, of k or more."""
    rows = case.rows.filter(pl.col(ROLE) == role)
    return Sums.of(rows[of("score", unit.id)].drop_nulls().to_list())
