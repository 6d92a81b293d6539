"""score --engine spark: the same tables and groups as on one machine, whatever the rows lie in; and what it refuses."""

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from command_line import servicecheck
from sample_questionnaires import shipped
from servicecheck.batch.assigning import assignment_of, leading_columns
from servicecheck.batch.inputs import Order, input_of
from servicecheck.batch.sources import opened
from servicecheck.files import groups_file
from servicecheck.questionnaire import Questionnaire

pa = pytest.importorskip("pyarrow", reason="needs pyarrow, which comes with the extra spark")

from servicecheck.batch.spark.cells import LINE, Cells, Columns, Lines  # noqa: E402 (needs pyarrow)
from servicecheck.batch.spark.work import FILE_PATH, READ, REJECTED, Work  # noqa: E402

ASKED = "low-effort"
REPLIES = ("1", "1.5", "2", "2.5", "3", "dk", "na", "", "2,5", "3.0", " 2 ", "maybe")


def people(count: int, seed: int = 1) -> pl.DataFrame:
    """Replies of so many people, some of which cannot be used, with the same code now and then."""
    draw = random.Random(seed)
    items = [item.id for item in shipped(ASKED).items]
    rows = [
        {
            "respondent": "p1" if number == count // 2 else f"p{number}",
            "team": draw.choice(["North", "South", "=West", "a,b"]),
            **{item: draw.choices(REPLIES, [20] * 8 + [1] * 4)[0] for item in items},
        }
        for number in range(count)
    ]
    return pl.DataFrame(rows)


def works(path: Path, cells: Cells, questionnaire: Questionnaire) -> Work:
    """The work on the file at *path*."""
    order = Order(questionnaire, kept=("team",))
    one = input_of(opened(path), order)
    assignment = assignment_of(one, order)
    return Work(questionnaire, assignment, leading_columns(order, [assignment]), cells, one.layout.names, "parquet")


def scored_on_one_machine(folder: Path, name: str, output: str, *options: str) -> Path:
    run = servicecheck("score", name, "-q", ASKED, "-o", output, "--keep", "team", *options, folder=folder)
    assert run.returncode in (0, 1), run.stderr
    return folder / output


def batches(table: Any, size: int) -> Iterator[Any]:
    yield from table.to_batches(max_chunksize=size)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("size", [7, 1_000])
def test_a_worker_scores_any_part_of_the_rows_as_one_machine_does(kind: str, size: int, tmp_path: Path) -> None:
    table = people(60)
    table.write_csv(tmp_path / "a.csv")
    table.write_parquet(tmp_path / "a.parquet")
    expected = pl.read_parquet(scored_on_one_machine(tmp_path, f"a.{kind}", "s.parquet", "--no-unique"))
    lines = (tmp_path / "a.csv").read_text("utf-8").splitlines()
    handed = pa.table({LINE: lines}) if kind == "csv" else table.to_arrow()
    cells: Cells = Lines(lines[0], ",", tuple(table.columns)) if kind == "csv" else Columns(tuple(table.columns))
    work = works(tmp_path / f"a.{kind}", cells, shipped(ASKED))
    found = pl.from_arrow(pa.Table.from_batches(list(work.scored(batches(handed, size)))))
    assert isinstance(found, pl.DataFrame)
    counts = found.drop_nulls(READ)
    scored = found.filter(pl.col(READ).is_null()).drop(READ, REJECTED)

    assert scored.equals(expected.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String)))
    assert (counts[READ].sum(), counts[REJECTED].sum()) == (60, 60 - expected.height)


def test_a_worker_says_of_every_rejected_row_which_it_is_and_why(tmp_path: Path) -> None:
    names = ("respondent", "team", "LE-A1")
    (tmp_path / "a.csv").write_text(f"{','.join(names)}\np1,x,2\n")
    work = works(tmp_path / "a.csv", Lines(",".join(names), ",", names), shipped(ASKED))
    lines = [",".join(names), 'p1,"x,y",2', "p2,x,maybe", "p3,x", ",,", '"p4",x,"2', 'p5,"x",1']
    handed = pa.table({LINE: lines, FILE_PATH: ["part-1.csv"] * len(lines)})
    rows = [row for batch in work.rejected(batches(handed, 100)) for row in batch.to_pylist()]

    assert [(row["respondent"], row["column"], row["value"]) for row in rows] == [
        ("p2", "LE-A1", "maybe"), ("p3", "", ""), ("", "", ""),
    ]  # fmt: skip
    assert {row["file"] for row in rows} == {"part-1.csv"}
    assert "2 cells" in rows[1]["reason"]
    assert "does not end in this line" in rows[2]["reason"]


