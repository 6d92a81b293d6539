"""A questionnaire: sections of items, levels with gates, targets, registers and customer questions.

What stands here is what one part says of itself. What one part says of another (ids, references, cycles) is checked in
`questionnaire_checks`, which returns every mistake with its path in the document.
"""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from servicecheck.conditions import Condition, Strict
from servicecheck.items import RATING_SCALE, Item, Option, RatingItem, Scale
from servicecheck.items.base import Flag, Id
from servicecheck.language import Text
from servicecheck.quantities import AnyLimit, Number

Aggregate = Literal["mean", "sum", "min", "pooled", "ladder"]
Coverage = Literal["half", "all", "any"]
Unanswered = Literal["left-out", "lowest"]
Area = Literal["basics", "effort", "recovery", "leadership", "clarity", "extra", "other"]
DEFAULT_TARGET = Decimal(75)

DEFAULT_IMPACT: dict[Area, int] = {
    "basics": 3, "effort": 3, "recovery": 2, "leadership": 2, "clarity": 2, "other": 2, "extra": 1,
}  # fmt: skip
"""Method 3.14; a critical item has 3."""


class Level(Strict):
    """A name for all scores from `start` up to the next level's."""

    id: Id
    title: Text
    start: AnyLimit = Field(alias="from")
    name: Text | None = None
    """As in "the level good"."""


class Gate(Strict):
    """While `when` holds, the level is at most `caps_at`. Gates of one title are one requirement in the report."""

    id: Id
    title: Text
    caps_at: Id
    when: Condition
    text: Text
    """The requirement in one sentence, as the report prints it."""


class Adjustment(Strict):
    """While `when` holds, a section's score is multiplied."""

    when: Condition
    section: Id
    times: Number = Field(gt=0)


class Role(Strict):
    """Who somebody is to the organisation; a respondent has at most one role."""

    id: Id
    title: Text


class CustomerQuestion(Strict):
    """The same matter asked from the other side of the counter, on the questionnaire's rating scale."""

    id: Id
    text: Text
    anchors: dict[Id, Text] = Field(default_factory=dict)


class Column(Strict):
    """One column of a register."""

    id: Id
    title: Text
    type: Literal["text", "number", "choice", "yes-no", "date", "items"] = "text"
    options: tuple[Option, ...] = ()
    required: Flag = False
    later: Flag = False
    """Filled in after the interview, such as what came of it."""
    section: Id | None = None
    """The section whose score the report puts beside this column: a step of the case audit and its self-rating."""
    max_length: Annotated[int, Field(ge=1, le=2_000)] = 500


class Register(Strict):
    """A short table that is filled in beside the questions; never scored."""

    id: Id
    title: Text
    text: Text | None = None
    section: Id | None = None
    """Asked after this section; at the end when none is named."""
    columns: tuple[Column, ...] = Field(min_length=1)
    suggestions: tuple[Text, ...] = ()


class AmbitionQuestions(Strict):
    """Where people say which level they want to reach, and which replies mean what the report's advice turns on."""

    section: Id
    chosen_on_price: Condition | None = None
    little_time: Condition | None = None
    """Only a few hours a month can be spent."""
    service_is_main_reason: Condition | None = None


class Section(Strict):
    """Items, or sections, never both."""

    id: Id
    title: Text
    heading: Text | None = None
    note: Text | None = None
    scored: Flag = True
    weight: Number = Field(default=Decimal(1), ge=0)
    target: Number | None = None
    area: Area = "other"
    who: tuple[Id, ...] = ()
    """The roles that answer this section; everybody when empty."""
    aggregate: Aggregate = "mean"
    coverage: Coverage = "half"
    unanswered: Unanswered = "left-out"
    start: Number = Decimal(0)
    """What a ladder is worth before its first rung."""
    customer: CustomerQuestion | None = None
    items: tuple[Item, ...] = ()
    sections: tuple["Section", ...] = ()

    @model_validator(mode="after")
    def _items_or_sections(self) -> "Section":
        if bool(self.items) == bool(self.sections):
            raise PydanticCustomError("section", "a section has either 'items' or 'sections', and at least one of them")
        return self

    def walk(self) -> Iterator["Section"]:
        """This section and every section below it, parents first."""
        yield self
        for section in self.sections:
            yield from section.walk()

    @property
    def all_items(self) -> tuple[Item, ...]:
        """The items of this section and of those below it, in order."""
        return tuple(item for section in self.walk() for item in section.items)


