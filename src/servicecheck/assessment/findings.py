"""What an assessment says, as frozen values: scores in whole ten-thousandths of a point, intervals in floats of them.

What may not be shown (method 3.10) is not there: None, or an empty tuple, with the reason beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Literal

from servicecheck.items import Item
from servicecheck.quantities import Limit
from servicecheck.questionnaire import Questionnaire
from servicecheck.response import Round
from servicecheck.statistics import Interval

CertaintyWord = Literal["clearly", "probably", "border"]
Mark = Literal["partial", "provisional", "provisional-old", "claimed", "indicative"]
GapWord = Literal["clear", "reached", "unclear"]
AgreementWord = Literal["high", "some", "low"]
Field = Literal["fix-first", "keep", "later", "less"]
Hidden = Literal["too-few", "complement"]
GateKind = Literal["critical", "critical-mean", "section", "weight", "items", "other"]
IntervalBasis = Literal["people", "all-alike", "same-score"]


@dataclass(frozen=True)
class Certainty:
    """How sure the level is (method 3.8).

    `word` is None when nothing speaks against the level, but fewer than five people are too few to call it sure.
    """

    word: CertaintyWord | None
    probability: float | None
    """Share of the resamples that give this level; None below five people and above 2 000."""
    other_level: str | None
    """The level on the other side of the border, if the word is border: what most of the other resamples give."""


@dataclass(frozen=True)
class Standing:
    """One score with everything that qualifies it. `score` is None when it is not rated."""

    score: int | None
    low: int | None
    high: int | None
    """The bounds: everything unknown at its worst and at its best."""
    lowest: int
    highest: int
    """The possible range."""
    level: str | None
    people: int
    """Whose scores the interval rests on: those who count in the section; of several sections, in every rated one."""
    interval: Interval | None
    interval_basis: IntervalBasis | None
    target: int
    gap: int
    """How far below the target; 0 at or above it."""
    gap_word: GapWord | None
    is_partial: bool = False


@dataclass(frozen=True)
class Agreement:
    """Whether people see it alike. `average_deviation` is in steps of the scale (method 3.9)."""

    average_deviation: float
    word: AgreementWord
    practical_limit: float
    rwg: float | None
    alpha: float | None
    """Ordinal Krippendorff's alpha; None when everyone gave the same answer."""
    measures_differ: bool
    """rwg above .7 while alpha is below .667: the report says why."""
    categories: int
    items: int


@dataclass(frozen=True)
class ItemFinding:
    """One item: its mean, how the answers spread, and where it stands among what matters."""

    id: str
    section: str
    mean: int | None
    median: int | None
    counts: Mapping[str, int]
    """Stored value -> how many gave it, or, of several, picked it; every choice is there. Empty when hidden."""
    answered: int
    na: int
    dk: int
    blank: int
    lowest: int
    highest: int
    is_critical: bool
    is_relevant: bool
    """False when at least half of those who replied say that it does not apply."""
    hidden: Hidden | None
    is_dk_finding: bool
    na_disagreement: bool
    mean_median_differ: bool
    average_deviation: float | None
    nearest: str | None
    """The value of the choice nearest to the mean; halfway, the lower one."""
    target: int
    gap: int
    impact: int
    field: Field | None

    @property
    def is_below_middle(self) -> bool:
        """Whether the mean lies in the lower half of the range, so that its description can be quoted as a weakness."""
        return self.mean is not None and 2 * self.mean < self.lowest + self.highest


@dataclass(frozen=True)
class SectionFinding:
    """One section that counts, in the order of the questionnaire; `depth` 0 is the outermost."""

    id: str
    depth: int
    standing: Standing
    is_rated: bool
    is_applicable: bool
    hidden: Hidden | None
    weight_share: Fraction
    """Its part of the weight among its sisters."""
    surplus: int
    """How far above the target, where that is worth a question: the little extra, by 12.5 points or more; else 0."""
    agreement: Agreement | None
    strongest: tuple[str, ...]
    weakest: tuple[str, ...]
    """Item ids: two of each, one of each below five items; the strongest first, the weakest first."""


