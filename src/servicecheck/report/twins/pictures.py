"""Our drawings and others' logos as PNG, for programs that cannot show SVG everywhere."""

import re
from base64 import b64decode
from functools import cache, lru_cache
from typing import Final

from servicecheck.report.charts.svg import Drawing
from servicecheck.report.template_folders import shipped_templates

DOTS_AN_INCH: Final = 200
LOGO_DOTS: Final = 400
"""How tall a logo is drawn: enough for its centimetre in print."""
_WIDTH: Final = re.compile(r'<svg [^>]*\bwidth="([0-9.]+)mm"')


def width(drawing: Drawing) -> float:
    """How wide it is drawn on a page, in millimetres."""
    found = _WIDTH.match(drawing.svg())
    assert found, "every drawing has its width in millimetres"
    return float(found[1])


def png(drawing: Drawing) -> bytes:
    """The drawing on white, with the report's own letters whatever fonts this machine has."""
    return _png(drawing.svg())


def logo(address: str) -> bytes | None:
    """The logo at a `data:` *address* as a picture that the document can hold; None for one that cannot be drawn.

    The library reads PNG, and JPEG from most programs; all else is drawn anew.
    """
    from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    content = b64decode(address.partition(",")[2])
    try:
        Image.from_blob(content)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ZeroDivisionError):
        return _redrawn(address)
    return content


def _redrawn(address: str) -> bytes | None:
    import resvg_py

    around = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}"/></svg>'
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=around, height=LOGO_DOTS, skip_system_fonts=True))
    except ValueError:
        return None


@cache
def _fonts() -> list[str]:
    folder = shipped_templates()["full"] / "fonts"
    return [str(path) for path in sorted(folder.glob("*.ttf"))]


@lru_cache(maxsize=512)
def _png(svg: str) -> bytes:
    import resvg_py  # here, because only this format needs it

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, dpi=DOTS_AN_INCH, background="#FFFFFF", skip_system_fonts=True, font_files=_fonts()
        )
    )
