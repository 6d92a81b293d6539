"""What became of the rows of a batch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from servicecheck.terminal.additions import MOST_SHOWN, RejectedRow, counted, show_columns, show_rejects
from servicecheck.terminal.screen import Screen


@dataclass(frozen=True)
class Account:
    """How many rows came in, and where they went."""

    rows: int
    scored: int
    rejected: int
    remarks: tuple[str, ...] = ()
    """What was assumed, and what was left out."""
    first_rejects: tuple[RejectedRow, ...] = ()
    rejects_are_in: str = ""
    is_unique: bool | None = None
    """Whether everybody was made sure to stand in one row; None where nobody is named."""
    groups: str = ""
    """How many groups were made, and how many of them are shown."""


@dataclass(frozen=True)
class Look:
    """How one input would be read."""

    name: str
    read_as: Mapping[str, str]
    columns: tuple[tuple[str, str, str], ...]
    """Each with what it is taken for, and why."""
    remarks: tuple[str, ...]
    rows: int
    rejected: int
    first_rejects: tuple[RejectedRow, ...]


def show_look(screen: Screen, looks: Sequence[Look]) -> None:
    """Print how each input would be read."""
    for one in looks:
        screen.line((one.name, "bold"))
        screen.columns([(f"  {what}", _visible(value)) for what, value in one.read_as.items() if value])
        show_columns(screen, one.columns)
        for remark in one.remarks:
            screen.paragraph(remark)
        show_rejects(screen, one.first_rejects, "")
        tried = f"{counted(one.rows, 'row')} tried: {one.rejected} would be rejected."
        screen.paragraph(f"{tried} Nothing was written.")
        screen.gap()


def _visible(value: str) -> str:
    """A sign that is not seen by its name."""
    return {"\t": "tab", ",": "comma", ";": "semicolon", ".": "point"}.get(value, value)


def show_progress(screen: Screen, rows: int, rejected: int, seconds: float) -> None:
    """Print how far a run is."""
    rate = f", {_spaced(int(rows / seconds))} a second" if seconds else ""
    screen.line(f"{_spaced(rows)} rows{rate}, {_spaced(rejected)} rejected")


def show_stopped(screen: Screen, rows: int) -> None:
    """Print what is left of a run that was stopped."""
    screen.paragraph(f"Stopped after {_rows(rows)}. Nothing was written.")


def show_outcome(screen: Screen, account: Account) -> None:
    """Print what was assumed, what is rejected, and the account of all rows."""
    for remark in account.remarks:
        screen.paragraph(remark)
    show_rejects(screen, account.first_rejects[:MOST_SHOWN], account.rejects_are_in)
    if len(account.first_rejects) > MOST_SHOWN:
        screen.paragraph(f"… and more. {account.rejects_are_in}")
    if account.is_unique is False:
        screen.paragraph("It was not checked whether somebody stands in several rows. --unique does it.")
    scored, rejected = _spaced(account.scored), _spaced(account.rejected)
    screen.paragraph(f"{_rows(account.rows)} read: {scored} scored, {rejected} rejected.")
    if account.groups:
        screen.paragraph(account.groups)


def show_first_reject(screen: Screen, rejects: Sequence[RejectedRow]) -> None:
    """Print why a run that may reject nothing was stopped."""
    show_rejects(screen, rejects, "")
    screen.paragraph("Stopped at this row, because of --strict. Nothing was written.")


def _rows(number: int) -> str:
    return f"{_spaced(number)} row{'s' * (number != 1)}"


def _spaced(number: int) -> str:
    """A number whose thousands can be told."""
    return f"{number:,}".replace(",", " ")
