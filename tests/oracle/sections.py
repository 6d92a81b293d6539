"""Item means, section scores at every depth, the whole; each with bounds and the range it could have had."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from oracle.answers import Seen, possible_points, rounded, ten_thousandths
from oracle.results import NOT_APPLICABLE, ItemResult, NodeResult
from servicecheck.items import Item
from servicecheck.questionnaire import Questionnaire, Section

Rules = Section | Questionnaire
"""What has an aggregate, a coverage, and a rule for what is unanswered."""

Parts = list[tuple[Fraction, int]]
"""Weights and figures."""


def counted(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections directly here that are scored."""
    return (section for section in sections if section.scored)


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Every section that is scored, and so is all around it."""
    for section in counted(sections):
        yield section
        yield from walk(section.sections)


def scored_items(sections: Iterable[Section]) -> list[Item]:
    """The items in these sections, at any depth, that are worth points."""
    return [item for section in walk(sections) for item in section.items if possible_points(item)]


def mean(numbers: Sequence[int]) -> int | None:
    """The rounded mean; None of nothing."""
    return rounded(Fraction(sum(numbers), len(numbers))) if numbers else None


def combined(aggregate: str, parts: Parts) -> int | None:
    """One number from weights and figures; None if nothing has weight."""
    if aggregate == "sum":
        return rounded(sum((weight * figure for weight, figure in parts), Fraction(0)))
    with_weight = [(weight, figure) for weight, figure in parts if weight > 0]
    if not with_weight:
        return None
    if aggregate == "min":
        return min(figure for _, figure in with_weight)
    total = sum(weight for weight, _ in with_weight)
    return rounded(sum((weight * figure for weight, figure in with_weight), Fraction(0)) / total)


# Items


def item_result(item: Item, home: Section, seen: Sequence[Seen]) -> ItemResult:
    """The mean of everybody's points, and who gave which other reply."""
    points = [p for one in seen if (p := one.points(item)) is not None]
    unknown = [one for one in seen if one.applies(item) and one.points(item) is None]
    na = sum(one.is_na(item) for one in seen)
    dk = sum(one.answers.get(item.id) == "dk" for one in unknown)
    guessed = sum(_of_one(home, one).is_rated for one in unknown)
    return ItemResult(
        score=mean(points),
        low=mean([*points, *[min(possible_points(item))] * guessed]),
        high=mean([*points, *[max(possible_points(item))] * guessed]),
        answered=len(points),
        na=na,
        dk=dk,
        blank=len(unknown) - dk,
        is_relevant=not (na and 2 * na >= na + dk + len(points)),
    )


# Where respondents are scored: sections of items, and what pools all items below it


def unit(rules: Rules, seen: Sequence[Seen]) -> NodeResult:
    """A group's score is the mean of its respondents' scores."""
    ones = [_of_one(rules, one) for one in seen]
    counting = [one for one in ones if one.is_rated]
    applicable = [one for one in ones if one.is_applicable]
    lowest = mean([one.lowest for one in counting or applicable if one.lowest is not None])
    highest = mean([one.highest for one in counting or applicable if one.highest is not None])
    if not counting or not _group_covers(rules, seen):
        return NodeResult(lowest=lowest, highest=highest, is_applicable=bool(applicable), people=len(counting))
    score, low, high = (mean([f for one in counting if (f := one.at(v)) is not None]) for v in ("", "low", "high"))
    return NodeResult(score, low, high, lowest, highest, is_applicable=True, people=len(counting))


def _items_of(rules: Rules) -> list[Item]:
    return scored_items([rules]) if isinstance(rules, Section) else scored_items(rules.sections)


def _of_one(rules: Rules, one: Seen) -> NodeResult:
    if isinstance(rules, Section) and rules.aggregate == "ladder":
        return _climb(rules, one)
    return _answers_of_one(rules, one)


def _answers_of_one(rules: Rules, one: Seen) -> NodeResult:
    answered: Parts = []
    at_lowest: Parts = []
    at_highest: Parts = []
    possible: tuple[Parts, Parts] = ([], [])
    for item in _items_of(rules):
        if one.applies(item):
            points, weight, ends = one.points(item), Fraction(item.weight), possible_points(item)
            if points is not None:
                answered.append((weight, points))
            at_lowest.append((weight, min(ends) if points is None else points))
            at_highest.append((weight, max(ends) if points is None else points))
            possible[0].append((weight, min(ends)))
            possible[1].append((weight, max(ends)))
    if not any(weight > 0 for weight, _ in at_lowest):
        return NOT_APPLICABLE
    lowest, highest = (combined(rules.aggregate, end) for end in possible)
    if not any(weight > 0 for weight, _ in answered) or not _covers(rules.coverage, len(answered), len(at_lowest)):
        return NodeResult(lowest=lowest, highest=highest, is_applicable=True)
    score = combined(rules.aggregate, at_lowest if rules.unanswered == "lowest" else answered)
    low, high = combined(rules.aggregate, at_lowest), combined(rules.aggregate, at_highest)
    return NodeResult(score, low, high, lowest, highest, is_applicable=True, people=1).with_wide_bounds()


