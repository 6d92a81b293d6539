"""What SQLite and the system say about a file, turned into a sentence with a way out."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servicecheck.errors import FileInUse, InvalidFile, StorageError
from servicecheck.files.text_file import refusal

_FULL = "the disk is full. Make room"
_READ_ONLY = "the disk is read-only. Copy the file to a disk that can be written"
_FORBIDDEN = "you are not allowed to write there. Copy the file to a folder of your own"
_DEVICE = "the disk reports an error. Copy the file to another disk"

_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is used up. Make room",
    errno.EFBIG: "the file would be larger than the system allows. Raise the limit",
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EIO: _DEVICE,
    errno.ENOENT: "the folder does not exist. Make it, or choose another",
    errno.ENOTDIR: "a part of the path is a file, not a folder. Choose another folder",
    errno.ENAMETOOLONG: "the name is too long for this system. Choose a shorter one",
    errno.ELOOP: "the way there leads through a link that cannot be followed. Name the file itself",
}

_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _DEVICE,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_READONLY: _FORBIDDEN,
    sqlite3.SQLITE_CANTOPEN: _FORBIDDEN,
    # A file that was whole when it was opened: SQLite also says so of a disk that cannot be read.
    sqlite3.SQLITE_CORRUPT: _DEVICE,
    sqlite3.SQLITE_NOTADB: _DEVICE,
    sqlite3.SQLITE_NOLFS: "the file would be larger than the system allows. Choose another disk",
}
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_SPOILT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

DAMAGED = (
    "this file is damaged, or another program has changed it, so its answers cannot be trusted. "
    "Nothing was changed. Restore it from a copy."
)


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """Let what goes wrong inside with *path* be a StorageError or FileInUse that says why."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if (found := _from_sqlite(error, path)) is error:
            raise
        raise found from error
    except OSError as error:
        raise not_saved(path, _SYSTEM.get(error.errno or 0, f"{error.strerror or error}. Try again")) from error


@contextmanager
def unread(path: Path) -> Iterator[None]:
    """As `disk`, for a file whose content is not trusted yet: what SQLite cannot make sense of is damage."""
    with disk(path):
        try:
            yield
        except UnicodeDecodeError as error:  # SQLite quotes what it found in its message
            raise damaged(path) from error
        except sqlite3.DatabaseError as error:
            code = _code(error)
            if code & 0xFF in {*_SQLITE, *_IN_USE} - _SPOILT and code != sqlite3.SQLITE_IOERR_SHORT_READ:
                raise
            raise damaged(path) from error


def not_saved(path: Path, reason: str) -> StorageError:
    """The error for a disk that refuses; *reason* ends in what to do, without a full stop."""
    return StorageError(f"{path}: {reason}, then go on. What was saved before is still there.")


def damaged(path: Path) -> InvalidFile:
    """The error for a file whose content is not what was written."""
    return refusal(path, DAMAGED)


def gone(path: Path) -> StorageError:
    """The error for a file that was moved, deleted or replaced while we had it open."""
    return not_saved(path, "the file was moved, deleted or replaced meanwhile. Put it back")


def write_protected(path: Path) -> StorageError:
    """The error for a file that can be read but not written."""
    return not_saved(path, "the file is write-protected. Take the protection away, or copy it to a folder of your own")


def is_still_there(path: Path, known: os.stat_result) -> bool:
    """Whether the file at *path* is still the one we opened."""
    try:
        now = path.stat(follow_symlinks=False)
    except OSError:
        return False
    return (now.st_dev, now.st_ino) == (known.st_dev, known.st_ino)


def _from_sqlite(error: sqlite3.DatabaseError, path: Path) -> Exception:
    code = _code(error) & 0xFF  # the bits above hold details
    if not path.parent.is_dir():
        return not_saved(path, "its folder is gone. Put the folder back")
    if code in _IN_USE:
        return FileInUse(f"{path} is in use by another program. Close it there, then try again.")
    if _code(error) == sqlite3.SQLITE_READONLY_DBMOVED:
        return gone(path)
    if code in _SQLITE:
        return not_saved(path, _SQLITE[code])
    return error


def _code(error: sqlite3.DatabaseError) -> int:
    """SQLite's code; 0 for what Python's module itself reports."""
    return getattr(error, "sqlite_errorcode", 0)
