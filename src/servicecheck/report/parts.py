"""The parts of a report, as a template sees them: words, printed figures and drawings, nothing left to work out.

One group of classes for each section of the report, in the report's order. Every text is in the reader's language and
every figure is already rounded and written the language's way. No part is named like a method of a dict.
"""

from dataclasses import dataclass

from servicecheck.report.charts.svg import Drawing


@dataclass(frozen=True)
class Run:
    """A piece of a sentence, in bold or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence in pieces; published as one text."""

    runs: tuple[Run, ...]

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Heading:
    """A section's number and name, and the address it can be linked by."""

    number: str
    name: str
    id: str


@dataclass(frozen=True)
class Fact:
    """A label with its value."""

    name: str
    value: str


@dataclass(frozen=True)
class Figure:
    """What stands to the right of a drawing: the score, a second figure, and remarks."""

    score: str
    second: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row of a chart: letter, name, drawing, figure."""

    letter: str
    name: str
    drawing: Drawing
    figure: Figure


@dataclass(frozen=True)
class Chart:
    """A table with a drawing in its second column; the caption states the finding."""

    caption: str
    heads: tuple[str, str, str, str]
    axis: Drawing
    rows: tuple[Row, ...]
    last: tuple[Row, ...] = ()
    signs: tuple["Sign", ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sign:
    """A sign of the drawings and what it means."""

    drawing: Drawing
    meaning: str


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


@dataclass(frozen=True)
class FirstAction:
    """One of the three first actions: its number, the action, and who does it by when."""

    number: str
    action: str
    agreed: str


@dataclass(frozen=True)
class InShort:
    """Section 1: the level, the bar, at most 150 words, three actions."""

    heading: Heading
    level: str
    score: str
    mark: str
    bar: Drawing | None
    summary: tuple[Sentence, ...]
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


@dataclass(frozen=True)
class ItemBlock:
    """One question in its area: how it was answered, and the description that lies nearest."""

    letter: str
    text: str
    bar: Drawing | None
    chosen: str
    description: str
    figure: Figure


@dataclass(frozen=True)
class Area:
    """One area with its questions, weakest first."""

    letter: str
    name: str
    drawing: Drawing
    figure: Figure
    heads: tuple[str, str, str, str]
    blocks: tuple[ItemBlock, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Areas:
    """Section 4: one block for each area, furthest from its target first."""

    heading: Heading
    intro: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Agreement:
    """Section 5: how far people are from each other."""

    heading: Heading
    chart: Chart
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """One class of impact and the drawing of its questions."""

    impact: str
    drawing: Drawing


@dataclass(frozen=True)
class Fields:
    """The four-field view as a table with one row for each class of impact."""

    caption: str
    heads: tuple[str, str, str]
    axis: Drawing
    bands: tuple[Field, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Ranked:
    """One question in the order of work."""

    number: str
    letter: str
    text: str
    action: str
    impact: str
    gap: str
    effort: str
    priority: str
    stability: str
    share: str


@dataclass(frozen=True)
class Priorities:
    """Section 9: what to do first."""

    heading: Heading
    fields: Fields
    caption: str
    heads: tuple[str, ...]
    ranking: tuple[Ranked, ...]
    note: str


@dataclass(frozen=True)
class PlanRow:
    """One action of the plan; what is not agreed yet has lines to write on."""

    number: str
    what: str
    why: str
    first_step: str
    measure: str
    expected_title: str
    expected: str
    owner: str
    due: str
    status: str
    is_agreed: bool


@dataclass(frozen=True)
class Plan:
    """Section 10: the action plan, on one page."""

    heading: Heading
    caption: str
    heads: tuple[str, ...]
    rows: tuple[PlanRow, ...]
    blanks: tuple[str, str]
    note: str
    expected: Chart | None
    follow_title: str
    follow: tuple[str, ...]
    follow_note: str


@dataclass(frozen=True)
class Choice:
    """One choice of the method: what it rests on and what it means."""

    name: str
    basis: str
    meaning: str


@dataclass(frozen=True)
class Method:
    """Section 12: how the figures were made."""

    heading: Heading
    caption: str
    heads: tuple[str, str, str]
    choices: tuple[Choice, ...]
    note: str


@dataclass(frozen=True)
class Count:
    """How many gave one answer; `shade` 0 to 2 says how large a share that is."""

    text: str
    shade: int = 0


@dataclass(frozen=True)
class AnswerRow:
    """One question and its counts."""

    letter: str
    text: str
    remark: str
    counts: tuple[Count, ...]
    score: str
    median: str


@dataclass(frozen=True)
class AnswerGroup:
    """One area's questions."""

    letter: str
    name: str
    score: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class AnswerTable:
    """Areas whose questions share the columns of their answers; without columns, `counts` holds one text each."""

    columns: tuple[str, ...]
    groups: tuple[AnswerGroup, ...]


@dataclass(frozen=True)
class Answers:
    """Section 13: every question's counts."""

    heading: Heading
    caption: str
    heads: tuple[str, str, str, str]
    tables: tuple[AnswerTable, ...]
    note: str
