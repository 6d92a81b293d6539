"""Names of files made from names of people, groups and other files: safe on every system, and each only once."""

import re
from unicodedata import normalize

MOST_BYTES = 100
_ENDING = 24
"""Bytes kept free for what follows: a number and the ending, such as `-report-12.html`."""

# What one system or another takes for a path, a pattern, a stream or a command; and everything that cannot be seen.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*$`;&~\'%!\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_UNNAMED = "report"


def file_name(text: str) -> str:
    """A name for a file made from *text*, without ending; a name that is safe already stays as it is."""
    plain = normalize("NFC", text)
    if _RESERVED.fullmatch(normalize("NFKC", plain.split(".")[0].split(":")[0]).strip()):
        plain = f"_{plain}"
    kept = "".join(mark for mark in _UNSAFE.sub("_", plain) if mark.isprintable())
    return _shortened(kept.lstrip("-. \u2024\u2025\u2026\uff0e")).rstrip(". ") or _UNNAMED


class FileNames:
    """Names that were given out, so that no two are the same on a system that passes over capitals."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def free(self, text: str, ending: str = "") -> str:
        """The name of *text* with *ending*, or the first of `name-2`, `name-3` … that was not given out yet."""
        name, number = file_name(text), 1
        candidate = f"{name}{ending}"
        while _folded(candidate) in self._given:
            number += 1
            candidate = f"{name}-{number}{ending}"
        self._given.add(_folded(candidate))
        return candidate


def _folded(name: str) -> str:
    return normalize("NFC", normalize("NFKC", name).casefold())


def _shortened(name: str) -> str:
    """*name* without its last letters where it has more than MOST_BYTES with what follows; never half a letter."""
    most = MOST_BYTES - _ENDING
    while len(name.encode("utf-8", "surrogatepass")) > most:
        name = name[:-1]
    return name
