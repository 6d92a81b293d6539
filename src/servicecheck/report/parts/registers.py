"""Section 8: what wears customers out, what went wrong, and what customers notice only when it fails."""

from dataclasses import dataclass

from servicecheck.report.parts.tables import Chart, Heading


@dataclass(frozen=True)
class FirstRow:
    """One of the first five frustrations, and what is agreed about it."""

    number: str
    text: str
    cause: str
    fix: str
    owner: str
    due: str
    status: str
    is_owned: bool


@dataclass(frozen=True)
class FirstRows:
    """The first five frustrations as a table."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[FirstRow, ...]
    blanks: tuple[str, str]


@dataclass(frozen=True)
class Frustrations:
    """Everything on the list, longest bar first."""

    chart: Chart | None
    first: FirstRows
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Counted:
    """What a register counts, as shares with whiskers (a chart where there are any) and in sentences.

    The name is empty where the section itself is called that.
    """

    name: str
    chart: Chart | None
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Registers:
    """Section 8: frustrations, mistakes and light bulbs, each where it was filled in."""

    heading: Heading
    frustrations: Frustrations | None
    mistakes: Counted | None
    bulbs: Counted | None
