"""score --by: the groups of a batch, in a file or a table; the same however the rows came in."""

import json
from pathlib import Path
from random import Random

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from one_process import Ended, servicecheck_here
from score_files import M1_YAML, read_csv
from servicecheck.files.groups_file import read

COLUMNS = ("respondent", "role", "team", "period", "A1", "A2", "A3", "B1", "B2", "B3")
TEAMS = ["=1+1", "Nørrebro"] * 9 + ["few", " "]


def people(number: int = 60) -> list[tuple[str, ...]]:
    random = Random(7)
    found = []
    for one in range(number):
        replies = ["2", *(random.choice(["1", "2", "2.5", "3", "dk", "na", ""]) for _ in range(5))]
        place = (random.choice(["staff", "leader"]), random.choice(TEAMS), random.choice(["q1", "q2"]))
        found.append((f"R{one}", *place, *replies))
    return found


def frame(rows: list[tuple[str, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


def score(folder: Path, *arguments: str) -> Ended:
    (folder / "m1.yaml").write_text(M1_YAML, "utf-8")
    return servicecheck_here("score", *arguments, "-q", "m1.yaml", "-o", "s.csv", "--force", folder=folder)


@pytest.mark.promise("P18")
def test_groups_are_the_same_to_the_byte_in_any_order_pieces_and_format(tmp_path: Path) -> None:
    rows = people()
    frame(rows).write_csv(tmp_path / "plain.csv")
    assert score(tmp_path, "plain.csv", "--by", "team,period").code == 0
    expected = (tmp_path / "s.groups.json").read_bytes()

    Random(1).shuffle(rows)
    (tmp_path / "parts").mkdir()
    for part in range(3):
        frame(rows[part::3]).write_csv(tmp_path / "parts" / f"{part}.csv")
    frame(rows).write_parquet(tmp_path / "rows.parquet")
    frame(rows).write_ndjson(tmp_path / "rows.jsonl")
    for source in ("parts", "rows.parquet", "rows.jsonl"):
        ended = score(tmp_path, source, "--by", "team,period")
        assert ended.code == 0, ended.said
        assert (tmp_path / "s.groups.json").read_bytes() == expected, source


def test_score_says_how_many_groups_are_shown(tmp_path: Path) -> None:
    frame(people()).write_csv(tmp_path / "plain.csv")
    ended = score(tmp_path, "plain.csv", "--by", "team")
    found = read(tmp_path / "s.groups.json")

    assert found.groups[0].people == 60
    assert [group.path for group in found.groups if group.sums] == [(), ("=1+1",), ("Nørrebro",)]
    assert "5 groups, everybody counted as one: 3 shown, 2 hidden." in " ".join(ended.stderr.split())
    assert (found.mode, found.k, found.by) == ("anonymous", 5, ("team",))


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet", "xlsx"])
def test_a_table_of_groups_where_its_name_says_so(suffix: str, tmp_path: Path) -> None:
    frame(people()).write_csv(tmp_path / "plain.csv")
    ended = score(tmp_path, "plain.csv", "--by", "team", "--groups", f"teams.{suffix}", "--mode", "open")
    path = tmp_path / f"teams.{suffix}"

    assert ended.code == 0, ended.said
    teams: list[str | None]
    match suffix:
        case "csv":
            # The apostrophe keeps a spreadsheet program from taking a name for a formula.
            teams = [row["team"].removeprefix("'") or None for row in read_csv(path)]
            assert b"'=1+1" in path.read_bytes()
        case "jsonl":
            teams = [json.loads(line)["team"] for line in path.read_text("utf-8").splitlines()]
        case "parquet":
            teams = pl.read_parquet(path)["team"].to_list()
        case _:
            sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            teams = [str(row[0]) or None for row in sheet[1:]]
    assert teams == [None, "=1+1", "Nørrebro", "few", None]
