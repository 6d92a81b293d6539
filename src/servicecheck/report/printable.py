"""What of a text can stand on a page: no control characters, nothing that turns the reading direction around."""

from typing import Final
from unicodedata import category

# Embeddings, overrides and isolates: one of them in a name would turn the rest of its line around.
_TURNING: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_SHOWN: Final = frozenset({"Cc", "Cs", "Co", "Cn"})


def printable(text: str) -> str:
    """*text* as a page can show it: line ends and tabs become spaces, the rest of what cannot be shown is left out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if mark in "\t\n\r\v\f" else mark for mark in text if _is_shown(mark))


def _is_shown(mark: str) -> bool:
    return mark in "\t\n\r\v\f" or (mark not in _TURNING and category(mark) not in _NOT_SHOWN)
