"""Connections to an assessment file: to the file itself for the writer, to a copy in memory for a reader.

A reader therefore holds nobody up, changes nothing, and sees one moment of the file.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

from servicecheck.files.assessment_file.disk import unread
from servicecheck.files.assessment_file.schema import APPLICATION_ID, FORMAT, LARGEST_FILE, PAGE_SIZE, TABLES
from servicecheck.files.assessment_file.sealed_tables import Row, SealedTables

_SECONDS_TO_WAIT = 10

# What the file system may keep between commits is the journal and nothing else: no temporary files, and zeros over
# what was deleted. With EXTRA the folder is synced too, so that a deleted journal cannot come back and undo a commit.
_SETTINGS = f"""
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA mmap_size = 0;
PRAGMA temp_store = MEMORY;
PRAGMA foreign_keys = ON;
PRAGMA secure_delete = ON;
PRAGMA synchronous = EXTRA;
PRAGMA journal_mode = DELETE;
PRAGMA max_page_count = {LARGEST_FILE // PAGE_SIZE};
"""


def new_database(meta: Row) -> bytes:
    """The bytes of a file with these facts about the organisation, and no rounds."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.executescript(
            f"PRAGMA page_size = {PAGE_SIZE}; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {FORMAT};"
            f"BEGIN; {TABLES} COMMIT;"
        )
        tables = SealedTables(connection, Path())
        tables.begin_seal()
        with tables.transaction():
            for key, value in meta.items():
                tables.put("meta", key=key, value=value)
        return connection.serialize()


def connect(path: Path, mode: Literal["write", "read"]) -> sqlite3.Connection:
    """A connection to the file. The first use of it undoes the unfinished change of a run that was killed."""
    may_write = mode == "write" or os.path.lexists(f"{path}-journal")  # undoing is writing
    address = f"{path.absolute().as_uri()}?mode={'rw' if may_write else 'ro'}"
    with unread(path):
        connection = sqlite3.connect(address, uri=True, timeout=_SECONDS_TO_WAIT, isolation_level=None)
        try:
            connection.executescript(_SETTINGS)
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def copy_in_memory(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    """The content of an open file as it is now. What the disk refuses is told from what the file lacks."""
    with unread(path):
        connection.executescript("BEGIN; SELECT 1 FROM sqlite_schema;")  # keeps writers out while it is read
        content = path.read_bytes()
        connection.execute("COMMIT")
        copy = sqlite3.connect(":memory:", isolation_level=None)
        copy.deserialize(content)
        copy.executescript(f"{_SETTINGS} PRAGMA query_only = ON;")
        return copy
