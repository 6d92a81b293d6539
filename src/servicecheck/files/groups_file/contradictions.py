"""What the figures of a groups file must agree on: whoever changes one by hand is told so.

Nothing here proves that a figure is right. It keeps out what no people could have answered, so that nothing further on
divides by nobody or prints a share above 100 %.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from servicecheck.assessment.group_sums import Complete, GroupSums, ItemSums, SectionSums
from servicecheck.assessment.group_tree import Path
from servicecheck.assessment.published_groups import Group
from servicecheck.assessment.resampling import DRAWS
from servicecheck.items import ByValue, Item, Several
from servicecheck.language import POINT
from servicecheck.quantities import units
from servicecheck.questionnaire import Questionnaire
from servicecheck.scoring.tallies import possible_points
from servicecheck.scoring.tree import Node, tree


def contradictions(
    questionnaire: Questionnaire, by: Sequence[str], smallest: int, groups: Sequence[Group]
) -> list[str]:
    """What cannot be, one sentence each; the first few are enough."""
    found = list(_of_tree(len(by), smallest, groups))
    if found:
        return found
    for group in groups:
        if group.sums is not None:
            own = list(_Checks(questionnaire, smallest, group.sums).all())
            if own:
                return [f"{named(group.path)}: {one}" for one in own]
    return []


def named(path: Path) -> str:
    """A group in a message."""
    return (
        "the group " + " > ".join("(no value)" if name is None else name[:40] for name in path) if path else "the whole"
    )


def _of_tree(depth: int, smallest: int, groups: Sequence[Group]) -> Iterator[str]:
    people: dict[Path, int] = {}
    seen: set[Path] = set()
    for group in groups:
        if len(group.path) > depth:
            yield f"{named(group.path)} lies deeper than 'by' has columns."
        if group.path in seen:
            yield f"{named(group.path)} stands there twice."
        if group.path and group.path[:-1] not in seen:
            yield f"{named(group.path)} stands before the group around it."
        seen.add(group.path)
        if group.sums is not None:
            people[group.path] = group.sums.people
            if 0 < group.sums.people < smallest:
                yield f"{named(group.path)} has fewer than {smallest} people, and is shown."
    if () not in seen:
        yield "the whole is missing."
    yield from _of_families(people)


def _of_families(people: Mapping[Path, int]) -> Iterator[str]:
    together: dict[Path, int] = {}
    for path, own in people.items():
        if path:
            together[path[:-1]] = together.get(path[:-1], 0) + own
    for path, own in together.items():
        if path not in people:
            yield f"{named(path)} is hidden, and groups in it are shown."
        elif own > people[path]:
            yield f"{named(path)} has fewer people than the groups in it."


class _Checks:
    """One group's figures against each other, and against the questionnaire."""

    def __init__(self, questionnaire: Questionnaire, smallest: int, sums: GroupSums) -> None:
        self.questionnaire, self.smallest, self.sums = questionnaire, smallest, sums
        self.root = tree(questionnaire)
        self.units = {unit.id: unit for unit in self.root.units}
        self.items = {item.id: item for item in questionnaire.scored_items}

    def all(self) -> Iterator[str]:
        """Every contradiction."""
        wrong = [*_others("sections", self.sums.sections, self.units), *_others("items", self.sums.items, self.items)]
        if wrong:
            yield from wrong
            return
        for name, section in self.sums.sections.items():
            if isinstance(section, SectionSums):
                yield from (
                    f"section {name or 'of everything'}: {one}" for one in self._section(self.units[name], section)
                )
        for name, item in self.sums.items.items():
            yield from (f"item {name}: {one}" for one in self._item(self.items[name], item))
        yield from self._rest()

    def _section(self, unit: Node, section: SectionSums) -> Iterator[str]:
        if not section.people <= section.concerned <= self.sums.people:
            yield "more people count than there are."
        if 0 < section.people < self.smallest:
            yield f"fewer than {self.smallest} people count, and it is shown."
        if not section.low <= section.total <= section.high:
            yield "the total is not between the bounds."
        if section.people * section.squares < section.total**2 or (section.people == 0 and section.squares):
            yield "no numbers have this sum and these squares."
        if not _is_in_range(unit, section):
            yield "the total is beyond what the scale allows."

    def _item(self, item: Item, sums: ItemSums) -> Iterator[str]:
        if sums.asked > self.sums.people or sums.unknown > sums.dk + sums.blank:
            yield "more people replied than there are."
        if sums.hidden:
            if sums.values or sums.points or sums.total or sums.unknown or (not sums.is_told and sums.asked):
                yield "it is hidden, and its answers are there."
            return
        if 0 < sums.answered < self.smallest or 0 < sums.asked < self.smallest:
            yield f"fewer than {self.smallest} people answered, and it is shown."
        yield from _answers(item, sums)

    def _rest(self) -> Iterator[str]:
        nodes = {node.id for node in self.root.walk() if not node.is_unit}
        yield from _unknown("spreads", self.sums.spreads, nodes)
        yield from _unknown("unasked", self.sums.unasked, {node.id for node in self.root.walk()})
        yield from _unknown("complete", self.sums.complete, self.units)
        spreads = list(self.sums.spreads.values())
        if any(not max(1, self.smallest) <= spread.n <= self.sums.people for spread in spreads):
            yield "a spread rests on more people than there are, or on too few."
        for name, complete in self.sums.complete.items():
            yield from self._complete(self.units.get(name), complete)
        if self.sums.levels is not None:
            yield from _unknown("levels", self.sums.levels, {"", *(level.id for level in self.questionnaire.levels)})
            if sum(self.sums.levels.values()) != DRAWS:
                yield f"the draws of the levels are not {DRAWS}."

    def _complete(self, unit: Node | None, complete: Complete) -> Iterator[str]:
        each = [*complete.items, complete.totals]
        if len({one.n for one in each}) > 1 or complete.totals.n > self.sums.people:
            yield "complete: the rows are not the same for every item."
        if unit is not None and len(complete.items) != len(unit.items):
            yield "complete: there are not as many items as the section has."


