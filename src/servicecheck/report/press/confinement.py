"""What a child may not do, whatever a template finds: no network, no program, no file but in its own folder.

The sandbox that fills in templates gives them no way to try; this is the wall behind it. It is Python's own audit,
which cannot be taken off again. Reading is left to the template's folder and its fetcher.
"""

import os
import sys
from pathlib import Path
from typing import Final

_NEVER: Final = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "pty.spawn",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "socket.sendmsg",
        "socket.sendto",
        "subprocess.Popen",
    }
)
_ON_PATHS: Final = frozenset(
    {
        "os.chmod",
        "os.chown",
        "os.link",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.symlink",
        "os.truncate",
    }
)
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(folder: Path) -> None:
    """From now on let this process write in *folder* only, reach nobody and start nothing."""
    inside = os.path.join(os.path.realpath(folder), "")
    above = os.path.dirname(os.path.realpath(folder))

    def is_inside(path: object, opened_folder: object = -1) -> bool:
        if isinstance(path, int):  # a file that is open already
            return True
        text = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        place = os.path.join(_path_of(opened_folder), text)
        return os.path.join(os.path.realpath(place), "").startswith(inside)

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writes = bool(flags & _WRITING) if isinstance(flags, int) else set(str(mode)) & set("wax+")
            if writes and path != os.devnull and not is_inside(path):
                raise PermissionError(f"a report writes no file: {path!r}")
        elif event in _NEVER:
            raise PermissionError(f"a report does not do this: {event}")
        elif event in _ON_PATHS:
            is_last = event == "os.rmdir" and os.fsdecode(str(arguments[0])) == above  # done only where it is empty
            if not is_last and not is_inside(arguments[0], arguments[-1]):
                raise PermissionError(f"a report does not do this: {event}")

    sys.addaudithook(refuse)


def _path_of(opened_folder: object) -> str:
    """Where a folder is that was opened before; a path beside it is meant to be in there."""
    if not isinstance(opened_folder, int) or opened_folder < 0:
        return ""
    try:
        return os.readlink(f"/proc/self/fd/{opened_folder}")
    except OSError:  # only Linux tells
        return ""
