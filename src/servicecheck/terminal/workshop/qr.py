"""A QR code in characters, to be read by a phone's camera off the facilitator's own screen."""

from collections.abc import Sequence
from itertools import zip_longest

from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part

QUIET = 4
"""Empty modules around the code, without which many cameras do not find it."""
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}

Modules = Sequence[Sequence[bool]]
"""Rows from the top; a module is True where it is dark."""


def show_qr(screen: Screen, content: str) -> bool:
    """Print *content* as a QR code, and say whether there was room for it."""
    modules = _modules(content)
    has_blocks = screen.plain("█▀▄") == "█▀▄"
    if len(modules) * (1 if has_blocks else 2) > screen.width:
        return False
    rows = _halved(modules, screen.look.colour != "none") if has_blocks else _doubled(screen, modules)
    for row in rows:
        screen.line(*row)
    return True


def _modules(content: str) -> Modules:
    import segno  # here, because only a workshop draws one

    code = segno.make(content, error="m", micro=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET)]


def _halved(modules: Modules, has_colour: bool) -> list[list[Part]]:
    """Two rows of modules in one of characters, which are about twice as high as wide.

    Without colour the light modules are drawn: most terminals are dark, and there the code comes out right.
    """
    empty = [not has_colour] * len(modules[0])
    pairs = zip_longest(modules[::2], modules[1::2], fillvalue=empty)
    texts = [
        "".join(_HALVES[top is has_colour, bottom is has_colour] for top, bottom in zip(*pair, strict=True))
        for pair in pairs
    ]
    return [[(text, "paper")] if has_colour else [text] for text in texts]


def _doubled(screen: Screen, modules: Modules) -> list[list[Part]]:
    """Every module as two characters that each stream has."""
    if screen.look.colour == "none":
        return [["".join("  " if module else "##" for module in row)] for row in modules]
    return [[("  ", "ink" if module else "paper") for module in row] for row in modules]
