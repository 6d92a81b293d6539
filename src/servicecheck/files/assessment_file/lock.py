"""The writer's lock: held by the operating system, so that it goes with the process, however that ends.

Who holds it, and since when, stands in `<file>.lock`. That file is taken away on a clean close. It may be found
anywhere between: it means nothing unless it is locked.
"""

import os
import stat
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from servicecheck.errors import FileInUse
from servicecheck.files.assessment_file.disk import disk

_PATIENCE = 0.5
_PAUSE = 0.02
_BYTES = 512

if sys.platform == "win32":
    import msvcrt

    def _take(lock: int) -> bool:
        """Lock one byte far behind the text, which others could not read if it were locked itself."""
        os.lseek(lock, 2**30, os.SEEK_SET)
        try:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(lock, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _take(lock: int) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@dataclass(frozen=True)
class Holder:
    """Who has an assessment file open for writing, and since when."""

    program: str = "servicecheck"
    process: int = field(default_factory=os.getpid)
    since: datetime | None = None

    def __str__(self) -> str:
        when = f" since {self.since.astimezone():%Y-%m-%d %H:%M}" if self.since else ""
        return f"{self.program} (process {self.process}){when}"

    def to_bytes(self) -> bytes:
        """What stands in the lock file: three lines and spaces, always of one length so that one write replaces it."""
        since = self.since.isoformat(timespec="seconds") if self.since else ""
        text = f"{self.program[:100]}\n{self.process}\n{since}\n"
        return text.encode("utf-8", "replace").ljust(_BYTES)

    @classmethod
    def from_bytes(cls, content: bytes) -> "Holder | None":
        """The holder that a lock file names; None where it names nobody (yet)."""
        try:
            program, process, since, _ = content.decode().split("\n")
            return cls(program, int(process), datetime.fromisoformat(since) if since else None)
        except ValueError:
            return None


class Lock:
    """The right to write to one assessment file."""

    def __init__(self, path: Path, holder: Holder) -> None:
        """Take the lock of the file at *path*. Raises FileInUse, naming the other holder, and StorageError."""
        self.path = path.with_name(path.name + ".lock")
        with disk(path):
            self._descriptor = _locked(self.path, path)
            try:
                os.write(self._descriptor, holder.to_bytes())
            except OSError:
                self.release()
                raise

    def release(self) -> None:
        """Give the file free. The lock file goes before the lock does, so that nobody can hold it in between."""
        if sys.platform == "win32":
            os.close(self._descriptor)  # an open file cannot be removed there, nor can one that others have open
            _remove(self.path)
        else:
            _remove(self.path)
            os.close(self._descriptor)


def _locked(lock_path: Path, path: Path) -> int:
    """A locked descriptor of the file at *lock_path*.

    Who had the lock may have removed the file before we got it: then it is not the one that others see, and we go
    round again. Who has the lock but has not written a name yet is given a moment.
    """
    deadline = time.monotonic() + _PATIENCE
    while True:
        descriptor = _open(lock_path)
        try:
            is_ours = _take(descriptor)
            if is_ours and _is_at(lock_path, descriptor):
                return descriptor
            holder = None if is_ours else Holder.from_bytes(os.read(descriptor, _BYTES))
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if holder or time.monotonic() > deadline:
            raise FileInUse(f"{path} is in use by {holder or 'another run'}. Close it there, then try again.")
        time.sleep(_PAUSE)


def _open(lock_path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(lock_path, flags, 0o600)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(f"{lock_path} is not a regular file. Move it away")
    return descriptor


def _is_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(follow_symlinks=False), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    with suppress(OSError):  # a lock file that stays does no harm
        path.unlink()
