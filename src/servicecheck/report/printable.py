"""What of a text can stand on a page: nothing that controls, hides or turns the reading direction around."""

from typing import Final
from unicodedata import category

# Format characters turn a line around or hide in it; of these only the soft hyphen belongs to words.
_LEFT_OUT: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_SPACES: Final = frozenset({"Zl", "Zp", "Zs"})
_KEPT: Final = frozenset("\u00a0\u00ad\u202f")
_BREAKS: Final = frozenset("\t\n\v\f\r")
_LONGEST: Final = 4_000
"""More than can be typed into any field; a longer one, from a file made by others, would take minutes to lay out."""


def printable(text: str) -> str:
    """*text* as a page can show it: breaks and odd spaces become spaces, what cannot be shown is left out."""
    text = shortened(text, _LONGEST)
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def shortened(text: str, longest: int) -> str:
    """*text* cut after a word, with an ellipsis, where it is longer than *longest*."""
    return text if len(text) <= longest else f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def _shown(mark: str) -> str:
    if mark in _KEPT:
        return mark
    kind = category(mark)
    if mark in _BREAKS or kind in _SPACES:
        return " "
    return "" if kind in _LEFT_OUT else mark
