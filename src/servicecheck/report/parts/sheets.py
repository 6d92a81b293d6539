"""The workshop sheets: a page to talk about for each area that needs it most."""

from dataclasses import dataclass

from servicecheck.report.charts.svg import Drawing


@dataclass(frozen=True)
class Anchor:
    """What one level looks like in a question, in the author's words."""

    level: str
    text: str


@dataclass(frozen=True)
class SheetItem:
    """One question to talk about: what each level looks like and, where it may be shown, how everybody answered."""

    letter: str
    text: str
    why: str
    anchors: tuple[Anchor, ...]
    bar: Drawing | None
    bar_note: str
    agreed: str = ""
    """What the room agreed on, and why."""


@dataclass(frozen=True)
class Sheet:
    """One area: why it is worth the time, one or two of its questions, and what to ask about them."""

    id: str
    letter: str
    name: str
    why: tuple[str, ...]
    blocks: tuple[SheetItem, ...]
    lines: int
    """How many lines to write on there is room for under each question."""


@dataclass(frozen=True)
class Sheets:
    """All sheets, with what they share; without any, `note` says why."""

    title: str
    answers_title: str
    agreed_title: str
    talk_title: str
    questions: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    note: str
