"""Where a statistic comes from: the quantities in its formula, and those of each item that goes into it.

The statistics themselves are worked out where they always are; here are the figures they rest on. In an anonymous
round deviations are given to a tenth of a point: with exact ones the people's own scores could be worked out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from servicecheck.assessment.agreed_case import AgreedCase
from servicecheck.assessment.agreement import in_steps
from servicecheck.assessment.case import Case
from servicecheck.assessment.findings import Agreement, Assessment, ItemFinding, Standing
from servicecheck.assessment.people_case import PeopleCase
from servicecheck.assessment.resampling import DRAWS
from servicecheck.assessment.targets import possible_range
from servicecheck.language import POINT
from servicecheck.scoring.columns import answered
from servicecheck.scoring.steps import steps_of
from servicecheck.scoring.tree import Node
from servicecheck.statistics import (
    Interval,
    Sums,
    average_deviation,
    mean_margin,
    ordinal_disagreement,
    practical_limit,
    rounding_deviation,
    t_quantile,
    uniform_variance,
)

Unit = Literal["points", "number", "count", "share", "steps"]
Name = Literal["interval", "certainty", "agreement", "rwg", "alpha", "spread", "response-rate", "gap", "priority"]

OF_SECTIONS: tuple[Name, ...] = ("interval", "agreement", "rwg", "alpha", "gap")
OF_THE_WHOLE: tuple[Name, ...] = ("certainty", "spread", "response-rate")
TENTH = POINT // 10


@dataclass(frozen=True)
class Quantity:
    """One figure in a formula; points are in ten-thousandths."""

    name: str
    value: float | Fraction
    unit: Unit


@dataclass(frozen=True)
class Statistic:
    """One statistic, of a section, an item or (without one) the whole."""

    name: Name
    of: str
    quantities: tuple[Quantity, ...]
    result: tuple[Quantity, ...]
    by_item: Mapping[str, tuple[Quantity, ...]]
    word: str = ""


def statistics_of(case: Case, assessment: Assessment) -> dict[str, Statistic]:
    """Every statistic there is, by its name and what it is of: `interval`, `interval:A`, `priority:A1`."""
    found = [
        *_of_nodes(case, assessment),
        *_of_the_votes(case, assessment),
        *_of_the_whole(case, assessment),
        *(_priority(assessment, one.item) for one in assessment.priorities),
    ]
    return {f"{one.name}:{one.of}".rstrip(":"): one for one in found}


def _of_nodes(case: Case, assessment: Assessment) -> Iterator[Statistic]:
    nodes = {node.id: node for node in case.root.walk()}
    assert assessment.overall is not None
    yield from _of_node(case, nodes[""], assessment.overall.standing, assessment.agreement, assessment.items)
    for section in assessment.sections:
        node = nodes[section.id]
        inside = {item.id for item in node.all_items}
        items = [item for item in assessment.items if item.id in inside]
        yield from _of_node(case, node, section.standing, section.agreement, items)


def _of_the_votes(case: Case, assessment: Assessment) -> Iterator[Statistic]:
    """Where a room has agreed, the intervals are those of its votes; what was agreed is no sample."""
    agreed = assessment.agreed
    if not isinstance(case, AgreedCase) or agreed is None or agreed.votes is None:
        return
    for node in case.root.walk():
        standing = agreed.sections[node.id] if node.id else agreed.votes.standing
        if standing.interval is not None:
            yield _interval(case.votes, node, standing, standing.interval)


def _of_node(
    case: Case, node: Node, standing: Standing, agreement: Agreement | None, items: Sequence[ItemFinding]
) -> Iterator[Statistic]:
    if standing.interval is not None and standing.score is not None:
        yield _interval(case, node, standing, standing.interval)
    if standing.score is not None:
        yield _gap(node.id, standing)
    if agreement is not None:
        used = [item for item in items if item.is_relevant and item.answered and any(item.counts.values())]
        yield from _agreement(case, node.id, agreement, used)


def _interval(case: Case, node: Node, standing: Standing, interval: Interval) -> Statistic:
    spread, limits = case.spread(node), Interval(*possible_range(case, node))
    items = sum(1 for item in node.all_items if case.sums.row[answered(item.id)])
    rounding = rounding_deviation(limits, max(1, items))
    deviation, margin = sqrt(spread.variance) or rounding, mean_margin(spread, rounding)
    quantities = [
        Quantity("score", standing.score or 0, "points"),
        Quantity("people", spread.n, "count"),
        Quantity("deviation", _shown(case, deviation), "points"),
        Quantity("t", t_quantile(0.975, spread.n - 1), "number"),
        Quantity("margin", _shown(case, margin), "points"),
    ]
    if isinstance(case, PeopleCase) and case.shows_rows:
        sums = case.sums_of(node)
        squares = Quantity("squares", Fraction(sums.squares, POINT * POINT), "number")
        quantities[2:2] = [Quantity("sum", sums.total, "points"), squares]
    low, high = _shown(case, interval.low), _shown(case, interval.high)
    ends = (Quantity("from", low, "points"), Quantity("to", high, "points"))
    return Statistic("interval", node.id, tuple(quantities), ends, {}, standing.interval_basis or "")


def _shown(case: Case, value: float) -> float:
    return value if case.smallest_group == 1 else round(value / TENTH) * TENTH


def _gap(of: str, standing: Standing) -> Statistic:
    quantities = (Quantity("target", standing.target, "points"), Quantity("score", standing.score or 0, "points"))
    return Statistic("gap", of, quantities, (Quantity("gap", standing.gap, "points"),), {}, standing.gap_word or "")


def _agreement(case: Case, of: str, agreement: Agreement, items: Sequence[ItemFinding]) -> Iterator[Statistic]:
    steps = steps_of([case.questionnaire.item(item.id) for item in items])
    if steps is None:
        return
    columns = {item.id: in_steps(steps, item.counts) for item in items}
    columns = {item: column for item, column in columns.items() if sum(column.values()) >= 2}
    number = Quantity("items", len(columns), "count")
    deviations = {item: average_deviation(column) or 0.0 for item, column in columns.items()}
    yield Statistic(
        "agreement",
        of,
        (number, Quantity("limit", practical_limit(len(steps)), "steps")),
        (Quantity("average-deviation", agreement.average_deviation, "steps"),),
        {item: (*_counts(columns[item]), Quantity("average-deviation", d, "steps")) for item, d in deviations.items()},
        agreement.word,
    )
    if agreement.rwg is not None:
        yield _rwg(of, agreement.rwg, columns, len(steps))
    if agreement.alpha is not None:
        yield _alpha(of, agreement.alpha, columns)


def _alpha(of: str, alpha: float, columns: Mapping[str, Mapping[int, int]]) -> Statistic:
    totals: Counter[int] = Counter()
    for column in columns.values():
        totals.update(column)
    observed, expected = ordinal_disagreement(columns.values()) or (0.0, 0.0)
    quantities = (
        Quantity("items", len(columns), "count"),
        *_counts(totals),
        Quantity("observed", observed, "number"),
        Quantity("expected", expected, "number"),
    )
    by_item = {item: _counts(column) for item, column in columns.items()}
    return Statistic("alpha", of, quantities, (Quantity("alpha", alpha, "number"),), by_item)


def _counts(column: Mapping[int, int]) -> tuple[Quantity, ...]:
    """How many gave each step."""
    return tuple(Quantity(f"step-{step}", people, "count") for step, people in sorted(column.items()) if people)


def _rwg(of: str, rwg: float, columns: Mapping[str, Mapping[int, int]], categories: int) -> Statistic:
    variances = {item: Sums.of_counts(column).variance for item, column in columns.items()}
    mean = sum(variances.values()) / len(variances)
    quantities = (
        Quantity("items", len(columns), "count"),
        Quantity("variance", mean, "number"),
        Quantity("chance", uniform_variance(categories), "number"),
    )
    by_item = {item: (*_counts(columns[item]), Quantity("variance", one, "number")) for item, one in variances.items()}
    return Statistic("rwg", of, quantities, (Quantity("rwg", rwg, "number"),), by_item)


def _of_the_whole(case: Case, assessment: Assessment) -> Iterator[Statistic]:
    overall = assessment.overall
    if overall is not None and overall.certainty.probability is not None:
        draws = Quantity("draws", DRAWS, "count")
        share = Quantity("share", overall.certainty.probability, "share")
        same = Quantity("same-level", round(overall.certainty.probability * DRAWS), "count")
        yield Statistic("certainty", "", (draws, same), (share,), {}, overall.certainty.word or "")
    if assessment.consistency is not None and assessment.consistency.spread is not None:
        known = {item.id: item.mean for item in assessment.items if item.mean is not None and item.is_relevant}
        by_item = {item: (Quantity("mean", mean, "points"),) for item, mean in known.items()}
        ends = [case.questionnaire.item(item) for item in known]
        half = Quantity("half-range", Fraction(ends[0].highest - ends[0].lowest, 2), "points")
        number = Quantity("items", len(known), "count")
        result = (Quantity("spread", assessment.consistency.spread, "number"),)
        yield Statistic("spread", "", (number, half), result, by_item)
    if assessment.response_rate is not None:
        invited = Quantity("invited", assessment.round.invited or 0, "count")
        people = Quantity("people", assessment.people, "count")
        yield Statistic(
            "response-rate", "", (people, invited), (Quantity("share", assessment.response_rate, "share"),), {}
        )


def _priority(assessment: Assessment, item: str) -> Statistic:
    found = next(one for one in assessment.priorities if one.item == item)
    quantities = (
        Quantity("impact", found.impact, "count"),
        Quantity("gap", found.gap_steps, "steps"),
        Quantity("effort", found.effort, "count"),
    )
    result = (Quantity("priority", found.p, "number"), Quantity("stability", found.stability, "share"))
    return Statistic("priority", item, quantities, result, {}, "first" if found.is_gate_breaker else "")
