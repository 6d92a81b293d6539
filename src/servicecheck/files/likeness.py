"""When two names, the words of two answers, or two codes count as the same."""

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_MARKS = str.maketrans({"\u2019": "'", "“": '"', "”": '"', "„": '"', "»": '"', "«": '"'})


def spaced(name: str) -> str:
    """A name on one line, with single spaces."""
    return _SPACE.sub(" ", name).strip()


def folded(name: str) -> str:
    """A name as it is compared: letters alike however they are composed or spaced, large or small."""
    return spaced(unicodedata.normalize("NFC", name)).casefold()


def key(words: str) -> str:
    """Words as they are compared: without case, spacing, the look of a quotation mark and a mark at the end."""
    return folded(words).translate(_MARKS).rstrip(" .:?")


def bare(code: str) -> str:
    """A code without what some form tools do not allow in one: its letters and digits, in lower case."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())
