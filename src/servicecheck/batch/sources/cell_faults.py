"""A cell that cannot be used says why in its own place: a workbook's error, a list where one value belongs.

What stands there begins with U+0000, which no text of a table does: a row of a CSV file with that character has a
fault, and in every other format such a text is a faulty cell itself. So it is never taken for an answer, and costs
nothing where its column is not read.
"""

import polars as pl

_MARK = "\0"
NUL = "the invisible character U+0000 stands in this cell. Delete it, or type the text anew."
WRONG_DECIMAL = "this number has a {}, but --decimal says otherwise."
UNNAMED = "column {} has no name, but something stands in it here. Name it, or empty it."


def faulty_cell(reason: str, text: str = "") -> str:
    """What stands for a cell with this *text* that cannot be used for that *reason*."""
    return f"{_MARK}{reason}{_MARK}{text}"


def is_faulty(cell: pl.Expr) -> pl.Expr:
    """Whether *cell* is one that cannot be used."""
    return cell.str.starts_with(_MARK)


def fault_of(cell: str) -> tuple[str, str] | None:
    """Why *cell* cannot be used, and what stands in it; None for a cell that can."""
    if not cell.startswith(_MARK):
        return None
    reason, _, text = cell[1:].partition(_MARK)
    return reason, text
