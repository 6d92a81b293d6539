"""The ways from a file of answers to a file of scores that `batch.py` sets side by side, each in a process of its own.

    python benchmarks/batch_ways.py answers ROWS OUTPUT
    python benchmarks/batch_ways.py WAY INPUT OUTPUT

The first makes such a file. The second prints how many seconds a way took, without imports, of how much processor time,
and the peak of memory in MiB.
"""

import csv
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECTIONS = [f"S{number}" for number in range(1, 6)]
ITEMS = {section: [f"{section}-Q{number}" for number in range(1, 6)] for section in SECTIONS}
ALL_ITEMS = [item for items in ITEMS.values() for item in items]
WORTH = {"1": 0, "1.5": 25, "2": 50, "2.5": 75, "3": 100}

QUESTIONNAIRE = """format: 1
id: bench
version: 1
title: Five sections of five
levels:
  - {id: bad, title: Bad, from: 0}
  - {id: good, title: Good, from: 25}
  - {id: world-class, title: World-class, from: 75}
gates:
  - {id: weakest, title: Weakest part, text: None., caps_at: good, when: {any_section_below: 50}}
  - id: always
    title: Always
    text: None.
    caps_at: good
    when: {share_of_items_below: 50, more_than: 10%}
sections:
""" + "\n".join(
    f"  - id: {section}\n    title: {section}\n    items:\n"
    + "\n".join(
        f"      - {{id: {item}, type: rating, text: How is it?, anchors: {{bad: No, good: Yes, world-class: Always}}}}"
        for item in items
    )
    for section, items in ITEMS.items()
)
"""Two gates, as the shipped questionnaires have them."""

POINTS = ["score", "score:low", "score:high", "coverage", *(f"score_{section}" for section in SECTIONS)]
LEVELS = ["level", "raw_level", "level:low", "level:high"]
FLAGS = ["partial", "gate_weakest", "gate_always"]
"""What servicecheck writes beside who answered, and the team."""


def answers(rows: int, target: Path) -> None:
    """A file of answers that look like chance, the same every time; one cell in twenty is blank."""
    import polars as pl

    number = pl.col("number")
    replies = pl.Series([None, *["1"] * 2, *["1.5"] * 4, *["2"] * 6, *["2.5"] * 4, *["3"] * 3], dtype=pl.String)
    made = [pl.lit(replies).gather(number.hash(seed) % len(replies)).alias(i) for seed, i in enumerate(ALL_ITEMS)]
    respondent = pl.format("R{}", number.cast(pl.String).str.zfill(8)).alias("respondent")
    team = pl.format("team-{}", number.hash(99) % 500).alias("team")
    table = pl.LazyFrame({"number": pl.int_range(rows, eager=True)}).select(respondent, team, *made)
    _sink(table, target)


def servicecheck(source: Path, target: Path) -> Callable[[], object]:
    """The command `score`, from reading the questionnaire to the manifest."""
    return _score(source, target)


def by_team(source: Path, target: Path) -> Callable[[], object]:
    """The same, with the 500 teams as groups: every answer counted, levels, intervals, what must be hidden."""
    return _score(source, target, "--by", "team")


def _score(source: Path, target: Path, *more: str) -> Callable[[], object]:
    from servicecheck.cli import execute, score_run, scoring  # noqa: F401  # every way has its imports before

    (questionnaire := target.with_suffix(".yaml")).write_text(QUESTIONNAIRE, "utf-8")
    command = ["score", str(source), "-q", str(questionnaire), "-o", str(target), "--keep", "team", "--force", *more]

    def run() -> None:
        if execute(command):
            raise SystemExit(1)

    return run


