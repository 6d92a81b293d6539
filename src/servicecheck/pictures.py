"""Pictures that others hand in, such as a logo: what kind their bytes are, and whether they stay still.

A drawing in SVG is a document that may run scripts and fetch files. Only shapes, text and gradients are let through.
"""

import struct
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from servicecheck.errors import ServicecheckError

MOST_BYTES = 2**20
MOST_PIXELS = 16_000_000
MOST_ELEMENTS = 5_000
MOST_DEPTH = 32

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_WAY_OUT = "Save it as PNG, or as plain SVG without text effects."

_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset({
    "svg", "g", "defs", "title", "desc", "metadata", "style", "path", "rect", "circle", "ellipse", "line", "polyline",
    "polygon", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath",
})  # fmt: skip
_NOTES = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/",
)
"""Where drawing programs keep notes that nobody draws."""


def media_type(content: bytes) -> str:
    """What kind of picture *content* is. Raises ServicecheckError for what is none, is too large or could act."""
    if len(content) > MOST_BYTES:
        raise ServicecheckError(f"this picture is larger than {MOST_BYTES // 2**20} MiB. Make it smaller.")
    if content.startswith(_PNG):
        _check_size(_size_of_png(content))
        return "image/png"
    if content.startswith(_JPEG):
        _check_size(_size_of_jpeg(content))
        return "image/jpeg"
    if b"<" in content[:4]:
        _Drawing().check(content)
        return "image/svg+xml"
    raise ServicecheckError("this is no picture in PNG, JPEG or SVG. Save it as one of these.")


def _check_size(size: tuple[int, int] | None) -> None:
    if size is None or 0 in size:
        raise ServicecheckError("this picture is damaged. Save it anew.")
    if size[0] * size[1] > MOST_PIXELS:
        raise ServicecheckError(f"this picture has {size[0]} x {size[1]} points, more than is needed. Make it smaller.")


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or b"IDAT" not in content[24:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    """From the frame's header, which stands behind segments of which each says how long it is."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


class _Drawing:
    """One pass over a drawing, which ends at the first thing that could act."""

    def __init__(self) -> None:
        self._elements = 0
        self._open: list[str] = []
        self._style = ""
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def check(self, content: bytes) -> None:
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise ServicecheckError(f"this is no SVG: {error}. Save it anew.") from error

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        self._elements += 1
        self._open.append(tag)
        if self._elements == 1 and tag != f"{_SVG} svg":
            raise ServicecheckError("this is no picture in PNG, JPEG or SVG. Save it as one of these.")
        if self._elements > MOST_ELEMENTS or len(self._open) > MOST_DEPTH:
            raise ServicecheckError(f"this drawing has too many parts. {_WAY_OUT}")
        if namespace.startswith(_NOTES):
            return
        if namespace != _SVG or name not in _SHAPES:
            raise ServicecheckError(f"this drawing has a part '{name[:40]}', which is not drawn here. {_WAY_OUT}")
        for attribute in _active(attributes):
            raise _acts(attribute)

    def _text(self, text: str) -> None:
        if self._open[-1] == f"{_SVG} style":
            self._style += text

    def _end(self, _: str) -> None:
        self._open.pop()
        if "@" in self._style or not _stays_inside(self._style):
            raise _acts("style")

    def _doctype(self, *_: object) -> None:
        raise ServicecheckError(f"this drawing declares a document type, which is not read. {_WAY_OUT}")

    def _instruction(self, target: str, _: str) -> None:
        raise ServicecheckError(f"this drawing has an instruction '{target[:40]}', which is not followed. {_WAY_OUT}")


def _active(attributes: Mapping[str, str]) -> Iterator[str]:
    """The attributes that run something, or lead out of the drawing."""
    for attribute, value in attributes.items():
        if attribute.startswith(_NOTES):
            continue
        name = attribute.rpartition(" ")[2].lower()
        leads_out = name == "base" or (name == "href" and not value.strip().startswith("#"))
        if name.startswith("on") or leads_out or not _stays_inside(value):
            yield name


def _acts(name: str) -> ServicecheckError:
    return ServicecheckError(f"'{name[:40]}' in this drawing leads elsewhere or runs something. {_WAY_OUT}")


def _stays_inside(value: str) -> bool:
    """Whether every `url(…)` of a style names a part of the same drawing, and nothing else names a place.

    A backslash may hide one; `src(…)` and `image-set(…)` take an address as plain text.
    """
    told = value.lower()
    if any(sign in told for sign in ("\\", "src(", "image-set(", "@import")):
        return False
    targets = told.split("url(")[1:]
    return all(target.strip(" \t\r\n'\"").startswith("#") for target in targets)
