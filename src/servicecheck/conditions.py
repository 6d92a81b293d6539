"""Conditions as data: what a questionnaire may ask about answers and scores, and how one respondent's answers meet it.

In `when`, an item's value is the respondent's own answer. In gates and adjustments it is the score of the row or group;
`scoring` turns the same data into table expressions there. A condition on a hidden, unanswered, "not relevant" or
"don't know" item is false.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, assert_never

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from servicecheck.quantities import AnyLimit, Limit, Share, plain_number

NOT_ANSWERS = ("na", "dk")
"""Values that are replies but not answers: "not relevant" and "don't know"."""


class Strict(BaseModel):
    """Data from an author: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, populate_by_name=True)


class Comparison(Strict):
    """What a value is compared with; exactly one key is given."""

    equals: str | None = Field(default=None, alias="is")
    among: tuple[str, ...] | None = Field(default=None, alias="in")
    at_least: AnyLimit | None = None
    below: AnyLimit | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> "Comparison":
        given = [self.equals, self.among, self.at_least, self.below]
        if sum(value is not None for value in given) != 1:
            raise PydanticCustomError("comparison", "give exactly one of 'is', 'in', 'at_least' and 'below'")
        return self


class ItemCondition(Comparison):
    """The answer to one item, or its score."""

    item: str


class SectionCondition(Comparison):
    """The score of one section."""

    section: str


class AnySectionBelow(Strict):
    """At least one section with weight scores below this."""

    any_section_below: AnyLimit


class AnyCriticalBelow(Strict):
    """At least one critical item scores below this."""

    any_critical_below: AnyLimit


class CriticalMeanBelow(Strict):
    """The mean of the critical items is below this; false when there are none."""

    critical_mean_below: AnyLimit


class ShareOfItemsBelow(Strict):
    """More than this share of the items scores below this."""

    share_of_items_below: AnyLimit
    more_than: Share


class ShareOfWeightBelow(Strict):
    """The sections that score below this carry more than this share of the weight."""

    share_of_weight_below: AnyLimit
    more_than: Share


class RoleCondition(Strict):
    """The respondent has this role."""

    role: str


class All(Strict):
    """Every one of these holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Strict):
    """At least one of these holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Strict):
    """This does not hold."""

    not_: "Condition" = Field(alias="not")


_KINDS = {
    "item": ItemCondition,
    "section": SectionCondition,
    "any_section_below": AnySectionBelow,
    "any_critical_below": AnyCriticalBelow,
    "critical_mean_below": CriticalMeanBelow,
    "share_of_items_below": ShareOfItemsBelow,
    "share_of_weight_below": ShareOfWeightBelow,
    "role": RoleCondition,
    "all": All,
    "any": AnyOf,
    "not": Not,
}


def _kind(given: Any) -> str | None:
    """The key that tells which condition this is."""
    if isinstance(given, Mapping):
        return next((key for key in _KINDS if key in given), None)
    return next((key for key, kind in _KINDS.items() if isinstance(given, kind)), None)


Condition = Annotated[
    Annotated[ItemCondition, Tag("item")]
    | Annotated[SectionCondition, Tag("section")]
    | Annotated[AnySectionBelow, Tag("any_section_below")]
    | Annotated[AnyCriticalBelow, Tag("any_critical_below")]
    | Annotated[CriticalMeanBelow, Tag("critical_mean_below")]
    | Annotated[ShareOfItemsBelow, Tag("share_of_items_below")]
    | Annotated[ShareOfWeightBelow, Tag("share_of_weight_below")]
    | Annotated[RoleCondition, Tag("role")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _kind,
        custom_error_type="condition",
        custom_error_message=f"this is not a condition. It needs one of the keys {', '.join(_KINDS)}.",
    ),
]

All.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()


def parts(condition: Condition) -> Iterator[Condition]:
    """*condition* and every condition inside it."""
    yield condition
    match condition:
        case All():
            inner: tuple[Condition, ...] = condition.all
        case AnyOf():
            inner = condition.any
        case Not():
            inner = (condition.not_,)
        case _:
            inner = ()
    for part in inner:
        yield from parts(part)


def items_named(condition: Condition) -> frozenset[str]:
    """The ids of the items that *condition* asks about."""
    return frozenset(part.item for part in parts(condition) if isinstance(part, ItemCondition))


def holds(condition: Condition, answers: Mapping[str, str | None], role: str | None = None) -> bool:
    """Whether *condition* holds for one respondent's own *answers* (item id -> value; hidden items left out).

    Conditions on scores cannot be asked of one respondent's answers; the checks refuse them in `when`.
    """
    match condition:
        case All():
            return all(holds(part, answers, role) for part in condition.all)
        case AnyOf():
            return any(holds(part, answers, role) for part in condition.any)
        case Not():
            return not holds(condition.not_, answers, role)
        case RoleCondition():
            return role == condition.role
        case ItemCondition():
            return meets(condition, answers.get(condition.item))
        case (
            SectionCondition()
            | AnySectionBelow()
            | AnyCriticalBelow()
            | CriticalMeanBelow()
            | ShareOfItemsBelow()
            | ShareOfWeightBelow()
        ):
            return False
        case _:
            assert_never(condition)


def meets(comparison: Comparison, answer: str | None) -> bool:
    """Whether one *answer* is what the comparison asks for; "not relevant", "don't know" and nothing never are."""
    if answer is None or answer in NOT_ANSWERS:
        return False
    if comparison.equals is not None:
        return answer == comparison.equals
    if comparison.among is not None:
        return answer in comparison.among
    value = plain_number(answer)
    if value is None:
        return False
    if comparison.at_least is not None:
        return value >= comparison.at_least.value
    assert isinstance(comparison.below, Limit)
    return value < comparison.below.value
