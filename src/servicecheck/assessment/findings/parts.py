"""Items and sections, how people agree on them, and the gates on the way to a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from servicecheck.assessment.findings.standings import Hidden, Standing
from servicecheck.items import Item
from servicecheck.quantities import Limit
from servicecheck.statistics import CronbachAlpha

AgreementWord = Literal["high", "some", "low"]
Field = Literal["fix-first", "keep", "later", "less"]
GateKind = Literal["critical", "critical-mean", "section", "weight", "items", "other"]


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
    cronbach: CronbachAlpha | None = None
    """How closely the items go together; None below thirty people who answered all of them."""


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
class Consistency:
    """How even the level is: weakest and strongest section, and the spread of the item means (0 to 1)."""

    weakest: str
    strongest: str
    low: int
    high: int
    spread: float | None
