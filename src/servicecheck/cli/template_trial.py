"""Trying a report template on the shipped example, in a child of the press: what `check` says of it."""

import json
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from servicecheck.errors import Place, Problem, Severity, TemplateStopped
from servicecheck.language import LANGUAGES
from servicecheck.report.press import Press, Printed, at_work

if TYPE_CHECKING:
    from servicecheck.report import Context

_PROBLEMS = "problems"


@dataclass(frozen=True)
class Trial:
    """One template, filled in with the example in every language."""

    template: Path
    now: datetime

    def __call__(self) -> Printed:
        """Try it, and hand back what is wrong with it."""
        from servicecheck import report
        from servicecheck.report.template_check import problems

        contexts = _example_contexts()
        with at_work(self.template / report.PAGE):
            found = problems(report.find_template(self.template), contexts, self.now)
        listed = [[one.message, one.place.file, one.place.line, one.severity] for one in found]
        return Printed({_PROBLEMS: json.dumps(listed).encode()})


def problems_of(template: Path, press: Press, now: datetime) -> list[Problem]:
    """What is wrong with the *template*. Raises TemplateStopped where it used too much to tell."""
    printed = press.one(Trial(template, now))
    listed: list[tuple[str, str, int | None, Severity]] = json.loads(printed.contents[_PROBLEMS])
    return [Problem(message, Place(file, line), severity) for message, file, line, severity in listed]


def as_problem(stopped: TemplateStopped, template: Path) -> Problem:
    """The problem of a template that had to be stopped."""
    return Problem(stopped.message, Place(str(template)))


@cache
def _example_contexts() -> list["Context"]:
    """The report on the example's newest round, in every language; all its sections are there."""
    from servicecheck.cli import example_file, report_contents
    from servicecheck.files import example
    from servicecheck.files.assessment_file import AssessmentFile

    answered, asked = example.load(example.shipped())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.servicecheck"
        with AssessmentFile.create(path, answered.whose()) as file:
            newest = example_file.fill(file, answered, asked, answered.language)
        contents = report_contents.read(path, newest.number, with_steps=True)
    return [contents.told(language) for language in LANGUAGES]
