"""What to do first, how firm the order is, and where it leads (method 3.14).

P = impact x gap / effort, with the gap in quarters of the range. What holds the level down comes first. P sorts; it
does not measure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import nsmallest
from random import Random

from servicecheck.assessment.case import Case
from servicecheck.assessment.expectation import expected_after, item_after
from servicecheck.assessment.findings import Expected, GateFinding, ItemFinding, Priority
from servicecheck.assessment.targets import carried_over, possible_range
from servicecheck.items import Item
from servicecheck.quantities import Limit
from servicecheck.scoring.columns import of
from servicecheck.statistics import seed_from

EFFORTS = (1, 2, 3, 5)
"""Hours, days, weeks, months."""

DEFAULT_EFFORT = 3
IMPACTS = (1, 2, 3)
TRIALS = 1_000
TOP = 3

_Place = tuple[bool, Fraction, int, str]


@dataclass(frozen=True)
class _Candidate:
    """What the order is made from."""

    item: str
    impact: int
    effort: int
    gap: Fraction
    is_gate_breaker: bool

    @property
    def p(self) -> Fraction:
        return self.impact * self.gap / self.effort

    @property
    def place(self) -> _Place:
        return (not self.is_gate_breaker, -self.p, self.effort, self.item)


def priorities_of(case: Case, items: Sequence[ItemFinding], gates: Sequence[GateFinding]) -> tuple[Priority, ...]:
    """Every relevant item below its target, what to do first first."""
    breakers = gate_breakers(case, items, gates)
    found = [_candidate(case, finding, finding.id in breakers) for finding in items if finding.gap > 0]
    ranked = sorted(found, key=lambda candidate: candidate.place)
    stability = _stability(ranked)
    after = expected_after(case, [[candidate.item] for candidate in ranked])
    means = {finding.id: finding.mean or 0 for finding in items}
    return tuple(
        _priority(case, candidate, means[candidate.item], stability[candidate.item], expected)
        for candidate, expected in zip(ranked, after, strict=True)
    )


def gate_breakers(case: Case, items: Sequence[ItemFinding], gates: Iterable[GateFinding]) -> frozenset[str]:
    """The items that hold the level down: below a requirement's limit, or below it in a section that is."""
    broken: set[str] = set()
    for gate in gates:
        if not gate.holds_down or gate.limit is None:
            continue
        if gate.kind in ("section", "weight"):
            for section in gate.culprits:
                broken |= _low_in(case, section, items, gate.limit)
        else:
            broken |= set(gate.culprits)
    return frozenset(broken)


def _low_in(case: Case, section: str, items: Sequence[ItemFinding], limit: Limit) -> set[str]:
    """The items of a weak section that are weak themselves; where its score alone is, all below their target."""
    node = next(node for node in case.root.walk() if node.id == section)
    inside = {item.id for item in node.all_items}
    own = [item for item in items if item.id in inside and item.gap > 0]
    range_ = possible_range(case, node)
    lowest_allowed = limit.on(*range_)
    low = {i.id for i in own if (i.mean or 0) < carried_over(lowest_allowed, range_, (i.lowest, i.highest))}
    return low or {item.id for item in own}


def _candidate(case: Case, finding: ItemFinding, is_gate_breaker: bool) -> _Candidate:
    item, mean = case.questionnaire.item(finding.id), finding.mean or 0
    level = next_level(case, item, mean)
    effort = item.actions[level].effort if level in item.actions else DEFAULT_EFFORT
    gap = Fraction(4 * finding.gap, finding.highest - finding.lowest)
    return _Candidate(finding.id, finding.impact, effort, gap, is_gate_breaker)


def next_level(case: Case, item: Item, mean: int) -> str | None:
    """The level of the first anchor above *mean*; on items without anchored choices, of the first action."""
    anchored = [(c.points, c.level) for c in item.choices() if c.level is not None and c.points is not None]
    if not anchored:
        return next((level.id for level in case.questionnaire.levels if level.id in item.actions), None)
    above = [(points, level) for points, level in anchored if points > mean]
    return min(above)[1] if above else None


def _stability(ranked: Sequence[_Candidate]) -> Mapping[str, float]:
    """In how many trials each item stays in the top three when every impact and effort moves a class up or down."""
    # No name is part of the seed: what an item is called must not change how firm its place is.
    chance = Random(seed_from([(c.impact, c.effort, c.gap, c.is_gate_breaker) for c in ranked])).random
    moved = [_moved_places(candidate) for candidate in ranked]
    order = {place: number for number, place in enumerate(sorted({place for places in moved for place in places}))}
    numbers = [[order[place] for place in places] for places in moved]
    in_top = [0] * len(ranked)
    for _ in range(TRIALS):
        trial = [(places[int(chance() * len(places))], at) for at, places in enumerate(numbers)]
        for _, at in nsmallest(TOP, trial):
            in_top[at] += 1
    return {candidate.item: count / TRIALS for candidate, count in zip(ranked, in_top, strict=True)}


def _moved_places(candidate: _Candidate) -> list[_Place]:
    """Where the item would stand with impact and effort each a class lower or higher; at either end it stays."""
    return [
        replace(candidate, impact=impact, effort=effort).place
        for impact in _neighbours(IMPACTS, candidate.impact)
        for effort in _neighbours(EFFORTS, candidate.effort)
    ]


def _neighbours(classes: Sequence[int], given: int) -> tuple[int, int]:
    at = min(range(len(classes)), key=lambda number: abs(classes[number] - given))
    return classes[max(0, at - 1)], classes[min(len(classes) - 1, at + 1)]


def _priority(case: Case, candidate: _Candidate, mean: int, stability: float, expected: Expected) -> Priority:
    item = case.questionnaire.item(candidate.item)
    return Priority(
        item=item.id,
        impact=candidate.impact,
        effort=candidate.effort,
        gap_steps=candidate.gap,
        p=candidate.p,
        is_gate_breaker=candidate.is_gate_breaker,
        stability=stability,
        to_level=next_level(case, item, mean),
        item_after=item_after(item, mean),
        section_after=expected.sections.get(case.questionnaire.home(item.id).id),
        overall_after=expected.score,
        level_after=expected.level,
    )


def planned(case: Case, priorities: Sequence[Priority]) -> tuple[str, ...]:
    """The items of the plan: what was agreed in the round, else the first three, with at most one that takes months."""
    agreed = [action.item for action in case.round.actions if action.status != "dropped"]
    if agreed:
        return tuple(dict.fromkeys(item for item in agreed if case.figures.integer(of("item", item)) is not None))
    chosen: list[Priority] = []
    for priority in priorities:
        takes_months = priority.effort == EFFORTS[-1]
        if len(chosen) < TOP and not (takes_months and any(one.effort == EFFORTS[-1] for one in chosen)):
            chosen.append(priority)
    return tuple(priority.item for priority in chosen)
