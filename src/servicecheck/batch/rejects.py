"""The rows that cannot be used: counted, and kept outside of memory in the order of the files.

Batches may come in any order and in great number, and all of them may be bad; so the reasons go to a temporary file
that has no name, and only where each batch's stand in it is remembered.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from servicecheck.errors import Place
from servicecheck.files.answers.found import Reject

COLUMNS = ("file", "row", "column", "value", "reason")
"""Of the file with all rejects."""


class RowRejected(Exception):
    """A row was rejected where none may be."""

    def __init__(self, rejects: Sequence[Reject]) -> None:
        super().__init__()
        self.rejects = tuple(rejects)


@dataclass(frozen=True)
class _Part:
    """Where the rejects of one batch stand."""

    input: int
    first_row: int
    start: int
    length: int


class Rejects(AbstractContextManager["Rejects"]):
    """Why rows are rejected, of all inputs together."""

    def __init__(self, *, is_strict: bool = False) -> None:
        self.rows = 0
        self._is_strict = is_strict
        self._parts: list[_Part] = []
        self._file = TemporaryFile()  # noqa: SIM115 (closed with the rejects)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, number: int, rows: Iterable[Sequence[Reject]]) -> None:
        """Keep the rejects of some *rows* of the input with this *number*. Raises RowRejected if none may be."""
        start = self._file.seek(0, 2)
        first_row = 0
        for rejects in rows:
            if self._is_strict:
                raise RowRejected(rejects)
            self.rows += 1
            first_row = first_row or rejects[0].place.line or 0
            for one in rejects:
                written = [one.place.file, one.place.line, one.place.column, one.column, one.value, one.reason]
                self._file.write(json.dumps(written).encode() + b"\n")
        if first_row:
            self._parts.append(_Part(number, first_row, start, self._file.tell() - start))

    def clear(self) -> Self:
        """Forget all: the inputs are read again."""
        self.rows = 0
        self._parts.clear()
        self._file.truncate(0)
        return self

    def __iter__(self) -> Iterator[Reject]:
        """Every reject, in the order of the inputs and their rows."""
        for part in sorted(self._parts, key=lambda one: (one.input, one.first_row)):
            self._file.seek(part.start)
            for line in self._file.read(part.length).splitlines():
                file, row, position, column, value, reason = json.loads(line)
                yield Reject(Place(file, row, position), column, value, reason)
