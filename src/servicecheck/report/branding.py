"""Whose report it looks like: logo, colour and a few words of the client's and the consultant's own."""

import re
from base64 import b64encode
from dataclasses import dataclass

from servicecheck.language import Language, Words
from servicecheck.pictures import media_type
from servicecheck.report.charts.palette import DARK_ZONE, PAPER, ZONE
from servicecheck.response import Brand

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text of ordinary size (level AA)."""

BACKGROUNDS = (PAPER, ZONE, DARK_ZONE)


@dataclass(frozen=True)
class Branding:
    """What a client or consultant may put on a report; whatever is empty leaves nothing behind."""

    logo: str = ""
    """A `data:` address."""
    accent: str = ""
    """#rrggbb."""
    foreword: str = ""
    client: str = ""
    consultant: str = ""


UNBRANDED = Branding()


def branding_of(brand: Brand, language: Language) -> Branding:
    """*brand* as a report in *language* shows it. Raises ServicecheckError for a logo that is none, or could act."""
    words = Words(language)
    return Branding(
        logo=_address(brand.logo) if brand.logo else "",
        accent=brand.accent,
        foreword=words.typeset(brand.foreword) if brand.foreword else "",
        client=brand.client,
        consultant=brand.consultant,
    )


def contrast_warning(accent: str) -> str:
    """What is wrong with text in this colour, and the nearest colour that can be read; empty where nothing is."""
    if not accent or _is_readable(accent):
        return ""
    lowest = min(contrast(accent, background) for background in BACKGROUNDS)
    # Rounded down: 4.46 must not be printed as the 4.5 that it is not.
    return (
        f"The accent colour {accent} is hard to read: {int(lowest * 10) / 10} to 1 on the report's backgrounds, "
        f"and text needs {LEAST_CONTRAST} to 1. The nearest colour that passes is {nearest_readable(accent)}."
    )


def accent_style(accent: str) -> str:
    """The accent as two properties of a style sheet: for lines in any case, for text only where it can be read."""
    if not _COLOUR.fullmatch(accent):
        return ""
    text = f" --accent-text: {accent};" if _is_readable(accent) else ""
    return f":root {{ --accent: {accent};{text} }}\n"


def nearest_readable(accent: str) -> str:
    """The same hue, darkened only as far as text needs it."""
    red, green, blue = _channels(accent)
    shades = ((red * part // 255, green * part // 255, blue * part // 255) for part in range(255, -1, -1))
    return next(shade for shade in map(_written, shades) if _is_readable(shade))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _is_readable(colour: str) -> bool:
    return all(contrast(colour, background) >= LEAST_CONTRAST for background in BACKGROUNDS)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(channels: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*channels)


def _address(logo: bytes) -> str:
    return f"data:{media_type(logo)};base64,{b64encode(logo).decode('ascii')}"
