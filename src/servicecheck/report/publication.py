"""The report as JSON: exactly what it publishes, as it publishes it, and the figures its drawings were made from.

It is made from the same context as the pages, so it can hold no respondent's answers that the pages do not show.
"""

import json
from dataclasses import fields, is_dataclass
from typing import TypeAlias

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.context import Context
from servicecheck.report.parts import Sentence

FORMAT = "servicecheck-report"
VERSION = 1

Plain: TypeAlias = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None


def document(context: Context) -> bytes:
    """The JSON document, UTF-8, with its keys in the report's order."""
    published = {"format": FORMAT, "version": VERSION, "report": plain(context)}
    return json.dumps(published, ensure_ascii=False, indent=1).encode()


def plain(value: object) -> Plain:
    """*value* in JSON's own types; a drawing becomes its alternative text and its figures."""
    if isinstance(value, Sentence):
        return str(value)
    if isinstance(value, Drawing) and is_dataclass(value):
        return {"alternative": value.title, **_fields(value)}
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, float):
        return round(value, 2)
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} cannot be published")


def _fields(value: object) -> dict[str, Plain]:
    hidden = {"words"} if isinstance(value, Drawing) else set()
    assert is_dataclass(value)
    return {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name not in hidden}
