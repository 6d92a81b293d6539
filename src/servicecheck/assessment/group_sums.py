"""One group of people, known by its counts and sums alone (method 3.18). What may not be told of it is not there.

From these the group's standing follows by the scorer's own expressions, so that a group of a batch and a round whose
answers are at hand are scored alike.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.suppression import TooFew
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.sums import with_scores
from servicecheck.scoring.tree import Node, tree
from servicecheck.statistics import Spread, Sums


@dataclass(frozen=True)
class SectionSums:
    """One section in which people are scored: sums over those who count in it, in ten-thousandths of a point.

    `lowest` and `highest` add up the ends of the possible ranges: of those who count, or of all concerned if none does;
    0 where the range is the same for everybody.
    """

    people: int
    concerned: int
    total: int
    squares: int
    low: int
    high: int
    lowest: int
    highest: int
    is_covered: bool
    """Whether enough of its items have an answer from somebody."""


@dataclass(frozen=True)
class HiddenSection:
    """A section whose figures may not be told. It counts as not rated."""

    reason: Hidden
    is_applicable: bool


@dataclass(frozen=True)
class ItemSums:
    """One item: how many replied what. `values` has each answer that can be picked; `points` what answers are worth.

    Of a hidden item only how many replied is left; where even that is nobody's business (`is_told`), it is all 0.
    """

    answered: int
    na: int
    dk: int
    blank: int
    total: int
    """The sum of the points."""
    unknown: int
    """How many did not know, or left it open, and count in its section: those who move its bounds."""
    values: Mapping[str, int]
    points: Mapping[int, int]
    """How many gave an answer worth so much; empty where an answer can be worth too many different points."""
    hidden: Hidden | None = None
    is_told: bool = True

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.answered + self.na + self.dk + self.blank


@dataclass(frozen=True)
class Complete:
    """Of the rows with an answer to every item of a section, in steps: what Cronbach's alpha takes."""

    items: tuple[Spread, ...]
    totals: Spread


@dataclass(frozen=True)
class GroupSums:
    """What one group's answers add up to."""

    people: int
    sections: Mapping[str, SectionSums | HiddenSection]
    items: Mapping[str, ItemSums]
    spreads: Mapping[str, Spread] = field(default_factory=dict)
    """By node above the units ("" is the whole): how far those are apart who count in every section it is scored in."""
    unasked: frozenset[str] = frozenset()
    """The sections that nobody has the role for."""
    complete: Mapping[str, Complete] = field(default_factory=dict)
    levels: Mapping[str, int] | None = None
    """How many of the draws give each final level; None where nothing was drawn."""

    @property
    def too_few(self) -> TooFew:
        """What may not be told, as what counts as not rated."""
        return TooFew(
            sections=frozenset(name for name, section in self.sections.items() if isinstance(section, HiddenSection)),
            items=frozenset(name for name, item in self.items.items() if item.hidden),
        )

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How often each reply was given, by item; as `scoring.answer_counts`."""
        return {
            name: {**item.values, "na": item.na, "dk": item.dk, "blank": item.blank}
            for name, item in self.items.items()
        }

    def sums_of(self, section: str) -> Sums:
        """n, sum and sum of squares of the people's scores in a section; of nobody where they may not be told."""
        found = self.sections[section]
        return Sums(0, 0, 0) if isinstance(found, HiddenSection) else Sums(found.people, found.total, found.squares)

    def row(self, questionnaire: Questionnaire) -> dict[str, Any]:
        """The scorer's columns of sums, in which what is hidden is 0."""
        found: dict[str, Any] = {columns.PEOPLE: self.people}
        for name, item in self.items.items():
            found |= _item_row(name, item)
        for unit in tree(questionnaire).units:
            found |= _section_row(unit, self.sections[unit.id])
        return found

    def standing(self, questionnaire: Questionnaire) -> pl.LazyFrame:
        """The group's standing, one row, without what may not be told; ready for `scoring.conclude`."""
        return _standings(questionnaire, [self], self.hiding)

    @property
    def hiding(self) -> tuple[TooFew, frozenset[str]]:
        """What may not be told, and which of these sections concern somebody."""
        hidden = {name: one for name, one in self.sections.items() if isinstance(one, HiddenSection)}
        return self.too_few, frozenset(name for name, section in hidden.items() if section.is_applicable)


def standings(questionnaire: Questionnaire, groups: Sequence[GroupSums]) -> list[pl.LazyFrame]:
    """The standings of many groups, with `number` for their place: those of whom the same is hidden together."""
    alike: dict[tuple[TooFew, frozenset[str]], list[int]] = {}
    for number, group in enumerate(groups):
        alike.setdefault(group.hiding, []).append(number)
    return [
        _standings(questionnaire, [groups[one] for one in numbers], hiding).with_columns(number=pl.Series(numbers))
        for hiding, numbers in alike.items()
    ]


def _standings(
    questionnaire: Questionnaire, groups: Sequence[GroupSums], hiding: tuple[TooFew, frozenset[str]]
) -> pl.LazyFrame:
    too_few, applicable = hiding
    rows = [group.row(questionnaire) for group in groups]
    frame = pl.LazyFrame(rows, schema={name: _type_of(value) for name, value in rows[0].items()})
    standing = too_few.removed(with_scores(questionnaire, frame))
    return standing.with_columns(
        pl.lit(name in applicable).alias(columns.of("applicable", name)) for name in too_few.sections
    ).with_columns(_full_ranges(questionnaire, applicable))


def _full_ranges(questionnaire: Questionnaire, sections: Collection[str]) -> list[pl.Expr]:
    """The possible range of hidden sections: as though all items concerned everybody, which tells of nobody."""
    units = [unit for unit in tree(questionnaire).units if unit.id in sections]
    return [
        pl.lit(value, dtype=pl.Int64).alias(columns.of(end, unit.id))
        for unit in units
        for end, value in zip(columns.ENDS, unit.full_range, strict=True)
    ]


def _type_of(value: object) -> pl.DataType:
    return pl.Boolean() if isinstance(value, bool) else pl.Int128()


def _item_row(name: str, item: ItemSums) -> dict[str, Any]:
    return {
        columns.answered(name): item.answered,
        columns.points(name): item.total,
        columns.unknown(name): item.unknown,
        **{columns.state(name, state): getattr(item, state) for state in columns.STATES},
        # Of what nobody may know it is not said that it concerns nobody.
        columns.applies(name): not item.is_told or item.answered + item.dk + item.blank > 0,
    }


def _section_row(unit: Node, section: SectionSums | HiddenSection) -> dict[str, Any]:
    own = SectionSums(0, 0, 0, 0, 0, 0, 0, 0, False) if isinstance(section, HiddenSection) else section
    found = {
        columns.people(unit.id): own.people,
        columns.concerned(unit.id): own.concerned,
        columns.total(unit.id): own.total,
        columns.squares(unit.id): own.squares,
        columns.bound_total(unit.id, "low"): own.low,
        columns.bound_total(unit.id, "high"): own.high,
        columns.covered(unit.id): own.is_covered,
    }
    for end in columns.ENDS if unit.fixed_range is None else ():
        found[columns.end_total(unit.id, end)] = found[columns.concerned_end_total(unit.id, end)] = getattr(own, end)
    return found