def _covers(coverage: str, answered: int, applicable: int) -> bool:
    if answered == 0:
        return False
    if coverage == "half":
        return 2 * answered >= applicable and answered >= min(2, applicable)
    return coverage == "any" or answered == applicable


def _group_covers(rules: Rules, seen: Sequence[Seen]) -> bool:
    applicable = [item for item in _items_of(rules) if any(one.applies(item) for one in seen)]
    answered = [item for item in applicable if any(one.points(item) is not None for one in seen)]
    if rules.coverage == "any" or rules.aggregate == "ladder":
        return True
    return 2 * len(answered) >= len(applicable) if rules.coverage == "half" else len(answered) == len(applicable)


def _climb(section: Section, one: Seen) -> NodeResult:
    rungs = scored_items([section])
    asked = [item for item in rungs if one.applies(item)]
    if not asked:
        return NOT_APPLICABLE
    start = ten_thousandths(section.start)
    score = start + sum(one.points(item) or 0 for item in asked if one.passes(item))
    stopped_at = [item for item in asked if one.points(item) is None]
    above = stopped_at + [item for item in rungs if item.id in one.behind_stop]
    high = score + (_sum_of_highest(above) if stopped_at else 0)
    top = start + _sum_of_highest([item for item in rungs if item in asked or item.id in one.behind_stop])
    if all(one.points(item) is None and one.answers[item.id] != "dk" for item in asked):
        return NodeResult(lowest=start, highest=top, is_applicable=True)
    return NodeResult(score, score, high, start, top, is_applicable=True, people=1)


def _sum_of_highest(items: list[Item]) -> int:
    return sum(max(possible_points(item)) for item in items)


# Above


def above(rules: Rules, weighed: Sequence[tuple[Fraction, NodeResult]]) -> NodeResult:
    """A score from the scores of the sections directly below, and from nothing else."""
    parts = [(weight, node) for weight, node in weighed if node.is_applicable and weight > 0]
    if not parts:
        return NOT_APPLICABLE
    bottom = _put_together(rules, parts, [node.lowest for _, node in parts])
    top = _put_together(rules, parts, [node.highest for _, node in parts])
    if not _is_covered(rules, parts):
        return NodeResult(lowest=bottom, highest=top, is_applicable=True)
    variant = "low" if rules.unanswered == "lowest" else ""
    figures = [node.score if node.is_rated else node.standing(variant) for _, node in parts]
    score = _put_together(rules, parts, figures)
    low = _put_together(rules, parts, [node.standing("low") for _, node in parts])
    high = _put_together(rules, parts, [node.standing("high") for _, node in parts])
    is_partial = any(not node.is_rated or node.is_partial for _, node in parts)
    result = NodeResult(score, low, high, bottom, top, is_applicable=True, is_partial=is_partial)
    return result.with_wide_bounds()


def _is_covered(rules: Rules, parts: Sequence[tuple[Fraction, NodeResult]]) -> bool:
    whole = sum(weight for weight, _ in parts)
    missing = sum(weight for weight, node in parts if not node.is_rated)
    if missing == whole:
        return False
    if rules.aggregate == "ladder" or rules.coverage == "any":
        return True
    return 5 * missing <= whole if rules.coverage == "half" else missing == 0


def _put_together(
    rules: Rules, parts: Sequence[tuple[Fraction, NodeResult]], figures: Sequence[int | None]
) -> int | None:
    if rules.aggregate != "ladder":
        known = [(weight, f) for (weight, _), f in zip(parts, figures, strict=True) if f is not None]
        return combined(rules.aggregate, known)
    assert isinstance(rules, Section)
    height = ten_thousandths(rules.start)
    for (_, node), figure in zip(parts, figures, strict=True):
        if figure is None or node.highest is None or figure < node.highest:
            break
        height += figure
    return height


def multiplied(node: NodeResult, times: Fraction) -> NodeResult:
    """The node with its score and bounds, not its possible range, multiplied."""
    score, low, high = (None if (f := node.at(v)) is None else rounded(f * times) for v in ("", "low", "high"))
    return replace(node, score=score, low=low, high=high)
