"""One assessment and one language: the names of things, scores as they are printed, and the areas that are compared.

A score is printed in whole points, or with decimals where the scale is short or a limit is near.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from servicecheck.language import POINT, Text, Words
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Gate, Level, Questionnaire

if TYPE_CHECKING:
    # What scores takes as long to import as the rest of the interview, which tells its words, too.
    from servicecheck.assessment import Assessment
    from servicecheck.assessment.findings import SectionFinding, Standing

OWN_LEVELS = ("bad", "good", "world-class")
"""The levels that the catalogue has sentences for."""

NO_FIGURE = "–"
_LONG_SCALE, _SHORT_SCALE = 50, 10


@dataclass(frozen=True)
class Telling:
    """An assessment and the words to tell it in."""

    assessment: "Assessment"
    words: Words

    @property
    def questionnaire(self) -> Questionnaire:
        """What was asked."""
        return self.assessment.questionnaire

    # Names

    @property
    def group(self) -> str:
        """Which group of a batch it is of; empty for a round of people."""
        if not self.assessment.is_counted:
            return ""
        return self.text(self.assessment.round.title) or self.words("batch_everybody")

    def text(self, text: Text | str) -> str:
        """An author's text, typeset."""
        return self.words.typeset(text)

    def title(self, section_id: str) -> str:
        """A section's title, as it stands in a sentence."""
        return self.words.phrase(self.questionnaire.section(section_id).title)

    def question(self, item_id: str) -> str:
        """An item's text, as it stands in a sentence."""
        return self.words.phrase(self.questionnaire.item(item_id).text)

    def level(self, level_id: str) -> Level:
        """The level with this id. Raises KeyError."""
        return self.questionnaire.level(level_id)

    def level_title(self, level_id: str | None) -> str:
        """The level's name on its own; "not rated" where there is none."""
        return self.words("level_not_rated") if level_id is None else self.text(self.level(level_id).title)

    def level_name(self, level_id: str | None) -> str:
        """The level's name as in "the level good"."""
        if level_id is None:
            return self.words("level_not_rated")
        level = self.level(level_id)
        return self.text(level.name or level.title)

    def questionnaire_gate(self, gate_id: str) -> Gate:
        """The gate with this id."""
        return next(gate for gate in self.questionnaire.gates if gate.id == gate_id)

    @cached_property
    def is_own_model(self) -> bool:
        """Whether the levels are bad, good and world-class on 0 to 100, for which the catalogue has sentences."""
        return tuple(level.id for level in self.questionnaire.levels) == OWN_LEVELS and self.has_hundred

    @property
    def has_hundred(self) -> bool:
        """Whether scores run from 0 to 100."""
        return self.bounds == (0, 100 * POINT)

    def is_agreed(self, item_id: str) -> bool:
        """Whether a room's common answer to an item carries its score."""
        agreed = self.assessment.agreed
        return agreed is not None and agreed.item(item_id) is not None

    # Figures

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest possible overall score."""
        overall = self.assessment.overall
        return (overall.standing.lowest, overall.standing.highest) if overall else (0, 100 * POINT)

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """Where each level but the lowest begins."""
        return tuple(self.units(level.start) for level in self.questionnaire.levels[1:])

    def units(self, limit: Limit) -> int:
        """A limit in ten-thousandths of a point."""
        return limit.on(*self.bounds)

    @cached_property
    def decimals(self) -> int:
        """How many decimals a score has at least: whole points would say nothing on a scale from 0 to 3."""
        return decimals_of(*self.bounds)

    def score(self, value: int | None, near: tuple[int, ...] = ()) -> str:
        """A score as printed, on the same side of the levels' limits and of those *near* as it is."""
        if value is None:
            return NO_FIGURE
        if self.decimals:
            return self.words.number(Fraction(value, POINT), self.decimals)
        return self.words.score(value, (*self.limits, *near))

    def plain_points(self, value: int) -> str:
        """A limit or an end of the scale, with the decimals it needs and no more."""
        exact = Fraction(value, POINT)
        decimals = next(places for places in range(5) if (exact * 10**places).denominator == 1)
        return self.words.number(exact, decimals)

    def of_highest(self, standing: "Standing") -> str:
        """A score with the highest possible one: 54 of 100; empty without a score."""
        if standing.score is None:
            return ""
        shown = self.score(standing.score, (standing.target,))
        return self.words("score_of", score=shown, highest=self.plain_points(standing.highest))

    def ends(self, standing: "Standing") -> tuple[str, str] | None:
        """The interval's two ends as printed."""
        if standing.interval is None:
            return None
        low, high = standing.interval.low, standing.interval.high
        return self.score(_whole(low)), self.score(_whole(high))

    # What is compared

    @cached_property
    def areas(self) -> "tuple[SectionFinding, ...]":
        """The sections compared with each other: the outermost ones, or those inside a single outermost one."""
        found = [finding for finding in self.assessment.sections if finding.is_applicable]
        depths = sorted({finding.depth for finding in found})
        several = [depth for depth in depths if sum(finding.depth == depth for finding in found) > 1]
        depth = several[0] if several else depths[0] if depths else 0
        return tuple(finding for finding in found if finding.depth == depth)

    def by_gap(self, findings: "Sequence[SectionFinding]") -> "list[SectionFinding]":
        """Furthest from its target first, as a share of its range; what is not rated last."""
        return sorted(findings, key=lambda one: (one.standing.score is None, -_distance(one)))


def decimals_of(lowest: int, highest: int) -> int:
    """How many decimals a score on this scale has at least."""
    reach = (highest - lowest) / POINT
    return 0 if reach >= _LONG_SCALE else 1 if reach > _SHORT_SCALE else 2


def _distance(finding: "SectionFinding") -> float:
    standing = finding.standing
    if standing.score is None:
        return 0.0
    return (standing.target - standing.score) / max(standing.highest - standing.lowest, 1)


def _whole(value: float) -> int:
    """A statistic in ten-thousandths, half up, as a whole number for printing."""
    return int(value + 0.5) if value >= 0 else -int(-value + 0.5)
