"""Which files are meant: a file, a folder, a pattern, or `-` for what comes in; each of them once, in a fixed order."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from servicecheck.batch.sources.columnar import is_partitioned
from servicecheck.errors import InvalidFile, Place, Problem

STDIN = "-"
SUFFIXES = (
    ".csv", ".tsv", ".txt", ".tab", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".parquet", ".pq",
)  # fmt: skip
"""The files that are taken from a folder; others are read when they are named."""
PACKINGS = (".gz", ".zst")
_PATTERN = "*?["


def expanded(inputs: Sequence[str]) -> tuple[str, ...]:
    """The names of all files that *inputs* stand for. Raises InvalidFile where one stands for none, or two for one."""
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for given in inputs:
        names = list(_files(given))
        if not names:
            problems.append(Problem(_nothing(given), Place(given)))
        for name in names:
            same = STDIN if name == STDIN else os.path.realpath(name)
            if same in found:
                also = f", also as {found[same]}" if found[same] != name else ""
                problems.append(Problem(f"this file is named twice{also}. Its rows would count twice.", Place(name)))
            found.setdefault(same, name)
    if problems:
        raise InvalidFile(problems)
    return tuple(found.values())


def _files(given: str) -> Iterator[str]:
    if given == STDIN:
        yield given
    elif os.path.isdir(given):
        yield from _in_folder(Path(given))
    elif os.path.lexists(given) or not any(sign in given for sign in _PATTERN):
        yield given
    else:
        for name in sorted(glob.glob(given, recursive=True)):
            yield from _in_folder(Path(name)) if os.path.isdir(name) else [name]


def _in_folder(folder: Path) -> Iterator[str]:
    """The files with answers in a folder and those in it; not what is hidden, and no other folder through a link.

    A folder that is one table in parts is itself a file with answers.
    """
    if is_partitioned(folder):
        yield str(folder)
        return
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and _suffix(name) in SUFFIXES:
                yield os.path.join(path, name)


def _suffix(name: str) -> str:
    folded = name.casefold()
    for packing in PACKINGS:
        folded = folded.removesuffix(packing)
    return os.path.splitext(folded)[1]


def _nothing(given: str) -> str:
    if os.path.isdir(given):
        return f"there is no file with answers in this folder. Such files end in {', '.join(SUFFIXES)}."
    return "no file is called so. A pattern is put in quotation marks, and ** stands for folders in folders."
