"""The rules of the method a second time, in plain Python and fractions, to hold the scorer to.

It was written from the method's text alone and shares no code with `servicecheck.scoring`: it reads a questionnaire's
data and asks no item what an answer is worth. It is slow and says everything one respondent at a time.

Where the method is silent, this is how it is read (the scorer reads it alike):

- Whoever gave no role is asked everything. A group has no role, so a condition on a role is false for it.
- A value that is worth no points (an option without points, a number under the first band) counts as left blank.
- Not knowing an item moves that item's bounds only for respondents who count in the item's section.
- A section is not applicable only if nobody had an applicable item there.
- That half of a group's items have an answer counts the items that apply to anybody; with `coverage: all` every one
  of those needs an answer, with `any` one is enough, and a ladder needs none of this.
- A ladder is rated when any rung has a reply, an answer or "don't know". The points of the passed rungs' answers add to
  its start. Rungs behind the stop still belong to what it could have reached.
- A section of sections may lack a fifth of the applicable weight and is then partial (`coverage: half`); nothing for
  `all`; for `any` one rated part is enough. Above a partial part everything is partial. A part without weight adds
  nothing anywhere.
- In the bounds an applicable part that is not rated stands at its possible lowest or highest score.
- `any_section_below` and `share_of_weight_below` look at the top sections with weight. The mean of the critical items
  is below a limit if the sum of their means is below the sum of their limits.
- An adjustment multiplies the score and its bounds while its condition holds for the figures as answered.
- Other limits move the level's limits and leave the gates where they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import floor

from servicecheck.conditions import (
    All,
    AnyCriticalBelow,
    AnyOf,
    AnySectionBelow,
    Comparison,
    Condition,
    CriticalMeanBelow,
    ItemCondition,
    Not,
    RoleCondition,
    SectionCondition,
    ShareOfItemsBelow,
    ShareOfWeightBelow,
)
from servicecheck.items import ChoiceItem, ChoicesItem, Item, NumberItem, RatingItem, YesNoItem
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire, Section

ROOT = ""


@dataclass(frozen=True)
class Person:
    """What one respondent replied: item id -> value, "na", "dk" or None."""

    answers: Mapping[str, str | None]
    role: str | None = None


@dataclass(frozen=True)
class Figures:
    """A score as answered, at its lowest and at its highest; None where there is none."""

    score: int | None = None
    low: int | None = None
    high: int | None = None

    def at(self, variant: str) -> int | None:
        """The score as answered (""), or its bound ("low", "high")."""
        return {"": self.score, "low": self.low, "high": self.high}[variant]


@dataclass(frozen=True)
class ItemResult(Figures):
    """The mean of an item and who replied what; `is_relevant` unless half or more found it not relevant."""

    answered: int = 0
    na: int = 0
    dk: int = 0
    blank: int = 0
    is_relevant: bool = True


@dataclass(frozen=True)
class NodeResult(Figures):
    """The score of a section or of the whole, and what it could have been."""

    lowest: int | None = None
    highest: int | None = None
    is_applicable: bool = False
    is_partial: bool = False
    people: int = 0

    @property
    def is_rated(self) -> bool:
        """Whether it has a score."""
        return self.score is not None

    def standing(self, variant: str) -> int | None:
        """The figure with which it enters what stands above it; in the bounds, whatever is unknown can be anything."""
        if self.is_rated or not self.is_applicable or not variant:
            return self.at(variant)
        return self.lowest if variant == "low" else self.highest


@dataclass
class Result:
    """Everything the scorer says of a row or a group."""

    items: dict[str, ItemResult] = field(default_factory=dict)
    nodes: dict[str, NodeResult] = field(default_factory=dict)
    gates: dict[str, bool] = field(default_factory=dict)
    """Whether the gate's condition holds."""
    raw_level: str | None = None
    level: str | None = None
    level_low: str | None = None
    level_high: str | None = None
    other_levels: list[str | None] = field(default_factory=list)
    section_levels: dict[str, str | None] = field(default_factory=dict)


def score_row(questionnaire: Questionnaire, person: Person) -> Result:
    """One respondent's result."""
    return _score(questionnaire, [person], person.role)


