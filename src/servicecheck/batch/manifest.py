"""How a scored table was made, in one JSON document with which whoever has the files can make the same bytes again.

It names files and columns, and holds nothing that anybody answered.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import ConfigDict, TypeAdapter, ValidationError

from servicecheck import __version__
from servicecheck.batch.inputs import Input
from servicecheck.batch.run import InputCount
from servicecheck.errors import InvalidFile, Place, Problem
from servicecheck.files import json_document, text_file

FORMAT = "servicecheck-manifest 1"
_MOST_BYTES = 16 * 2**20

Kind = Literal["scored", "rejects", "groups"]


@dataclass(frozen=True)
class Asked:
    """The questionnaire, and the bytes it was read from."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    version: str
    sha256: str


@dataclass(frozen=True)
class InputRecord:
    """One input, and how it was read."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    size: int
    sha256: str
    format: str
    encoding: str
    delimiter: str
    decimal: str
    sheet: str
    compression: str
    form: str
    numbers: str
    columns: dict[str, str]
    rows: int
    scored: int
    rejected: int


@dataclass(frozen=True)
class OutputRecord:
    """One file that was written."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: Kind
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a run was asked, what it read, and what it wrote."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    program: dict[str, str]
    """The versions of whatever works out the figures and writes them."""
    questionnaire: Asked
    options: dict[str, object]
    inputs: tuple[InputRecord, ...]
    outputs: tuple[OutputRecord, ...]
    is_unique: bool | None
    """Whether everybody was made sure to stand in one row; null where nobody is named."""

    def document(self) -> dict[str, object]:
        """The same as plain values."""
        rows = {kind: sum(getattr(one, kind) for one in self.inputs) for kind in ("rows", "scored", "rejected")}
        return {"format": FORMAT, **asdict(self), "rows": rows}

    def written(self) -> bytes:
        """The document as a file."""
        return json.dumps(self.document(), indent=2, ensure_ascii=False).encode() + b"\n"


def versions() -> dict[str, str]:
    """The versions of whatever works out the figures and writes them."""
    python = ".".join(map(str, sys.version_info[:3]))
    return {"servicecheck": __version__, "polars": pl.__version__, "python": python}


def record_of(one: Input, count: InputCount) -> InputRecord:
    """What is kept of an input."""
    how = one.raw.description
    columns = {match.name: match.target for match in one.layout.columns.matches}
    return InputRecord(
        one.raw.name, one.raw.size, one.raw.sha256(), how.format, how.encoding, how.delimiter, how.decimal, how.sheet,
        how.compression, one.layout.form, one.reading.numbers, columns, count.rows, count.scored, count.rejected,
    )  # fmt: skip


def read(path: Path) -> Manifest:
    """The manifest at *path*. Raises InvalidFile."""
    name = str(path)
    content = text_file.read_bytes(path, _MOST_BYTES, name)
    text = text_file.decode(content, name)
    document = json_document.read(text, name) if text.lstrip().startswith("{") else None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        message = f'this is no manifest. One begins with "format": "{FORMAT}", and stands beside a scored table.'
        raise InvalidFile([Problem(message, Place(name, 1))])
    parts = {key: value for key, value in document.items() if key not in ("format", "rows")}
    try:
        return TypeAdapter(Manifest).validate_python(parts)
    except ValidationError as error:
        raise InvalidFile([_problem(one, name) for one in error.errors()]) from error


def differences(before: Manifest, now: Asked, inputs: Sequence[tuple[str, str]]) -> list[str]:
    """What is not as it was: the questionnaire, or inputs, which are names with the SHA-256 of their bytes."""
    found = []
    if before.questionnaire.sha256 != now.sha256:
        was = f"version {before.questionnaire.version}" if before.questionnaire.version != now.version else "another"
        found.append(f"The questionnaire {now.id} is not the one of then, which was {was}.")
    known = {one.name: one.sha256 for one in before.inputs}
    found += [f"{name} is not the file of then: its content differs." for name, sha in inputs if known.get(name) != sha]
    missing = [name for name in known if name not in dict(inputs)]
    return found + [f"{name} was among the inputs, and is not now." for name in missing]


def other_versions(before: Manifest) -> list[str]:
    """What is of another version now."""
    now: Mapping[str, str] = versions()
    return [
        f"{name} was {version} and is {now.get(name, 'missing')} now."
        for name, version in before.program.items()
        if now.get(name) != version
    ]


def _problem(error: Mapping[str, object], name: str) -> Problem:
    place = error["loc"]
    where = ".".join(map(str, place)) if isinstance(place, tuple) else ""
    return Problem(
        f"'{where}' is not as a manifest has it: {error['msg']}. Take the one that was written.", Place(name)
    )
