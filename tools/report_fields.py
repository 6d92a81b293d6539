"""docs/report-fields.md: every name a report template sees, written anew from the dataclasses it is given.

`python tools/report_fields.py` writes the file; a test says when it is out of date.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from inspect import cleandoc, getdoc
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.context import Context

PAGE = Path(__file__).resolve().parents[1] / "docs" / "report-fields.md"
HEAD = """
# What a report template sees

Written by `tools/report_fields.py` from the program itself. How a template is made:
[report_templates/README.md](../report_templates/README.md).

A template sees `report`, a map with the names below, and `head`. Maps are read with a dot: `report.cover.title`.
A *drawing* arrives drawn, as one `<svg>` with its alternative text. In the JSON that is attached to the PDF the same
names stand under `report`; there a drawing is a map with `alternative` and the figures it was made from, and a
Sentence is one text.
"""
PLAIN = {str: "text", bool: "true or false", int: "whole number", float: "number"}


def page() -> str:
    """The whole file."""
    tables = [_table(kind, "report" if kind is Context else kind.__name__) for kind in kinds(Context)]
    return "\n\n".join([cleandoc(HEAD), *tables]) + "\n"


def kinds(kind: type) -> list[type]:
    """*kind* and every kind of map it is made of, in the order in which they are first met."""
    found: dict[type, None] = {}
    waiting = [kind]
    while waiting:
        first = waiting.pop(0)
        if first not in found:
            found[first] = None
            waiting += [part for hint in get_type_hints(first).values() for part in _maps_in(hint)]
    return list(found)


def _maps_in(hint: Any) -> Iterator[type]:
    """The kinds of map in a type such as `tuple[Row, ...] | None`."""
    if is_dataclass(hint) and isinstance(hint, type) and not issubclass(hint, Drawing):
        yield hint
    for part in get_args(hint):
        yield from _maps_in(part)


def _table(kind: type, name: str) -> str:
    hints = get_type_hints(kind)
    rows = [f"| `{field.name}` | {_said(hints[field.name])} |" for field in fields(kind)]
    return "\n".join([f"## {name}", "", getdoc(kind) or "", "", "| name | what it is |", "| --- | --- |", *rows])


def _said(hint: Any) -> str:
    """A type in words."""
    parts = get_args(hint)
    if get_origin(hint) in (Union, UnionType):
        return " or ".join(_said(part) for part in parts)
    if get_origin(hint) is Literal:
        return " or ".join(f"`{part}`" for part in parts)
    if get_origin(hint) is tuple:
        return f"list of {_said(parts[0])}" if parts[-1] is Ellipsis else f"list of {len(parts)}: {_said(parts[0])}"
    if isinstance(hint, type) and issubclass(hint, Drawing):
        return "drawing"
    if hint is NoneType:
        return "none"
    return PLAIN.get(hint) or f"[{hint.__name__}](#{hint.__name__.lower()})"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
