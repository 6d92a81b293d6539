"""Every set of a few steps as a row of one table, scored like everything else; the first that reaches the level wins.

Sets come in the order of the candidates, fewer steps first, so that the answer is always the same. Rows that cannot be
enough are not scored: each step lifts one item, and so one section, above a limit at most; and where everything is put
together by means, the rises of the score add up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement, islice

import polars as pl

from servicecheck.assessment.case import Case
from servicecheck.assessment.expectation import means_after, standings_after, steps_in
from servicecheck.assessment.findings import GateFinding
from servicecheck.explanation.reach import SLACK, Reach, is_by_means
from servicecheck.scoring.arithmetic import total

PLANS_AT_ONCE, ROWS_AT_ONCE = 200_000, 20_000


@dataclass(frozen=True)
class Aim:
    """What is to be reached: one of these levels, at this score or above, against these requirements."""

    levels: frozenset[str]
    limit: int
    obstacles: tuple[GateFinding, ...]


def first_plan(case: Case, items: Sequence[str], aim: Aim, most: int) -> tuple[str, ...] | None:
    """The first of the smallest sets of at most *most* steps on *items* that reaches the aim; None without one."""
    search = _Search(case, tuple(items), aim, most)
    for number in range(1, most + 1):
        found = search.with_steps(number)
        if found is not None:
            return found
    return None


@dataclass(frozen=True)
class _Search:
    case: Case
    items: tuple[str, ...]
    aim: Aim
    most: int

    @cached_property
    def candidates(self) -> list[str]:
        """The items that can rise."""
        climbs = {item: means_after(self.case, self.case.questionnaire.item(item), 1) for item in self.items}
        return [item for item, climb in climbs.items() if climb and climb[-1] > climb[0]]

    def with_steps(self, number: int) -> tuple[str, ...] | None:
        """The first set of so many steps that is enough."""
        if not self.candidates or number < self.reach.fewest(self.case.root, self.aim.limit):
            return None
        picks = [pl.col(f"pick{n}") for n in range(number)]
        plans = combinations_with_replacement(range(len(self.candidates)), number)
        while chunk := list(islice(plans, PLANS_AT_ONCE)):
            table = pl.DataFrame(chunk, schema=[f"pick{n}" for n in range(number)], orient="row")
            for part in table.filter(*self._could_do(picks)).iter_slices(ROWS_AT_ONCE):
                found = self._first(part, picks)
                if found is not None:
                    return tuple(self.candidates[at] for at in found)
        return None

    def _first(self, plans: pl.DataFrame, picks: Sequence[pl.Expr]) -> Sequence[int] | None:
        counts = {steps_in(item): total([pick == at for pick in picks]) for at, item in enumerate(self.candidates)}
        standings = standings_after(self.case, plans.lazy().with_columns(**counts), self.candidates, len(picks))
        levels = self.case.conclusion(standings).select("level").collect()["level"]
        return next((plans.row(at) for at, level in enumerate(levels) if level in self.aim.levels), None)

    # What a plan needs at least

    def _could_do(self, picks: Sequence[pl.Expr]) -> Iterator[pl.Expr]:
        if self.missing > 0:
            rises = [pick.replace_strict(dict(enumerate(self.rises)), return_dtype=pl.Int64) for pick in picks]
            yield total(rises) >= self.missing
        for gate in self.aim.obstacles:
            yield from self._could_meet(gate, picks)

    def _could_meet(self, gate: GateFinding, picks: Sequence[pl.Expr]) -> Iterator[pl.Expr]:
        match gate.kind:
            case "critical":
                yield from (self._has_any([culprit], picks) for culprit in gate.culprits)
            case "items":
                low = [at for at, item in enumerate(self.candidates) if item in gate.culprits]
                yield total([pick.is_in(low) for pick in picks]) >= gate.count - gate.allowed
            case "section" if not self.case.questionnaire.adjust:
                inside = {part.id: [item.id for item in part.all_items] for part in self.case.root.parts}
                yield from (self._has_any(inside[culprit], picks) for culprit in gate.culprits)

    def _has_any(self, items: Sequence[str], picks: Sequence[pl.Expr]) -> pl.Expr:
        places = [at for at, item in enumerate(self.candidates) if item in items]
        return pl.any_horizontal([pick.is_in(places) for pick in picks])

    @cached_property
    def missing(self) -> int:
        """How much the score must rise at least, where it is put together by means alone; else nothing is said."""
        if not is_by_means(self.case.root) or self.case.questionnaire.adjust:
            return 0
        return self.aim.limit - (self.case.figures.integer("score") or 0) - SLACK

    @cached_property
    def reach(self) -> Reach:
        """What steps on the candidates do to scores."""
        return Reach(self.case, self.candidates, self.most)

    @cached_property
    def rises(self) -> list[int]:
        """What one more step on each candidate adds to the score at most."""
        return self.reach.rises(self.case.root)
