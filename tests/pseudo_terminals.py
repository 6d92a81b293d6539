"""Whether this machine gives pseudo-terminals: a bare chroot without /dev/pts does not."""

import os

import pytest


def require_pseudo_terminal() -> None:
    """Skip the test, with the reason, where no pseudo-terminal can be had."""
    try:
        ends = os.openpty()
    except OSError:
        pytest.skip("this machine gives no pseudo-terminal: /dev/pts is not mounted")
    for end in ends:
        os.close(end)
