"""The appendix: every figure step by step."""

from dataclasses import dataclass

from servicecheck.report.parts.tables import Heading


@dataclass(frozen=True)
class StepCell:
    """One cell of a row of figures."""

    text: str
    is_figure: bool = False
    """It ends flush with those above and below."""


@dataclass(frozen=True)
class StepPart:
    """A table of figures, or, without rows, one sentence or formula."""

    text: str = ""
    rows: tuple[tuple[StepCell, ...], ...] = ()


@dataclass(frozen=True)
class StepSheet:
    """How one figure came about."""

    title: str
    figure: str
    parts: tuple[StepPart, ...]
    is_long: bool = False
    """It may run over pages."""


@dataclass(frozen=True)
class Steps:
    """The appendix, only when it was asked for."""

    heading: Heading
    intro: str
    sheets: tuple[StepSheet, ...]
    note: str
