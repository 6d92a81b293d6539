"""Text that a spreadsheet program must not take for a formula, and the text itself again.

An apostrophe goes before a text that begins with a sign that makes a formula, and before one that begins with
apostrophes and then such a sign, so that taking one away gives every text back as it was. A number stays as it is.
"""

import re

_LEAD_IN = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
ACTIVE = f"'*(?: *{_LEAD_IN}|[^\0]*\0)"
"""How a text begins that a spreadsheet program may take for more than text: a regular expression of any dialect."""
NUMBER = r"[+-]?[0-9]+([.,][0-9]+)?"
"""A whole text that is a number."""

_ACTIVE = re.compile(ACTIVE)
_MARKED = re.compile(f"'+(?: *{_LEAD_IN}|[^\0]*\0)")
_NUMBER = re.compile(NUMBER)


def inert(text: str) -> str:
    """*text* for a cell."""
    return f"'{text}" if _ACTIVE.match(text) and not _NUMBER.fullmatch(text) else text


def original(cell: str) -> str:
    """The text of which `inert` made *cell*."""
    return cell[1:] if _MARKED.match(cell) else cell
