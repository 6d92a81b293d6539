"""Several questionnaires of one organisation beside each other, each on its own, with no sum over them."""

from dataclasses import dataclass

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.parts.tables import Row


@dataclass(frozen=True)
class Side:
    """One questionnaire: where it stands as a whole, and each of its areas, furthest from its target first."""

    axis: Drawing | None
    """The scale, where it is another than that of the questionnaire before."""
    level: str
    about: str
    """Who answered, and when."""
    whole: Row
    areas: tuple[Row, ...]


@dataclass(frozen=True)
class Overview:
    """The newest round of every questionnaire, on one page."""

    title: str
    caption: str
    heads: tuple[str, str, str, str]
    sides: tuple[Side, ...]
    note: str
