"""Whatever a table is handed in as, its cells are the same; what cannot be read is refused with a way out."""

import gzip
import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import yaml

from servicecheck.batch.sources import FAULT, ROW, Raw, Wishes, expanded, fault_of, opened
from servicecheck.errors import InvalidFile
from servicecheck.spreadsheets import Sheet, csv_text, workbook

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NAMES = ("respondent", "team", "LE-A1", "LE-A2", "LE-B1")
CELLS = (
    ("r1", "Øst", "2", "na", "0.5"),
    ("r2", "=SUM(A1)", "", "4", "3"),
    ("r3", "a; \"b\", 'c'", "1", "", "10"),
    ("r4", "two\nlines", "no", "", ""),
)


def records() -> list[dict[str, str]]:
    return [{name: cell for name, cell in zip(NAMES, cells, strict=True) if cell} for cells in CELLS]


def read(name: str) -> pl.DataFrame:
    raw = opened(name)
    return raw.frame(1, raw.head[0]).collect()


def as_csv() -> bytes:
    return csv_text(NAMES, CELLS)


def as_parquet() -> bytes:
    content = io.BytesIO()
    pl.DataFrame(CELLS, schema=NAMES, orient="row").write_parquet(content)
    return content.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "a.csv": as_csv,
    "a.tsv": lambda: csv_text(NAMES, CELLS, "\t"),
    "a.csv.gz": lambda: gzip.compress(as_csv()),
    "a.csv.zst": lambda: zstd.compress(as_csv()),
    "a.xlsx": lambda: workbook([Sheet("answers", NAMES, CELLS)], date(2026, 3, 31)),
    "a.json": lambda: json.dumps(records()).encode(),
    "a.jsonl": lambda: "\n".join(map(json.dumps, records())).encode(),
    "a.jsonl.gz": lambda: gzip.compress("\n".join(map(json.dumps, records())).encode()),
    "a.yaml": lambda: yaml.safe_dump_all(records(), allow_unicode=True).encode(),
    "list.yml": lambda: yaml.safe_dump(records(), allow_unicode=True).encode(),
    "a.parquet": as_parquet,
}


def cells_of(raw: Raw) -> list[tuple[str, ...]]:
    """The cells of all rows, each row in the order of NAMES."""
    frame = raw.frame(1, raw.head[0]).collect()
    assert frame[FAULT].null_count() == len(frame)
    assert frame.schema[ROW] == pl.Int64
    assert frame[ROW].is_sorted()
    assert frame[ROW].is_unique().all()
    return frame.select(NAMES).fill_null("").rows()


@pytest.mark.promise("P18")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_the_same_cells(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FORMATS[name]())

    assert cells_of(opened(path)) == list(CELLS)


@pytest.mark.promise("P18")
@pytest.mark.parametrize(
    "name", ["a.csv", "a.csv.gz", "a.csv.zst", "a.jsonl", "a.json", "a.xlsx", "a.yaml", "list.yml", "a.parquet"]
)
def test_what_comes_in_is_recognised_and_can_be_read_again(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FORMATS[name]())))
    raw = opened("-")

    assert cells_of(raw) == cells_of(raw) == list(CELLS)
    assert raw.name == "-"


def test_a_description_says_how_a_source_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress("sep=;\nid;q\n1;2,5\n".encode("utf-16")))
    raw = opened(path)
    told = raw.description

    assert (told.format, told.encoding, told.delimiter, told.decimal, told.compression) == (
        "csv", "utf-16", ";", ",", "gzip",
    )  # fmt: skip
    assert raw.size == path.stat().st_size
    assert raw.head == (("id", "q"), ("1", "2,5"))


