"""Where everything stands in a questionnaire, as paths in its file, and what a check returns."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from servicecheck.conditions import All, AnyOf, Condition, Not
from servicecheck.errors import Severity
from servicecheck.items import Item, Option, RatingItem
from servicecheck.questionnaire import Questionnaire, Section

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mistake:
    """What is wrong at *path* in the file, or, with `at_key`, with the key of that path."""

    path: Path
    message: str
    severity: Severity = "error"
    at_key: bool = False


@dataclass(frozen=True)
class Outline:
    """A questionnaire with the path of each of its sections and items, in the order in which they are asked."""

    questionnaire: Questionnaire

    @cached_property
    def sections(self) -> tuple[tuple[Path, Section], ...]:
        """Every section, parents first."""
        return tuple(_sections(self.questionnaire.sections, ("sections",)))

    @cached_property
    def items(self) -> tuple[tuple[Path, Item], ...]:
        """Every item."""
        return tuple(
            ((*path, "items", number), item)
            for path, section in self.sections
            for number, item in enumerate(section.items)
        )

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each item in the order of asking."""
        return {item.id: number for number, (_, item) in enumerate(self.items)}

    @cached_property
    def section_by_id(self) -> dict[str, Section]:
        """Every section by its id."""
        return {section.id: section for _, section in self.sections}

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        """The levels' ids, from the lowest."""
        return tuple(level.id for level in self.questionnaire.levels)

    @cached_property
    def role_ids(self) -> tuple[str, ...]:
        """The roles' ids."""
        return tuple(role.id for role in self.questionnaire.roles)

    @cached_property
    def scored_ids(self) -> frozenset[str]:
        """The ids of the items whose answers count in the score."""
        return frozenset(item.id for item in self.questionnaire.scored_items)

    def has_score(self, section: Section) -> bool:
        """Whether *section* gets a score: it counts, and something in it is worth points."""
        return self.questionnaire.counts(section) and any(item.id in self.scored_ids for item in section.all_items)


def described_levels(options: tuple[Option, ...]) -> tuple[str, ...]:
    """The levels that steps of a scale stand for."""
    return tuple(option.level for option in options if option.level)


def own_options(item: Item) -> tuple[Option, ...]:
    """The options that stand in the item itself."""
    if isinstance(item, RatingItem):
        return item.scale or ()
    options: tuple[Option, ...] = getattr(item, "options", ())
    return options


def located(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
    """*condition*, which stands at *path*, and every condition inside it, with their paths."""
    yield path, condition
    match condition:
        case All():
            inner = [((*path, "all", number), part) for number, part in enumerate(condition.all)]
        case AnyOf():
            inner = [((*path, "any", number), part) for number, part in enumerate(condition.any)]
        case Not():
            inner = [((*path, "not"), condition.not_)]
        case _:
            inner = []
    for inner_path, part in inner:
        yield from located(part, inner_path)


def _sections(sections: tuple[Section, ...], path: Path) -> Iterator[tuple[Path, Section]]:
    for number, section in enumerate(sections):
        yield (*path, number), section
        yield from _sections(section.sections, (*path, number, "sections"))
