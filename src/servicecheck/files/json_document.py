"""JSON as a tree whose numbers stay the text that was typed, within limits and with the line of every mistake."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NoReturn, TypeAlias

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files.text_file import refusal

MOST_DEPTH = 32


class Number(str):
    """A number as it was typed: 1.10 keeps its zero, and no digit of a long one is lost."""

    __slots__ = ()


Value: TypeAlias = "dict[str, Value] | list[Value] | str | bool | None"

_WHITE = " \t\r\n"


def read(text: str, name: str) -> Value:
    """The one value in *text*. Raises InvalidFile."""
    return _decoded(_Reader(name), text, name, 1)


def records(text: str, name: str) -> Iterator[tuple[int, Value]]:
    """The elements of the list that *text* is, each with the line on which it begins. Raises InvalidFile."""
    reader, line, counted_to = _Reader(name), 1, 0
    at = _skip(text, 0)
    if text[at : at + 1] != "[":
        read(text, name)
        raise _mistake("a list of objects is expected here: [{ … }, { … }].", name, *_spot(text, at))
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        line, counted_to = line + text.count("\n", counted_to, at), at
        try:
            value, end = reader.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError, _Refused) as error:
            raise _explained(error, name, line) from error
        yield line, _shallow(value, name, line)
        at = _skip(text, end)
        if text[at : at + 1] == ",":
            at = _skip(text, at + 1)
            if text[at : at + 1] == "]":
                raise _mistake("a comma stands before the end of the list. Remove it.", name, *_spot(text, at))
        elif text[at : at + 1] != "]":
            raise _mistake("a comma or the end of the list, ], is expected here.", name, *_spot(text, at))
    if text[at + 1 :].strip(_WHITE):
        raise _mistake("something stands after the end of the list. Remove it.", name, *_spot(text, at + 1))


def start(text: str, name: str) -> Place:
    """Where the value in *text* begins."""
    return Place(name, *_spot(text, _skip(text, 0)))


def line_of(text: str, name: str, line: int) -> Value:
    """The value in one line of a JSON Lines file. Raises InvalidFile."""
    return _decoded(_reader_of(name), text, name, line)


class _Refused(ValueError):
    """Something JSON does not have, or has twice."""


class _Reader(json.JSONDecoder):
    """Python's decoder without what it adds to JSON: NaN, infinity, and keys that replace each other."""

    def __init__(self, name: str) -> None:
        super().__init__(
            parse_float=Number, parse_int=Number, parse_constant=_no_constant, object_pairs_hook=_unique, strict=True
        )
        self.name = name


@lru_cache(maxsize=1)
def _reader_of(name: str) -> _Reader:
    return _Reader(name)


def _no_constant(word: str) -> NoReturn:
    raise _Refused(f"{word} is not a number. Write digits, or null.")


def _unique(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        repeated = next(key for key, count in times.items() if count > 1)
        raise _Refused(f"'{repeated[:40]}' stands twice in one object. Remove one.")
    return found


def _decoded(reader: _Reader, text: str, name: str, line: int) -> Value:
    try:
        value: Value = reader.decode(text)
    except (json.JSONDecodeError, RecursionError, _Refused) as error:
        raise _explained(error, name, line) from error
    may_be_deep = text.count("{") + text.count("[") > MOST_DEPTH
    return _shallow(value, name, line) if may_be_deep else value


def _explained(error: Exception, name: str, line: int) -> InvalidFile:
    if isinstance(error, json.JSONDecodeError):
        reason = error.msg[:1].lower() + error.msg[1:]
        return _mistake(f"this is not JSON: {reason}.", name, line + error.lineno - 1, error.colno)
    if isinstance(error, RecursionError):
        return _mistake(_TOO_DEEP, name, line)
    return _mistake(str(error), name, line)


_TOO_DEEP = f"it is nested more than {MOST_DEPTH} deep."


def _shallow(value: Value, name: str, line: int) -> Value:
    """*value*, unless it is nested too deeply."""
    level = [value]
    for _ in range(MOST_DEPTH + 1):
        level = [inner for one in level for inner in _inside(one)]
        if not level:
            return value
    raise _mistake(_TOO_DEEP, name, line)


def _inside(value: Value) -> list[Value]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _WHITE:
        at += 1
    return at


def _spot(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _mistake(message: str, name: str, line: int, column: int | None = None) -> InvalidFile:
    return InvalidFile([Problem(message, Place(name, line, column))])


def refuse_empty(text: str, name: str) -> None:
    """Raise InvalidFile where there is nothing in *text*."""
    if not text.strip():
        raise refusal(name, "the file is empty.")
