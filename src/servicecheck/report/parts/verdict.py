"""The cover line and sections 1 to 3: the verdict, where it stands, and what each level asks for."""

from dataclasses import dataclass

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.parts.tables import Chart, Fact, Heading, Sentence, Sign


@dataclass(frozen=True)
class Cover:
    """What stands above section 1, and at the foot of every page."""

    organisation: str
    title: str
    facts: tuple[Fact, ...]
    foot: str
    page: str
    of: str
    logo: str = ""
    logo_text: str = ""
    is_long: bool = False


@dataclass(frozen=True)
class Foreword:
    """A few words of whoever hands the report over, in paragraphs, and who that is."""

    name: str
    paragraphs: tuple[str, ...]
    signed: str


@dataclass(frozen=True)
class FirstAction:
    """One of the three first actions: its number, the action, and who does it by when."""

    number: str
    action: str
    agreed: str


@dataclass(frozen=True)
class InShort:
    """Section 1: the level, the bar, at most 150 words (set smaller when they are many), three actions."""

    heading: Heading
    level: str
    score: str
    mark: str
    bar: Drawing | None
    summary: tuple[Sentence, ...]
    is_long: bool
    is_long_level: bool
    actions_title: str
    actions: tuple[FirstAction, ...]


@dataclass(frozen=True)
class Standing:
    """Section 2: level, level on points, score and interval; each area against its target."""

    heading: Heading
    facts: tuple[Fact, ...]
    lead: str
    sentences: tuple[str, ...]
    radar: Drawing | None
    radar_note: str
    areas: Chart
    how_title: str
    how: tuple[Sign, ...]


@dataclass(frozen=True)
class Requirement:
    """What a level asks for, whether it is met (None: not checked), and the figure that decided."""

    rule: str
    result: str
    is_met: bool | None


@dataclass(frozen=True)
class GateRow:
    """One kind of requirement, at each level that has it, and what would lift it."""

    name: str
    requirements: tuple[Requirement | None, ...]
    lift: str


@dataclass(frozen=True)
class Gates:
    """The gate table: one row a kind of requirement, one column a level."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[GateRow, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Basics:
    """Section 3: the gates, and every question on the ruler."""

    heading: Heading
    gates: Gates | None
    strip: Chart
    sentences: tuple[str, ...]
