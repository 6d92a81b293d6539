"""YAML: each response a mapping of column names to plain values, which are taken as they are typed.

    respondent: r1
    team: North
    answers:
      LE-A1: 2
      LE-A2: na
    ---
    respondent: r2
    LE-A1: 3

The answers may stand under `answers`, or beside the rest. A document is one response or a list of them; a file is one
document or several, each within the limits of every YAML file we read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import cast

from servicecheck.batch.sources.original import Original
from servicecheck.batch.sources.raw import Description, Raw, Wishes
from servicecheck.batch.sources.small_tables import raw_of, read_whole, rows_of
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import json_document, text_file, yaml_document
from servicecheck.files.tables import nested, records
from servicecheck.files.yaml_document import Document, Step, Value

ANSWERS = "answers"
_NO_MAPPING = "a response is expected here: the names of columns, each with a ':' and a value."
_BEGINS = re.compile(r"---(?:\s|$)")
_ENDS = re.compile(r"\.\.\.(?:\s|$)")
_SAYS_NOTHING = re.compile(r"\s*(?:#.*)?|(?:---|\.\.\.)\s*(?:#.*)?")


def read(source: Original, _: Wishes) -> Raw:
    """The responses in *source*. Raises InvalidFile with every mistake in it."""
    text = text_file.decode(read_whole(source, "yaml"), source.name)
    found: list[records.Found] = []
    problems: list[Problem] = []
    for line, words in _documents(text):
        try:
            found += _responses(_shifted(words, source.name, line), line)
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    if not found:
        raise text_file.refusal(source.name, "the file is empty, or holds only comments.")
    table = records.table_of(found, source.name)
    return raw_of(source, rows_of(table), Description("yaml", encoding="utf-8"))


def _documents(text: str) -> Iterator[tuple[int, str]]:
    """The documents in *text*, and how many lines stand before each. A line of marks begins one even in a text."""
    before, taken = 0, list[str]()
    for number, line in enumerate(text_file.lines(text)):
        begins = _BEGINS.match(line) and any(not _SAYS_NOTHING.fullmatch(one) and one[:1] != "%" for one in taken)
        if begins:
            yield before, "\n".join(taken)
            before, taken = number, []
        taken.append(line)
        if _ENDS.match(line):
            if not all(map(_SAYS_NOTHING.fullmatch, taken)):
                yield before, "\n".join(taken)
            before, taken = number + 1, []
    if not all(map(_SAYS_NOTHING.fullmatch, taken)):
        yield before, "\n".join(taken)


def _shifted(words: str, name: str, lines: int) -> Document:
    """The document in *words*, whose mistakes stand so many *lines* further down."""
    try:
        return yaml_document.read(words.encode(), name)
    except InvalidFile as error:
        moved = (replace(problem, place=_moved(problem.place, lines)) for problem in error.problems)
        raise InvalidFile(moved) from error


def _moved(place: Place, lines: int) -> Place:
    return place if place.line is None else replace(place, line=place.line + lines)


def _responses(document: Document, lines: int) -> Iterator[records.Found]:
    if isinstance(document.value, list):
        for index, one in enumerate(document.value):
            yield _response(document, one, (index,), lines)
    else:
        yield _response(document, document.value, (), lines)


def _response(document: Document, value: Value, path: tuple[Step, ...], lines: int) -> records.Found:
    place = _moved(document.place(path), lines)
    if not isinstance(value, dict):
        raise InvalidFile([Problem(_NO_MAPPING, place)])
    answers = value.get(ANSWERS)
    if not isinstance(answers, dict):
        return place.line or 0, _flat(value), ""
    beside = {key: one for key, one in value.items() if key != ANSWERS}
    twice = sorted(answers.keys() & beside.keys())
    if twice:
        message = f"'{twice[0][:40]}' stands both beside '{ANSWERS}' and under it. Remove one."
        raise InvalidFile([Problem(message, _moved(document.place((*path, ANSWERS, twice[0]), key=True), lines))])
    return place.line or 0, _flat({**beside, **answers}), ""


def _flat(one: Mapping[str, Value]) -> dict[str, json_document.Value]:
    """*one* as an object of JSON is read: lists of values are what was picked."""
    return nested.flat(cast("dict[str, json_document.Value]", one))
