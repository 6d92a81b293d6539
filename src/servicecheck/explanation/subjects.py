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
            return [named(kind, self.id) for kind in ("item", "item-low", "item-high")]
        return [named(kind, self.id) for kind in KINDS]


def find_subject(questionnaire: Questionnaire, given: str) -> Subject | None:
    """The subject that *given* names; None where there is none. An author's own ids go first."""
    scored = {section.id for section in questionnaire.walk() if questionnaire.counts(section)}
    items = {item.id for item in questionnaire.scored_items}
    if given in scored:
        return Subject("section", given)
    if given in items:
        return Subject("item", given)
    if given in ("", OVERALL):
        return Subject("overall")
    name, _, of = given.partition(":")
    takes = items if name == "priority" else {"", *scored} if name in OF_SECTIONS else {""}
    return Subject("statistic", of, name) if name in STATISTICS and of in takes else None


def known_names(questionnaire: Questionnaire) -> list[str]:
    """Everything that can be asked for."""
    sections = [section.id for section in questionnaire.walk() if questionnaire.counts(section)]
    items = [item.id for item in questionnaire.scored_items]
    plain = [name for name in STATISTICS if name != "priority"]
    of_sections = [f"{name}:{section}" for name in OF_SECTIONS for section in sections]
    return [OVERALL, *sections, *items, *plain, *of_sections, *(f"priority:{item}" for item in items)]
