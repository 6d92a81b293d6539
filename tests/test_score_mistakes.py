"""What somebody may mistype for `score`: nothing is lost, nothing is passed over, and one sentence says what to do."""

from pathlib import Path

import pytest

from one_process import Ended, servicecheck_here
from score_files import M1_CSV, score

GROUPED = "\n".join(f"{line},{team}" for line, team in zip(M1_CSV.split(), ["team", *"NNNSS"], strict=True)) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    score(tmp_path, GROUPED)
    (tmp_path / "own.csv").write_text(GROUPED)
    return tmp_path


def mistyped(folder: Path, *arguments: str) -> Ended:
    """A run that is refused and has written nothing."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    run = servicecheck_here("score", "own.csv", "-q", "m1.yaml", *arguments, folder=folder)
    assert run.code == 2, run.said
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    return run


@pytest.mark.parametrize(
    "where",
    [["-o", "own.csv"], ["-o", "other.csv", "--rejects", "own.csv"], ["-o", "other.csv", "--groups", "./own.csv"]],
)
def test_answers_are_never_written_over_not_even_with_force(where: list[str], folder: Path) -> None:
    assert "own.csv is one of the inputs, and would be lost." in mistyped(folder, *where, "--force").stderr


def test_a_folder_that_is_not_there_is_named(folder: Path) -> None:
    assert "There is no folder nowhere for new.csv." in mistyped(folder, "-o", "nowhere/new.csv").stderr


def test_who_stands_in_two_rows_may_have_answered_in_two_rounds(folder: Path) -> None:
    (folder / "both.csv").write_text(GROUPED + GROUPED.partition("\n")[2])
    run = servicecheck_here("score", "both.csv", "-q", "m1.yaml", "-o", "new.csv", folder=folder)

    assert "say which column tells: --round." in " ".join(run.stderr.split())


def test_two_files_of_one_name_are_refused(folder: Path) -> None:
    run = mistyped(folder, "-o", "new.csv", "--groups", "new.csv", "--by", "team")

    assert run.stderr.startswith("new.csv is named for two different files.")


@pytest.mark.parametrize("idle", [["--k", "6"], ["--mode", "open"]])
def test_what_is_said_of_groups_that_nobody_asked_for_is_not_passed_over(idle: list[str], folder: Path) -> None:
    assert mistyped(folder, "-o", "new.csv", *idle).stderr.startswith(f"{idle[0]} is for groups, and none are made.")


def test_groups_beside_a_table_on_stdout_need_a_name(folder: Path) -> None:
    assert "Say where the groups go: --groups groups.json." in mistyped(folder, "-o", "-", "--by", "team").stderr


def test_a_column_of_groups_is_named_once(folder: Path) -> None:
    assert "--by names a column twice." in mistyped(folder, "-o", "new.csv", "--by", "team, TEAM").stderr


def test_an_option_that_is_not_there_points_to_the_help_of_the_command(folder: Path) -> None:
    assert mistyped(folder, "--quiet").stderr.endswith("What there is: servicecheck score --help\n")


def test_a_map_that_was_written_is_no_mistake(tmp_path: Path) -> None:
    refused = score(tmp_path, M1_CSV.replace("A1", "Onee"), "--save-map", "map.yaml")

    assert refused.code == 2
    assert "What the columns may be is in map.yaml now." in " ".join(refused.run.stderr.split())
    assert "1 mistake in 1 file." in refused.run.stderr
    assert "A1" in (tmp_path / "map.yaml").read_text("utf-8")


def test_a_manifest_that_is_none_is_told_apart_from_a_broken_one(folder: Path) -> None:
    run = servicecheck_here("score", "--repeat", "own.csv", folder=folder)

    assert run.code == 2
    assert "this is no manifest." in " ".join(run.stderr.split())


def test_spark_writes_over_no_answers_either(folder: Path) -> None:
    run = mistyped(folder, "-o", "./own.csv", "--force", "--engine", "spark")

    assert "own.csv is one of the inputs, and would be lost." in run.stderr


def test_explaining_answers_takes_a_row(folder: Path) -> None:
    run = servicecheck_here("explain", "own.csv", "-q", "m1.yaml", folder=folder)

    assert (run.code, run.stderr) == (2, "Say which row of the answers: --row NUMBER, or --respondent CODE.\n")


def test_a_master_without_spark_is_not_passed_over(folder: Path) -> None:
    run = mistyped(folder, "-o", "new.csv", "--master", "local[2]")

    assert run.stderr == "--master says where Spark is. Give --engine spark, too.\n"
