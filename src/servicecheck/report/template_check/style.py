"""Colours of a style sheet in which text is hard to read: each against the background of the same rule, else paper."""

import re
from collections.abc import Iterator

from servicecheck.errors import Place, Problem
from servicecheck.report.branding import LEAST_CONTRAST, contrast
from servicecheck.report.charts.palette import PAPER

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\{([^{}]*)\}")
_COLOUR = re.compile(
    r"(?<![\w-])(color|background(?:-color)?):\s*(#[0-9a-f]{6}|#[0-9a-f]{3})(?![0-9a-f])", re.IGNORECASE
)
_ON_DARK = 1.8
"""Text that light is meant for a dark background, which another rule gives."""


def faint_colours(style: str, file: str) -> Iterator[Problem]:
    """A warning for each colour of text with too little contrast, in its line."""
    text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), style)
    for rule in _RULE.finditer(text):
        colours = {found[1].lower(): (found[2], found.start()) for found in _COLOUR.finditer(rule[1])}
        if "color" not in colours:
            continue
        (front, at), (back, _) = colours["color"], colours.get("background-color", colours.get("background", ("", 0)))
        ratio = contrast(_six(front), _six(back or PAPER))
        if ratio < LEAST_CONTRAST and (back or ratio >= _ON_DARK):
            # Rounded down: 4.46 must not be printed as the 4.5 that it is not.
            message = f"{front} on {back or PAPER} has a contrast of {int(ratio * 10) / 10} to 1; text needs 4.5 to 1."
            line = text.count("\n", 0, rule.start(1) + at) + 1
            yield Problem(message, Place(file, line), "warning")


def _six(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(letter * 2 for letter in colour[1:])
