"""JSON Lines of any size: whichever way they are read, the cells are the same."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from servicecheck.batch.sources import Raw, opened
from servicecheck.batch.sources.alike_lines import alike_lines
from servicecheck.batch.sources.original import original
from servicecheck.errors import InvalidFile

Told = str | tuple[tuple[str, ...], list[tuple[object, ...]]]


def told(content: bytes) -> Told:
    """The head and all rows, or why there are none."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(content)
        try:
            return rows_of(opened(path))
        except InvalidFile as refused:
            return refused.message.replace(folder, "")


def rows_of(raw: Raw) -> Told:
    return raw.head[0], raw.frame(1, [f"name {index}" for index in range(len(raw.head[0]))]).collect().rows()


VALUES = st.sampled_from(
    ['"2"', '""', "2.50", "-0.5e+3", "null", "true", "false", '"null"', '"ø, {x}: [1]"', '" a "', '"\x7f"', '"\'=1"']
)
ODD = st.sampled_from(['"\\u00e6"', '"a\\"b"', "[1]", "{}", "nan", "01", "+1", '"\x01"', '"x', "2 3", "\u00a0"])
WHITE = st.sampled_from(["", "", " ", "\t"])
KEYS = ("id", "Q 1-a#~&", "æ:{}")


@st.composite
def lines(draw: st.DrawFn) -> str:
    """An object a line, nearly always with the same keys."""
    values = draw(st.sampled_from([VALUES, VALUES, VALUES | ODD]))
    found = []
    for _ in range(draw(st.integers(0, 5))):
        keys = draw(st.sampled_from([KEYS, KEYS, KEYS, KEYS, KEYS[:2], KEYS[::-1], (*KEYS, "id")]))
        white = draw(WHITE)
        members = (f"{json.dumps(key, ensure_ascii=False)}{white}:{white}{draw(values)}{draw(WHITE)}" for key in keys)
        found.append(f"{white}{{{','.join(members)}}}{draw(st.sampled_from(['', '', ' ', chr(13)]))}")
        found += draw(st.sampled_from([[], [], [], ["  "]]))
    return "\n".join(found) + draw(st.sampled_from(["", "\n", "\n\n"]))


@pytest.mark.promise("P18")
@settings(max_examples=200, deadline=None)
@given(lines())
@example('\ufeff{"a":1}\n{"a":2}')
@example('{"a":1}\n{"a":2,"a":2}')
@example('{"a":1}\n{"A":1}')
def test_both_ways_of_reading_give_the_same_cells(text: str) -> None:
    one = told(text.encode())
    with patch("servicecheck.batch.sources.json_lines.alike_lines", return_value=None):
        assert told(text.encode()) == one


def test_lines_as_programs_write_them_are_read_by_the_engine(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "r1", "q": 2.50}\n\n{"id": "r2", "q": null}\n')
    found = alike_lines(original(path), path.read_text().splitlines()[0])

    assert found
    assert found[0] == ("id", "q")
    assert [row[:1] + row[2:] for row in found[1].collect().rows()] == [(1, "r1", "2.50"), (3, "r2", None)]
    assert not opened(path).has_cell_faults
