"""The program as a process of its own, as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

LIMIT = 60
"""Seconds after which a command counts as hanging."""

_OURS = {"NO_COLOR", "COLUMNS", "TERM", "COLORTERM", "PYTHONIOENCODING", "SERVICECHECK_LANGUAGE", "SOURCE_DATE_EPOCH"}


def servicecheck(
    *arguments: str, environment: Mapping[str, str] | None = None, folder: Path | None = None, limit: int = LIMIT
) -> subprocess.CompletedProcess[str]:
    """Run the program with *arguments*, without a terminal, and return what it said."""
    return subprocess.run(
        [sys.executable, "-m", "servicecheck", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        env=surroundings(environment),
        cwd=folder,
        timeout=limit,
    )


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run *command* in a shell, where `$servicecheck` is the program: for what only a shell can do to a stream."""
    line = command.replace("$servicecheck", f"'{sys.executable}' -m servicecheck")
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, env=surroundings(), timeout=LIMIT)


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what changes the program's look, and with *more*."""
    english = {"LC_ALL": "C.UTF-8"}
    return {key: value for key, value in os.environ.items() if key not in _OURS} | english | dict(more or {})
