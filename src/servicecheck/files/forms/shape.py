"""What the first rows of a table say of its columns, as far as that can be told without knowing the questions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from servicecheck.files.likeness import folded, key, spaced

Rows = Sequence[Sequence[str]]
Numbers = Literal["values", "points", "steps"]
"""What numbers stand for: stored values, points, or the place of a choice in its list, from 1."""

Purpose = Literal["asked", "respondent", "language", "finished", "submitted", "personal", "time", "number", "tool"]
"""What a column is for: a question, or what a tool notes beside the answers. Only the first five are ever read."""

MOST_PARTS = 20
"""So many groups or questions may stand in front of what is asked, in one name; more are not looked behind."""

READ: frozenset[Purpose] = frozenset({"asked", "respondent", "language", "finished", "submitted"})


@dataclass(frozen=True)
class Heading:
    """What stands above one column."""

    name: str
    """What the column is called in messages and maps; empty where nothing stands there."""
    purpose: Purpose = "asked"
    called: tuple[str, ...] = ()
    """What the question may be called, the surest first."""
    group: str = ""
    """The question of several columns, where each is one of its options."""
    option: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the question may be called; the column's own name where nothing else is known."""
        return self.called or (self.name,)


@dataclass(frozen=True)
class RowRule:
    """A row whose cell in this column is one of *values* is no answer, or an unfinished one."""

    index: int
    values: frozenset[str]
    """Without outer space, in lower case; empty for an empty cell."""
    reason: str
    is_unfinished: bool = False

    def holds(self, cell: str) -> bool:
        """Whether a row with this cell is meant."""
        return cell.strip().casefold() in self.values


@dataclass(frozen=True)
class Shape:
    """The rows that name columns, and what they say."""

    form: str
    """The tool, as it is named on the command line; empty for a plain table."""
    title: str
    header_rows: int
    headings: tuple[Heading, ...]
    rules: tuple[RowRule, ...] = ()
    numbers: tuple[Numbers, ...] = ("values", "points", "steps")
    has_loose_codes: bool = False
    """Whether the tool takes marks out of codes, so that LE-A1 comes back as LEA1 or LE_A1."""
    has_answer_codes: bool = False
    """Whether answers may come as A1, A2 or AO01, by the order of the options."""

    @property
    def is_plain(self) -> bool:
        """Whether no tool is recognised."""
        return not self.form

    def kept(self, indices: Sequence[int]) -> "Shape":
        """The shape of a table with only these columns."""
        place = {index: number for number, index in enumerate(indices)}
        rules = tuple(replace(rule, index=place[rule.index]) for rule in self.rules if rule.index in place)
        return replace(self, headings=tuple(self.headings[index] for index in indices), rules=rules)


class Form(Protocol):
    """What reads one tool's exports."""

    def __call__(self, rows: Rows, *, told: bool) -> Shape | None:
        """The shape of an export; None where the first rows are not of this tool.

        *told* says that somebody named the tool, so that what is not known in its language is taken by its place.
        """


def row(rows: Rows, number: int, width: int = 0) -> list[str]:
    """The cells of a row on one line each, at least *width* of them; nothing where there is no such row."""
    cells = [spaced(cell) for cell in rows[number]] if number < len(rows) else []
    return cells + [""] * (width - len(cells))


def told_apart(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """Headings with names of their own: the second of one name is numbered."""
    counts: dict[str, int] = {}
    apart = []
    for heading in headings:
        name, same = heading.name, folded(heading.name)
        while name and folded(name) in counts:
            counts[same] += 1
            name = f"{heading.name} ({counts[same]})"
        counts.setdefault(folded(name), 1)
        apart.append(heading if name == heading.name else replace(heading, name=name, called=heading.names))
    return tuple(apart)


def of_purpose(name: str, purposes: Mapping[Purpose, Collection[str]]) -> Purpose | None:
    """What a column of this name is for, where its words are known."""
    return next((purpose for purpose, words in purposes.items() if key(name) in words), None)
