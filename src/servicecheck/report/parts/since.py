"""Section 11: what changed since last time."""

from dataclasses import dataclass

from servicecheck.report.parts.tables import Chart, Fact, Heading


@dataclass(frozen=True)
class MeasureRow:
    """What was counted before and after an action, and whether the shares can be told apart."""

    name: str
    before: str
    before_interval: str
    after: str
    after_interval: str
    verdict: str


@dataclass(frozen=True)
class MeasureTable:
    """The measures of the plan, those that moved first."""

    caption: str
    heads: tuple[str, str, str, str]
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True)
class Since:
    """Section 11: then and now."""

    heading: Heading
    lead: str
    facts: tuple[Fact, ...]
    measures: MeasureTable | None
    chart: Chart | None
    sentences: tuple[str, ...]
    """What can be told to have changed, the requirements, what customers met."""
    cautions_title: str
    cautions: tuple[str, ...]
    stop_title: str
    stops: tuple[str, ...]