def shape(source: Path, target: Path) -> Callable[[], object]:
    """Polars reads no more than as many columns as the result has, and writes them in the types of the result."""
    import polars as pl

    replies = iter(ALL_ITEMS)
    made = [pl.col(next(replies)).cast(pl.Float64, strict=False).alias(name) for name in POINTS]
    made += [pl.col(next(replies)).alias(name) for name in LEVELS]
    made += [(pl.col(next(replies)) == "1").alias(name) for name in FLAGS]
    return lambda: _sink(_scan(source).select("respondent", "team", *made), target)


def copy(source: Path, target: Path) -> Callable[[], object]:
    """Polars reads everything and writes it again."""
    return lambda: _sink(_scan(source), target)


def _scan(source: Path) -> Any:
    import polars as pl

    return pl.scan_parquet(source) if source.suffix == ".parquet" else pl.scan_csv(source, infer_schema=False)


def _sink(table: Any, target: Path) -> None:
    if target.suffix == ".parquet":
        table.sink_parquet(target, row_group_size=100_000)
    else:
        table.sink_csv(target)


def pandas(source: Path, target: Path) -> Callable[[], object]:
    """Data frames, as one who knows them writes it: sections, the whole, coverage and level, no bounds or gates."""
    import pandas as pd

    is_parquet = source.suffix == ".parquet"

    def run() -> None:
        read = pd.read_parquet(source) if is_parquet else pd.read_csv(source, dtype=dict.fromkeys(ALL_ITEMS, "str"))
        points = read[ALL_ITEMS].apply(lambda column: column.map(WORTH))
        result = read[["respondent", "team"]].copy()
        for section, items in ITEMS.items():
            answered = points[items].count(axis=1)
            result[f"score_{section}"] = points[items].mean(axis=1).where(answered * 2 >= len(items)).round(4)
        rated = [f"score_{section}" for section in SECTIONS]
        result["score"] = result[rated].mean(axis=1).where(result[rated].count(axis=1) >= 4).round(4)
        result["coverage"] = (points.count(axis=1) / len(ALL_ITEMS)).round(4)
        limits = [-1, 25, 75, 101]
        result["level"] = pd.cut(result["score"], limits, right=False, labels=["bad", "good", "world-class"])
        result.to_parquet(target) if is_parquet else result.to_csv(target, index=False)

    return run


def loop(source: Path, target: Path) -> Callable[[], object]:
    """csv.DictReader and a loop over the rows: sections, the whole, coverage and level, no bounds or gates."""

    def run() -> None:
        with source.open(newline="") as read, target.open("w", newline="") as written:
            names = ["respondent", "team", *(f"score_{section}" for section in SECTIONS), "score", "coverage", "level"]
            writer = csv.DictWriter(written, names)
            writer.writeheader()
            for row in csv.DictReader(read):
                writer.writerow(_scored(row))

    return run


def _scored(row: dict[str, str]) -> dict[str, object]:
    result: dict[str, object] = {"respondent": row["respondent"], "team": row["team"]}
    scores, count = [], 0
    for section, items in ITEMS.items():
        points = [WORTH[row[item]] for item in items if row[item]]
        count += len(points)
        if 2 * len(points) >= len(items):
            scores.append(sum(points) / len(points))
            result[f"score_{section}"] = round(scores[-1], 4)
    if len(scores) >= 4:
        score = sum(scores) / len(scores)
        result["score"] = round(score, 4)
        result["level"] = "bad" if score < 25 else "good" if score < 75 else "world-class"
    result["coverage"] = round(count / len(ALL_ITEMS), 4)
    return result


WAYS = {way.__name__: way for way in (servicecheck, by_team, shape, copy, pandas, loop)}


def main() -> None:
    """The file, or one way, measured."""
    name, source, target = sys.argv[1:]
    if name == "answers":
        answers(int(source), Path(target))
        return
    way = WAYS[name](Path(source), Path(target))
    started, spent = time.perf_counter(), time.process_time()
    way()
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    print(json.dumps({"seconds": seconds, "processor": spent, "peak": peak}))


if __name__ == "__main__" and len(sys.argv) > 1:
    main()
