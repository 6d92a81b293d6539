"""Rows in tables, under a seal that changes with every row.

The seal is the sum of the SHA-256 of all rows, kept in the same transaction as the rows. A row that a bad disk or
another program changed, removed or doubled no longer fits it. (It shows damage; it does not stop a forger.)
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from servicecheck.files.assessment_file.disk import disk
from servicecheck.files.assessment_file.schema import SEAL

Value = str | int | bytes | None
Row = Mapping[str, Value]


@dataclass(frozen=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def put(self) -> str:
        """The statement that adds a row, or replaces the one with the same key."""
        changes = ", ".join(f"{column} = excluded.{column}" for column in self.columns if column not in self.key)
        columns, marks = ", ".join(self.columns), ", ".join("?" for _ in self.columns)
        return (
            f"INSERT INTO {self.name} ({columns}) VALUES ({marks}) "
            f"ON CONFLICT ({', '.join(self.key)}) DO UPDATE SET {changes}"
        )


class SealedTables:
    """The tables of one database; *path* is where it comes from, for messages."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        self._tables = {name: _table(connection, name) for (name,) in names}
        self._change = 0

    def rows(self, table: str, **where: Value) -> list[Row]:
        """The rows whose columns have these values, in the order of their keys."""
        with disk(self._path):
            return list(self._each(table, **where))

    def row(self, table: str, **where: Value) -> Row | None:
        """The row whose columns have these values."""
        return next(iter(self.rows(table, **where)), None)

    def put(self, table: str, **values: Value) -> None:
        """Add a row; or change these columns of the row with the same key, and keep the others."""
        before = self.row(table, **{column: values[column] for column in self._tables[table].key})
        after = {**(before or {}), **values}
        ordered = [after[column] for column in self._tables[table].columns]
        self._connection.execute(self._tables[table].put, ordered)
        self._change += _hash(table, after) - (_hash(table, before) if before else 0)

    def remove(self, table: str, **where: Value) -> None:
        """Remove the rows whose columns have these values."""
        self._change -= sum(_hash(table, row) for row in self.rows(table, **where))
        self._connection.execute(f"DELETE FROM {table} WHERE {_all_of(where)}", tuple(where.values()))

    def define(self, table: str, definition: str) -> None:
        """Make a table that was not there."""
        self._connection.execute(definition)
        self._tables[table] = _table(self._connection, table)

    def redefine(self, table: str, definition: str, **added: Value) -> None:
        """Make a table anew as *definition* says, with the rows it has and the columns *added* to each of them."""
        rows = self.rows(table)
        self.remove(table)
        self._connection.execute(f"DROP TABLE {table}")
        self.define(table, definition)
        for row in rows:
            self.put(table, **row, **added)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is put and removed inside is on the disk afterwards, or nothing of it is."""
        self._change = 0
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._reseal()
            self._connection.execute("COMMIT")
        except BaseException:
            # SQLite may have rolled back by itself, or the disk may refuse this too: the journal then does it later.
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def begin_seal(self) -> None:
        """Seal tables that have no rows yet."""
        self._connection.execute(f"INSERT INTO {SEAL} VALUES (1, ?)", (_bytes(0),))

    def is_intact(self) -> bool:
        """Whether the rows are those that were sealed."""
        seals = self._connection.execute(f"SELECT digest FROM {SEAL}").fetchall()
        found = sum(_hash(table, row) for table in self._tables if table != SEAL for row in self._each(table))
        return seals == [(_bytes(found),)]

    def _each(self, table: str, **where: Value) -> Iterator[Row]:
        columns, key = self._tables[table].columns, ", ".join(self._tables[table].key)
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE {_all_of(where)} ORDER BY {key}"
        for values in self._connection.execute(query, tuple(where.values())):
            yield dict(zip(columns, values, strict=True))

    def _reseal(self) -> None:
        (digest,) = self._connection.execute(f"SELECT digest FROM {SEAL}").fetchone()
        self._connection.execute(f"UPDATE {SEAL} SET digest = ?", (_bytes(int.from_bytes(digest) + self._change),))


def _all_of(where: Mapping[str, Value]) -> str:
    return " AND ".join(f"{column} = ?" for column in where) or "1"


def _table(connection: sqlite3.Connection, name: str) -> _Table:
    described = connection.execute(f"PRAGMA table_info({name})").fetchall()
    key = sorted((place, column) for _, column, _, _, _, place in described if place)
    return _Table(name, tuple(column for _, column, *_ in described), tuple(column for _, column in key))


def _hash(table: str, row: Row) -> int:
    """The same for the same row in every version of Python and of the table's column order."""
    text = json.dumps([table, row], sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_hexadecimal)
    return int.from_bytes(hashlib.sha256(text.encode("ascii")).digest())


def _hexadecimal(value: object) -> dict[str, str]:
    if not isinstance(value, bytes):
        raise TypeError(f"{type(value).__name__} does not belong in a table")
    return {"bytes": value.hex()}


def _bytes(number: int) -> bytes:
    return (number % 2**256).to_bytes(32)
