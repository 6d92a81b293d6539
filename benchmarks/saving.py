"""Saving an answer: the time until the next question may show, beside one bare SQLite insert that is as well synced.

The milliseconds are those of the disk; only the ratio is ours. Forty people answer twenty-five questions, with notes.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from paired import report
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.response import Answer, Organisation, Round

BAR = 2.0
PEOPLE, QUESTIONS = 40, 25
NOTE = "We do, on most days. " * 5


def main() -> int:
    """Print the ratio of the medians and the milliseconds; 1 when the bar is missed."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        saves, inserts = _measured(Path(folder))
    p99 = sorted(saves)[len(saves) * 99 // 100]
    holds = report("save an answer, beside a bare SQLite insert", median(saves) / median(inserts), BAR)
    print(f"save an answer on this disk: median {median(saves) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms (promised: 50)")
    return 0 if holds else 1


def _measured(folder: Path) -> tuple[list[float], list[float]]:
    """The seconds of each save and of each bare insert, in turn, so that both meet the same disk."""
    saves, inserts = [], []
    with (
        AssessmentFile.create(folder / "saving.servicecheck", Organisation()) as file,
        closing(sqlite3.connect(folder / "bare.sqlite", isolation_level=None)) as bare,
    ):
        bare.executescript("PRAGMA synchronous = EXTRA; CREATE TABLE answers (code, item, value, note);")
        round_ = file.add_round(Round("tiny", "1", mode="anonymous"), b"id: tiny", "tiny.yaml")
        for _ in range(PEOPLE):
            code = file.add_respondent(round_).code
            for number in range(QUESTIONS):
                item = f"S{number}"
                saves.append(_seconds(file.save_answer, round_, code, item, Answer("2.5", NOTE)))
                row = (code, item, "2.5", NOTE)
                inserts.append(_seconds(bare.execute, "INSERT INTO answers VALUES (?, ?, ?, ?)", row))
    return saves, inserts


def _seconds(call: Callable[..., object], *arguments: object) -> float:
    started = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - started


if __name__ == "__main__":
    raise SystemExit(main())
