"""The groups of a batch: what their rows add up to, piece by piece, in memory that depends on the groups alone.

Sums may be taken of any pieces in any order, and merged in any order: they are whole numbers, and the result is the
same to the last digit. Groups lie within groups: of `team,period` there is everybody, each team, each period in a team.
"""

from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any

import polars as pl

from servicecheck.assessment.group_tree import Path
from servicecheck.assessment.published_groups import Group, published
from servicecheck.errors import ServicecheckError
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import row_standings
from servicecheck.scoring.alike import alike_sums, selections
from servicecheck.scoring.columns import ROLE
from servicecheck.scoring.sums import sums_of_rows, with_coverage
from servicecheck.scoring.tallies import COUNTS, tallies

MOST_GROUPS = 20_000
"""More groups than this are no teams, but people."""

_PIECES = 5_000
"""So many rows of sums are kept before they are merged into one a group."""

_EVERYBODY = "by:"


class Groups:
    """The sums of all groups, from row standings that are handed in piece by piece."""

    def __init__(self, questionnaire: Questionnaire, by: Sequence[str], columns: Sequence[str] = ()) -> None:
        """*columns* are what the columns of *by* are called in the rows, if they are called something else there."""
        self.questionnaire, self.by, self._columns = questionnaire, tuple(by), tuple(columns or by)
        self._keys = [_EVERYBODY, *(f"by:{number}" for number in range(len(self.by)))]
        self._sums = [*sums_of_rows(questionnaire), *tallies(questionnaire)]
        self._selections = selections(questionnaire)
        self._pieces: list[pl.DataFrame] = []
        self._lock = Lock()

    def add(self, standings: pl.DataFrame) -> None:
        """Count these row standings in: with the columns of *by*, and `tallies.COUNTS` for who counts.

        Raises ServicecheckError where that makes too many groups.
        """
        own = standings.lazy().filter(pl.col(COUNTS)).with_columns(self._paths())
        sums = [own.group_by(self._keys).agg(self._sums)]
        sums += [alike_sums(self.questionnaire, own, selection, self._keys) for selection in self._selections]
        self.add_sums(pl.concat(pl.collect_all(sums), how="diagonal"))

    def add_sums(self, sums: pl.DataFrame) -> None:
        """Count in what other `sums` say. Raises ServicecheckError where that makes too many groups."""
        with self._lock:
            self._pieces.append(sums)
            if sum(piece.height for piece in self._pieces) > _PIECES:
                self._merge()

    @property
    def sums(self) -> pl.DataFrame:
        """The sums so far, one row a group that holds no others."""
        if not self._pieces:
            self.add(self._nobody())
        with self._lock:
            self._merge()
        return self._pieces[0]

    def published(self, smallest: int) -> tuple[Group, ...]:
        """What may be told of each group when a figure must rest on *smallest* people; 1 tells everything."""
        return published(self.questionnaire, self.rows(), smallest)

    def rows(self) -> dict[Path, Mapping[str, Any]]:
        """The sums of every group and of the groups around it, by its place; sorted, () is everybody."""
        leaves = self.sums
        levels = [self._at_level(leaves, depth) for depth in range(len(self._keys))]
        found = {path: row for level in levels for path, row in level}
        return {path: found[path] for path in sorted(found, key=_by_name)}

    def _at_level(self, leaves: pl.DataFrame, depth: int) -> list[tuple[Path, Mapping[str, Any]]]:
        keys = self._keys[1 : depth + 1]
        own = leaves.drop([key for key in self._keys if key not in keys])
        # Everybody is there even if that is nobody.
        sums = _added(own, keys) if keys else own.select(pl.all().sum())
        covered = with_coverage(self.questionnaire, sums.lazy()).collect()
        return [(tuple(row[key] for key in keys), row) for row in covered.iter_rows(named=True)]

    def _merge(self) -> None:
        merged = _added(pl.concat(self._pieces, how="diagonal"), self._keys)
        if merged.height > MOST_GROUPS:
            raise ServicecheckError(
                f"--by {','.join(self.by)} makes more than {MOST_GROUPS} groups. "
                "Name columns that groups of people share, such as the team."
            )
        self._pieces = [merged]

    def _paths(self) -> list[pl.Expr]:
        named = [_name(column).alias(key) for column, key in zip(self._columns, self._keys[1:], strict=True)]
        return [pl.lit(0).alias(_EVERYBODY), *named]

    def _nobody(self) -> pl.DataFrame:
        names = [*(item.id for item in self.questionnaire.items), ROLE, *self._columns]
        nobody = pl.LazyFrame(schema=dict.fromkeys(names, pl.String))
        return row_standings(self.questionnaire, nobody.with_columns(pl.lit(True).alias(COUNTS))).collect()


def _name(column: str) -> pl.Expr:
    """What a group is called: text without outer space; nothing is no value."""
    text = pl.col(column).cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text)


def _added(sums: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
    return sums.group_by(keys).agg(pl.all().sum())


def _by_name(path: Path) -> tuple[int, list[tuple[bool, str]]]:
    """From the whole down, by name; no value comes last."""
    return len(path), [(name is None, name or "") for name in path]
