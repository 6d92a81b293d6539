"""What the engine writes past everybody when a file it reads is damaged: pages of its own internals."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_STDERR = 2


@contextmanager
def silenced() -> Iterator[None]:
    """Let the engine's own output go nowhere; what Python says meanwhile goes there, too."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # nobody listens anyway
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)