@pytest.mark.promise("P17")
def test_values_of_parquet_are_what_a_person_would_have_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame(
        {
            "float": [2.0, 0.1, float("nan"), float("-inf"), None],
            "int": pl.Series([1, 2, None, -4, 5], dtype=pl.Int8),
            "decimal": pl.Series(["1.50", "2.00", "100.00", None, "0.25"]).cast(pl.Decimal(10, 2)),
            "flag": [True, False, None, True, True],
            "day": [date(2026, 3, 31)] * 5,
            "time": [datetime(2026, 3, 31), datetime(2026, 3, 31, 9, 5), None, None, None],
            "kind": pl.Series(["a", "", None, "b", "a"], dtype=pl.Categorical),
        }
    ).write_parquet(path)
    table = opened(path).frame(1, ("float", "int", "decimal", "flag", "day", "time", "kind")).collect()

    assert table.drop(ROW, FAULT).rows() == [
        ("2", "1", "1.5", "true", "2026-03-31", "2026-03-31", "a"),
        ("0.1", "2", "2", "false", "2026-03-31", "2026-03-31 09:05", None),
        ("NaN", None, "100", None, "2026-03-31", None, None),
        ("-inf", "-4", None, "true", "2026-03-31", None, "b"),
        (None, "5", "0.25", "true", "2026-03-31", None, "a"),
    ]


def test_a_cell_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame({"list": [[1], None], "bytes": [b"\xff", b"ok"], "text": ["\0x", "y"]}).write_parquet(path)
    raw = opened(path)
    table = raw.frame(1, raw.head[0]).collect()

    assert raw.has_cell_faults
    assert [fault_of(cell) for cell in table.drop(ROW, FAULT).row(0)] == [
        ("a single value is expected here, not a list or an object.", ""),
        ("these bytes are no text in UTF-8.", ""),
        ("the invisible character U+0000 stands in this cell. Delete it, or type the text anew.", ""),
    ]
    assert table.drop(ROW, FAULT).row(1) == (None, "ok", "y")


def test_a_folder_of_parts_is_one_table(tmp_path: Path) -> None:
    for team, rows in (("02", [1, 2]), ("01", [3])):
        folder = tmp_path / "answers" / f"team={team}"
        folder.mkdir(parents=True)
        pl.DataFrame({"q": rows}).write_parquet(folder / "part.parquet")
    (name,) = expanded([str(tmp_path / "answers")])
    raw = opened(name)

    assert raw.frame(1, raw.head[0]).collect().rows() == [
        (1, None, "3", "01"), (2, None, "1", "02"), (3, None, "2", "02"),
    ]  # fmt: skip
    pl.DataFrame({"other": [1]}).write_parquet(tmp_path / "answers" / "team=02" / "more.parquet")
    with pytest.raises(InvalidFile, match="its columns are not those of"):
        opened(name)


def test_something_in_a_column_without_a_name_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,,q\n1,,2\n2, ,3\n3,x,4\n")
    table = opened(path).frame(1, ("id", "", "q")).collect()

    assert table.columns == [ROW, FAULT, "id", "q"]
    assert [bool(fault) for fault in table[FAULT]] == [False, False, True]


def test_only_what_is_asked_for_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,q,z\n1,2,3\n")
    raw = opened(path)

    assert "PROJECT 1/3 COLUMNS" in raw.frame(1, raw.head[0]).select("q").explain()


