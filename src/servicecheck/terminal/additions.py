"""What was brought into a round from files, and every row that was not, with its place and the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.errors import Place
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.screen import Screen

MOST_SHOWN = 20
_LONGEST_VALUE = 60
_MOST_COLUMNS = 200
_HOW = {
    "map": "by the map", "nearest": "nearly its name", "form": "of the form tool", "wish": "as you said",
    "unknown": "no question is called so",
}  # fmt: skip


@dataclass(frozen=True)
class RejectedRow:
    """Why one row was not added: a cell of it, or all of it where no column is named."""

    place: Place
    column: str
    value: str
    reason: str


def show_rejects(screen: Screen, rejects: Sequence[RejectedRow], where_all_are: str) -> None:
    """Print the first of *rejects*, and where the others can be had."""
    for one in rejects[:MOST_SHOWN]:
        screen.line((str(one.place), "bold"))
        cell = f"{excerpt(one.column, _LONGEST_VALUE)}: '{excerpt(one.value, _LONGEST_VALUE)}'. " if one.column else ""
        screen.paragraph(f"{cell}{one.reason}", indent="  ")
    if len(rejects) > MOST_SHOWN:
        screen.paragraph(f"… and {len(rejects) - MOST_SHOWN} more. {where_all_are}")


def show_columns(screen: Screen, columns: Sequence[tuple[str, str, str]]) -> None:
    """Print what each column is taken for, and why; the first of many."""
    rows = []
    for name, target, how in columns[:_MOST_COLUMNS]:
        why = f" ({_HOW[how]})" if how in _HOW else ""
        rows.append((f"  {target}", f"{excerpt(name, _LONGEST_VALUE)}{why}"))
    screen.columns(rows)
    if len(columns) > _MOST_COLUMNS:
        screen.paragraph(f"… and {len(columns) - _MOST_COLUMNS} more columns.")


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