Section.model_rebuild()


class Questionnaire(Strict):
    """Everything that is asked, and what the answers mean."""

    format: Literal["1"]
    id: Id
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+){0,2}$")]
    title: Text
    purpose: Text | None = None
    who: Text | None = None
    source: Text | None = None
    instruction: Text | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    scale: Scale = RATING_SCALE
    roles: tuple[Role, ...] = ()
    levels: tuple[Level, ...] = ()
    other_limits: tuple[tuple[AnyLimit, ...], ...] = ()
    gates: tuple[Gate, ...] = ()
    adjust: tuple[Adjustment, ...] = ()
    basics_from: Id | None = None
    ambition: AmbitionQuestions | None = None
    aggregate: Aggregate = "mean"
    coverage: Coverage = "half"
    unanswered: Unanswered = "left-out"
    registers: tuple[Register, ...] = ()
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _share_scale(self) -> "Questionnaire":
        for item in self.items:
            if isinstance(item, RatingItem):
                item.share_scale(self.scale)
        return self

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order in which it is asked."""
        return tuple(item for section in self.sections for item in section.all_items)

    @cached_property
    def customer_items(self) -> dict[str, RatingItem]:
        """What customers are asked, by the id of the section that it is compared with."""
        found = {}
        for section in self.walk():
            if section.customer is not None:
                asked = RatingItem(id=section.customer.id, text=section.customer.text, anchors=section.customer.anchors)
                asked.share_scale(self.scale)
                found[section.id] = asked
        return found

    @cached_property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that can add to a score, in order."""
        return tuple(i for s in self.walk() if self.counts(s) for i in s.items if i.is_scored)

    @cached_property
    def _unscored(self) -> frozenset[str]:
        outer = (section for section in self.walk() if not section.scored)
        return frozenset(inner.id for section in outer for inner in section.walk())

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _home(self) -> dict[str, Section]:
        return {item.id: section for section in self.walk() for item in section.items}

    def walk(self) -> Iterator[Section]:
        """Every section, parents first."""
        for section in self.sections:
            yield from section.walk()

    def counts(self, section: Section) -> bool:
        """Whether *section* is scored, and so is every section it stands in."""
        return section.id not in self._unscored

    def item(self, item_id: str) -> Item:
        """The item with this id. Raises KeyError."""
        return self._by_id[item_id]

    def section(self, section_id: str) -> Section:
        """The section with this id. Raises KeyError."""
        found = next((section for section in self.walk() if section.id == section_id), None)
        if found is None:
            raise KeyError(section_id)
        return found

    def home(self, item_id: str) -> Section:
        """The section in which an item stands. Raises KeyError."""
        return self._home[item_id]

    @cached_property
    def _audiences(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        found: dict[str, tuple[tuple[str, ...], ...]] = {item.id: () for item in self.items}
        for section in self.walk():
            for item in section.all_items if section.who else ():
                found[item.id] += (section.who,)
        return found

    def audiences(self, item_id: str) -> tuple[tuple[str, ...], ...]:
        """The roles of each section around an item that names some; a respondent must be in every one of them."""
        return self._audiences[item_id]

    def is_for(self, item: Item, role: str | None) -> bool:
        """Whether somebody with this *role* is asked *item*; whoever gave no role is asked everything."""
        return role is None or all(role in who for who in self.audiences(item.id))

    def level(self, level_id: str) -> Level:
        """The level with this id. Raises KeyError."""
        return {level.id: level for level in self.levels}[level_id]

    @property
    def critical_items(self) -> tuple[Item, ...]:
        """The items of the basics gate."""
        return tuple(item for item in self.scored_items if item.critical)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the title, which are those the author wrote in."""
        return self.title.languages

    @property
    def asks_role(self) -> bool:
        """Whether respondents are asked who they are."""
        return bool(self.roles)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the content, whatever the file's layout and comments."""
        return hashlib.sha256(self.model_dump_json(by_alias=True, exclude_defaults=True).encode()).hexdigest()


def impact_of(item: Item, section: Section) -> int:
    """How much an item matters, 1 to 3: the author's word, else 3 for a critical item, else by area (method 3.14)."""
    if item.impact is not None:
        return item.impact
    return 3 if item.critical else DEFAULT_IMPACT[section.area]
