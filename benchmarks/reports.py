"""Reports per second: the press with one child and with two, beside plain WeasyPrint on the same HTML, in one run.

    python benchmarks/reports.py [NUMBER OF REPORTS, 200 if not said]

A report here is everything from the assessment file to the PDF; plain WeasyPrint gets the finished HTML.
"""

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from paired import report
from servicecheck import report as reports
from servicecheck.cli import example_file, report_contents
from servicecheck.cli.report_order import Format, Order, ReportJob
from servicecheck.files import example
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.report import printing
from servicecheck.report.press import Limits, Press

ROUNDS = 10
PLAIN = 4
"""Documents of plain WeasyPrint in a round."""
OFTEN = 5
"""Pairs of documents with and without what PDF/UA-1 asks for."""
MOMENT = datetime(2026, 11, 14, tzinfo=UTC)
PATIENT = Limits(seconds=600)


def main() -> int:
    """Print each ratio beside its bar; 1 when one is missed."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with TemporaryDirectory() as folder:
        file = _assessment(Path(folder))
        files = [shutil.copy(file, Path(folder) / f"client-{n}.servicecheck") for n in range(number)]
        page = reports.html(report_contents.read(file, None, with_steps=False).told(), reports.find_template("full"))
        held = _compare([Path(one) for one in files], page.decode())
    return 0 if all([*held, _accessible(page.decode())]) else 1


def _assessment(folder: Path) -> Path:
    """One organisation's round, as a consultant has one file a client."""
    path = folder / "client.servicecheck"
    answered, asked = example.load(example.shipped())
    with AssessmentFile.create(path, answered.whose()) as file:
        example_file.fill(file, answered.model_copy(update={"rounds": answered.rounds[-1:]}), asked[-1:], "da")
    return path


def _compare(files: Sequence[Path], page: str) -> list[bool]:
    size = max(len(files) // ROUNDS, 1)
    parts = [[_job(file) for file in files[at : at + size]] for at in range(0, len(files), size)]
    rows: list[tuple[float, float, float]] = []
    memory: dict[int, int] = {}
    with Press(1, PATIENT) as one, Press(2, PATIENT) as two:
        _all_made(one, parts[0][:1])
        _all_made(two, parts[0][:2])
        _plain(page)
        for number, jobs in enumerate(parts, 1):
            alone, both = _each(partial(_all_made, one, jobs), jobs), _each(partial(_all_made, two, jobs), jobs)
            rows.append((alone, both, _each(partial(_plain, page, PLAIN), range(PLAIN))))
            memory[number * size] = _megabytes(one)
    alone, both, plain = (statistics.median(column) for column in zip(*rows, strict=True))
    print(
        f"{len(files)} reports: one child {1 / alone:.2f}/s, two {1 / both:.2f}/s, plain WeasyPrint {1 / plain:.2f}/s"
    )
    print(f"memory of one child after n reports, MB: {memory}")
    early = memory[min(memory, key=lambda n: abs(n - len(files) // 4))]
    return [
        report("two children, against plain WeasyPrint one by one", _median(rows, 1, 2), 0.65),
        report("one child, against two", 1.85 / _median(rows, 0, 1), 1.0),
        report("memory at the end, against a quarter of the way", memory[max(memory)] / early, 1.15),
    ]


def _job(file: Path) -> ReportJob:
    template = reports.find_template("full").folder
    return ReportJob(file, None, Order(formats=(Format.PDF,)), template, MOMENT, is_dated=True)


def _all_made(press: Press, jobs: Sequence[ReportJob]) -> None:
    for result in press.run(jobs):
        result.take()


def _plain(page: str, times: int = 1) -> None:
    for _ in range(times):
        HTML(string=page).write_pdf()


def _each(work: Callable[[], object], of: Sequence[object]) -> float:
    """Seconds for each of them."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) / len(of)


def _median(rows: Sequence[Sequence[float]], column: int, against: int) -> float:
    return statistics.median(row[column] / row[against] for row in rows)


def _megabytes(press: Press) -> int:
    """What the press's child has in memory."""
    (process,) = press.processes
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(told.stdout) // 1024


def _accessible(page: str) -> bool:
    """What being PDF/UA-1 as well costs a PDF/A."""
    template = reports.find_template("full")
    fonts = FontConfiguration()
    style = CSS(string=template.style, base_url=f"{template.folder.as_uri()}/", font_config=fonts)

    def archivable() -> None:
        HTML(string=page).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a")

    def both() -> None:
        printing.write(page, b"{}", template, MOMENT)

    archivable()
    both()
    ratios = [_each(both, [1]) / _each(archivable, [1]) for _ in range(OFTEN)]
    return report("PDF/A and PDF/UA, against PDF/A alone", statistics.median(ratios), 1.10)


if __name__ == "__main__":
    sys.exit(main())