def score_group(questionnaire: Questionnaire, people: Sequence[Person]) -> Result:
    """The result of several respondents together."""
    return _score(questionnaire, people, None)


def _score(questionnaire: Questionnaire, people: Sequence[Person], role: str | None) -> Result:
    seen = [_Seen(questionnaire, person) for person in people]
    result = Result()
    for section in _counted(questionnaire.sections):
        for item in section.items:
            if _points_of(item):
                result.items[item.id] = _item_result(item, section, seen)
    for section in _counted_tops(questionnaire.sections):
        _add_node(questionnaire, section, seen, result, role)
    result.nodes[ROOT] = _root(questionnaire, seen, result)
    _judge(questionnaire, result, role)
    return result


# What one respondent sees and is worth


class _Seen:
    """One respondent's way: which items were visible, where ladders stopped, what the answers are worth."""

    def __init__(self, questionnaire: Questionnaire, person: Person) -> None:
        self.role = person.role
        self.answers: dict[str, str | None] = {}
        """Replies to the items that were asked."""
        self.behind_stop: set[str] = set()
        """Rungs that were not asked because the ladder had stopped."""
        for section in questionnaire.sections:
            self._walk(section, person)

    def _walk(self, section: Section, person: Person) -> None:
        if section.who and self.role is not None and self.role not in section.who:
            return
        is_stopped = False
        for item in section.items:
            if item.when is not None and not self._is_met(item.when):
                continue
            if is_stopped:
                self.behind_stop.add(item.id)
                continue
            self.answers[item.id] = person.answers.get(item.id)
            if section.aggregate == "ladder" and _points_of(item):
                is_stopped = not (self.is_na(item) or self.passes(item))
        for inner in section.sections:
            self._walk(inner, person)

    def _is_met(self, condition: Condition) -> bool:
        match condition:
            case All():
                return all(self._is_met(part) for part in condition.all)
            case AnyOf():
                return any(self._is_met(part) for part in condition.any)
            case Not():
                return not self._is_met(condition.not_)
            case RoleCondition():
                return self.role is not None and self.role == condition.role
            case ItemCondition():
                answer = self.answers.get(condition.item)
                return answer not in (None, "na", "dk") and _answer_compares(condition, str(answer))
            case _:
                raise AssertionError(f"{condition} cannot be asked of one respondent's answers")

    def is_na(self, item: Item) -> bool:
        return self.answers.get(item.id) == "na"

    def applies(self, item: Item) -> bool:
        return item.id in self.answers and not self.is_na(item)

    def points(self, item: Item) -> int | None:
        """What the reply is worth; None for na, dk, blank and hidden."""
        return _points(item, self.answers.get(item.id))

    def passes(self, item: Item) -> bool:
        """Whether this rung of a ladder is passed."""
        value = self.answers.get(item.id)
        marked = _marked_as_passing(item)
        if marked:
            return value in marked
        points = _points(item, value)
        return points is not None and points == max(_points_of(item))


def _answer_compares(comparison: Comparison, answer: str) -> bool:
    if comparison.equals is not None:
        return answer == comparison.equals
    if comparison.among is not None:
        return answer in comparison.among
    try:
        number = Fraction(answer)
    except ValueError:
        return False
    if comparison.at_least is not None:
        return number >= Fraction(comparison.at_least.value)
    assert comparison.below is not None
    return number < Fraction(comparison.below.value)


def _ten_thousandths(number: Decimal) -> int:
    exact = Fraction(number) * 10_000
    assert exact.denominator == 1
    return int(exact)


