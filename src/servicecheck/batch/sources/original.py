"""The bytes of a source as they were handed in, and those that are read: unpacked, and in UTF-8."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from servicecheck.batch.sources.digest import sha256_of
from servicecheck.batch.sources.temporary import room_for, unnamed_file
from servicecheck.files.text_file import open_regular


@dataclass(frozen=True)
class Original:
    """A file that can be read as often as wanted."""

    name: str
    path: Path
    size: int

    def sha256(self) -> str:
        """The SHA-256 of all its bytes, in hexadecimal digits."""
        with self.open() as file:
            return sha256_of(file)

    def open(self) -> BinaryIO:
        """The file, from its beginning."""
        file = open_regular(self.path, self.name)
        file.seek(0)  # on some systems all who have a temporary file open share one place in it
        return file

    def start(self, most: int) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(most)


def original(path: Path) -> Original:
    """The file at *path*. Raises InvalidFile for what is no regular file."""
    with open_regular(path, str(path)) as file:
        return Original(str(path), path, os.fstat(file.fileno()).st_size)


def spooled(chunks: Iterable[bytes], name: str) -> Original:
    """What comes in *chunks*, kept in a temporary file that has no name and only its owner may read."""
    with room_for(name):
        file, path = unnamed_file()
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        return Original(name, path, os.fstat(file.fileno()).st_size)
