"""Somebody who fills in an XForm as ODK's programs do: what is relevant is asked, and what is not has no answer.

It follows the XForm that pyxform makes of the workbook, not the workbook, and knows nothing of questionnaires.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

_XFORMS = "{http://www.w3.org/2002/xforms}"
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>'[^']*'|"[^"]*")|(?P<path>(?:/[\w.]+)+)|(?P<number>-?\d+(?:\.\d+)?)|(?P<word>[a-z]+(?:-[a-z]+)*)"""
    r"""|(?P<sign><=|>=|[=<>(),.]))"""
)


class Value:
    """A value of XPath: compared as numbers where either is one."""

    def __init__(self, content: str | float) -> None:
        self.content = content

    @property
    def number(self) -> float:
        try:
            return float(self.content)
        except ValueError:
            return float("nan")

    @property
    def text(self) -> str:
        return str(self.content)

    def __eq__(self, other: object) -> bool:
        assert isinstance(other, Value)
        if isinstance(self.content, float) or isinstance(other.content, float):
            return self.number == other.number
        return self.text == other.text

    def __ge__(self, other: "Value") -> bool:
        return self.number >= other.number

    def __le__(self, other: "Value") -> bool:
        return self.number <= other.number

    def __lt__(self, other: "Value") -> bool:
        return self.number < other.number

    def __hash__(self) -> int:
        raise TypeError


def _rounded(value: Value, places: Value) -> Value:
    return Value(round(value.number, int(places.number)))


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "selected": lambda cell, wanted: wanted.text in cell.text.split(),
    "count_selected": lambda cell: Value(float(len(cell.text.split()))),
    "number": lambda value: Value(value.number),
    "concat": lambda *parts: Value("".join(part.text for part in parts)),
    "round": _rounded,
    "string_length": lambda value: Value(float(len(value.text))),
    "true": lambda: True,
    "false": lambda: False,
    "no": lambda holds: not holds,
}


@dataclass
class Submission:
    """What was asked, and what is sent: the cells of an export by path, such as LE_A/LE_A1."""

    asked: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    """Names of questions whose answer the form does not take."""


def submitted(xform: str, replies: Mapping[str, str]) -> Submission:
    """What somebody sends who gives *replies*, by the names of questions, wherever one is asked."""
    found = Submission()
    hidden: list[str] = []
    for bind in ElementTree.fromstring(xform).iter(f"{_XFORMS}bind"):
        path = bind.attrib["nodeset"]
        if any(path.startswith(f"{group}/") for group in hidden) or not _holds(bind.get("relevant"), found, path):
            hidden.append(path)
        elif bind.get("readonly") is None and bind.get("type") is not None:
            _answer(found, path, replies, bind.get("constraint"))
    return found


def _answer(found: Submission, path: str, replies: Mapping[str, str], constraint: str | None) -> None:
    name = path.rpartition("/")[2]
    found.asked.append(name)
    if name not in replies:
        return
    column = path.removeprefix("/data/")
    found.cells[column] = replies[name]
    if not _holds(constraint, found, path):
        found.refused.append(name)


def _holds(expression: str | None, found: Submission, path: str) -> bool:
    if expression is None:
        return True

    def cell(asked: str) -> Value:
        return Value(found.cells.get(asked.removeprefix("/data/"), ""))

    known = {"Value": Value, "cell": cell, **FUNCTIONS}
    return bool(eval(_as_python(expression, path), {"__builtins__": {}}, known))  # noqa: S307 (made of known tokens)


def _as_python(expression: str, path: str) -> str:
    parts, at = [], 0
    while expression[at:].strip():
        token = _TOKEN.match(expression, at)
        assert token, expression[at:]
        at = token.end()
        match token.lastgroup:
            case "text":
                parts.append(f"Value({token['text'][1:-1]!r})")
            case "path":
                parts.append(f"cell({token['path']!r})")
            case "number":
                parts.append(f"Value({float(token['number'])!r})")
            case "word":
                parts.append({"not": "no"}.get(token["word"], token["word"].replace("-", "_")))
            case _:
                parts.append({"=": "==", ".": f"cell({path!r})"}.get(token["sign"], token["sign"]))
    return " ".join(parts)
