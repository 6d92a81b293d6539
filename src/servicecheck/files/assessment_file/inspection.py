"""Whether a file is an assessment file of ours, whole and unchanged. Nothing of it is believed before."""

import os
import sqlite3
import stat
from functools import cache
from pathlib import Path

from servicecheck.files.assessment_file.disk import damaged, disk, unread
from servicecheck.files.assessment_file.schema import (
    APPLICATION_ID,
    EARLIER_TABLES,
    FORMAT,
    LARGEST_FILE,
    PAGE_SIZE,
    TABLES,
)
from servicecheck.files.assessment_file.sealed_tables import SealedTables
from servicecheck.files.text_file import refusal

_SIGNATURE = b"SQLite format 3\0"
_HEADER_BYTES = 100


def inspect_header(path: Path) -> None:
    """Look at a file's first bytes before SQLite does. Raises InvalidFile with the reason, and StorageError."""
    with disk(path):
        header, size = _beginning(path)
    if size == 0:
        raise refusal(path, "this file is empty. Nothing was changed. Restore it from a copy, or name another file.")
    if not header.startswith(_SIGNATURE):
        raise refusal(path, "this is not an assessment file. Name a file that servicecheck made.")
    if _number(header, 68) != APPLICATION_ID:
        raise refusal(path, "this is the database of another program. Name a file that servicecheck made.")
    if _number(header, 60) > FORMAT:
        raise refusal(path, "this file was made by a newer version of servicecheck. Install that version to use it.")
    if size > LARGEST_FILE:
        raise refusal(path, f"this file is larger than {LARGEST_FILE // 2**20} MiB, the most that is read.")
    if not _is_made_by_us(header) or os.path.lexists(f"{path}-wal"):
        raise damaged(path)


def inspect_content(copy: sqlite3.Connection, path: Path) -> None:
    """Check everything in the *copy* of a file. Raises InvalidFile."""
    with unread(path):
        is_sound = (
            _schema(copy) == _expected_schema(format_of(copy))
            and copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            and not copy.execute("PRAGMA foreign_key_check").fetchall()
            and SealedTables(copy, path).is_intact()
        )
    if not is_sound:
        raise damaged(path)


def _beginning(path: Path) -> tuple[bytes, int]:
    """The first bytes and the size of a regular file. Nothing else is opened: a pipe would let us wait for ever."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise refusal(path, f"this is {_kind(path, status.st_mode)}. Name the assessment file itself.")
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES), status.st_size
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refusal(path, "there is no such file. Check the name and the folder.") from error
    except PermissionError as error:
        raise refusal(path, "you are not allowed to read this file. Ask its owner.") from error
    except ValueError as error:  # a NUL byte, or a letter that no file name can hold
        raise refusal(path, "this cannot be the name of a file. Check the name.") from error


def _kind(path: Path, mode: int) -> str:
    if stat.S_ISLNK(mode):
        return f"a link to {path.readlink()}"
    return "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"


def _is_made_by_us(header: bytes) -> bool:
    """Whether page size, journal kind, text encoding and format are those that we write."""
    page_size, kinds, encoding = int.from_bytes(header[16:18]), header[18:20], _number(header, 56)
    is_known = _number(header, 60) in (FORMAT, *EARLIER_TABLES)
    return is_known and (page_size, kinds, encoding) == (PAGE_SIZE, b"\x01\x01", 1)


def format_of(connection: sqlite3.Connection) -> int:
    """The format that a database says it has."""
    (format_,) = connection.execute("PRAGMA user_version").fetchone()
    return int(format_)


def _number(header: bytes, start: int) -> int:
    return int.from_bytes(header[start : start + 4])


def _schema(connection: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    """All that is defined in a database. A trigger or view that we did not make would run with our statements."""
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


@cache
def _expected_schema(format_: int) -> list[tuple[str, str, str, str | None]]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(EARLIER_TABLES.get(format_, TABLES))
        return _schema(connection)
    finally:
        connection.close()
