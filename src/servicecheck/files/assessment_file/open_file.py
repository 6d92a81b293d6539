"""An assessment file while it is open: how it was opened, its tables, and how they are changed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from servicecheck.errors import FileInUse, ServicecheckError, StorageError
from servicecheck.files.assessment_file.database import connect, copy_in_memory, new_database
from servicecheck.files.assessment_file.disk import disk, gone, is_still_there, write_protected
from servicecheck.files.assessment_file.inspection import inspect_content, inspect_header
from servicecheck.files.assessment_file.lock import Holder, Lock
from servicecheck.files.assessment_file.new_file import remove_draft, sync_folder, write_new_file
from servicecheck.files.assessment_file.records import organisation_row
from servicecheck.files.assessment_file.schema import FORMAT
from servicecheck.files.assessment_file.sealed_tables import SealedTables
from servicecheck.files.assessment_file.upgrade import upgrade
from servicecheck.response import Organisation


class OpenFile:
    """The tables of one file. With *lock*, they are those of the file itself; without, of a copy in memory."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock | None) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._is_in_order = True
        with disk(path):
            self._tables = SealedTables(connection, path)
            self._known = path.stat()

    @classmethod
    def create(cls, path: Path, organisation: Organisation, holder: Holder | None = None) -> Self:
        """Make a new file, readable by its owner only, and open it for writing.

        Raises ServicecheckError where there is a file already, FileInUse and StorageError.
        """
        lock = Lock(path, holder or Holder())
        try:
            with disk(path):
                write_new_file(path, new_database(organisation_row(organisation)))
            return cls._for_writing(path, lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, mode: Literal["write", "read"] = "write", holder: Holder | None = None) -> Self:
        """Open a file after checking all of it. A reader sees the file as it is at this moment.

        Raises InvalidFile for a file that cannot be trusted, and leaves it as it is; FileInUse and StorageError.
        """
        inspect_header(path)
        if mode == "read":
            return cls._for_reading(path)
        lock = Lock(path, holder or Holder())
        try:
            return cls._for_writing(path, lock)
        except BaseException:
            lock.release()
            raise

    @property
    def is_there(self) -> bool:
        """Whether the file still has its name; if not, nothing that is put in it can be found again."""
        return is_still_there(self.path, self._known)

    def write_again(self) -> None:
        """Write what this file holds where it was, when nothing is there any more. Open that one then.

        Raises ServicecheckError where there is something, and StorageError.
        """
        with disk(self.path):
            write_new_file(self.path, self._connection.serialize())

    def forget_order(self) -> None:
        """Write the file anew by its keys: where rows lie in it otherwise tells in which order they came.

        What was kept is there all the same when the disk refuses this.
        """
        with suppress(StorageError, FileInUse):
            self._vacuum()

    def close(self) -> None:
        """Close the file and give it free. Closing twice does no harm."""
        if self._lock and not self._is_in_order:
            with suppress(StorageError, FileInUse, sqlite3.Error):
                if self._tables.row("rounds", mode="anonymous"):
                    self._vacuum()
        self._connection.close()
        if self._lock:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def _for_writing(cls, path: Path, lock: Lock) -> Self:
        if not os.access(path, os.W_OK):
            raise write_protected(path)
        remove_draft(path)
        connection = connect(path, "write")
        try:
            with closing(copy_in_memory(connection, path)) as copy:
                inspect_content(copy, path)
            upgrade(connection, path)
            file = cls(path, connection, lock)
            if os.path.lexists(f"{path}-journal"):
                file._take_away_journal()
        except BaseException:
            connection.close()
            raise
        return file

    @classmethod
    def _for_reading(cls, path: Path) -> Self:
        with closing(connect(path, "read")) as connection:
            copy = copy_in_memory(connection, path)
        try:
            inspect_content(copy, path)
            copy.execute("PRAGMA query_only = OFF")
            upgrade(copy, path)
            copy.execute("PRAGMA query_only = ON")
            return cls(path, copy, None)
        except BaseException:
            copy.close()
            raise

    @contextmanager
    def _change(self) -> Iterator[SealedTables]:
        """Change the tables: all of what is done inside is on the disk afterwards, or nothing of it is."""
        if self._lock is None:
            raise RuntimeError("this assessment file is not open for writing")
        try:
            with disk(self.path), self._tables.transaction():
                self._is_in_order = False
                yield self._tables
        except UnicodeEncodeError as error:
            raise ServicecheckError(
                "This text holds bytes that are not letters. Type it anew; it was not saved."
            ) from error
        # A deleted or replaced file takes writes like any other; what went there would be lost with it.
        if not self.is_there:
            raise gone(self.path)

    def _take_away_journal(self) -> None:
        """Let SQLite remove the journal of a run that was killed before it held anything: any change does that."""
        with disk(self.path):
            self._connection.execute(f"PRAGMA user_version = {FORMAT}")

    def _vacuum(self) -> None:
        """Write the file anew without the room that removed rows had."""
        with disk(self.path):
            self._connection.execute("VACUUM")
        self._is_in_order = True

    def _delete(self) -> None:
        """Remove the file itself, and close it."""
        self._connection.close()
        self._is_in_order = True
        with disk(self.path), suppress(FileNotFoundError):
            self.path.unlink()
            sync_folder(self.path.parent)
        self.close()