@dataclass(frozen=True)
class GateFinding:
    """Whether a requirement is met, by what figure, and what stands in the way."""

    id: str
    caps_at: str
    kind: GateKind
    is_met: bool
    holds_down: bool
    """It caps the level below the raw level."""
    limit: Limit | None
    culprits: tuple[str, ...]
    """Ids of the items (kinds critical, critical-mean, items) or sections (section, weight) below the limit."""
    figure: int | None
    """Lowest critical item, mean of the critical items or lowest section, by kind."""
    count: int
    """How many are below the limit; by weight, how many of the `total` equal pieces of it."""
    total: int
    allowed: int
    """How many may be: the requirement by items or weight is met while `count` is not above it."""
    elsewhere: tuple[Item, ...] = ()
    """Items below the limit in the questionnaire that checks the basics; their ids are not this questionnaire's."""


@dataclass(frozen=True)
class Overall:
    """The whole: level, what would be without gates, how sure, and what other limits would say."""

    standing: Standing
    raw_level: str | None
    level_low: str | None
    level_high: str | None
    other_levels: tuple[tuple[tuple[Limit, ...], str | None], ...]
    certainty: Certainty
    rounding_margin: float | None
    """One person only: what rounding alone can do to the score."""
    equal_weight_score: int | None
    """With own weights: the score if all sections counted the same."""

    @property
    def is_capped(self) -> bool:
        """Whether a gate holds the level below the raw level."""
        return self.standing.level != self.raw_level

    @property
    def depends_on_unknown(self) -> bool:
        """Whether what people do not know decides the level."""
        return self.level_low != self.level_high


@dataclass(frozen=True)
class RoleFinding:
    """One role's own scores, where they may be shown."""

    role: str
    people: int | None
    hidden: Hidden | None
    score: int | None
    """Of the sections that every shown role has a score in, so that roles can be compared."""
    sections: Mapping[str, int | None]
    """Every section's score in this role; None where it did not answer, or where it may not be shown."""


@dataclass(frozen=True)
class Consistency:
    """How even the level is: weakest and strongest section, and the spread of the item means (0 to 1)."""

    weakest: str
    strongest: str
    low: int
    high: int
    spread: float | None


@dataclass(frozen=True)
class Priority:
    """One item to work on. P = impact x gap / effort sorts; it does not measure."""

    item: str
    impact: int
    effort: int
    gap_steps: Fraction
    p: Fraction
    is_gate_breaker: bool
    stability: float
    """In how many of 1 000 trials, with impact and effort judged a class higher or lower, it stays in the top three."""
    to_level: str | None
    """The level whose action is shown: the first anchor above the mean; None without one."""
    item_after: int
    section_after: int | None
    overall_after: int | None
    level_after: str | None

    @property
    def is_firm(self) -> bool:
        """In the top three in at least four trials of five."""
        return self.stability >= 0.8


@dataclass(frozen=True)
class Expected:
    """About where the plan leads, if it is carried through."""

    items: tuple[str, ...]
    score: int | None
    level: str | None
    sections: Mapping[str, int | None]


@dataclass(frozen=True)
class Assessment:
    """Everything that is known about one round."""

    questionnaire: Questionnaire
    round: Round
    people: int
    """How many answered anything, customers not counted."""
    response_rate: Fraction | None
    is_shown: bool
    """False in an anonymous round with fewer than k people: then only `people` is known."""
    overall: Overall | None = None
    sections: tuple[SectionFinding, ...] = ()
    items: tuple[ItemFinding, ...] = ()
    gates: tuple[GateFinding, ...] = ()
    marks: tuple[Mark, ...] = ()
    missing_sections: tuple[str, ...] = ()
    consistency: Consistency | None = None
    agreement: Agreement | None = None
    roles: tuple[RoleFinding, ...] = ()
    roles_differ: int = 0
    """The largest difference between two shown roles, if it is 12.5 points or more of 100; else 0."""
    priorities: tuple[Priority, ...] = ()
    """Every item below its target, what to do first first."""
    plan: tuple[str, ...] = ()
    """The items of the action plan: agreed ones, else the first of the priorities."""
    expected: Expected | None = None
    basics_checked: bool | None = None
    """None when the questionnaire does not ask for it."""
    last_answer: datetime | None = None
    """When the last answer was given; None in anonymous rounds, where no times are kept."""

    @property
    def is_response_low(self) -> bool:
        """Fewer than 60 % of those invited answered: a convention."""
        return self.response_rate is not None and self.response_rate < Fraction(60, 100)

    def section(self, section_id: str) -> SectionFinding:
        """The finding on this section. Raises KeyError."""
        return {finding.id: finding for finding in self.sections}[section_id]

    def item(self, item_id: str) -> ItemFinding:
        """The finding on this item. Raises KeyError."""
        return {finding.id: finding for finding in self.items}[item_id]
