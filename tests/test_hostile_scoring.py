"""Hostile tables through `score`: refused, or every row scored or rejected; never a trace, a hang or a guess."""

import csv
import re
import time
from pathlib import Path

import pytest

from hostile_corpus import HostileFile, hostile_files
from hostile_tables import filled_in
from one_process import Ended, servicecheck_here

SECONDS = 10
"""Generous, for a busy machine; each takes about a tenth of one."""

IDS, VALUES = ("LE-A1", "LE-A2", "LE-A3"), ("1", "2", "3")
FILES = {
    f"{file.path.parent.name}-{file.path.stem}": file
    for kind in ("csv", "json", "xlsx", "parquet")
    for file in hostile_files(kind)
}
CODES = {"refuse": (2,), "row-error": (1,), "accept": (0,), "neutralise": (0, 1, 2), "bounded": (0, 1, 2)}
OTHERWISE = {
    "csv-decimal_comma_scores": "2,0 and 1,5 are taken as 2 and 1.5, which the index allows, too.",
}
SUMMARY = re.compile(r"(\d+) rows? read: (\d+) scored, (\d+) rejected")


def scored(file: HostileFile, folder: Path) -> Ended:
    path = folder / file.path.name
    path.write_bytes(filled_in(file, IDS, VALUES))
    return servicecheck_here(
        "score", path.name, "-q", "low-effort", "-o", "out.csv", "--rejects", "rejects.csv", folder=folder
    )


def rejected_lines(folder: Path) -> list[int]:
    with (folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return [int(row["row"]) for row in csv.DictReader(file)]


@pytest.mark.promise("P10")
@pytest.mark.promise("P16")
@pytest.mark.promise("P19")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_table_is_refused_or_every_row_of_it_accounted_for(name: str, tmp_path: Path) -> None:
    file = FILES[name]
    began = time.monotonic()
    run = scored(file, tmp_path)

    assert time.monotonic() - began < SECONDS
    assert "Traceback" not in run.said
    assert run.code in CODES[file.expect] or name in OTHERWISE, run.said
    if run.code == 2:
        assert file.path.name in run.stderr
        assert [path.name for path in tmp_path.iterdir()] == [file.path.name]
        return
    counts = SUMMARY.search(" ".join(run.stderr.split()))
    assert counts, run.stderr
    assert int(counts[1]) == int(counts[2]) + int(counts[3])
    assert (int(counts[3]) > 0) == (run.code == 1)
    if run.code == 1 and file.error_at.isdecimal():
        assert rejected_lines(tmp_path)[0] == int(file.error_at)


@pytest.mark.promise("P11")
@pytest.mark.parametrize("name", [name for name, file in FILES.items() if re.fullmatch(r"\d+(:\d+)?", file.error_at)])
def test_a_mistake_in_a_table_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    if name in OTHERWISE:
        pytest.skip(OTHERWISE[name])
    file = FILES[name]
    run = scored(file, tmp_path)
    places = re.findall(rf"^{re.escape(file.path.name)}:(\d+)(?::(\d+))?", run.stderr, re.MULTILINE)

    assert places or run.code == 0
    if places:
        line, column = places[0]
        assert file.is_at(int(line), int(column) if column else None), run.stderr
