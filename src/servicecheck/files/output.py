"""What the program makes: whole or absent, never through a link, never over another file unless that was asked for."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file.disk import disk
from servicecheck.files.assessment_file.new_file import new_file, write_new_file


def write(path: Path, content: bytes, *, replace: bool = False) -> Path:
    """Write *content* to *path*; with *replace* in place of a regular file that is there. Returns the path.

    Raises ServicecheckError where something else is in the way, and StorageError when the disk refuses.
    """
    with disk(path):
        if not replace or not os.path.lexists(path):
            write_new_file(path, content)
            return path
        if path.is_symlink() or not path.is_file():
            raise ServicecheckError(f"{path} is not a regular file, so it is not replaced. Choose another name.")
        fresh = free_name(path)
        write_new_file(fresh, content)
        fresh.replace(path)
    return path


@contextmanager
def writing(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A file at *path* to be written bit by bit: it stands there when it is whole, or not at all.

    Raises ServicecheckError where something is in the way, and StorageError when the disk refuses.
    """
    check_free(path, replace=replace)
    with disk(path), new_file(path, replace=replace) as file:
        yield file


def check_free(path: Path, *, replace: bool = False) -> None:
    """Raise ServicecheckError where something is in the way at *path*."""
    if not os.path.lexists(path):
        return
    if not replace:
        raise ServicecheckError(f"{path} is there already. Choose another name, or give --force.")
    if path.is_symlink() or not path.is_file():
        raise ServicecheckError(f"{path} is not a regular file, so it is not replaced. Choose another name.")


def free_name(path: Path) -> Path:
    """*path*, or the first of `name-2`, `name-3` … that is not there yet."""
    if not os.path.lexists(path):
        return path
    number = 2
    while os.path.lexists(candidate := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return candidate
