"""What the columns of a table are, as a small YAML file that can be saved, corrected and used again.

    format: servicecheck-map 1
    columns:
      "How easy was it?": LE-A1
      "Why?": LE-A1:note
      "Your team": left-out
    answers:
      "99": dk
      "Hardly ever": 1.5

A column that the map does not name is found by its name, as without a map; a cell that stands under `answers`, which
may be left out, means the same in every column that can hold that value.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import yaml_document
from servicecheck.files.likeness import key
from servicecheck.files.yaml_document import Document, Value

FORMAT = "servicecheck-map 1"
LEFT_OUT = "left-out"
_KEYS = ("format", "columns", "answers")
How = Literal["name", "map", "nearest", "form", "wish", "unknown"]

_REASONS: Mapping[How, str] = {
    "nearest": "the nearest question: is it meant?",
    "form": "written by the form tool",
    "unknown": "no question is called so",
}


@dataclass(frozen=True)
class Match:
    """What one column was taken for, and why."""

    name: str
    target: str
    """An item's id, perhaps with `:note`; who answered; or `left-out`."""
    how: How


@dataclass(frozen=True)
class ColumnMap:
    """What somebody says that columns are, by their names."""

    targets: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """By the names as they are compared."""
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The values that cells stand for, by their words as they are compared."""
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))

    def target(self, name: str) -> str | None:
        """What the column of this name is; None where the map does not say."""
        return self.targets.get(key(name))

    def place(self, name: str) -> Place:
        """Where the map says something of the column or the cell of this name."""
        return self.places[key(name)]


def read(path: Path) -> ColumnMap:
    """The map in the file at *path*. Raises InvalidFile with every mistake and its place."""
    document = yaml_document.read(path)
    content = document.value
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        message = f"this is no map of columns. It begins with 'format: {FORMAT}'; --save-map writes one."
        raise InvalidFile([Problem(message, Place(str(path), 1))])
    columns, answers = content.get("columns"), content.get("answers", {})
    problems = [
        Problem(f"a map has no '{one}'.", document.place([one], key=True)) for one in content if one not in _KEYS
    ]
    for part, words in ((columns, "columns"), (answers, "answers")):
        if not isinstance(part, dict):
            message = "a map names columns under 'columns', each with what it is; under 'answers' cells with a value."
            problems.append(Problem(message, document.place([words])))
    if problems:
        raise InvalidFile(problems)
    names, cells = _Entries(document, "columns"), _Entries(document, "answers")
    problems = [*names.problems, *cells.problems]
    if problems:
        raise InvalidFile(problems)
    return ColumnMap(names.said, cells.said, cells.places | names.places)


class _Entries:
    """What one part of a map says, by names as they are compared."""

    def __init__(self, document: Document, part: str) -> None:
        self.said: dict[str, str] = {}
        self.places: dict[str, Place] = {}
        self.problems: list[Problem] = []
        content = document.value.get(part, {}) if isinstance(document.value, dict) else {}
        for name, said in content.items() if isinstance(content, dict) else ():
            self._take(name, said, document.place([part, name], key=True))

    def _take(self, name: str, said: Value, place: Place) -> None:
        if not isinstance(said, str):
            self.problems.append(Problem(f"write one thing that '{name[:60]}' stands for.", place))
        elif key(name) in self.said:
            message = f"'{name[:60]}' stands in line {self.places[key(name)].line} already. Keep one."
            self.problems.append(Problem(message, place))
        else:
            self.said[key(name)], self.places[key(name)] = said.strip(), place


def written(matches: Iterable[Match]) -> str:
    """The map of these columns, as YAML; what was only guessed says so behind it."""
    lines = [f"format: {FORMAT}", "columns:"]
    for match in {key(match.name): match for match in matches}.values():
        reason = _REASONS.get(match.how)
        lines.append(f"  {_quoted(match.name)}: {match.target}{f'  # {reason}' if reason else ''}")
    return "\n".join(lines) + "\n"


def _quoted(name: str) -> str:
    """A column's name between quotation marks, with what cannot be seen as its number."""
    return json.dumps(name) if not name.isprintable() else json.dumps(name, ensure_ascii=False)


def with_way_out(problems: Sequence[Problem], path: Path) -> list[Problem]:
    """*problems* with columns, the last of which says that what they may be was written to *path*."""
    *others, last = problems
    way_out = f"What the columns may be is in {path} now. Look it through, and give it with --map."
    return [*others, replace(last, message=f"{last.message} {way_out}")]
