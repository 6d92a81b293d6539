"""A file of answers scored on Spark, beside Spark's own copy of it and the embedded engine, in one run.

    python benchmarks/spark.py [--rows 1000000] [--rounds 3] [--master local[2]]

The copy hands every row to a Python worker and back, and writes it: what any work in Python costs before it has begun.
Spark is started once and warmed up, and what starting takes is printed, too. It needs pyspark, pyarrow and Java.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from batch_ways import QUESTIONNAIRE, answers
from paired import report
from servicecheck.batch.inputs import Order
from servicecheck.batch.sources import Wishes
from servicecheck.batch.spark.session import session
from servicecheck.errors import MissingPart
from servicecheck.files import questionnaires

COPY_BAR = 2.0
"""At most so many times the time of the copy."""


def main() -> int:
    """Print all figures beside their bar; 1 when it is missed. Without Spark nothing is measured."""
    try:
        return _measured(_asked())
    except MissingPart as error:
        print(f"Not measured: {error.message}")
        return 0


def _measured(asked: argparse.Namespace) -> int:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", message="PySpark does not yet", category=FutureWarning)
    started = time.perf_counter()
    with TemporaryDirectory() as name, session(asked.master, os.environ.get("JAVA_HOME")) as spark:
        print(f"Spark started in {time.perf_counter() - started:.1f} s")
        folder = Path(name)
        (folder / "bench.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
        source = folder / "answers.parquet"
        answers(asked.rows, source)
        ways: dict[str, Callable[[], None]] = {
            "copy": lambda: _copy(spark, source, folder / "copy"),
            "score": lambda: _score(spark, source, folder),
        }
        for way in ways.values():
            way()
        turns = [{way: _seconds(run) for way, run in ways.items()} for _ in range(asked.rounds)]
        embedded = [_seconds(lambda: _embedded(source, folder)) for _ in range(asked.rounds)]
    middle = {way: statistics.median(turn[way] for turn in turns) for way in ways}
    print(f"{asked.rows:,} rows of 25 answers on {asked.master}: copied in {middle['copy']:.1f} s, ", end="")
    print(f"scored in {middle['score']:.1f} s; embedded, starting included, {statistics.median(embedded):.1f} s")
    value = statistics.median(turn["score"] / turn["copy"] for turn in turns)
    return 0 if report("scored on Spark beside Spark's own copy", value, COPY_BAR) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--master", default="local[2]")
    return parser.parse_args()


def _copy(spark: Any, source: Path, target: Path) -> None:
    table = spark.read.parquet(str(source))
    table.mapInArrow(_unchanged, table.schema).write.mode("overwrite").parquet(str(target))


def _unchanged(batches: Iterator[Any]) -> Iterator[Any]:
    yield from batches


def _score(spark: Any, source: Path, folder: Path) -> None:
    from servicecheck.batch.spark.run import SparkRun, Target
    from servicecheck.batch.spark.tables import opened

    order = Order(questionnaires.load(folder / "bench.yaml"), kept=("team",), is_unique=False)
    one = opened(spark, str(source), order, Wishes())
    SparkRun((one,), order, Target(str(folder / "scored"), "parquet", str(folder / "rejects"), replace=True)).score()


def _embedded(source: Path, folder: Path) -> None:
    shutil.rmtree(folder / "here", ignore_errors=True)
    (folder / "here").mkdir()
    command = [sys.executable, "-m", "servicecheck", "score", str(source), "-q", str(folder / "bench.yaml")]
    command += ["--keep", "team", "--no-unique", "-o", str(folder / "here" / "scored.parquet")]
    subprocess.run(command, check=True, capture_output=True)


def _seconds(run: Callable[[], None]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
