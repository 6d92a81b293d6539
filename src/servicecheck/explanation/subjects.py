"""What can be explained, by name: the whole, a section, an item, or a statistic of one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from servicecheck.explanation.explanation import Explanation
from servicecheck.explanation.steps import named
from servicecheck.explanation.units import KINDS
from servicecheck.questionnaire import Questionnaire

OVERALL = "overall"
STATISTICS = {
    "interval": "how far the score could be off",
    "bounds": "what the score would be with everything unknown at its worst and best",
    "certainty": "how sure the level is",
    "gap": "how far below the target",
    "agreement": "how far people are apart",
    "rwg": "how much closer they are than by chance",
    "alpha": "whether they tell strong items from weak ones",
    "spread": "how even the items are",
    "response-rate": "how many of those invited have answered",
    "other-limits": "the level under other limits",
    "priority": "where an item stands among what to do first",
}
"""Each with what it says. Of a section or an item with its id behind a colon: `interval:LE-B`, `priority:LE-B2`."""

OF_SECTIONS = ("interval", "bounds", "gap", "agreement", "rwg", "alpha")


@dataclass(frozen=True)
class Subject:
    """What is explained."""

    kind: Literal["overall", "section", "item", "statistic"]
    id: str = ""
    """A section's or an item's; empty for the whole."""
    statistic: str = ""

    @property
    def key(self) -> str:
        """A statistic's name with what it is of."""
        return f"{self.statistic}:{self.id}".rstrip(":")

    def figures(self, explanation: Explanation) -> Iterable[str]:
        """The names of the figures it is about."""
        if self.kind == "overall":
            return list(explanation.steps)
        if self.kind == "item" or self.statistic == "priority":
            return [named(kind, self.id) for kind in ("item", "item-low", "item-high", "votes")]
        return [named(kind, self.id) for kind in KINDS]


def find_subject(questionnaire: Questionnaire, given: str) -> Subject | None:
    """The subject that *given* names, in capitals or not; None where there is none. An author's own ids go first."""
    named_so = {name.casefold(): name for name in reversed(known_names(questionnaire))}
    found = given if given in named_so.values() else named_so.get(given.casefold())
    if found is None:
        return None
    if found in _sections(questionnaire):
        return Subject("section", found)
    if found in _items(questionnaire):
        return Subject("item", found)
    name, _, of = found.partition(":")
    return Subject("overall") if name == OVERALL else Subject("statistic", of, name)


def known_names(questionnaire: Questionnaire) -> list[str]:
    """Everything that can be asked for."""
    sections, items = _sections(questionnaire), _items(questionnaire)
    plain = [name for name in STATISTICS if name != "priority"]
    of_sections = [f"{name}:{section}" for name in OF_SECTIONS for section in sections]
    return [*sections, *items, OVERALL, *plain, *of_sections, *(f"priority:{item}" for item in items)]


def _sections(questionnaire: Questionnaire) -> list[str]:
    return [section.id for section in questionnaire.walk() if questionnaire.counts(section)]


def _items(questionnaire: Questionnaire) -> list[str]:
    return [item.id for item in questionnaire.scored_items]
