"""A pytest plugin for `make promises`: which promises were shown to be kept, by how many tests, with which figures.

A test says which promise it shows with the marker `promise`, and prints a figure with `record_property`.
"""

from collections import defaultdict
from collections.abc import Generator
from dataclasses import dataclass, field

import pytest


@dataclass
class Record:
    """What is known of one promise after a run."""

    kept: int = 0
    broken: int = 0
    skipped: int = 0
    seconds: float = 0.0
    figures: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = [
            f"{n} {word}" for n, word in ((self.kept, "kept"), (self.broken, "BROKEN"), (self.skipped, "skipped")) if n
        ]
        return f"{', '.join(counts):<28} {self.seconds:7.1f} s"


_records: dict[str, Record] = defaultdict(Record)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a test for each promise it names."""
    report = yield
    for promise in [name for marker in item.iter_markers("promise") for name in marker.args]:
        record = _records[promise]
        record.seconds += report.duration
        record.broken += report.failed
        record.skipped += report.skipped
        if report.when == "call":
            record.kept += report.passed
            record.figures += [f"{name}: {value}" for name, value in report.user_properties]
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print one line a promise, and its figures below it."""
    terminalreporter.section("promises")
    for promise in sorted(_records, key=lambda name: int(name.strip("P"))):
        terminalreporter.write_line(f"{promise:<5}{_records[promise]}")
        for figure in sorted(set(_records[promise].figures)):
            terminalreporter.write_line(f"     {figure}")
