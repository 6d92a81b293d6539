"""The SHA-256 of large files, worked out beside everything else: reading and scoring do not wait for it."""

import hashlib
from collections.abc import Callable
from queue import SimpleQueue
from threading import Event, Thread
from typing import BinaryIO

_CHUNK = 2**20
_WORTH_IT = 2**23
"""Smaller files are done when somebody asks."""


def sha256_of(file: BinaryIO) -> str:
    """The SHA-256 of all that is in *file*, in hexadecimal digits."""
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


class Digest:
    """The SHA-256 of a file of this *size* that *opened* opens."""

    def __init__(self, opened: Callable[[], BinaryIO], size: int) -> None:
        self._opened = opened
        self._is_done = Event()
        self._found = ""
        self._failure: Exception | None = None
        self._is_begun = size >= _WORTH_IT
        if self._is_begun:
            _queue().put(self)

    def value(self) -> str:
        """The digits, as soon as they are known. Raises what reading the file raises."""
        if not self._is_begun:
            self.work_out()
            self._is_begun = True
        self._is_done.wait()
        if self._failure:
            raise self._failure
        return self._found

    def work_out(self) -> None:
        """Read the file, whoever waits for it."""
        try:
            with self._opened() as file:
                self._found = sha256_of(file)
        except Exception as failure:  # noqa: BLE001 (whoever asks for the digits gets it)
            self._failure = failure
        self._is_done.set()


_waiting: list[SimpleQueue[Digest]] = []


def _queue() -> SimpleQueue[Digest]:
    """One thread for all files: more would only be in each other's way, and in that of the engine."""
    if not _waiting:
        _waiting.append(SimpleQueue())
        Thread(target=_work, args=(_waiting[0],), name="digests", daemon=True).start()
    return _waiting[0]


def _work(queue: SimpleQueue[Digest]) -> None:
    while True:
        queue.get().work_out()
