"""A command as somebody can type it again: quoted the way this system's shell takes it."""

import shlex
import sys

PROGRAM = "servicecheck"


def command(*words: str, system: str = sys.platform) -> str:
    """`servicecheck` with these *words* behind it; on Windows quotes are double, as both of its shells take them."""
    if system != "win32":
        return shlex.join([PROGRAM, *words])
    from subprocess import list2cmdline  # here, because it takes as long to import as a short command

    return list2cmdline([PROGRAM, *words])
