"""What one respondent was asked, and what each reply is worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from re import ASCII, fullmatch

from servicecheck.conditions import (
    All,
    AnyOf,
    Comparison,
    Condition,
    ItemCondition,
    Not,
    RoleCondition,
)
from servicecheck.items import ChoiceItem, ChoicesItem, Item, NumberItem, RatingItem, YesNoItem
from servicecheck.questionnaire import Questionnaire, Section


@dataclass(frozen=True)
class Person:
    """What one respondent replied: item id -> value, "na", "dk" or None."""

    answers: Mapping[str, str | None]
    role: str | None = None


class Seen:
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
            if section.aggregate == "ladder" and possible_points(item):
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
        points = _points(item, value)
        return points is not None and (points == max(possible_points(item)) or value in _marked_as_passing(item))


def _answer_compares(comparison: Comparison, answer: str) -> bool:
    if comparison.equals is not None:
        return answer == comparison.equals
    if comparison.among is not None:
        return answer in comparison.among
    number = _number(answer)
    if number is None:
        return False
    if comparison.at_least is not None:
        return number >= Fraction(comparison.at_least.value)
    assert comparison.below is not None
    return number < Fraction(comparison.below.value)


def _number(text: str) -> Fraction | None:
    """The number written with at most nine digits before and four after the point; no other word is one."""
    return Fraction(text) if fullmatch(r"[+-]?\d{1,9}(\.\d{1,4})?", text, ASCII) else None


def ten_thousandths(number: Decimal) -> int:
    exact = Fraction(number) * 10_000
    assert exact.denominator == 1
    return int(exact)


def rounded(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def options_worth(item: Item) -> dict[str, int]:
    """The points of each value that can be picked and is worth something."""
    match item:
        case RatingItem():
            return {o.value: ten_thousandths(o.points) for o in item.options() if o.points is not None}
        case ChoiceItem():
            return {o.value: ten_thousandths(o.points) for o in item.options if o.points is not None}
        case ChoicesItem():
            if all(o.points is None for o in item.options):
                return {}
            return {o.value: ten_thousandths(o.points or Decimal(0)) for o in item.options}
        case YesNoItem():
            return {"yes": ten_thousandths(item.points_yes), "no": ten_thousandths(item.points_no)}
        case _:
            return {}


def possible_points(item: Item) -> list[int]:
    """The lowest and the highest an answer can be worth, at least; empty for an item that is not scored."""
    if isinstance(item, NumberItem):
        return [ten_thousandths(band.points) for band in item.bands]
    points = list(options_worth(item).values())
    if isinstance(item, ChoicesItem) and points:
        if item.combine == "sum":
            return [sum(p for p in points if p < 0), sum(p for p in points if p > 0)]
        return [0, *points]
    return points


def _points(item: Item, value: str | None) -> int | None:
    if value is None or value in ("na", "dk"):
        return None
    if isinstance(item, NumberItem):
        number = _number(value)
        reached = [band for band in item.bands if number is not None and Fraction(band.start) <= number]
        return ten_thousandths(max(reached, key=lambda band: band.start).points) if reached else None
    options = options_worth(item)
    if not isinstance(item, ChoicesItem) or not options:
        return options.get(value)
    chosen = [] if value == "none" else value.split("|")
    if not all(one in options for one in chosen):
        return None
    picked = [options[one] for one in chosen]
    if not picked:
        return 0
    if item.combine == "max":
        return max(picked)
    return sum(picked) if item.combine == "sum" else rounded(Fraction(sum(picked), len(picked)))


def _marked_as_passing(item: Item) -> set[str]:
    match item:
        case RatingItem():
            return {option.value for option in item.options() if option.passes}
        case ChoiceItem():
            return {option.value for option in item.options if option.passes}
        case _:
            return set()
