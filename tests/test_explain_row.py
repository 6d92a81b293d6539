"""explain, of one row of a file: the steps lead to the scores that `score` gives the row."""

import json
from pathlib import Path

import pytest

from one_process import Ended, servicecheck_here
from score_files import ITEMS, M1_CSV, score

HEAD = ",".join(("respondent", *ITEMS))


def explained(folder: Path, *options: str) -> Ended:
    return servicecheck_here("explain", "answers.csv", *options, folder=folder)


@pytest.mark.parametrize("row", range(2, 7))
def test_a_row_is_explained_as_it_is_scored(row: int, tmp_path: Path) -> None:
    scored = score(tmp_path, M1_CSV).rows[row - 2]
    run = explained(tmp_path, "--row", str(row), "-q", "m1.yaml", "--json")

    assert run.code == 0, run.said
    level = json.loads(run.stdout)["level"]
    assert (level["value"] / 10_000, level["level"]) == (float(scored["score"]), scored["level"])


def test_a_row_is_found_by_its_respondent(tmp_path: Path) -> None:
    score(tmp_path, M1_CSV)
    by_code, by_row = (
        explained(tmp_path, "--respondent", "R3", "-q", "m1.yaml"),
        explained(tmp_path, "--row", "4", "-q", "m1.yaml"),
    )

    assert (by_code.code, by_code.stdout) == (0, by_row.stdout)


def test_a_rejected_row_is_explained_by_its_reasons(tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD}\nR1,x,2,2,1,1,9\n")
    run = explained(tmp_path, "--row", "2", "-q", "m1.yaml")

    assert run.code == 2
    assert "answers.csv:2:2" in run.stderr
    assert "answers.csv:2:7" in run.stderr


@pytest.mark.parametrize("options", [["--row", "99"], ["--respondent", "nobody"], ["--respondent", "R1"]])
def test_a_row_that_is_not_there_or_not_the_only_one_is_refused(options: list[str], tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD}\nR1,1,2,2,1,1,1\nR1,1,2,2,1,1,1\n")
    run = explained(tmp_path, *options, "-q", "m1.yaml")

    assert run.code == 2
    assert "--row NUMBER" in " ".join(run.stderr.split())


def test_a_manifest_says_how_the_file_is_read(tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD}\nR1,50,50,50,50,50,50\n", "--numbers", "points")
    run = explained(tmp_path, "--row", "2", "--manifest", "s.manifest.json")

    assert run.code == 0, run.said
    assert "50.00 of 100" in run.stdout


def test_of_a_row_without_a_level_no_next_one_is_announced(tmp_path: Path) -> None:
    score(tmp_path, f"{HEAD}\nR1,dk,dk,dk,dk,dk,2\n{M1_CSV.splitlines()[1]}\n".replace("R1,2,", "R2,2,"))
    unrated, rated = (explained(tmp_path, "--row", row, "-q", "m1.yaml", "--language", "en") for row in ("2", "3"))

    assert (unrated.code, rated.code) == (0, 0)
    assert "The next level" in rated.stdout
    assert "The next level" not in unrated.stdout
