"""From the sums of all groups of a batch to what may be told of each of them, side by side.

Everything that is published together (the groups file, the table of groups, reports made from them) rests on this one
tree. Each figure has its own way through it: the group's size, each section, what each item was replied and answered,
each spread, and the complete rows behind Cronbach's alpha.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.group_sums import Complete, GroupSums, HiddenSection, ItemSums, SectionSums
from servicecheck.assessment.group_tree import Path, hidden_in_tree
from servicecheck.items import ByValue, Item
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring import columns
from servicecheck.scoring.alike import matching, selections
from servicecheck.scoring.tallies import possible_points
from servicecheck.scoring.tree import Node, tree
from servicecheck.statistics import Spread, Sums

Row = Mapping[str, Any]
"""One group's columns of sums: `scoring.sums`, `scoring.tallies`, `scoring.alike`."""

FEWEST_COMPLETE = 30
"""From so many complete rows Cronbach's alpha says something (method 3.9)."""


@dataclass(frozen=True)
class Group:
    """One group of a batch: where it is, and what may be told of it."""

    path: Path
    sums: GroupSums | None
    """None where the group is hidden."""
    hidden: Hidden | None = None

    @property
    def people(self) -> int | None:
        """How many people are in it; of a hidden group not even that is told."""
        return None if self.sums is None else self.sums.people


def published(questionnaire: Questionnaire, rows: Mapping[Path, Row], smallest: int) -> tuple[Group, ...]:
    """Every group of *rows*, told where a figure rests on *smallest* people or more; 1 tells everything.

    *rows* hold every group around a group as well; () is everybody.
    """
    publishing = _Publishing(questionnaire, rows, smallest)
    return tuple(publishing.group(path) for path in rows)


@dataclass(frozen=True)
class _Publishing:
    questionnaire: Questionnaire
    rows: Mapping[Path, Row]
    smallest: int

    @cached_property
    def _root(self) -> Node:
        return tree(self.questionnaire)

    @cached_property
    def _hidden(self) -> Mapping[Path, Hidden]:
        return self._hide([columns.PEOPLE])

    @cached_property
    def _sections(self) -> Mapping[str, Mapping[Path, Hidden]]:
        return {unit.id: self._hidden_section(unit) for unit in self._root.units}

    @cached_property
    def _untold(self) -> Mapping[str, Mapping[Path, Hidden]]:
        return {item.id: self._hide_by([self._asked(item)], self._hidden) for item in self.questionnaire.scored_items}

    @cached_property
    def _items(self) -> Mapping[str, Mapping[Path, Hidden]]:
        return {item.id: self._hidden_item(item) for item in self.questionnaire.scored_items}

    def _hidden_section(self, unit: Node) -> Mapping[Path, Hidden]:
        each = [self._asked(item) for item in unit.items]
        asked = {path: max(sizes[path] for sizes in each) for path in self.rows}
        counted = [self._sizes(columns.people(unit.id)), self._sizes(columns.concerned(unit.id)), asked]
        return self._hide_by(counted, self._hidden)

    def _hidden_item(self, item: Item) -> Mapping[Path, Hidden]:
        untold = self._untold[item.id]
        answered = self._sizes(columns.answered(item.id))
        return {**self._hide_by([answered, self._asked(item)], {**self._hidden, **untold}), **untold}

    def _hide(self, names: Sequence[str], absent: Mapping[Path, Any] | None = None) -> Mapping[Path, Hidden]:
        return self._hide_by([self._sizes(name) for name in names], absent or {})

    def _hide_by(self, sizes: Sequence[Mapping[Path, int]], absent: Mapping[Path, Any]) -> Mapping[Path, Hidden]:
        return hidden_in_tree(sizes, self.smallest, absent)

    def _sizes(self, name: str) -> Mapping[Path, int]:
        return {path: int(row[name]) for path, row in self.rows.items()}

    def _asked(self, item: Item) -> Mapping[Path, int]:
        names = [columns.answered(item.id), *(columns.state(item.id, state) for state in columns.STATES)]
        return {path: sum(int(row[name]) for name in names) for path, row in self.rows.items()}

    def group(self, path: Path) -> Group:
        """What may be told of the group there."""
        if path in self._hidden:
            return Group(path, None, self._hidden[path])
        row = self.rows[path]
        sums = GroupSums(
            people=int(row[columns.PEOPLE]),
            sections={unit.id: self._section(path, unit) for unit in self._root.units},
            items={item.id: self._item(path, item) for item in self.questionnaire.scored_items},
            spreads={node: found[path] for node, found in self._spreads.items() if path in found},
            unasked=frozenset(n.id for n in self._root.walk() if n.id and n.weight and not row[columns.asked(n.id)]),
            complete={unit: found[path] for unit, found in self._complete.items() if path in found},
        )
        return Group(path, sums)

    def _section(self, path: Path, unit: Node) -> SectionSums | HiddenSection:
        row, hidden = self.rows[path], self._sections[unit.id].get(path)
        if hidden:
            return HiddenSection(hidden, is_applicable=bool(row[columns.concerned(unit.id)]))
        return section_sums(row, unit)

    def _item(self, path: Path, item: Item) -> ItemSums:
        hidden, told = self._items[item.id].get(path), item_sums(self.rows[path], item)
        if path in self._untold[item.id]:
            return ItemSums(0, 0, 0, 0, 0, 0, {}, {}, hidden, is_told=False)
        return replace(told, total=0, unknown=0, values={}, points={}, hidden=hidden) if hidden else told

    @cached_property
    def _spreads(self) -> Mapping[str, Mapping[Path, Spread]]:
        """How far people's scores are apart, by node above the units and group."""
        found: dict[str, dict[Path, Spread]] = {}
        for selection in selections(self.questionnaire):
            for node in selection.nodes:
                found.setdefault(node.id, {}).update(self._alike(node, selection.left_out))
        return found

    def _alike(self, node: Node, left_out: frozenset[str]) -> Mapping[Path, Spread]:
        """The spreads of the groups that are scored without just these sections."""
        names = [columns.alike(kind, node.id, left_out) for kind in columns.ALIKE]
        others = {path: None for path in self.rows if self._left_out(path, node) != left_out}
        hidden = self._hide(names[:1], {**self._hidden, **others})
        sums = {path: Sums(*(int(row[name]) for name in names)) for path, row in self.rows.items()}
        gone = {*self._hidden, *others, *hidden}
        return {path: one.spread for path, one in sums.items() if path not in gone and one.n >= max(1, self.smallest)}

    def _left_out(self, path: Path, node: Node) -> frozenset[str]:
        row = self.rows[path]
        unrated = (unit.id for unit in self._root.units if not self._is_rated(path, row, unit.id))
        return matching(self.questionnaire, node, frozenset(unrated))

    def _is_rated(self, path: Path, row: Row, unit: str) -> bool:
        return path not in self._sections[unit] and row[columns.people(unit)] >= 1 and bool(row[columns.covered(unit)])

    @cached_property
    def _complete(self) -> Mapping[str, Mapping[Path, Complete]]:
        """What Cronbach's alpha takes, by section and group."""
        some = next(iter(self.rows.values()))
        units = [unit for unit in self._root.units if columns.complete(unit.id, "n") in some]
        return {unit.id: self._complete_rows(unit) for unit in units}

    def _complete_rows(self, unit: Node) -> Mapping[Path, Complete]:
        sizes = self._sizes(columns.complete(unit.id, "n"))
        absent = {*self._hidden, *self._sections[unit.id]}
        for item in unit.items:
            absent |= self._items[item.id].keys()
        hidden = self._hidden_complete(unit, sizes, absent) if self.smallest > 1 else frozenset()
        shown = [path for path, n in sizes.items() if n >= FEWEST_COMPLETE and path not in absent | hidden]
        return {path: complete_of(self.rows[path], unit) for path in shown}

    def _hidden_complete(self, unit: Node, sizes: Mapping[Path, int], absent: Set[Path]) -> frozenset[Path]:
        """Where complete rows must not be shown: for themselves, or for what each item has beside them."""
        counts = {path: incomplete(row, unit) for path, row in self.rows.items()}
        beside = [{path: each[number] for path, each in counts.items()} for number in range(len(unit.items))]
        hidden: frozenset[Path] = frozenset()
        while True:
            found = hidden | hidden_in_tree([sizes], FEWEST_COMPLETE, absent | hidden).keys()
            found |= hidden_in_tree(beside, self.smallest, absent | found).keys()
            if found == hidden:
                return hidden
            hidden = found


