"""What the reports in a folder were made from, so that a run over many goes on where it was stopped.

One line is one round's reports. A line counts only while each of its files is there as it was written.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

NAME = ".servicecheck-reports.jsonl"
_LARGEST = 64 * 2**20


class FinishedReports:
    """What is known of the reports in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / NAME
        self._known = _read(self._path)

    def made_from(self, origin: str) -> list[Path]:
        """The reports made from exactly this; none where they have to be made again."""
        files = self._known.get(origin, {})
        whole = all(digest(self._folder / name) == known for name, known in files.items())
        return [self._folder / name for name in files] if whole else []

    def note(self, origin: str, paths: Sequence[Path]) -> None:
        """Keep that the reports at *paths* were made from *origin*. Where that cannot be kept, they are made again."""
        files = {path.name: digest(path) for path in paths}
        self._known[origin] = files
        line = json.dumps({"from": origin, "files": files}) + "\n"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        with suppress(OSError), os.fdopen(os.open(self._path, flags, 0o600), "a", encoding="utf-8") as file:
            file.write(line)


def digest(path: Path) -> str:
    """The SHA-256 of a regular file; empty where there is none, or where it cannot be read."""
    if path.is_symlink() or not path.is_file():
        return ""
    with suppress(OSError), path.open("rb") as file:
        found = sha256()
        while block := file.read(1 << 20):
            found.update(block)
        return found.hexdigest()
    return ""


def _read(path: Path) -> dict[str, dict[str, str]]:
    """Every line that says what a line should; a run that was stopped may have left half of one."""
    known: dict[str, dict[str, str]] = {}
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
        return known
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError):
            said = json.loads(line)
            files = said.get("files") if isinstance(said, dict) else None
            if isinstance(files, dict) and files and all(_is_plain(name) for name in files):
                known[str(said.get("from"))] = {str(name): str(known) for name, known in files.items()}
    return known


def _is_plain(name: str) -> bool:
    """Whether *name* is one of a file in the same folder."""
    return Path(name).name == name
