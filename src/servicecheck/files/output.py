"""What the program makes: whole or absent, never through a link, never over another file unless that was asked for."""

import os
from pathlib import Path

from servicecheck.errors import ServicecheckError
from servicecheck.files.assessment_file.disk import disk
from servicecheck.files.assessment_file.new_file import write_new_file


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


def free_name(path: Path) -> Path:
    """*path*, or the first of `name-2`, `name-3` … that is not there yet."""
    if not os.path.lexists(path):
        return path
    number = 2
    while os.path.lexists(candidate := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return candidate
