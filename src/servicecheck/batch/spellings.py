"""What the cells of one column are read as: each different cell once, by the rules of `Reading`.

A column of a large file holds few different cells. Each is looked up among those met before as polars looks up the
category of an Enum; only what was never met is read in Python.
"""

from collections.abc import Callable

import polars as pl

from servicecheck.files.answers.readings import Unreadable

MOST_REMEMBERED = 20_000
"""More different cells than this are not kept: then a column holds numbers or free text, and memory must stay flat."""


class Spellings:
    """The different cells of one column met so far, with what each means."""

    def __init__(self, read: Callable[[str], str | None], type_: pl.DataType) -> None:
        self._read = read
        self._type = type_
        self._meant: dict[str, str | None] = {}
        self._refused: dict[str, str] = {}
        self._index()

    def values(self, cells: pl.Series) -> tuple[pl.Series, pl.Series]:
        """The values of *cells*, null where a cell is blank or cannot be read, and whether it cannot."""
        codes = cells.cast(self._known, strict=False)
        strange = cells.filter(codes.is_null() & cells.is_not_null()).unique()
        if strange.len():
            self._learn(strange.to_list())
            codes = cells.cast(self._known, strict=False)
        at = codes.to_physical().cast(pl.UInt32)
        return self._values.gather(at), self._is_refused.gather(at).fill_null(False)

    def reason(self, cell: str) -> str | None:
        """Why *cell* cannot be read; None where it can."""
        if cell not in self._meant:
            self._learn([cell])
        return self._refused.get(cell)

    def _learn(self, cells: list[str]) -> None:
        if len(self._meant) + len(cells) > MOST_REMEMBERED:
            self._meant.clear()
            self._refused.clear()
        for cell in cells:
            self._meant[cell] = self._meaning(cell)
        self._index()

    def _meaning(self, cell: str) -> str | None:
        try:
            return self._read(cell)
        except Unreadable as error:
            self._refused[cell] = str(error)
            return None

    def _index(self) -> None:
        self._known = pl.Enum(list(self._meant))
        self._values = pl.Series(list(self._meant.values()), dtype=pl.String).cast(self._type)
        self._is_refused = pl.Series([cell in self._refused for cell in self._meant], dtype=pl.Boolean)
