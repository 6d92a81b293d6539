"""The groups of a batch: what their rows add up to, piece by piece, in memory that depends on the groups alone.

Sums may be taken of any pieces in any order, and merged in any order: they are whole numbers, and the result is the
same to the last digit. Groups lie within groups: of `team,period` there is everybody, each team, each period in a team.

Of a small batch people's standings are kept as well, for the draws that say how sure a level is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import polars as pl
import polars.selectors as cs

from servicecheck.assessment.group_tree import Path
from servicecheck.assessment.published_groups import Group, published
from servicecheck.batch.draws import MOST_PEOPLE, with_draws
from servicecheck.errors import ServicecheckError
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import row_standings
from servicecheck.scoring.alike import alike_sums, selections
from servicecheck.scoring.columns import ROLE
from servicecheck.scoring.sums import sums_of_rows, with_coverage
from servicecheck.scoring.tallies import COUNTS, tallies

MOST_GROUPS = 10_000
"""More groups than this are no teams, but people."""

_PIECES = 5_000
"""So many rows of sums are kept before they are merged into one a group."""

_ROWS = 100_000
"""So many rows wait to be added up together, as planning it takes as long as it takes for thousands of rows."""

_EVERYBODY = "by:"


@dataclass(frozen=True)
class Part:
    """What some of the rows add up to. Parts may be made in different places, and added up in any order."""

    sums: pl.DataFrame
    """One row a group that holds no others."""
    people: tuple[pl.DataFrame, ...] | None
    """Each person's standing; None where these are too many people to keep."""


class Groups:
    """The sums of all groups, from row standings that are handed in piece by piece."""

    def __init__(self, questionnaire: Questionnaire, by: Sequence[str], columns: Sequence[str] = ()) -> None:
        """*columns* are what the columns of *by* are called in the rows, if they are called something else there."""
        self.questionnaire, self.by, self._columns = questionnaire, tuple(by), tuple(columns or by)
        self._keys = [_EVERYBODY, *(f"by:{number}" for number in range(len(self.by)))]
        self._sums = [*sums_of_rows(questionnaire), *tallies(questionnaire)]
        self._selections = selections(questionnaire)
        self._waiting: list[pl.DataFrame] = []
        self._pieces: list[pl.DataFrame] = []
        self._people: tuple[pl.DataFrame, ...] | None = ()
        self._lock = Lock()

    def add(self, standings: pl.DataFrame) -> None:
        """Count these row standings in: with the columns of *by*, and `tallies.COUNTS` for who counts.

        Raises ServicecheckError where that makes too many groups.
        """
        with self._lock:
            self._waiting.append(standings)
            if sum(piece.height for piece in self._waiting) < _ROWS:
                return
            together, self._waiting = self._waiting, []
        self._add(pl.concat(together))

    def add_part(self, part: Part) -> None:
        """Count in what others have added up. Raises ServicecheckError where that makes too many groups."""
        with self._lock:
            self._pieces.append(part.sums)
            together = None if self._people is None or part.people is None else (*self._people, *part.people)
            is_small = together is not None and sum(piece.height for piece in together) <= MOST_PEOPLE
            self._people = together if is_small else None
            if sum(piece.height for piece in self._pieces) > _PIECES:
                self._merge()

    @property
    def part(self) -> Part:
        """What has been added up so far."""
        together, self._waiting = self._waiting, []
        if together or not self._pieces:
            self._add(pl.concat(together or [self._nobody()]))
        with self._lock:
            self._merge()
            return Part(self._pieces[0], self._people)

    def published(self, smallest: int) -> tuple[Group, ...]:
        """What may be told of each group when a figure must rest on *smallest* people; 1 tells everything."""
        part = self.part
        found = published(self.questionnaire, self._rows(part.sums), smallest)
        if part.people is None:
            return found
        return with_draws(self.questionnaire, found, pl.concat(part.people), self._keys[1:])

    def rows(self) -> dict[Path, Mapping[str, Any]]:
        """The sums of every group and of the groups around it, by its place; sorted, () is everybody."""
        return self._rows(self.part.sums)

    def _add(self, standings: pl.DataFrame) -> None:
        counting = standings if standings[COUNTS].all() else standings.filter(pl.col(COUNTS))
        own = counting.with_columns(self._paths()).lazy()
        plans = [own.group_by(self._keys).agg(self._sums)]
        plans += [alike_sums(self.questionnaire, own, selection, self._keys) for selection in self._selections]
        keeps_people = self._people is not None and counting.height <= MOST_PEOPLE
        if keeps_people:
            plans.append(own.select(*self._keys, (cs.integer() | cs.boolean()) - cs.by_name(*self._keys)))
        found = pl.collect_all(plans)
        people = (found.pop(),) if keeps_people else None
        self.add_part(Part(pl.concat(found, how="diagonal"), people))

    def _rows(self, leaves: pl.DataFrame) -> dict[Path, Mapping[str, Any]]:
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
