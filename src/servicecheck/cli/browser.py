"""Opening a page in the browser of whoever sits at this computer."""

import sys

from servicecheck.cli.surroundings import Surroundings


def open_page(address: str, surroundings: Surroundings) -> bool:
    """Open *address* in a browser with a window; whether one was found.

    Only for somebody at a terminal who can see windows: else a browser of letters would take the terminal over.
    """
    if not surroundings.can_ask or not _has_windows(surroundings):
        return False
    import webbrowser

    try:
        return webbrowser.open(address)
    except (webbrowser.Error, OSError):
        return False


def _has_windows(surroundings: Surroundings) -> bool:
    named = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("win32", "darwin") or any(surroundings.environment.get(name) for name in named)