def _rounded(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def _options(item: Item) -> dict[str, int]:
    """The points of each value that can be picked and is worth something."""
    match item:
        case RatingItem():
            return {o.value: _ten_thousandths(o.points) for o in item.options() if o.points is not None}
        case ChoiceItem():
            return {o.value: _ten_thousandths(o.points) for o in item.options if o.points is not None}
        case ChoicesItem():
            if all(o.points is None for o in item.options):
                return {}
            return {o.value: _ten_thousandths(o.points or Decimal(0)) for o in item.options}
        case YesNoItem():
            return {"yes": _ten_thousandths(item.points_yes), "no": _ten_thousandths(item.points_no)}
        case _:
            return {}


def _points_of(item: Item) -> list[int]:
    """The lowest and the highest an answer can be worth, at least; empty for an item that is not scored."""
    if isinstance(item, NumberItem):
        return [_ten_thousandths(band.points) for band in item.bands]
    points = list(_options(item).values())
    if isinstance(item, ChoicesItem) and points:
        if item.combine == "sum":
            return [sum(p for p in points if p < 0), sum(p for p in points if p > 0)]
        return [0, *points]
    return points


def _points(item: Item, value: str | None) -> int | None:
    if value is None or value in ("na", "dk"):
        return None
    if isinstance(item, NumberItem):
        reached = [band for band in item.bands if Fraction(band.start) <= Fraction(value)]
        return _ten_thousandths(max(reached, key=lambda band: band.start).points) if reached else None
    options = _options(item)
    if not isinstance(item, ChoicesItem) or not options:
        return options.get(value)
    picked = [] if value == "none" else [options[one] for one in value.split("|")]
    if not picked:
        return 0
    if item.combine == "max":
        return max(picked)
    return sum(picked) if item.combine == "sum" else _rounded(Fraction(sum(picked), len(picked)))


def _marked_as_passing(item: Item) -> set[str]:
    match item:
        case RatingItem():
            return {option.value for option in item.options() if option.passes}
        case ChoiceItem():
            return {option.value for option in item.options if option.passes}
        case _:
            return set()


# Items


def _item_result(item: Item, section: Section, seen: Sequence[_Seen]) -> ItemResult:
    points = [p for one in seen if (p := one.points(item)) is not None]
    unknown = [one for one in seen if one.applies(item) and one.points(item) is None]
    na = sum(one.is_na(item) for one in seen)
    dk = sum(one.answers.get(item.id) == "dk" for one in unknown)
    guessed = sum(_unit_of_one(section, one).is_rated for one in unknown)
    return ItemResult(
        score=_mean(points),
        low=_mean([*points, *[min(_points_of(item))] * guessed]),
        high=_mean([*points, *[max(_points_of(item))] * guessed]),
        answered=len(points),
        na=na,
        dk=dk,
        blank=len(unknown) - dk,
        is_relevant=not (na and 2 * na >= na + dk + len(points)),
    )


def _mean(numbers: Sequence[int]) -> int | None:
    return _rounded(Fraction(sum(numbers), len(numbers))) if numbers else None


# Sections and the whole


def _counted_tops(sections: Iterable[Section]) -> Iterator[Section]:
    yield from (section for section in sections if section.scored)


def _counted(sections: Iterable[Section]) -> Iterator[Section]:
    """Every section that is scored, and so is all around it."""
    for section in _counted_tops(sections):
        yield section
        yield from _counted(section.sections)


def _scored_items(section: Section) -> list[Item]:
    return [item for inner in _counted([section]) for item in inner.items if _points_of(item)]


Parts = list[tuple[Fraction, int]]


def _combined(aggregate: str, parts: Parts) -> int | None:
    """One number from weights and figures, by the aggregate; None if nothing has weight."""
    if aggregate == "sum":
        return _rounded(sum((weight * figure for weight, figure in parts), Fraction(0)))
    with_weight = [(weight, figure) for weight, figure in parts if weight > 0]
    if not with_weight:
        return None
    if aggregate == "min":
        return min(figure for _, figure in with_weight)
    total = sum(weight for weight, _ in with_weight)
    return _rounded(sum((weight * figure for weight, figure in with_weight), Fraction(0)) / total)


def _unit_of_one(section: Section, one: _Seen) -> NodeResult:
    """One respondent's score in a section of items, or in one that pools all items below it."""
    if section.aggregate == "ladder":
        return _ladder_of_one(section, one)
    return _items_of_one(section, _scored_items(section), one)


def _items_of_one(rules: Section | Questionnaire, items: list[Item], one: _Seen) -> NodeResult:
    applicable = [item for item in items if one.applies(item)]
    answered: Parts = []
    at_lowest: Parts = []
    at_highest: Parts = []
    for item in applicable:
        points, weight, possible = one.points(item), Fraction(item.weight), _points_of(item)
        if points is not None:
            answered.append((weight, points))
        at_lowest.append((weight, min(possible) if points is None else points))
        at_highest.append((weight, max(possible) if points is None else points))
    ends = [[(Fraction(item.weight), end(_points_of(item))) for item in applicable] for end in (min, max)]
    lowest, highest = (_combined(rules.aggregate, end) if applicable else None for end in ends)
    score = _combined(rules.aggregate, at_lowest if rules.unanswered == "lowest" else answered)
    if score is None or not _covers(rules.coverage, len(answered), len(applicable)):
        return NodeResult(lowest=lowest, highest=highest, is_applicable=bool(applicable))
    low, high = _combined(rules.aggregate, at_lowest), _combined(rules.aggregate, at_highest)
    return NodeResult(score, low, high, lowest, highest, is_applicable=True, people=1)


def _covers(coverage: str, answered: int, applicable: int) -> bool:
    if answered == 0:
        return False
    if coverage == "half":
        return 2 * answered >= applicable and answered >= min(2, applicable)
    return coverage == "any" or answered == applicable


def _ladder_of_one(section: Section, one: _Seen) -> NodeResult:
    start = _ten_thousandths(section.start)
    score = high = highest = start
    is_rated = is_applicable = False
    for item in _scored_items(section):
        if item.id in one.behind_stop:
            highest += max(_points_of(item))
        if not one.applies(item):
            continue
        points = one.points(item)
        is_applicable = True
        is_rated = is_rated or points is not None or one.answers[item.id] == "dk"
        highest += max(_points_of(item))
        if one.passes(item):
            assert points is not None
            score, high = score + points, high + points
        elif points is None:
            high += max(_points_of(item))
    lowest = start if is_applicable else None
    if not is_rated:
        return NodeResult(lowest=lowest, highest=highest if is_applicable else None, is_applicable=is_applicable)
    return NodeResult(score, score, high, lowest, highest, is_applicable=True, people=1)


def _unit(rules: Section | Questionnaire, items: list[Item], seen: Sequence[_Seen]) -> NodeResult:
    """A group's score where respondents are scored: the mean of theirs."""
    ladder = isinstance(rules, Section) and rules.aggregate == "ladder"
    ones = [_ladder_of_one(rules, one) if ladder else _items_of_one(rules, items, one) for one in seen]  # type: ignore[arg-type]  # a ladder is a section
    counting = [one for one in ones if one.is_rated]
    applicable = [one for one in ones if one.is_applicable]
    spanning = counting or applicable
    lowest = _mean([one.lowest for one in spanning if one.lowest is not None])
    highest = _mean([one.highest for one in spanning if one.highest is not None])
    if not counting or not (ladder or _group_covers(rules.coverage, items, seen)):
        return NodeResult(lowest=lowest, highest=highest, is_applicable=bool(applicable), people=len(counting))
    score, low, high = (_mean([f for one in counting if (f := one.at(v)) is not None]) for v in ("", "low", "high"))
    return NodeResult(score, low, high, lowest, highest, is_applicable=True, people=len(counting))


def _group_covers(coverage: str, items: list[Item], seen: Sequence[_Seen]) -> bool:
    applicable = [item for item in items if any(one.applies(item) for one in seen)]
    answered = [item for item in applicable if any(one.points(item) is not None for one in seen)]
    if coverage == "half":
        return 2 * len(answered) >= len(applicable)
    return coverage == "any" or len(answered) == len(applicable)


def _add_node(
    questionnaire: Questionnaire, section: Section, seen: Sequence[_Seen], result: Result, role: str | None
) -> None:
    """Work out a section after all that stands in it."""
    for inner in _counted_tops(section.sections):
        _add_node(questionnaire, inner, seen, result, role)
    if section.items or section.aggregate == "pooled":
        node = _unit(section, _scored_items(section), seen)
    else:
        node = _above(section, list(_counted_tops(section.sections)), result)
    for adjustment in questionnaire.adjust:
        if adjustment.section == section.id and _holds(adjustment.when, questionnaire, result, "", role):
            node = _multiplied(node, Fraction(adjustment.times))
    result.nodes[section.id] = node


def _multiplied(node: NodeResult, times: Fraction) -> NodeResult:
    score, low, high = (
        None if figure is None else _rounded(figure * times) for figure in (node.score, node.low, node.high)
    )
    return NodeResult(score, low, high, node.lowest, node.highest, node.is_applicable, node.is_partial, node.people)


def _root(questionnaire: Questionnaire, seen: Sequence[_Seen], result: Result) -> NodeResult:
    tops = list(_counted_tops(questionnaire.sections))
    if questionnaire.aggregate == "pooled":
        return _unit(questionnaire, [item for top in tops for item in _scored_items(top)], seen)
    return _above(questionnaire, tops, result)


def _above(rules: Section | Questionnaire, parts: list[Section], result: Result) -> NodeResult:
    """A score from the scores of the sections below, and of nothing else."""
    weighed = [(Fraction(part.weight), result.nodes[part.id]) for part in parts]
    applicable = [(weight, node) for weight, node in weighed if node.is_applicable and weight > 0]
    if not applicable:
        return NodeResult()

    def at(variant: str) -> int | None:
        figures = [(weight, node.standing(variant)) for weight, node in applicable]
        return _combined(rules.aggregate, [(weight, figure) for weight, figure in figures if figure is not None])

    lowest = _combined(rules.aggregate, [(w, node.lowest) for w, node in applicable if node.lowest is not None])
    highest = _combined(rules.aggregate, [(w, node.highest) for w, node in applicable if node.highest is not None])
    rated = [(weight, node) for weight, node in applicable if node.is_rated]
    whole = sum(weight for weight, _ in applicable)
    missing = whole - sum(weight for weight, _ in rated)
    allowed = {"half": whole / 5, "all": Fraction(0), "any": whole}[rules.coverage]
    if not rated or missing > allowed:
        return NodeResult(lowest=lowest, highest=highest, is_applicable=True)
    is_partial = missing > 0 or any(node.is_partial for _, node in rated)
    score = at("low" if rules.unanswered == "lowest" else "")
    if rules.unanswered == "lowest":
        score = _combined(
            rules.aggregate,
            [(w, f) for w, node in applicable if (f := node.score if node.is_rated else node.lowest) is not None],
        )
    return NodeResult(score, at("low"), at("high"), lowest, highest, is_applicable=True, is_partial=is_partial)


# Levels and gates


def _limit(limit: Limit, lowest: int | None, highest: int | None) -> Fraction:
    """The limit in ten-thousandths; per cent go from the lowest to the highest possible."""
    if not limit.of_range:
        return Fraction(limit.value) * 10_000
    assert lowest is not None
    assert highest is not None
    return lowest + Fraction(limit.value) / 100 * (highest - lowest)


def _judge(questionnaire: Questionnaire, result: Result, role: str | None) -> None:
    limits = [level.start for level in questionnaire.levels]
    for section_id, node in result.nodes.items():
        if section_id != ROOT:
            result.section_levels[section_id] = _level(questionnaire, node, node.score, limits)
    root = result.nodes[ROOT]
    result.raw_level = _level(questionnaire, root, root.score, limits)
    caps = {variant: _cap(questionnaire, result, variant, role) for variant in ("", "low", "high")}
    for gate in questionnaire.gates:
        result.gates[gate.id] = _holds(gate.when, questionnaire, result, "", role)
    result.level = _capped(questionnaire, result.raw_level, caps[""])
    result.level_low = _capped(questionnaire, _level(questionnaire, root, root.low, limits), caps["low"])
    result.level_high = _capped(questionnaire, _level(questionnaire, root, root.high, limits), caps["high"])
    for others in questionnaire.other_limits:
        raw = _level(questionnaire, root, root.score, [limits[0], *others])
        result.other_levels.append(_capped(questionnaire, raw, caps[""]))


def _level(questionnaire: Questionnaire, node: NodeResult, figure: int | None, limits: Sequence[Limit]) -> str | None:
    if figure is None or not limits:
        return None
    reached = 0
    for place, limit in enumerate(limits):
        if figure >= _limit(limit, node.lowest, node.highest):
            reached = max(reached, place)
    return questionnaire.levels[reached].id


def _cap(questionnaire: Questionnaire, result: Result, variant: str, role: str | None) -> int:
    order = [level.id for level in questionnaire.levels]
    caps = [
        order.index(gate.caps_at)
        for gate in questionnaire.gates
        if _holds(gate.when, questionnaire, result, variant, role)
    ]
    return min(caps, default=len(order))


def _capped(questionnaire: Questionnaire, level: str | None, cap: int) -> str | None:
    if level is None:
        return None
    order = [one.id for one in questionnaire.levels]
    return order[min(order.index(level), cap)]


def _holds(condition: Condition, questionnaire: Questionnaire, result: Result, variant: str, role: str | None) -> bool:
    """Whether a condition on scores holds for the figures as answered, or at their lowest or highest."""
    match condition:
        case All():
            return all(_holds(part, questionnaire, result, variant, role) for part in condition.all)
        case AnyOf():
            return any(_holds(part, questionnaire, result, variant, role) for part in condition.any)
        case Not():
            return not _holds(condition.not_, questionnaire, result, variant, role)
        case RoleCondition():
            return role is not None and role == condition.role
        case ItemCondition():
            measured = [m for m in _items(questionnaire, result, variant) if m.id == condition.item]
            return any(_score_compares(condition, m) for m in measured)
        case SectionCondition():
            return any(_score_compares(condition, m) for m in _sections(result, [condition.section], variant))
        case AnySectionBelow():
            tops = _tops_with_weight(questionnaire)
            return any(m.is_below(condition.any_section_below) for m in _sections(result, list(tops), variant))
        case AnyCriticalBelow():
            return any(m.is_below(condition.any_critical_below) for m in _critical(questionnaire, result, variant))
        case CriticalMeanBelow():
            measured = _critical(questionnaire, result, variant)
            limits = sum((m.limit(condition.critical_mean_below) for m in measured), Fraction(0))
            return bool(measured) and sum(m.figure for m in measured) < limits
        case ShareOfItemsBelow():
            measured = _items(questionnaire, result, variant)
            below = [m for m in measured if m.is_below(condition.share_of_items_below)]
            return bool(measured) and Fraction(len(below), len(measured)) > condition.more_than
        case ShareOfWeightBelow():
            return _share_of_weight(condition, questionnaire, result, variant)


def _share_of_weight(condition: ShareOfWeightBelow, questionnaire: Questionnaire, result: Result, variant: str) -> bool:
    weights = _tops_with_weight(questionnaire)
    measured = _sections(result, list(weights), variant)
    whole = sum(weights[m.id] for m in measured)
    below = sum((weights[m.id] for m in measured if m.is_below(condition.share_of_weight_below)), Fraction(0))
    return bool(measured) and below / whole > condition.more_than


@dataclass(frozen=True)
class _Measured:
    """Something with a figure and a possible range."""

    id: str
    figure: int
    lowest: int
    highest: int

    def limit(self, limit: Limit) -> Fraction:
        return _limit(limit, self.lowest, self.highest)

    def is_below(self, limit: Limit) -> bool:
        return self.figure < self.limit(limit)


def _items(questionnaire: Questionnaire, result: Result, variant: str) -> list[_Measured]:
    """The scored items that have a mean and are relevant for the organisation."""
    found = []
    for item_id, item_result in result.items.items():
        figure = item_result.at(variant)
        if figure is not None and item_result.is_relevant:
            possible = _points_of(questionnaire.item(item_id))
            found.append(_Measured(item_id, figure, min(possible), max(possible)))
    return found


def _critical(questionnaire: Questionnaire, result: Result, variant: str) -> list[_Measured]:
    return [m for m in _items(questionnaire, result, variant) if questionnaire.item(m.id).critical]


def _tops_with_weight(questionnaire: Questionnaire) -> dict[str, Fraction]:
    return {s.id: Fraction(s.weight) for s in _counted_tops(questionnaire.sections) if s.weight > 0}


def _sections(result: Result, ids: Sequence[str], variant: str) -> list[_Measured]:
    found = []
    for section_id in ids:
        node = result.nodes.get(section_id)
        figure = node.standing(variant) if node else None
        if node is not None and figure is not None and node.lowest is not None and node.highest is not None:
            found.append(_Measured(section_id, figure, node.lowest, node.highest))
    return found


def _score_compares(condition: ItemCondition | SectionCondition, measured: _Measured) -> bool:
    if condition.at_least is not None:
        return measured.figure >= measured.limit(condition.at_least)
    assert condition.below is not None, "in gates, scores are compared with limits"
    return measured.is_below(condition.below)
