"""Text that a spreadsheet program must not take for a formula, and the text itself again.

An apostrophe goes before a text that begins with a sign that makes a formula, and before one that begins with
apostrophes and then such a sign, so that taking one away gives every text back as it was. A number stays as it is.
"""

import re

_LEAD_IN = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_ACTIVE = re.compile(f"'*(?: *{_LEAD_IN}|[^\0]*\0)")
_MARKED = re.compile(f"'+(?: *{_LEAD_IN}|[^\0]*\0)")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def inert(text: str) -> str:
    """*text* for a cell."""
    return f"'{text}" if _ACTIVE.match(text) and not _NUMBER.fullmatch(text) else text


def original(cell: str) -> str:
    """The text of which `inert` made *cell*."""
    return cell[1:] if _MARKED.match(cell) else cell
