"""What the columns of a table are, as a small YAML file that can be saved, corrected and used again.

    format: servicecheck-map 1
    columns:
      "How easy was it?": LE-A1
      "Why?": LE-A1:note
      "Your team": left-out

A column that the map does not name is found by its name, as without a map.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import yaml_document
from servicecheck.files.likeness import key
from servicecheck.files.yaml_document import Document, Value

FORMAT = "servicecheck-map 1"
LEFT_OUT = "left-out"
_KEYS = ("format", "columns")
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
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))

    def target(self, name: str) -> str | None:
        """What the column of this name is; None where the map does not say."""
        return self.targets.get(key(name))

    def place(self, name: str) -> Place:
        """Where the map says so."""
        return self.places[key(name)]


def read(path: Path) -> ColumnMap:
    """The map in the file at *path*. Raises InvalidFile with every mistake and its place."""
    document = yaml_document.read(path)
    content = document.value
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        message = f"this is no map of columns. It begins with 'format: {FORMAT}'; --save-map writes one."
        raise InvalidFile([Problem(message, Place(str(path), 1))])
    columns = content.get("columns")
    if not isinstance(columns, dict):
        message = "a map names columns: under 'columns', each column's name and what it is."
        raise InvalidFile([Problem(message, document.place(["columns"]))])
    return _column_map(columns, document, [one for one in content if one not in _KEYS])


def _column_map(columns: Mapping[str, Value], document: Document, unknown: Iterable[str]) -> ColumnMap:
    targets, places = dict[str, str](), dict[str, Place]()
    problems = [Problem(f"a map has no '{one}'.", document.place([one], key=True)) for one in unknown]
    for name, target in columns.items():
        place = document.place(["columns", name], key=True)
        if not isinstance(target, str):
            problems.append(Problem("write what this column is: an item's id, respondent, role, left-out.", place))
        elif key(name) in targets:
            problems.append(Problem(f"this column stands in line {places[key(name)].line} already. Keep one.", place))
        else:
            targets[key(name)], places[key(name)] = target.strip(), place
    if problems:
        raise InvalidFile(problems)
    return ColumnMap(targets, places)


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
