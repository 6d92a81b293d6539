"""Cells are read once each, whatever order batches come in; what is rejected is told in the order of the files."""

import polars as pl
import pytest

from servicecheck.batch import spellings
from servicecheck.batch.rejects import Rejects, RowRejected
from servicecheck.batch.repeated import Fingerprints
from servicecheck.batch.spellings import Spellings
from servicecheck.errors import Place
from servicecheck.files.answers.found import Reject
from servicecheck.files.answers.readings import Unreadable

TYPE = pl.Enum(["1", "2"])


def read(cell: str) -> str | None:
    if not cell.strip():
        return None
    if cell.strip() not in ("1", "2", "one"):
        raise Unreadable("No.")
    return "1" if cell.strip() == "one" else cell.strip()


def test_each_cell_is_read_once_and_blank_is_not_refused() -> None:
    asked: list[str] = []

    def ask(cell: str) -> str | None:
        asked.append(cell)
        return read(cell)

    column = Spellings(ask, TYPE)
    for _ in range(2):
        values, refused = column.values(pl.Series(["1", "one", " 2 ", "", None, "x", "one"]))

        assert values.to_list() == ["1", "1", "2", None, None, None, "1"]
        assert refused.to_list() == [False, False, False, False, False, True, False]
    assert sorted(asked) == ["", " 2 ", "1", "one", "x"]
    assert (column.reason("x"), column.reason("1")) == ("No.", None)


def test_a_column_of_many_different_cells_is_forgotten_and_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spellings, "MOST_REMEMBERED", 3)
    column = Spellings(read, TYPE)

    for cells in (["1", "x", "y"], ["2", "z"], ["1", "x"]):
        values, refused = column.values(pl.Series(cells))
        assert values.to_list() == [cell if cell in "12" else None for cell in cells]
        assert refused.to_list() == [cell not in "12" for cell in cells]


def test_rejects_come_in_the_order_of_the_files() -> None:
    def reject(file: str, row: int) -> list[Reject]:
        return [Reject(Place(file, row, 2), "A", "søren\n", "No.")]

    with Rejects() as rejects:
        rejects.add(1, [reject("b", 2)])
        rejects.add(0, [reject("a", 90), reject("a", 91)])
        rejects.add(0, [reject("a", 7)])
        rejects.add(0, [])

        assert rejects.rows == 4
        assert [(one.place.file, one.place.line) for one in rejects] == [("a", 7), ("a", 90), ("a", 91), ("b", 2)]
        assert {one.value for one in rejects} == {"søren\n"}
        assert list(rejects.clear()) == []


def test_where_no_row_may_be_rejected_the_first_one_stops() -> None:
    with Rejects(is_strict=True) as rejects, pytest.raises(RowRejected):
        rejects.add(0, [[Reject(Place("a", 2), "", "", "No.")]])


@pytest.mark.parametrize(("most", "found", "is_complete"), [(None, 1, True), (3, 0, False), (0, 0, False)])
def test_fingerprints_are_kept_of_so_many_rows(most: int | None, found: int, is_complete: bool) -> None:
    fingerprints = Fingerprints(most)
    for part in ([1, 2, 3], [2, 4]):
        fingerprints.add(pl.Series(part, dtype=pl.UInt64))

    assert len(fingerprints.repeated()) == found
    assert fingerprints.is_complete is is_complete or most == 0
