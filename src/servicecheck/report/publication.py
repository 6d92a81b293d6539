"""The report as JSON: exactly what it publishes, as it publishes it, and the figures its drawings were made from.

It is made from the same context as the pages, so it can hold no respondent's answers that the pages do not show.
"""

import json
from dataclasses import fields, is_dataclass, replace
from typing import TypeAlias

from servicecheck.report.charts.agreement import AgreementAxis
from servicecheck.report.charts.level_bar import LevelBar
from servicecheck.report.charts.scale import Axis
from servicecheck.report.charts.svg import Drawing
from servicecheck.report.context import Context
from servicecheck.report.parts import Sentence
from servicecheck.report.printable import printable

FORMAT = "servicecheck-report"
VERSION = 1

Plain: TypeAlias = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def document(context: Context) -> bytes:
    """The JSON document, UTF-8: the exact figures, and the report's keys in its order."""
    figures, report = json.loads(context.figures), _fields(replace(context, figures=""))
    published = {"format": FORMAT, "version": VERSION, "figures": figures, "report": report}
    return json.dumps(published, ensure_ascii=False, indent=1).encode()


def plain(value: object) -> Plain:
    """*value* in JSON's own types; a drawing becomes its alternative text and its figures."""
    if isinstance(value, Sentence):
        return printable(str(value))
    if isinstance(value, Drawing):
        return {"alternative": value.title, **_fields(value)}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, int | None):
        return value
    raise TypeError(f"{type(value).__name__} cannot be published")


def _fields(value: object) -> dict[str, Plain]:
    hidden = _left_out(value)
    assert is_dataclass(value)
    return {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name not in hidden}


def _left_out(value: object) -> set[str]:
    """A drawing's words are its alternative text already, and its scale stands once at the head of its chart."""
    if not isinstance(value, Drawing):
        return set()
    return {"words"} if isinstance(value, Axis | AgreementAxis | LevelBar) else {"words", "scale"}
