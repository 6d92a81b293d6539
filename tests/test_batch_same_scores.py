"""The same answers give the same scores, to the byte: in any order, in any number of files, in any format."""

import gzip
import json
from datetime import date
from pathlib import Path
from random import Random

import polars as pl
import pytest

from one_process import servicecheck_here
from score_files import ITEMS, M1_YAML
from servicecheck.spreadsheets import Sheet, csv_text, workbook

COLUMNS = ("respondent", *ITEMS)
ROWS = 240
"""Enough for 16 parts, each with several people."""


def people(seed: int) -> list[list[str]]:
    """Everybody with a code, and answers or nothing."""
    chance = Random(seed)
    values = ("1", "1.5", "2", "2.5", "3", "na", "dk", "")
    return [[f"R{number:04}", "2", *(chance.choice(values) for _ in ITEMS[1:])] for number in range(ROWS)]


def scores(folder: Path, *inputs: str) -> bytes:
    """The scored rows in the order of their respondents."""
    (folder / "m1.yaml").write_text(M1_YAML)
    run = servicecheck_here("score", *inputs, "-q", "m1.yaml", "-o", "s.csv", "--force", folder=folder)
    assert run.code == 0, run.said
    header, *rows = (folder / "s.csv").read_bytes().splitlines(keepends=True)
    return header + b"".join(sorted(rows))


@pytest.fixture
def plain(tmp_path: Path) -> bytes:
    """The scores of one CSV file."""
    (tmp_path / "plain.csv").write_bytes(csv_text(COLUMNS, people(1)))
    return scores(tmp_path, "plain.csv")


@pytest.mark.promise("P18")
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_and_columns_changes_nothing(seed: int, plain: bytes, tmp_path: Path) -> None:
    chance = Random(seed)
    rows, order = people(1), list(range(len(COLUMNS)))
    chance.shuffle(rows)
    chance.shuffle(order)
    shuffled = [[row[index] for index in order] for row in rows]
    (tmp_path / "shuffled.csv").write_bytes(csv_text([COLUMNS[index] for index in order], shuffled))

    assert scores(tmp_path, "shuffled.csv") == plain


@pytest.mark.promise("P18")
def test_sixteen_files_are_one(plain: bytes, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    for part in range(16):
        (tmp_path / "parts" / f"{part}.csv").write_bytes(csv_text(COLUMNS, people(1)[part::16]))

    assert scores(tmp_path, "parts") == plain


@pytest.mark.promise("P18")
@pytest.mark.parametrize("kind", ["jsonl", "json", "parquet", "xlsx", "csv.gz", "tsv", "yaml"])
def test_the_format_changes_nothing(kind: str, plain: bytes, tmp_path: Path) -> None:
    write(tmp_path / f"other.{kind}", people(1))

    assert scores(tmp_path, f"other.{kind}") == plain


def write(path: Path, rows: list[list[str]]) -> None:
    """The same rows in another format."""
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    match path.suffixes:
        case [".jsonl"]:
            path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
        case [".json"]:
            path.write_text(json.dumps(records))
        case [".yaml"]:
            path.write_text("".join(f"- {json.dumps(record)}\n" for record in records))
        case [".parquet"]:
            pl.DataFrame(records).write_parquet(path)
        case [".xlsx"]:
            path.write_bytes(workbook([Sheet("answers", COLUMNS, rows)], date(2026, 1, 1)))
        case [".csv", ".gz"]:
            path.write_bytes(gzip.compress(csv_text(COLUMNS, rows)))
        case _:
            path.write_text("".join("\t".join(row) + "\n" for row in [list(COLUMNS), *rows]))
