"""Mistakes in somebody's file: the place alone on its line, so that editors make it a link, and what to do below."""

from collections.abc import Sequence

from servicecheck.errors import Problem
from servicecheck.terminal.screen import Screen


def show_mistakes(screen: Screen, problems: Sequence[Problem]) -> None:
    """Print every problem in *problems*."""
    for problem in problems:
        screen.line((str(problem.place), "bold"))
        warning = "warning: " if problem.severity == "warning" else ""
        for sentence in problem.message.split("\n"):
            screen.paragraph(warning + sentence, indent="  ")
            warning = ""


def counted(problems: Sequence[Problem], files: int | None = None) -> str:
    """How many mistakes and warnings there are, in how many *files*; when not told, those that have some."""
    warnings = sum(problem.severity == "warning" for problem in problems)
    numbers = [(len(problems) - warnings, "mistake"), (warnings, "warning")]
    found = " and ".join(_number(n, word) for n, word in numbers if n) or "No mistakes"
    return f"{found} in {_number(files or len({problem.place.file for problem in problems}), 'file')}."


def _number(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
