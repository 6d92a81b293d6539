"""What each part of a groups file may hold, and what it becomes.

A whole number larger than every reader of JSON keeps exactly is written as text.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from servicecheck.assessment.findings import Hidden
from servicecheck.assessment.group_sums import Complete, GroupSums, HiddenSection, ItemSums, SectionSums
from servicecheck.assessment.published_groups import Group
from servicecheck.conditions import Strict
from servicecheck.response import LARGEST_K, SMALLEST_K
from servicecheck.statistics import Spread

LARGEST_EXACT = 2**53
"""Beyond it many readers of JSON lose digits."""

_WHOLE = re.compile(r"-?[0-9]{1,60}")


def _whole(given: object) -> object:
    if isinstance(given, str) and _WHOLE.fullmatch(given):
        return int(given)
    raise PydanticCustomError("whole", "'{given}' is not a whole number", {"given": str(given)[:40]})


Whole = Annotated[int, BeforeValidator(_whole)]
Count = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=10**12)]
"""Of people: nobody has asked more."""
Squares = Annotated[int, BeforeValidator(_whole), Field(ge=0)]


class WrittenSpread(Strict):
    """How far scores are apart."""

    people: Count
    deviations: Squares

    def spread(self) -> Spread:
        """The value."""
        return Spread(self.people, self.deviations)


class WrittenSection(Strict):
    """One section's sums, or that it is hidden."""

    hidden: Hidden | None = None
    applicable: bool | None = None
    people: Count = 0
    concerned: Count = 0
    total: Whole = 0
    squares: Squares = 0
    low: Whole = 0
    high: Whole = 0
    lowest: Whole = 0
    highest: Whole = 0
    covered: bool | None = None

    def sums(self) -> SectionSums | HiddenSection:
        """The value."""
        if self.hidden:
            return HiddenSection(self.hidden, bool(self.applicable))
        figures = {name: getattr(self, name) for name in SECTION_FIGURES}
        return SectionSums(**figures, is_covered=bool(self.covered))


SECTION_FIGURES = ("people", "concerned", "total", "squares", "low", "high", "lowest", "highest")


class WrittenItem(Strict):
    """One item's counts, or what is left of them."""

    hidden: Hidden | None = None
    told: bool = True
    answered: Count = 0
    na: Count = 0
    dk: Count = 0
    blank: Count = 0
    total: Whole = 0
    unknown: Count = 0
    values: dict[str, Count] = Field(default_factory=dict)
    points: dict[Whole, Count] = Field(default_factory=dict)

    def sums(self) -> ItemSums:
        """The value."""
        figures = {name: getattr(self, name) for name in ITEM_FIGURES}
        return ItemSums(**figures, values=self.values, points=self.points, hidden=self.hidden, is_told=self.told)


ITEM_FIGURES = ("answered", "na", "dk", "blank", "total", "unknown")


class WrittenComplete(Strict):
    """What Cronbach's alpha takes of one section."""

    items: tuple[WrittenSpread, ...]
    totals: WrittenSpread

    def complete(self) -> Complete:
        """The value."""
        return Complete(tuple(item.spread() for item in self.items), self.totals.spread())


class WrittenGroup(Strict):
    """One group."""

    path: tuple[Annotated[str, Field(min_length=1, max_length=10_000)] | None, ...]
    hidden: Hidden | None = None
    people: Count | None = None
    sections: dict[str, WrittenSection] = Field(default_factory=dict)
    items: dict[str, WrittenItem] = Field(default_factory=dict)
    spreads: dict[str, WrittenSpread] = Field(default_factory=dict)
    unasked: tuple[str, ...] = ()
    complete: dict[str, WrittenComplete] = Field(default_factory=dict)
    levels: dict[str, Count] | None = None

    def group(self) -> Group:
        """The value."""
        if self.hidden or self.people is None:
            return Group(self.path, None, self.hidden or "too-few")
        sums = GroupSums(
            people=self.people,
            sections={name: one.sums() for name, one in self.sections.items()},
            items={name: one.sums() for name, one in self.items.items()},
            spreads={name: one.spread() for name, one in self.spreads.items()},
            unasked=frozenset(self.unasked),
            complete={name: one.complete() for name, one in self.complete.items()},
            levels=self.levels,
        )
        return Group(self.path, sums)


class WrittenQuestionnaire(Strict):
    """The questionnaire, with the text of its file."""

    id: str
    version: str
    hash: str
    yaml: str


class WrittenGroups(Strict):
    """The whole document."""

    format: Literal["servicecheck-groups"]
    version: Literal["1"]
    program: Annotated[str, Field(max_length=100)]
    questionnaire: WrittenQuestionnaire
    by: Annotated[tuple[Annotated[str, Field(min_length=1, max_length=10_000)], ...], Field(max_length=20)]
    mode: Literal["open", "anonymous"]
    k: Annotated[int, BeforeValidator(_whole), Field(ge=SMALLEST_K, le=LARGEST_K)]
    k_reason: Annotated[str, Field(max_length=2_000)] = ""
    groups: tuple[WrittenGroup, ...]


def document_of(group: Group) -> dict[str, object]:
    """A group as it is written; what is hidden is not there."""
    path = list(group.path)
    if group.sums is None:
        return {"path": path, "hidden": group.hidden}
    sums = group.sums
    written: dict[str, object] = {
        "path": path,
        "people": exact(sums.people),
        "sections": {name: _section(one) for name, one in sums.sections.items()},
        "items": {name: _item(one) for name, one in sums.items.items()},
        "spreads": {name: _spread(one) for name, one in sorted(sums.spreads.items())},
        "unasked": sorted(sums.unasked),
        "complete": {
            name: {"items": [_spread(item) for item in one.items], "totals": _spread(one.totals)}
            for name, one in sums.complete.items()
        },
    }
    return written if sums.levels is None else {**written, "levels": dict(sums.levels)}


def exact(number: int) -> int | str:
    """*number*, as text where a reader of JSON could lose digits."""
    return number if abs(number) <= LARGEST_EXACT else str(number)


def _section(section: SectionSums | HiddenSection) -> dict[str, object]:
    if isinstance(section, HiddenSection):
        return {"hidden": section.reason, "applicable": section.is_applicable}
    return _figures(section, SECTION_FIGURES) | {"covered": section.is_covered}


def _item(item: ItemSums) -> dict[str, object]:
    if not item.is_told:
        return {"hidden": item.hidden, "told": False}
    if item.hidden:
        return {"hidden": item.hidden} | _figures(item, ITEM_FIGURES[:4])
    return _figures(item, ITEM_FIGURES) | {"values": _counts(item.values), "points": _counts(item.points)}


def _spread(spread: Spread) -> dict[str, object]:
    return {"people": exact(spread.n), "deviations": exact(spread.deviations)}


def _figures(sums: SectionSums | ItemSums, names: tuple[str, ...]) -> dict[str, object]:
    return {name: exact(getattr(sums, name)) for name in names}


def _counts(counts: Mapping[Any, int]) -> dict[str, int | str]:
    return {str(name): exact(count) for name, count in counts.items()}