def section_sums(row: Row, unit: Node) -> SectionSums:
    """One section's sums, nothing left out."""
    people = int(row[columns.people(unit.id)])
    ends = columns.end_total if people else columns.concerned_end_total
    lowest, highest = (0, 0) if unit.fixed_range else tuple(int(row[ends(unit.id, end)] or 0) for end in columns.ENDS)
    return SectionSums(
        people=people,
        concerned=int(row[columns.concerned(unit.id)]),
        total=int(row[columns.total(unit.id)] or 0),
        squares=int(row[columns.squares(unit.id)] or 0),
        low=int(row[columns.bound_total(unit.id, "low")] or 0),
        high=int(row[columns.bound_total(unit.id, "high")] or 0),
        lowest=lowest,
        highest=highest,
        is_covered=bool(row[columns.covered(unit.id)]),
    )


def item_sums(row: Row, item: Item) -> ItemSums:
    """One item's sums, nothing left out."""
    values = {choice.value: int(row[columns.given(item.id, choice.value)]) for choice in item.choices()}
    worth = item.worth()
    if isinstance(worth, ByValue):
        points: dict[int, int] = {}
        for value, own in worth.points.items():
            points[own] = points.get(own, 0) + values[value]
    else:
        points = {own: int(row[columns.worth(item.id, own)]) for own in possible_points(item) or ()}
    return ItemSums(
        answered=int(row[columns.answered(item.id)]),
        na=int(row[columns.state(item.id, "na")]),
        dk=int(row[columns.state(item.id, "dk")]),
        blank=int(row[columns.state(item.id, "blank")]),
        total=int(row[columns.points(item.id)] or 0),
        unknown=int(row[columns.unknown(item.id)]),
        values=values,
        points=dict(sorted(points.items())),
    )


def complete_of(row: Row, unit: Node) -> Complete:
    """What Cronbach's alpha takes of one section, nothing left out."""

    def spread(item: str) -> Spread:
        names = [columns.complete(unit.id, kind, item) for kind in ("total", "squares")]
        return Sums(int(row[columns.complete(unit.id, "n")]), *(int(row[name]) for name in names)).spread

    return Complete(tuple(spread(item.id) for item in unit.items), spread(""))


def incomplete(row: Row, unit: Node) -> tuple[int, ...]:
    """How many people answered each item, but not every item of the section.

    The spread of an item over complete rows, beside all answers to it, tells what these people answered.
    """
    n = int(row[columns.complete(unit.id, "n")])
    return tuple(int(row[columns.answered(item.id)]) - n for item in unit.items)