def _is_in_range(unit: Node, section: SectionSums) -> bool:
    """Whether everybody's score lies on the scale; where its ends differ from person to person, on the widest."""
    ends, people = (section.lowest, section.highest), max(section.people, section.concerned)
    if section.squares > section.people * _widest(unit) ** 2:
        return False
    if unit.fixed_range:
        lowest, highest = (section.people * end for end in unit.fixed_range)
        return lowest <= section.low and section.high <= highest and ends == (0, 0)
    most = people * _widest(unit)
    return all(abs(sum_) <= most for sum_ in (section.low, section.high, *ends)) and ends[0] <= ends[1]


def _widest(unit: Node) -> int:
    """No score of *unit* is further from 0, whichever way its items are added up."""
    each = [max(abs(item.lowest), abs(item.highest)) * max(POINT, units(item.weight)) for item in unit.items]
    return abs(unit.start) + sum(each) // POINT + 1


def _answers(item: Item, sums: ItemSums) -> Iterator[str]:
    """Whether the answers are those of the item, as many as people answered, and worth what is said."""
    worth, possible = item.worth(), possible_points(item)
    values = {choice.value for choice in item.choices()}
    yield from _others("values", sums.values, values)
    yield from _others("points", sums.points, possible or ())
    if possible is not None and sum(sums.points.values()) != sums.answered:
        yield "the answers are not as many as the people who answered."
    if possible is not None and sum(points * count for points, count in sums.points.items()) != sums.total:
        yield "the answers are not worth the total."
    if isinstance(worth, ByValue):
        counted: dict[int, int] = dict.fromkeys(sums.points, 0)
        for value, points in worth.points.items():
            counted[points] = counted.get(points, 0) + sums.values.get(value, 0)
        if counted != dict(sums.points):
            yield "the answers do not have these points."
    elif isinstance(worth, Several) and any(count > sums.answered for count in sums.values.values()):
        yield "an option was picked by more people than answered."
    if not sums.answered * item.lowest <= sums.total <= sums.answered * item.highest:
        yield "the total is beyond what the answers can be worth."


def _others(what: str, there: Collection[object], wanted: Collection[object]) -> Iterator[str]:
    """Where not exactly these are there."""
    missing, strange = [one for one in wanted if one not in there], [one for one in there if one not in wanted]
    if missing:
        yield f"{what}: {missing[0]} is missing."
    if strange:
        yield f"{what}: {str(strange[0])[:40]} is not in the questionnaire."


def _unknown(what: str, there: Collection[str], known: Collection[str]) -> Iterator[str]:
    yield from (f"{what}: {one[:40]} is not in the questionnaire." for one in there if one not in known)
