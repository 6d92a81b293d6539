"""What became of the rows of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.terminal.additions import MOST_SHOWN, RejectedRow, counted, show_rejects
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


def show_outcome(screen: Screen, account: Account) -> None:
    """Print what was assumed, what is rejected, and the account of all rows."""
    for remark in account.remarks:
        screen.paragraph(remark)
    show_rejects(screen, account.first_rejects[:MOST_SHOWN], account.rejects_are_in)
    if len(account.first_rejects) > MOST_SHOWN:
        screen.paragraph(f"… and more. {account.rejects_are_in}")
    if account.is_unique is False:
        screen.paragraph("It was not checked whether somebody stands in several rows. --unique does it.")
    screen.paragraph(f"{counted(account.rows, 'row')} read: {account.scored} scored, {account.rejected} rejected.")


def show_first_reject(screen: Screen, rejects: Sequence[RejectedRow]) -> None:
    """Print why a run that may reject nothing was stopped."""
    show_rejects(screen, rejects, "")
    screen.paragraph("Stopped at this row, because of --strict. Nothing was written.")
