"""Making reports: one, or as many as there are files, in the children of a press.

One file alone raises what is wrong with it. Of many, each that cannot be made is left out and named at the end; the
others are made, and a run that was stopped goes on where it was.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from servicecheck import __version__
from servicecheck.cli.groups import ShownGroup
from servicecheck.cli.pressroom import cores, press_for
from servicecheck.cli.report_order import Format, Order, ReportJob
from servicecheck.cli.surroundings import Surroundings
from servicecheck.errors import MissingPart, ServicecheckError, StorageError, TemplateStopped
from servicecheck.files import output
from servicecheck.files.finished_reports import FinishedReports, digest
from servicecheck.report.press import Press, Printed, Result
from servicecheck.report.template_folders import find

LEFT_OUT = 1
STOPPED = 4
_GIVE_UP = 3
"""Reports that a template was stopped in, when none could be made before; the rest would go the same way."""


@dataclass(frozen=True)
class Wanted:
    """The report of one round, or of one group of a batch, and where it goes."""

    file: Path
    stem: Path
    """Folder and beginning of the files' names."""
    round_number: int | None = None
    group: ShownGroup | None = None

    @property
    def name(self) -> str:
        """What it is of, as the screen says it."""
        return str(self.file) if self.group is None else f"{self.file}: {self.group.name}"


@dataclass
class Made:
    """What came of a run over many files."""

    paths: dict[int, list[Path]] = field(default_factory=dict)
    """By the place of what was wanted."""
    left_out: dict[int, Exception] = field(default_factory=dict)
    missing: str = ""

    @property
    def exit_code(self) -> int:
        """0 when everything was made; else what tells most of why not."""
        codes = {error.exit_code if isinstance(error, ServicecheckError) else 70 for error in self.left_out.values()}
        if 70 in codes or STOPPED in codes or not codes:
            return max(codes & {70, STOPPED}, default=0)
        return LEFT_OUT if self.paths else max(codes)


class ReportRun:
    """Making reports to one order."""

    def __init__(self, order: Order, surroundings: Surroundings, workers: int | None = None) -> None:
        self._order = order
        self._surroundings = surroundings
        self._workers = workers or cores()
        self._template = find(order.template)
        self._said: set[str] = set()
        self._known: dict[Path, FinishedReports] = {}
        self._origins: dict[int, str] = {}

    def one(self, wanted: Wanted) -> list[Path]:
        """Write the report of one round in every format, and return the paths; raises what is in the way.

        Where no PDF can be made the HTML is written and the screen says why. A required PDF raises MissingPart.
        """
        with self._press(1) as press:
            printed = press.one(self._job(wanted))
        made = self._written(wanted, printed)
        if printed.missing and self._order.require_pdf:
            raise MissingPart(printed.missing)
        return made

    def many(self, wanted: Sequence[Wanted]) -> Made:
        """Write the reports of many rounds; what cannot be made is left out."""
        made = Made()
        waiting = [number for number, one in enumerate(wanted) if not self._is_there(number, one, made)]
        if made.paths:
            self._say(f"{len(made.paths)} of {len(wanted)} were made before and stay as they are.")
        with self._press(min(self._workers, len(waiting) or 1)) as press:
            for result in press.run(self._job(wanted[number]) for number in waiting):
                number = waiting[result.number]
                self._take(number, wanted[number], result, made)
                done = len(made.paths) + len(made.left_out)
                self._show_progress(done, len(wanted), wanted[number], made.paths.get(number))
                if self._is_hopeless(made):
                    break
        return made

    def _take(self, number: int, wanted: Wanted, result: Result, made: Made) -> None:
        try:
            printed = result.take()
            made.paths[number] = self._written(wanted, printed)
            made.missing = made.missing or printed.missing
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 (one broken file leaves the others alone; it is named at the end)
            made.left_out[number] = error
        else:
            if not printed.missing:
                self._finished(wanted.stem.parent).note(self._origins[number], made.paths[number])

    def _is_hopeless(self, made: Made) -> bool:
        stopped = [error for error in made.left_out.values() if isinstance(error, TemplateStopped)]
        return not made.paths and len(stopped) >= _GIVE_UP

    def _show_progress(self, done: int, of: int, wanted: Wanted, paths: list[Path] | None) -> None:
        name = paths[0].name if paths else f"{wanted.group.name if wanted.group else wanted.file.name} was left out"
        self._surroundings.err.line(f"{done:>{len(str(of))}} of {of}  {name}")
        self._surroundings.err.stream.flush()

    def _is_there(self, number: int, wanted: Wanted, made: Made) -> bool:
        """Whether the reports that are wanted were made by an earlier run, from the same."""
        # Before they are made: a file that changes meanwhile is another one at the next run.
        self._origins[number] = self._origin(wanted)
        paths = [] if self._order.force else self._finished(wanted.stem.parent).made_from(self._origins[number])
        if paths:
            made.paths[number] = paths
        return bool(paths)

    def _finished(self, folder: Path) -> FinishedReports:
        if folder not in self._known:
            self._known[folder] = FinishedReports(folder)
        return self._known[folder]

    def _origin(self, wanted: Wanted) -> str:
        """All that the reports depend on, as one text."""
        order = self._order
        source = digest(wanted.file) if wanted.group is None else wanted.group.digest
        parts = (source, wanted.stem.name, wanted.round_number, order.language, sorted(order.formats))
        more = (order.with_steps, order.brand, self._look, self._surroundings.environment.get("SOURCE_DATE_EPOCH"))
        return sha256(repr((__version__, parts, more)).encode()).hexdigest()

    @cached_property
    def _look(self) -> list[tuple[str, str]]:
        """Every file of the template, by its sum."""
        return [(str(path), digest(path)) for path in sorted(self._template.rglob("*"))]

    def _written(self, wanted: Wanted, printed: Printed) -> list[Path]:
        for note in printed.notes:
            self._say(note)
        if printed.missing and not self._order.require_pdf:
            self._say(f"No PDF could be made, so here is the HTML. {printed.missing}")
        return [self._write(wanted, kind, content) for kind, content in printed.contents.items()]

    def _write(self, wanted: Wanted, kind: str, content: bytes) -> Path:
        path = wanted.stem.with_name(f"{wanted.stem.name}.{kind}")
        if digest(path) == sha256(content).hexdigest():
            return path
        return output.write(path if self._order.force else output.free_name(path), content, replace=self._order.force)

    def _say(self, text: str) -> None:
        """Say it once, however many reports it is about."""
        if text not in self._said:
            self._said.add(text)
            self._surroundings.err.paragraph(text)

    def _press(self, workers: int) -> Press:
        return press_for(self._surroundings, workers, prints=Format.PDF in self._order.formats)

    def _job(self, wanted: Wanted) -> ReportJob:
        return ReportJob(
            wanted.file,
            wanted.round_number,
            self._order,
            self._template,
            self._surroundings.now(),
            "SOURCE_DATE_EPOCH" in self._surroundings.environment,
            wanted.group,
        )