def test_columns_may_be_read_as_a_type_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'id,q\n1,2\n2,""\n3,\n')
    values = pl.Enum(["1", "2"])
    raw = opened(path)
    table = raw.frame(1, raw.head[0], {"q": values}).collect()

    assert table["q"].dtype == values
    assert table["q"].to_list() == ["2", None, None]


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("a.csv", b"", "the file is empty"),
            ("a.csv", b"\n\n", "nothing is written in it"),
            ("a.csv", b"a,b\n1,\"2\n", "never ends"),
            ("a.csv", b'"a"b,c\n1,2\n', "a quotation mark stands in the middle of a text"),
            ("a.csv", b"%PDF-1.7", "this is a PDF"),
            ("a.csv.gz", b"a,b\n1,2\n", "this is not gzip"),
            ("a.csv.gz", gzip.compress(b"a,b\n" * 1000, mtime=0)[:-9], "cut off or damaged"),
            ("a.csv.zst", zstd.compress(b"a,b\n" * 1000)[:-3], "cut off or damaged"),
            ("a.csv.zst", b"\x28\xb5\x2f\xfdjunk", "cut off or damaged"),
            ("a.jsonl", b"\n[]\n", "there are no objects with anything in them"),
            ("a.jsonl", b'{"a":1}\n{"A":2}\n', "cannot be told apart as columns"),
            ("a.yaml", b"# nothing\n---\n", "the file is empty, or holds only comments"),
            ("a.yaml", b"a: 1\n---\n- b: 2\n- text\n", "a.yaml:4:3: a response is expected here"),
            ("a.yaml", b"a: 1\nanswers: {a: 2}\n", "a.yaml:2:11: 'a' stands both beside 'answers' and under it"),
            ("a.yaml", b"a: 1\n---\nb: *x\n", "a.yaml:3:4: anchors and aliases"),
            ("a.parquet", b"PAR1", "this is not a Parquet file"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_refused_with_the_reason(
        self, name: str, content: bytes, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path(name).write_bytes(content)
        with pytest.raises(InvalidFile) as refused:
            read(name)

        assert says in refused.value.message
        assert refused.value.message.startswith(name)

    @pytest.mark.promise("P10")
    @pytest.mark.parametrize("pack", [gzip.compress, zstd.compress])
    def test_a_bomb_is_stopped_while_it_is_unpacked(
        self, pack: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("servicecheck.batch.sources.packing._RATIO_COUNTS_FROM", 2**20)
        path = tmp_path / ("a.csv.gz" if pack is gzip.compress else "a.csv.zst")
        path.write_bytes(pack(b"a,b\n" + b"1,2\n" * 2**20))
        with pytest.raises(InvalidFile, match="200 times as large"):
            opened(path)


class TestInputs:
    def test_a_folder_stands_for_the_answers_in_it_in_a_fixed_order(self, tmp_path: Path) -> None:
        for name in ("b.csv", "a.CSV", "notes.docx", ".hidden.csv", "~$a.xlsx", "deep/c.jsonl.gz", "deep/.d/x.csv"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("x")

        assert expanded([str(tmp_path)]) == tuple(
            str(tmp_path / name) for name in ("a.CSV", "b.csv", "deep/c.jsonl.gz")
        )

    def test_a_pattern_stands_for_the_files_it_fits(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        for name in ("2.csv", "1.csv", "x/3.csv", "[1].csv"):
            Path(name).parent.mkdir(exist_ok=True)
            Path(name).write_text("x")

        assert expanded(["?.csv", "-"]) == ("1.csv", "2.csv", "-")
        assert expanded(["**/*.csv"]) == ("1.csv", "2.csv", "[1].csv", os.path.join("x", "3.csv"))
        assert expanded(["[1].csv"]) == ("[1].csv",)

    @pytest.mark.parametrize(
        ("inputs", "says"),
        [
            (["*.nothing"], "no file is called so"),
            (["empty"], "there is no file with answers in this folder"),
            (["a.csv", "./a.csv"], "named twice, also as a.csv"),
            (["a.csv", "*.csv"], "named twice"),
            (["-", "-"], "named twice"),
            (["a.csv", "link.csv"], "named twice, also as a.csv"),
        ],
    )
    def test_nothing_and_twice_are_refused(
        self, inputs: list[str], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("empty").mkdir()
        Path("a.csv").write_text("x")
        Path("link.csv").symlink_to("a.csv")
        with pytest.raises(InvalidFile, match=says):
            expanded(inputs)


def test_rows_of_yaml_are_where_their_responses_begin(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "# all\nid: r1\nanswers:\n  q: no\n---\n- id: r2\n  q: 1.10\n- {id: r3, q: [a, b]}\n...\n---\nid: r4\n"
    )
    raw = opened(path)

    assert raw.frame(1, raw.head[0]).collect().rows() == [
        (2, None, "r1", "no"), (6, None, "r2", "1.10"), (8, None, "r3", "a|b"), (11, None, "r4", None),
    ]  # fmt: skip


def test_new_keys_of_json_lines_are_columns_of_all_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servicecheck.batch.sources.json_lines._LINES_A_BLOCK", 2)
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n{"a": 2}\n{"b": 1.50}\nnonsense\n\n{"a": 3, "b": null}\n')
    raw = opened(path)
    table = raw.frame(1, raw.head[0]).collect()

    assert raw.head[0] == ("a", "b")
    assert table.drop(FAULT).rows() == [
        (1, "1", None),
        (2, "2", None),
        (3, None, "1.50"),
        (4, None, None),
        (6, "3", None),
    ]
    assert [bool(fault) for fault in table[FAULT]] == [False, False, False, True, False]


def test_a_named_format_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "answers.dat"
    path.write_text('{"a": 1}\n')

    assert opened(path, Wishes(format="jsonl")).head == (("a",), ("1",))
