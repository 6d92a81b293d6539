"""Temporary files without a name: only their owner could read them, and they are gone with the process."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from servicecheck.errors import StorageError

_KEPT_OPEN: list[BinaryIO] = []
"""Closed, a file without a name is gone, and its number may become another file's: so none of them ever is."""


def unnamed_file() -> tuple[BinaryIO, Path]:
    """A new file, and the path by which the engine finds it."""
    if os.name == "nt":
        return _named_file()
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it lives as long as the process)
    _KEPT_OPEN.append(file)
    return file, Path(f"/dev/fd/{file.fileno()}")


def _named_file() -> tuple[BinaryIO, Path]:
    """Where a file must have a name for others to open it: one that is removed at the end."""
    file = tempfile.NamedTemporaryFile(delete=False)  # noqa: SIM115 (it lives as long as the process)
    path = Path(file.name)
    atexit.register(path.unlink, missing_ok=True)
    atexit.register(file.close)
    return cast(BinaryIO, file), path


@contextmanager
def room_for(name: str) -> Iterator[None]:
    """Say so where there is no room for a copy of the source called *name*. Raises StorageError."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{name}: there is no room for a copy in {tempfile.gettempdir()} ({error.strerror})."
        ) from error
