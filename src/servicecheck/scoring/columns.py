"""What each column of a scored table is called.

A colon cannot stand in an id, so no author's section can be taken for one of ours.

Results: `score` and `score_<section>` (ten-thousandths of a point), `partial`, `raw_level`, `level`, `level_<section>`;
`gate_<gate>` (true: its condition holds, so the level is at most the one it caps at); bounds in `score:low`,
`score:high`, `level:low`, `level:high`; the possible range in `lowest`, `highest`; `level:limits1` … are the levels
under other limits. Items: `item_<item>` is the mean, `relevant_<item>` whether it concerns the organisation.
"""

from collections.abc import Collection
from typing import Literal

Variant = Literal["", "low", "high"]
VARIANTS: tuple[Variant, ...] = ("", "low", "high")
"""As answered; with everything unknown at its worst; with everything unknown at its best."""

End = Literal["lowest", "highest"]
ENDS: tuple[End, ...] = ("lowest", "highest")
"""Of a possible range."""

State = Literal["na", "dk", "blank"]
STATES: tuple[State, ...] = ("na", "dk", "blank")
"""Of a reply that is worth no points."""

ROOT = ""
"""The id of the whole questionnaire among the nodes."""

PEOPLE = "n"
"""How many rows a group has."""

RESPONDENT = "respondent"
ROLE = "role"


def of(kind: str, node: str = ROOT, variant: Variant = "") -> str:
    """The column for *kind* (score, rated, lowest, item, …) of a section, an item or, without one, of the whole."""
    name = f"{kind}_{node}" if node else kind
    return f"{name}:{variant}" if variant else name


def within(unit: str, figure: str) -> str:
    """A figure on the way to a section's score."""
    return f"{figure}:{unit}:"


def code(item: str) -> str:
    """The reply as one of few values."""
    return f"code:{item}"


def points(item: str) -> str:
    """What one respondent's answer is worth."""
    return f"points:{item}"


def applies(item: str) -> str:
    """Whether the item was asked and not answered with "not relevant"."""
    return f"applies:{item}"


def open_after(item: str) -> str:
    """Whether a ladder goes on after this rung."""
    return f"open:{item}"


def behind(item: str) -> str:
    """Whether this rung was not asked because the ladder had stopped before it."""
    return f"behind:{item}"


def state(item: str, state_: State) -> str:
    """Whether the reply was this, or, in a group, how many replied so."""
    return f"{state_}:{item}"


def answered(item: str) -> str:
    """How many gave an answer that is worth points."""
    return f"answered:{item}"


def people(unit: str) -> str:
    """How many respondents count in a section."""
    return f"people:{unit}"


def concerned(unit: str) -> str:
    """How many respondents were asked something in a section that applies to them."""
    return f"concerned:{unit}"


def covered(unit: str) -> str:
    """Whether enough of a section's items have an answer from somebody."""
    return f"covered:{unit}"


def total(unit: str) -> str:
    """The sum of the respondents' scores in a section."""
    return f"total:{unit}"


def squares(unit: str) -> str:
    """The sum of the squares of the respondents' scores in a section."""
    return f"squares:{unit}"


def bound_total(unit: str, variant: Variant) -> str:
    """The sum of this bound of the respondents' scores in a section."""
    return f"total:{unit}:{variant}"


def end_total(unit: str, end: End) -> str:
    """The sum of this end of the possible range of those who count in a section."""
    return f"total:{unit}:{end}"


def concerned_end_total(unit: str, end: End) -> str:
    """The sum of this end of the possible range of those whom a section concerns."""
    return f"concerned:{unit}:{end}"


def unknown(item: str) -> str:
    """How many did not know, or left open, an item that applies to them, and count in its section."""
    return f"unknown:{item}"


def given(item: str, value: str) -> str:
    """How many gave this answer."""
    return f"given:{item}={value}"


def worth(item: str, points_: int) -> str:
    """How many gave an answer that is worth so many ten-thousandths of a point."""
    return f"worth:{item}={points_}"


def asked(section: str) -> str:
    """How many have a role that a section is for."""
    return f"asked:{section}"


def complete(unit: str, kind: str, item: str = "") -> str:
    """Of those who answered all of a section: how many, and the sums of their steps and of these squared."""
    return f"complete:{unit}:{kind}:{item}" if item else f"complete:{unit}:{kind}"


ALIKE = ("n", "total", "squares")


def alike(kind: str, node: str, left_out: Collection[str]) -> str:
    """n, sum or sum of squares of people's scores in a node above the units, without the sections left out."""
    return ":".join(["alike", kind, node, *sorted(left_out)])
