"""Two rounds to compare: a line a person, and who each of them is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sample_rounds import people, round_of, sections, three_levels
from servicecheck.assessment import assess
from servicecheck.comparison import Comparison, Record, compare
from servicecheck.comparison.changes import Change
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Response

M1 = three_levels(sections(A=3, B=3))
M1_BEFORE = ("2 2.5 2 1.5 2 1", "2.5 2.5 2 2 2 1.5", "2 2 1.5 1.5 1.5 1", "2.5 3 2 dk 2 1.5", "2 2.5 2.5 1 1.5 na")
M1_AFTER = ("2 2 2 2 2 2", "2.5 2.5 2 2 2 2", "2 2 2 2 1.5 1.5", "2.5 2.5 2.5 2 2 2", "2.5 2 2 2 1.5 1.5")
"""Method 3.13: the same five people afterwards; the whole is 50, 58.33, 41.67, 62.5 and 45.83."""


def record(
    questionnaire: Questionnaire, rows: Iterable[str], codes: Sequence[str] | str | None = None, **round_: Any
) -> Record:
    """A round of these rows; *codes* say who each of them is, in order."""
    given = people(questionnaire, rows)
    named = given if codes is None else [_as(one, code) for one, code in zip(given, codes, strict=True)]
    return Record(assess(questionnaire, round_of(questionnaire, **round_), named), tuple(named))


def _as(response: Response, code: str) -> Response:
    return replace(response, respondent=replace(response.respondent, code=code))


def m1(**round_: Any) -> Comparison:
    """The worked example of method 3.13."""
    return compare(record(M1, M1_BEFORE, **round_), record(M1, M1_AFTER, **round_))


def by_id(comparison: Comparison) -> Mapping[str, Change]:
    """The changes by section; the whole is ""."""
    return {change.id: change for change in comparison.changes}
