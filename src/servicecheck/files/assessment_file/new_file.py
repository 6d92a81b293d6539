"""A new file, whole or absent: never half, never over another, never through a link."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from servicecheck.errors import ServicecheckError

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def write_new_file(path: Path, content: bytes) -> None:
    """Write and sync a new file that only its owner can read. Raises ServicecheckError if there is one, and OSError."""
    with new_file(path) as file:
        file.write(content)


@contextmanager
def new_file(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A file to be written, which only its owner can read; it has its name when it is whole, synced and closed.

    With *replace* it takes the place of a file that is there. The caller makes sure that nobody else makes a file of
    this name at the same time. Raises ServicecheckError if there is one, and OSError.
    """
    if not replace and os.path.lexists(path):
        raise _exists(path)
    remove_draft(path)
    try:
        with _opened(_draft(path)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if replace:
            _draft(path).replace(path)
        else:
            _give_name(_draft(path), path)
    finally:
        remove_draft(path)
    try:
        sync_folder(path.parent)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def remove_draft(path: Path) -> None:
    """Remove what a run that was killed left of a new file. It may be another name of the finished one."""
    with suppress(OSError):
        _draft(path).unlink()


def sync_folder(folder: Path) -> None:
    """Let the names in *folder* be on the disk. (Windows does so by itself, and cannot be asked.)"""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _opened(draft: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(draft, flags, 0o600), "w+b")


def _give_name(draft: Path, path: Path) -> None:
    """Link, because a rename would replace what is there; rename where the disk knows no links, such as a USB stick."""
    try:
        if sys.platform == "win32":
            draft.rename(path)  # replaces nothing there
        else:
            _link(draft, path)
    except FileExistsError as error:
        raise _exists(path) from error


def _link(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(path) from error
        draft.rename(path)


def _draft(path: Path) -> Path:
    """Where the content stands until it is complete."""
    return path.with_name(f".{path.name}.new")


def _exists(path: Path) -> ServicecheckError:
    return ServicecheckError(f"{path} is there already. Open that file, or choose another name.")
