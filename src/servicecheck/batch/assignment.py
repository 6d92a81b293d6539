"""What stands where in one input: which columns are read as what, and which are carried to the result.

Everything here can be sent to another machine: the same rows are read there in the same way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from servicecheck.batch.sources import FAULT, fault_of
from servicecheck.conditions import NOT_ANSWERS
from servicecheck.files.answers.readings import FALSE, Unreadable
from servicecheck.scoring import columns

FILE, ROUND = "file", "round"
KEPT = "keep:"
"""Before the name of a column that is carried to the result as it stands."""

INSTEAD = "\x02"
"""Before what is said instead of an answer, in a column of its own."""


@dataclass(frozen=True)
class ReadColumn:
    """A column whose cells are read, or several that are one answer together."""

    name: str
    """What the input calls it; the first of several."""
    becomes: str
    """The id of an item, or `role`."""
    type: pl.DataType
    position: int
    """Where it stands in the input, from 1."""
    read: Callable[[str], str]
    """The value that a cell means. Raises Unreadable."""
    ticks: Mapping[str, str] = field(default_factory=dict)
    """Of a question with a column an option: the options, and their columns."""
    instead: str = ""
    """The column that says na or dk where this one is empty."""
    is_as_stored: bool = True
    """Whether a cell that is spelt as a stored value means it: not where numbers are points or places."""

    @property
    def must_be_read(self) -> bool:
        """Whether every cell must be read, because none can be taken as it stands."""
        return self.type == pl.String or not self.is_as_stored

    @property
    def cell(self) -> pl.Expr:
        """What is read, as text."""
        own = _ticked(self.ticks) if self.ticks else pl.col(self.name)
        if not self.instead:
            return own
        is_blank = own.is_null() | (own.str.strip_chars() == "")
        said = pl.col(self.instead).str.strip_chars()
        return pl.when(is_blank & (said != "")).then(pl.concat_str(pl.lit(INSTEAD), said)).otherwise(own)

    def value(self, cell: str) -> str | None:
        """What *cell* means; None where nothing is written. Raises Unreadable."""
        fault = fault_of(cell)
        if fault is not None:
            raise Unreadable(fault[0])
        if cell.startswith(INSTEAD) and cell[1:].casefold() not in NOT_ANSWERS:
            raise Unreadable(f"What is said instead of an answer is {' or '.join(NOT_ANSWERS)}.")
        return self.read(cell.removeprefix(INSTEAD)) if cell.strip() else None


@dataclass(frozen=True)
class CarriedColumn:
    """A column that is carried to the result."""

    name: str
    becomes: str
    """`respondent`, `round`, or the name after `keep:`."""
    position: int


@dataclass(frozen=True)
class Refusal:
    """Rows with one of these *values* in a column are no answers."""

    name: str
    values: frozenset[str]
    """Without outer space, in lower case; empty for an empty cell."""
    reason: str

    @property
    def fault(self) -> pl.Expr:
        """The reason where it holds."""
        cell = pl.col(self.name).fill_null("").str.strip_chars().str.to_lowercase()
        return pl.when(cell.is_in(sorted(self.values))).then(pl.lit(self.reason))


@dataclass(frozen=True)
class Assignment:
    """What the columns of one input are, and what counts for all its rows."""

    file: str
    read: tuple[ReadColumn, ...]
    carried: tuple[CarriedColumn, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    role: str | None = None
    """Everybody's role, where no column says it."""
    has_cell_faults: bool = False
    """Whether a cell may say why it cannot be used."""

    @property
    def beside(self) -> tuple[CarriedColumn, ...]:
        """What is carried beside who answered, as it stands."""
        return tuple(one for one in self.carried if one.becomes != columns.RESPONDENT)

    @property
    def types(self) -> dict[str, pl.DataType]:
        """What each column that is nothing but one item's replies may be read as at once, if it holds nothing else."""
        elsewhere = {one.name for one in self.carried} | {one.name for one in self.refusals}
        elsewhere |= {name for one in self.read for name in (one.instead, *one.ticks.values())}
        alone = [one for one in self.read if not (one.must_be_read or one.ticks or one.instead)]
        return {one.name: one.type for one in alone if one.name not in elsewhere}

    @property
    def respondent(self) -> CarriedColumn | None:
        """The column that says who answered."""
        return next((one for one in self.carried if one.becomes == columns.RESPONDENT), None)

    @property
    def has_round(self) -> bool:
        """Whether a column says in which round somebody answered."""
        return any(one.becomes == ROUND for one in self.carried)

    @property
    def has_role(self) -> bool:
        """Whether a column says in which role somebody answered."""
        return any(one.becomes == columns.ROLE for one in self.read)

    @property
    def answers(self) -> tuple[ReadColumn, ...]:
        """The columns of items."""
        return tuple(one for one in self.read if one.becomes != columns.ROLE)

    @property
    def fault(self) -> pl.Expr:
        """Why a row cannot be used as a whole."""
        return pl.coalesce(pl.col(FAULT), *(one.fault for one in self.refusals)) if self.refusals else pl.col(FAULT)


def shown(cell: str) -> str:
    """What stands in a cell, as whoever wrote it sees it."""
    fault = fault_of(cell)
    return cell.removeprefix(INSTEAD) if fault is None else fault[1]


def _ticked(ticks: Mapping[str, str]) -> pl.Expr:
    """The ticked options, joined as several answers are; null where nothing is written in any of their columns."""
    cells = {option: pl.col(name).fill_null("").str.strip_chars() for option, name in ticks.items()}
    is_written = pl.any_horizontal(cell != "" for cell in cells.values())
    picked = [
        pl.when((cell != "") & ~cell.str.to_lowercase().is_in(sorted(FALSE))).then(pl.lit(option))
        for option, cell in cells.items()
    ]
    joined = pl.concat_str(picked, separator="|", ignore_nulls=True)
    return pl.when(is_written).then(pl.when(joined == "").then(pl.lit("none")).otherwise(joined))
