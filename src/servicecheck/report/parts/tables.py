"""Pieces that every section is put together from: sentences, figures, and a chart as a table with drawings."""

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
class Sign:
    """A sign of the drawings and what it means."""

    drawing: Drawing
    meaning: str


@dataclass(frozen=True)
class Chart:
    """A table with a drawing in its second column; the caption states the finding."""

    caption: str
    heads: tuple[str, str, str, str]
    axis: Drawing
    rows: tuple[Row, ...]
    last: tuple[Row, ...] = ()
    signs: tuple[Sign, ...] = ()
    notes: tuple[str, ...] = ()
    is_long: bool = False
