"""The one sanitiser: whatever was typed by others becomes text that cannot act on a terminal.

Rich is no sanitiser, it passes control bytes through; so everything goes through `printable` before it is laid out,
and through `carried` before it is measured, because a replacement may be longer than what it replaces.
"""

import unicodedata

_SPACES = str.maketrans({"\t": " ", "\n": " ", "\u2028": " ", "\u2029": " ", "\u0085": " "})

# Letters of our three languages, marks and rules, for a stream that cannot carry them. Everything else is taken apart
# into a plain letter where that works.
_PLAIN = {
    "▼": "[-]",
    "■": "[=]",
    "▲": "[+]",
    "─": "-",
    "━": "#",
    "┄": "-",
    "│": "|",
    "·": "|",
    "½": ".5",
    "–": "-",
    "—": "-",
    "−": "-",
    "±": "+/-",
    "→": "to",
    "×": "x",
    "÷": "/",
    "√": "sqrt ",
    "≥": ">=",
    "≤": "<=",
    "“": '"',
    "”": '"',
    "„": '"',
    "»": '"',
    "«": '"',
    "‘": "'",
    "’": "'",
    "…": "...",
    "\u00a0": " ",
    "\u202f": " ",
    "å": "aa",
    "Å": "Aa",
    "æ": "ae",
    "Æ": "Ae",
    "ø": "oe",
    "Ø": "Oe",
}

# Joiners hold emoji and some scripts together; every other format character is invisible and may deceive.
_HARMLESS_FORMATS = frozenset("\u200c\u200d\u00ad")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MOST_MARKS = 4
_ELLIPSIS = "…"


def printable(text: str) -> str:
    """*text* on one line, with everything that could act on a terminal shown as its number, such as <U+202E>.

    Line breaks and tabs become spaces; letters of all scripts and emoji stay. A pile of combining marks is cut.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(map(_shown, text.replace("\r\n", " ").translate(_SPACES)))
    return _without_piles(shown) if not shown.isascii() else shown


def carried(text: str, encoding: str) -> str:
    """*text* in characters that *encoding* has: a stream in Latin letters keeps æ, ø and å, one in ASCII gets ae."""
    if text.isascii() or _fits(text, encoding):
        return text
    return "".join(character if _fits(character, encoding) else _replaced(character, encoding) for character in text)


def excerpt(text: str, length: int = 400) -> str:
    """The beginning of *text*, for places where somebody's 5 000 lines would push the rest off the screen."""
    return text if len(text) <= length else text[: length - 1].rstrip() + _ELLIPSIS


def _shown(character: str) -> str:
    if unicodedata.category(character) in _HIDDEN and character not in _HARMLESS_FORMATS:
        return f"<U+{ord(character):04X}>"
    return character


def _without_piles(text: str) -> str:
    """Cut piles of marks that would cover the lines above and below."""
    kept: list[str] = []
    pile = 0
    for character in text:
        pile = pile + 1 if unicodedata.combining(character) else 0
        if pile <= _MOST_MARKS:
            kept.append(character)
        elif pile == _MOST_MARKS + 1:
            kept.append(_ELLIPSIS)
    return "".join(kept)


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _replaced(character: str, encoding: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    letters = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    if letters and _fits(letters, encoding):
        return letters
    return "" if unicodedata.combining(character) or character in _HARMLESS_FORMATS else f"<U+{ord(character):04X}>"
