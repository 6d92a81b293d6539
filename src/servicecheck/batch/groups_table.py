"""The groups of a batch as a table for analysts: one row a shown group, figures in points.

It says less than the groups file and nothing else: what stands here follows from the same sums, by the expressions and
the statistics that a report of the group uses.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from servicecheck.assessment.case import Figures
from servicecheck.assessment.certainty import certainty_of
from servicecheck.assessment.counted_case import CountedCase
from servicecheck.assessment.findings import Standing
from servicecheck.assessment.group_sums import GroupSums, standings
from servicecheck.assessment.published_groups import Group
from servicecheck.assessment.standings import standing_of
from servicecheck.errors import ServicecheckError
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Mode, Round
from servicecheck.scoring import conclude
from servicecheck.scoring.columns import of
from servicecheck.scoring.tree import Node

DEPTH, PEOPLE = "depth", "people"


def table(questionnaire: Questionnaire, by: Sequence[str], mode: Mode, k: int, groups: Sequence[Group]) -> pl.DataFrame:
    """One row a shown group. Raises ServicecheckError where a column of *by* is called as a figure is."""
    shown = [(group.path, group.sums) for group in groups if group.sums]
    round_ = Round(questionnaire.id, questionnaire.version, mode=mode, k=k)
    figures = _figures(questionnaire, [sums for _, sums in shown])
    rows = []
    for (path, sums), own in zip(shown, figures, strict=True):
        case = _Concluded(questionnaire, round_, sums, own)
        names = dict(zip(by, [*path, *[None] * (len(by) - len(path))], strict=True))
        rows.append(
            (names, {DEPTH: len(path), PEOPLE: sums.people, **dict(_of_whole(case)), **dict(_of_sections(case))})
        )
    return _framed(by, rows)


def _framed(by: Sequence[str], rows: Sequence[tuple[Mapping[str, str | None], Mapping[str, Any]]]) -> pl.DataFrame:
    own = rows[0][1] if rows else {DEPTH: 0, PEOPLE: 0}
    taken = next((name for name in by if name in own), None)
    if taken:
        raise ServicecheckError(
            f"'{taken}' cannot be in --by: the table of groups has a column of that name. Rename yours."
        )
    schema: dict[str, pl.DataType] = {name: pl.String() for name in by} | {name: _type_of(name) for name in own}
    return pl.DataFrame([{**names, **figures} for names, figures in rows], schema=schema)


def _type_of(name: str) -> pl.DataType:
    kind = name.partition(":")[0].partition("_")[0]
    if name == "raw_level" or kind in ("level", "certainty"):
        return pl.String()
    if kind in (DEPTH, PEOPLE):
        return pl.Int64()
    return pl.Boolean() if kind in ("gate", "partial") else pl.Float64()


@dataclass(frozen=True)
class _Concluded(CountedCase):
    """A group whose figures are known: those of all groups are worked out at once."""

    concluded: Mapping[str, Any]

    @cached_property
    def figures(self) -> Figures:
        """The group, concluded."""
        return Figures(self.concluded)


def _figures(questionnaire: Questionnaire, groups: Sequence[GroupSums]) -> list[Mapping[str, Any]]:
    found: dict[int, Mapping[str, Any]] = {}
    for frame in standings(questionnaire, groups):
        found |= {row["number"]: row for row in conclude(questionnaire, frame).collect().iter_rows(named=True)}
    return [found[number] for number in range(len(groups))]


def _of_whole(case: CountedCase) -> Iterator[tuple[str, object]]:
    standing = standing_of(case, case.root)
    yield from _scores(case.root, standing)
    if case.questionnaire.levels:
        certainty = certainty_of(case, standing)
        for name in ("level", "raw_level", of("level", variant="low"), of("level", variant="high")):
            yield name, case.figures.text(name)
        yield "certainty", certainty.word
        yield "probability", certainty.probability
    yield "partial", standing.is_partial
    for gate in case.questionnaire.gates:
        yield of("gate", gate.id), case.figures.flag(of("gate", gate.id))


def _of_sections(case: CountedCase) -> Iterator[tuple[str, object]]:
    for node in case.root.walk():
        if node.id:
            standing = standing_of(case, node)
            yield from _scores(node, standing)
            yield of(PEOPLE, node.id), standing.people or None
            if case.questionnaire.levels:
                yield of("level", node.id), standing.level


def _scores(node: Node, standing: Standing) -> Iterator[tuple[str, object]]:
    interval = standing.interval
    yield of("score", node.id), _points(standing.score)
    yield of("score", node.id, "low"), _points(standing.low)
    yield of("score", node.id, "high"), _points(standing.high)
    yield of("interval", node.id, "low"), None if interval is None else _points(round(interval.low))
    yield of("interval", node.id, "high"), None if interval is None else _points(round(interval.high))


def _points(score: int | None) -> float | None:
    """In points; the nearest float to four decimals is printed as those decimals."""
    return None if score is None else score / POINT
