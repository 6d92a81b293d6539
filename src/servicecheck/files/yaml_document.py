"""A YAML file as a tree in which every value stays the text its author typed, and knows its line and column.

The tree is built from the parser's events, one at a time and within limits, so no file can make it hang, grow or run
code: an ordinary loader dies on deep nesting, drops repeated keys in silence and turns `no` into False.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, cast

import yaml

from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import text_file, yaml_mistakes

MOST_BYTES = 2**20
MOST_DEPTH = 32
MOST_NODES = 100_000
MOST_PROBLEMS = 50

Value: TypeAlias = "dict[str, Value] | list[Value] | str | None"
Step: TypeAlias = str | int
_Mark: TypeAlias = yaml_mistakes.Mark
_Node: TypeAlias = yaml.ScalarEvent | yaml.CollectionStartEvent

_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KNOWN_VERSIONS = (None, (1, 1), (1, 2))


@dataclass(slots=True)
class _Spot:
    """Where a value stands, where its key stands, and the spots of its parts."""

    at: _Mark
    key: _Mark | None = None
    parts: dict[Step, "_Spot"] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """The value of a YAML file, and the place of everything in it."""

    file: str
    value: Value
    _root: _Spot

    def place(self, path: Sequence[Step], key: bool = False) -> Place:
        """The place of the value at *path*, or of its key; of the nearest value around it where there is none."""
        spot = self._root
        for number, step in enumerate(path, 1):
            part = spot.parts.get(step)
            if part is None:
                break
            if key and number == len(path) and part.key:
                return _place(self.file, part.key)
            spot = part
        return _place(self.file, spot.at)


def read(source: Path | bytes, name: str | None = None) -> Document:
    """Read *source*, a file or its bytes, called *name* in messages.

    Raises InvalidFile with every mistake in the file's form: mistakes that hide what follows end the list.
    """
    name = name or (str(source) if isinstance(source, Path) else "YAML")
    content = text_file.read_bytes(source, MOST_BYTES, name) if isinstance(source, Path) else source
    if len(content) > MOST_BYTES:
        raise text_file.refusal(name, f"the text is larger than {MOST_BYTES // 2**20} MiB, the most that is read.")
    reading = _Reading(name, text_file.decode(content, name))
    reading.run()
    if reading.problems:
        raise InvalidFile(reading.problems)
    if reading.root is None or reading.value is None:
        raise text_file.refusal(name, "the file is empty, or holds only comments.")
    return Document(name, reading.value, reading.root)


class _TooMuch(Exception):
    """A limit is passed: the rest of the file is not looked at."""


@dataclass(slots=True)
class _Open:
    """A list or map that has begun; a map waits in turn for a key and for its value."""

    value: "dict[str, Value] | list[Value]"
    spot: _Spot
    key: str = ""
    key_at: _Mark | None = None
    waits_for_key: bool = True
    drops_value: bool = False


class _Reading:
    """One pass over the events of a text, collecting the tree and the mistakes."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.value: Value = None
        self.root: _Spot | None = None
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._last: yaml.ScalarEvent | None = None
        self._has_anchors = False

    def run(self) -> None:
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                self._take(event)
        except _TooMuch:
            pass
        except yaml.MarkedYAMLError as error:
            self._explain(error)
        except yaml.YAMLError as error:
            self.problems.append(Problem(f"this is not YAML ({error}).", Place(self.name)))

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._last = event
            self._count(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._count(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._anchor(event)
            self._add(None, _Spot(_start(event)))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _count(self, event: _Node) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._report(f"there are more than {MOST_NODES} values. Split the file.", _start(event), last=True)
        if event.anchor is not None:
            self._anchor(event)
        if event.tag is not None:
            self._report(yaml_mistakes.NO_TAGS, _start(event))

    def _anchor(self, event: yaml.Event) -> None:
        if not self._has_anchors:  # once is enough: who uses them uses many
            self._report(yaml_mistakes.NO_ANCHORS, _start(event))
        self._has_anchors = True

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "a second document begins here. Keep one in a file: remove the line '---', or split the file."
            self._report(message, _start(event), last=True)
        if event.version not in _KNOWN_VERSIONS:
            message = "this version of YAML is not known. Remove the line that begins with %YAML."
            self._report(message, _start(event))
        if event.tags:
            self._report("tags are not used here. Remove the line that begins with %TAG.", _start(event))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text, plain = event.value, not event.style
        hidden = text_file.unseen(text) if event.style == '"' else None  # written as an escape such as \0
        if hidden:
            self._report(f"this text holds the invisible character {hidden}. Remove the escape.", _start(event))
        if self._open and isinstance(self._open[-1].value, dict) and self._open[-1].waits_for_key:
            self._key(self._open[-1], event)
        else:
            self._add(None if plain and not text else text, _Spot(_start(event)))

    def _key(self, parent: _Open, event: yaml.ScalarEvent) -> None:
        key, mark = event.value, _start(event)
        parent.key, parent.key_at, parent.waits_for_key, parent.drops_value = key, mark, False, True
        earlier = parent.spot.parts.get(key)
        if not key:
            self._report(yaml_mistakes.NO_KEY, mark)
        elif key == "<<" and not event.style:
            self._report("merge keys ('<<') are not used here. Write the keys out.", mark)
        elif earlier and earlier.key:
            message = f"the key '{_shown(key)}' is repeated: line {earlier.key.line + 1} has it already. Remove one."
            self._report(message, mark)
        else:
            parent.drops_value = False

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        if len(self._open) == MOST_DEPTH:
            message = f"this is nested deeper than {MOST_DEPTH} levels. Write it flatter, or put brackets in quotes."
            self._report(message, _start(event), last=True)
        value: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        spot = _Spot(_start(event))
        self._add(value, spot)
        self._open.append(_Open(value, spot))

    def _add(self, value: Value, spot: _Spot) -> None:
        if not self._open:
            self.value, self.root = value, spot
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.spot.parts[len(parent.value)] = spot
            parent.value.append(value)
        elif parent.waits_for_key:
            self._report("a key must be plain text, not a list, a map or an alias. Put it in quotes.", spot.at)
            parent.waits_for_key, parent.drops_value = False, True
        else:
            parent.waits_for_key = True
            if not parent.drops_value:
                spot.key = parent.key_at
                parent.spot.parts[parent.key] = spot
                parent.value[parent.key] = value

    def _report(self, message: str, mark: _Mark, last: bool = False) -> None:
        self.problems.append(Problem(message, _place(self.name, mark)))
        if len(self.problems) == MOST_PROBLEMS:
            message = "there may be more mistakes. Put these right, then check again."
            self.problems.append(Problem(message, Place(self.name)))
            raise _TooMuch
        if last:
            raise _TooMuch

    def _explain(self, error: yaml.MarkedYAMLError) -> None:
        at: _Mark = cast(_Mark, error.problem_mark or error.context_mark)
        last = self._last
        complaint = yaml_mistakes.Complaint(
            problem=str(error.problem or ""),
            at=at,
            context=str(error.context or ""),
            since=error.context_mark or at,
            last=yaml_mistakes.Scalar(_start(last), cast(_Mark, last.end_mark), _quote(last)) if last else None,
        )
        mistake = yaml_mistakes.explain(complaint, text_file.lines(self.text))
        self.problems.append(Problem(mistake.message, _place(self.name, mistake.at)))


def _start(event: yaml.Event) -> _Mark:
    return cast(_Mark, event.start_mark)


def _shown(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _quote(event: yaml.ScalarEvent) -> str:
    return event.style if event.style in ("'", '"') else ""


def _place(file: str, mark: _Mark) -> Place:
    return Place(file, mark.line + 1, mark.column + 1)
