"""Bringing a file of an earlier format to today's: a reader's copy in memory, a writer's file in one transaction.

The file was inspected before, by the tables and the seal of its own format. A run that is killed meanwhile leaves the
file as it was.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from servicecheck.files.assessment_file.disk import disk
from servicecheck.files.assessment_file.inspection import format_of
from servicecheck.files.assessment_file.schema import ACTIONS, AGREED, BALLOTS, FORMAT, VOTES, WORKSHOPS
from servicecheck.files.assessment_file.sealed_tables import SealedTables


def upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Take every step from the file's format to today's. Raises StorageError, and has then changed nothing."""
    with disk(path):
        found = format_of(connection)
        if found == FORMAT:
            return
        tables = SealedTables(connection, path)
        with tables.transaction():
            for step in _STEPS[found - 1 :]:
                step(tables)
            connection.execute(f"PRAGMA user_version = {FORMAT}")


def _figures_of_actions(tables: SealedTables) -> None:
    """From 1 to 2: an action has its measure's figure before, wanted and after."""
    tables.redefine("actions", ACTIONS, today="", goal="", result="")


def _rooms(tables: SealedTables) -> None:
    """From 2 to 3: a room that votes, its ballots, and what it agreed on in the questionnaire's order."""
    tables.define("workshops", WORKSHOPS)
    tables.define("ballots", BALLOTS)
    tables.redefine("votes", VOTES)
    tables.redefine("agreed", AGREED, place=0)


_STEPS: tuple[Callable[[SealedTables], None], ...] = (_figures_of_actions, _rooms)
