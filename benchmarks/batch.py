"""A file of answers scored, beside reading and writing it, pandas and a loop: time and peak memory, in one run.

    python benchmarks/batch.py [--rows 1000000 ...] [--rounds 5] [--format csv parquet] [--all]

Files of 25 answers, an id and a team, one cell in twenty blank. Each measurement is a fresh process; imports do not
count. pandas and the loop do less than a half of the work (no bounds, no gates, no checks, no manifest) and are run at
one million rows only, or at every size with --all. With several sizes the peaks are compared, too: for the promise on
memory give --rows 1000000 50000000, which takes 15 GB of disk.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from paired import report

SHAPE_BAR = {"csv": 1.25, "parquet": 1.10}
"""At most so many times the time of reading and writing a file of the result's shape."""
FASTER_BAR = {"pandas": 8.0, "loop": 15.0}
"""At least so many times as fast."""
MEMORY_BAR = {"csv": 1.3, "parquet": 2.0}
"""At most so many times the memory of the smallest size."""
SMALL = 1_000_000

_WAYS = Path(__file__).with_name("batch_ways.py")


@dataclass(frozen=True)
class Measured:
    """What one process took."""

    seconds: float
    processor: float
    peak: float


def main() -> int:
    """Print all figures beside their bars; 1 when one is missed."""
    asked = _asked()
    held: list[bool] = []
    with TemporaryDirectory(dir=asked.folder) as folder:
        for kind in asked.format:
            peaks: dict[int, float] = {}
            for rows in asked.rows:
                source = _written(Path(folder) / f"answers.{kind}", rows)
                print(f"{kind}, {rows:,} rows of 25 answers, {source.stat().st_size / 2**20:,.0f} MiB")
                turns = asked.rounds if rows <= SMALL else 1
                held += _beside_shape(source, turns, peaks, rows)
                held += _beside_others(source) if kind == "csv" and (rows <= SMALL or asked.all) else []
                source.unlink()
            held += _flat(kind, peaks)
    return 0 if all(held) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[SMALL])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", choices=["csv", "parquet"], nargs="+", default=["csv", "parquet"])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--folder", type=Path)
    return parser.parse_args()


def _written(path: Path, rows: int) -> Path:
    subprocess.run([sys.executable, _WAYS, "answers", str(rows), path], check=True)
    return path


def _beside_shape(source: Path, turns: int, peaks: dict[int, float], rows: int) -> Iterator[bool]:
    """The program, the shape of its result and a plain copy, in turn."""
    ways = ("servicecheck", "shape", "copy")
    measured = [{way: _measure(way, source) for way in ways} for _ in range(turns)]
    for way in ways:
        _say(way, [one[way] for one in measured], rows)
    if rows <= SMALL:
        _say("by_team", [_measure("by_team", source)], rows)
    peaks[rows] = statistics.median(one["servicecheck"].peak for one in measured)
    ratio = statistics.median(one["servicecheck"].seconds / one["shape"].seconds for one in measured)
    spent = statistics.median(one["servicecheck"].processor / one["shape"].processor for one in measured)
    copied = statistics.median(one["servicecheck"].seconds / one["copy"].seconds for one in measured)
    yield report("  against reading and writing that shape", ratio, SHAPE_BAR[source.suffix[1:]])
    print(f"  the same in processor time {spent:38.2f} x")
    print(f"  against reading and writing the whole file {copied:22.2f} x")


def _beside_others(source: Path) -> Iterator[bool]:
    rows = sum(1 for _ in source.open("rb")) - 1
    own = _measure("servicecheck", source)
    for way, bar in FASTER_BAR.items():
        if way == "pandas" and find_spec("pandas") is None:
            print("  pandas is not installed, so it is not compared")
            continue
        other = _measure(way, source)
        _say(way, [other], rows)
        # As a share of their time, since every bar is an upper one.
        yield report(f"  against {way}, of whose time it takes a part", own.seconds / other.seconds, 1 / bar)
        print(f"  {way} takes {other.seconds / own.seconds:.1f} times as long")


def _flat(kind: str, peaks: dict[int, float]) -> list[bool]:
    if len(peaks) < 2:
        return []
    few, many = min(peaks), max(peaks)
    return [report(f"{kind}: peak memory at {many:,} rows against {few:,}", peaks[many] / peaks[few], MEMORY_BAR[kind])]


def _measure(way: str, source: Path) -> Measured:
    target = source.with_name(f"{way}{source.suffix}")
    try:
        made = subprocess.run([sys.executable, _WAYS, way, source, target], check=True, capture_output=True, text=True)
    finally:
        for left in source.parent.glob(f"{way}.*"):
            left.unlink()
    return Measured(**json.loads(made.stdout.splitlines()[-1]))


def _say(way: str, measured: Sequence[Measured], rows: int) -> None:
    seconds, processor, peak = (
        statistics.median(getattr(one, figure) for one in measured) for figure in ("seconds", "processor", "peak")
    )
    rate = rows / seconds / 1e6
    print(f"  {way:<13}{seconds:8.2f} s  {processor:7.2f} s of processor  {rate:6.2f} M rows/s  {peak:7,.0f} MiB")


if __name__ == "__main__":
    raise SystemExit(main())
