"""From good rows to the scored table: what is worked out for a row, and in which columns it is handed on."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from servicecheck.batch.assignment import FILE, KEPT, ROUND
from servicecheck.batch.sources import ROW
from servicecheck.errors import ServicecheckError
from servicecheck.language import POINT
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns, conclude, row_standings
from servicecheck.scoring.arithmetic import count, rounded
from servicecheck.scoring.tree import tree

COVERAGE = "coverage"


@dataclass(frozen=True)
class Plan:
    """What becomes of a good row. The same for a whole file, a part of one, and a batch on another machine."""

    questionnaire: Questionnaire
    leading: tuple[str, ...]
    """The columns before the scores: who answered, and what is carried."""

    def standings(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Every good row as a standing of its own; groups are summed up from here."""
        return row_standings(self.questionnaire, rows)

    def scored(self, standings: pl.LazyFrame) -> pl.LazyFrame:
        """The scored table."""
        return conclude(self.questionnaire, standings).select(self._columns())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the scored table's columns."""
        return tuple(one.meta.output_name() for one in self._columns())

    def _columns(self) -> list[pl.Expr]:
        root = tree(self.questionnaire)
        gates = [columns.of("gate", gate.id) for gate in self.questionnaire.gates]
        sections = [columns.of("score", node.id) for node in root.walk() if node.id]
        has_levels = bool(self.questionnaire.levels)
        return [
            *(pl.col(name).alias(shown_name(name)) for name in self.leading),
            *map(_points, ("score", "score:low", "score:high")),
            *(pl.col(name) for name in ("level", "raw_level", "level:low", "level:high") if has_levels),
            pl.col(columns.of("partial")),
            self._coverage().alias(COVERAGE),
            *map(_points, sections),
            *map(pl.col, gates),
        ]

    def _coverage(self) -> pl.Expr:
        """The share of the items that concern the respondent that is answered, to four decimals."""
        items = self.questionnaire.scored_items
        answered = count([pl.col(columns.points(item.id)).is_not_null() for item in items]).cast(pl.Int64)
        applies = count([pl.col(columns.applies(item.id)) for item in items]).cast(pl.Int64)
        return _decimals(rounded(answered * POINT, applies))


def _points(name: str) -> pl.Expr:
    """A score in points."""
    return _decimals(pl.col(name)).alias(name)


def _decimals(ten_thousandths: pl.Expr) -> pl.Expr:
    """The float nearest to these four decimals, which is printed as them and read back as them.

    The engine divides by multiplying, which is off by a last bit; rounding puts that right.
    """
    return (ten_thousandths / POINT).round(4)


def shown_name(name: str) -> str:
    """What a leading column is called in the scored table."""
    return name.removeprefix(KEPT).removeprefix(":")


def plan_for(questionnaire: Questionnaire, leading: Sequence[str]) -> Plan:
    """The plan that hands on the *leading* columns. Raises ServicecheckError where one is called as a score is."""
    own = Plan(questionnaire, ()).names
    taken = [name for name in leading if name.removeprefix(KEPT) in {*own, *_OWN} and name.startswith(KEPT)]
    if taken:
        name = taken[0].removeprefix(KEPT)
        raise ServicecheckError(f"The scored table has a column '{name}' of its own. Rename yours, or keep another.")
    return Plan(questionnaire, tuple(leading))


_OWN = (columns.RESPONDENT, columns.ROLE, ROUND, FILE, ROW)
