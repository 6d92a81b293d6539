"""CSV of any size: whichever way it is read, every cell is what the careful reader of small tables says it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from servicecheck.batch.sources import FAULT, ROW, Raw, Wishes, fault_of, opened
from servicecheck.batch.sources.delimited_text import DelimitedCells
from servicecheck.errors import InvalidFile
from servicecheck.files.tables import delimited

Rows = list[tuple[object, ...]]


def rows_of(raw: Raw) -> Rows:
    """Every row as its place, its fault and, where it has none, its cells."""
    columns = [f"name {index}" for index in range(len(raw.head[0]))]
    return _told(raw.frame(1, columns).collect().rows())


def _told(rows: Sequence[tuple[object, ...]]) -> Rows:
    return [(row[0], row[1], *(cell or "" for cell in row[2:] if not row[1])) for row in rows]


def carefully(raw: Raw) -> Rows:
    assert isinstance(raw.cells, DelimitedCells)
    return _told(raw.cells.carefully(raw.head_rows[0], len(raw.head[0])).collect().rows())


def by_the_small_reader(text: str) -> list[tuple[int, str, tuple[str, ...]]]:
    found = [row for row in delimited.rows(text, "a") if not row.is_blank]
    return [(row.number, row.fault, row.cells) for row in found[1:]]


def both_ways(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(content)
        one, other = (outcome(path, way) for way in (rows_of, carefully))
        assert one == other


def outcome(path: Path, way: Callable[[Raw], Rows]) -> Rows | str:
    try:
        return way(opened(path))
    except InvalidFile as refused:
        return refused.message


CELL = st.sampled_from(["", "", "1", "2", " ", "\t", "'", "'=1", "' +1", "=1", "ø", "a b", "\x1c", "\u3000", "'x"])
QUOTED = st.sampled_from(['"1"', '""', '"a,b"', '"a;b"', '"x ""y"" z"', '"\'=1"', '" "', '"ø"'])
ODD = st.sampled_from(['"x\ny"', '"a\r\nb"', 'a"b', '"a"b', ' "a"', '"', "a\rb", "\0", "'a\0", "\x01"])
END = st.sampled_from(["\n", "\n", "\n", "\r\n"])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A table with mistakes: mostly of one width and one kind of cells, so that both ways are taken."""
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    cell = draw(st.sampled_from([CELL, CELL | QUOTED, CELL | QUOTED | ODD]))
    width = draw(st.integers(1, 4))
    widths = draw(st.sampled_from([st.just(width), st.integers(0, width + 2)]))
    lines = [separator.join(f"h{index}" for index in range(width))]
    for _ in range(draw(st.integers(0, 6))):
        count = draw(widths)
        lines.append(separator.join(draw(st.lists(cell, min_size=count, max_size=count))))
    end = draw(END)
    return end.join(lines) + draw(st.sampled_from(["", end, end + end]))


@pytest.mark.promise("P18")
@settings(max_examples=200, deadline=None)
@given(texts())
@example('a,b\n1,"x\n')
@example("a,b\r\n1,2\r\n\r\n,\r\n3\r\n")
@example("sep=;\na;b\n1;2\n")
def test_both_ways_of_reading_give_the_same_cells(text: str) -> None:
    both_ways(text.encode())


@pytest.mark.promise("P10")
@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="a1,;\"'\n\r \t\0=\x01ø", max_size=60))
def test_any_text_gives_the_same_cells_or_the_same_refusal(text: str) -> None:
    both_ways(text.encode())


@settings(max_examples=80, deadline=None)
@given(texts())
def test_the_cells_are_those_of_the_small_reader(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            raw = opened(path)
            found = rows_of(raw)
        except InvalidFile:
            return
    width = len(raw.head[0])
    expected = by_the_small_reader(text)
    assert [row[0] for row in found] == [number for number, _, _ in expected]
    for row, (_, fault, cells) in zip(found, expected, strict=True):
        is_ragged = len(cells) < width or any(cell.strip() for cell in cells[width:])
        assert bool(row[1]) == (bool(fault) or is_ragged)
        assert row[1] or row[2:] == cells[:width]


@pytest.mark.promise("P13")
@pytest.mark.parametrize(
    ("codec", "named"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")]
)
def test_the_letters_are_right_in_every_encoding(codec: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("navn;hold\r\nÅse;Øst\r\n".encode(codec))
    raw = opened(path)

    assert raw.frame(1, raw.head[0]).drop(ROW, FAULT).collect().rows() == [("Åse", "Øst")]
    assert raw.description.encoding == named
    assert raw.description.delimiter == ";"
    assert bool(raw.description.remarks) == (codec == "cp1252")


def test_a_named_encoding_and_delimiter_are_believed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("n;m,a\nÆ;1,x\n".encode("cp850"))
    raw = opened(path, Wishes(encoding="cp850", delimiter=","))

    assert raw.frame(1, raw.head[0]).drop(ROW, FAULT).collect().rows() == [("Æ;1", "x")]


def test_the_header_is_where_it_is_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Survey "2026"\n\nid,q\n\n1,2\n')
    raw = opened(path, Wishes(header_row=3))

    assert raw.head == (("id", "q"), ("1", "2"))
    assert raw.head_rows == (3, 5)
    assert rows_of(raw) == [(5, None, "1", "2")]


@pytest.mark.promise("P14")
def test_a_number_with_the_other_decimal_mark_is_refused_where_one_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id;q\n1;2,5\n2;2.5\n3;3\n")
    raw = opened(path, Wishes(decimal=","))
    found = raw.frame(1, raw.head[0]).collect()["q"].to_list()

    assert [fault_of(cell) for cell in found] == [
        None, ("this number has a point, but --decimal says otherwise.", "2.5"), None,
    ]  # fmt: skip
    assert raw.description.decimal == ","