def test_without_spark_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    people(5).write_csv(tmp_path / "a.csv")
    (tmp_path / "pyspark").mkdir()
    (tmp_path / "pyspark" / "__init__.py").write_text("raise ImportError('there is none')\n")
    options = ("--engine", "spark", "--master", "local[1]")
    without = {"PYTHONPATH": str(tmp_path)}
    no_spark = servicecheck(
        "score", "a.csv", "-q", ASKED, "-o", "s.csv", *options, folder=tmp_path, environment=without
    )

    assert no_spark.returncode == 5
    assert "pip install 'servicecheck[spark]'" in " ".join(no_spark.stderr.split())
    assert not (tmp_path / "s.csv").exists()


def test_what_spark_cannot_write_is_refused_before_it_starts(tmp_path: Path) -> None:
    people(5).write_csv(tmp_path / "a.csv")
    run = servicecheck("score", "a.csv", "-q", ASKED, "-o", "s.xlsx", "--engine", "spark", folder=tmp_path)

    assert run.returncode == 2
    assert "Spark writes folders" in " ".join(run.stderr.split())


def in_parts(table: pl.DataFrame, folder: Path, kind: str, parts: int) -> None:
    """The rows, shuffled, in so many files."""
    folder.mkdir()
    shuffled = table.sample(fraction=1, shuffle=True, seed=7)
    size = -(-table.height // parts)
    for number in range(parts):
        piece = shuffled.slice(number * size, size)
        if kind == "csv":
            piece.write_csv(folder / f"part-{number:02}.csv")
        else:
            piece.write_parquet(folder / f"part-{number:02}.parquet")


def on_spark(folder: Path, name: str, output: str, *options: str) -> Path:
    pytest.importorskip("pyspark", reason="needs pyspark, which comes with the extra spark")
    run = servicecheck(
        "score", name, "-q", ASKED, "-o", output, "--keep", "team", "--engine", "spark", "--master", "local[2]",
        *options, folder=folder, limit=300,
    )  # fmt: skip
    if run.returncode == 5:
        pytest.skip(run.stderr)
    assert run.returncode in (0, 1), run.stderr
    return folder / output


def sorted_lines(files: Sequence[Path], *, has_header: bool) -> list[bytes]:
    """All lines but the headers, which must be the same."""
    texts = [path.read_bytes().splitlines() for path in files]
    if has_header:
        assert len({text[0] for text in texts}) == 1
    return sorted(line for text in texts for line in text[has_header:])


@pytest.mark.release
@pytest.mark.promise("P18")
@pytest.mark.parametrize(
    ("source", "kind"),
    [("a.csv", "csv"), ("a.parquet", "parquet"), ("parts-csv", "jsonl"), ("parts-parquet", "csv"), ("team", "csv")],
)
def test_spark_writes_the_bytes_that_one_machine_writes(source: str, kind: str, tmp_path: Path) -> None:
    table = people(3_000)
    table.write_csv(tmp_path / "a.csv")
    table.write_parquet(tmp_path / "a.parquet")
    in_parts(table, tmp_path / "parts-csv", "csv", 16)
    in_parts(table, tmp_path / "parts-parquet", "parquet", 16)
    for (team,), piece in table.group_by("team"):
        folder = tmp_path / "team" / f"team={team}"
        folder.mkdir(parents=True)
        piece.drop("team").write_csv(folder / "part.csv")
    here = scored_on_one_machine(tmp_path, "a.csv", f"here.{kind}", "--by", "team")
    there = on_spark(tmp_path, source, f"there.{kind}", "--by", "team")
    files = sorted(there.glob("part-*"))

    if kind == "parquet":
        expected = pl.read_parquet(here).with_columns(pl.col(pl.Enum).cast(pl.String)).sort("respondent")
        assert pl.read_parquet(files).sort("respondent").equals(expected)
    else:
        assert sorted_lines(files, has_header=kind == "csv") == sorted_lines([here], has_header=kind == "csv")
    mine, theirs = (groups_file.read(tmp_path / f"{name}.groups.json") for name in ("here", "there"))
    assert theirs.groups == mine.groups
    assert rejects_in(tmp_path.glob("there.rejects.csv/part-*")) == rejects_in([tmp_path / "here.rejects.csv"])


def rejects_in(files: Iterable[Path]) -> list[tuple[str | None, ...]]:
    """The cells that were rejected."""
    tables = [pl.read_csv(path, infer_schema=False) for path in files if path.stat().st_size]
    return sorted(pl.concat(tables).select("column", "value").fill_null("").rows())
