"""What the oracle says of a row or a group."""

from dataclasses import dataclass, field, replace

ROOT = ""


@dataclass(frozen=True)
class Figures:
    """A score as answered, at its lowest and at its highest; None where there is none."""

    score: int | None = None
    low: int | None = None
    high: int | None = None

    def at(self, variant: str) -> int | None:
        """The score as answered (""), or its bound ("low", "high")."""
        return {"": self.score, "low": self.low, "high": self.high}[variant]


@dataclass(frozen=True)
class ItemResult(Figures):
    """The mean of an item and who replied what; `is_relevant` unless half or more found it not relevant."""

    answered: int = 0
    na: int = 0
    dk: int = 0
    blank: int = 0
    is_relevant: bool = True


@dataclass(frozen=True)
class NodeResult(Figures):
    """The score of a section or of the whole, and what it could have been."""

    lowest: int | None = None
    highest: int | None = None
    is_applicable: bool = False
    is_partial: bool = False
    people: int = 0

    @property
    def is_rated(self) -> bool:
        """Whether it has a score."""
        return self.score is not None

    def standing(self, variant: str) -> int | None:
        """The figure with which it enters what stands above it; in the bounds, whatever is unknown can be anything."""
        if self.is_rated or not self.is_applicable or not variant:
            return self.at(variant)
        return self.lowest if variant == "low" else self.highest

    def with_wide_bounds(self) -> "NodeResult":
        """The same with bounds that contain the score, whatever the ranges of the parts."""
        assert self.score is not None
        assert self.low is not None
        assert self.high is not None
        return replace(self, low=min(self.low, self.score), high=max(self.high, self.score))


NOT_APPLICABLE = NodeResult()


@dataclass
class Result:
    """Everything the scorer says of a row or a group."""

    items: dict[str, ItemResult] = field(default_factory=dict)
    nodes: dict[str, NodeResult] = field(default_factory=dict)
    gates: dict[str, bool] = field(default_factory=dict)
    """Whether the gate's condition holds."""
    raw_level: str | None = None
    level: str | None = None
    level_low: str | None = None
    level_high: str | None = None
    other_levels: list[str | None] = field(default_factory=list)
    section_levels: dict[str, str | None] = field(default_factory=dict)
