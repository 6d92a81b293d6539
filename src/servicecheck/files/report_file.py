"""The figures that a report carries: of the JSON document itself, or of the one attached to the PDF.

A PDF is not parsed: the attachment is looked for among its bytes, so nothing in a file made by others is followed,
run or repeated, and the time it takes grows with the file's size alone. A PDF that hides its streams (encrypted, or
written anew in another way) is refused.
"""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

from servicecheck.comparison.published import Unreadable, side_from
from servicecheck.comparison.side import Side
from servicecheck.errors import InvalidFile, Place, Problem

FORMAT: Final = "servicecheck-report"
LARGEST: Final = 64 * 1024 * 1024
LARGEST_DOCUMENT: Final = 16 * 1024 * 1024
_MOST_ATTACHMENTS: Final = 20
_LONGEST_HEAD: Final = 4_096

_PDF: Final = b"%PDF-"
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ATTACHED: Final = re.compile(rb"/EmbeddedFile(?![A-Za-z])")
_BEGIN: Final = re.compile(rb"stream\r?\n")


def is_report(path: Path) -> bool:
    """Whether a file begins like a PDF or a JSON document."""
    with path.open("rb") as file:
        head = file.read(1024)
    return _is_json(head) or _is_pdf(head)


def read_side(path: Path) -> Side:
    """The round that a report (PDF or JSON) is about. Raises InvalidFile."""
    if path.stat().st_size > LARGEST:
        raise _mistake(path, f"this is larger than any report: more than {LARGEST // 1024 // 1024} MiB.")
    content = path.read_bytes()
    found = _attached(content) if _is_pdf(content) else [content]
    reports = [document for document in map(_document, found) if document is not None]
    if len(reports) != 1:
        raise _mistake(path, _why_not(content, len(reports)))
    try:
        return side_from(reports[0].get("figures"))
    except Unreadable as error:
        raise _mistake(path, f"this report cannot be compared: {error}. Make it again with 'report'.") from error


def _is_json(content: bytes) -> bool:
    return content[:1024].removeprefix(_BYTE_ORDER_MARK).lstrip()[:1] == b"{"


def _is_pdf(content: bytes) -> bool:
    return _PDF in content[:1024] and not _is_json(content)


def _attached(content: bytes) -> Iterator[bytes]:
    """What is attached to a PDF, as far as it could be a report's figures."""
    for number, place in enumerate(_ATTACHED.finditer(content)):
        if number == _MOST_ATTACHMENTS:
            return
        begin = _BEGIN.search(content, place.end(), place.end() + _LONGEST_HEAD)
        if begin is None:
            continue
        head = content[content.rfind(b"obj", 0, place.start()) : begin.start()]
        yield _inflated(content, begin.end()) if b"/FlateDecode" in head else _plain(content, begin.end())


def _inflated(content: bytes, start: int) -> bytes:
    """A packed stream; it says itself where it ends, and is let out so far only as a document may be long."""
    try:
        return zlib.decompressobj().decompress(memoryview(content)[start:], LARGEST_DOCUMENT + 1)
    except zlib.error:
        return b""


def _plain(content: bytes, start: int) -> bytes:
    end = content.find(b"endstream", start, start + LARGEST_DOCUMENT + 1)
    return content[start:end] if end >= 0 else b""


def _document(content: bytes) -> dict[str, Any] | None:
    """The report's document, or None where *content* is anything else."""
    if len(content) > LARGEST_DOCUMENT:
        return None
    try:
        document = from_json(content.removeprefix(_BYTE_ORDER_MARK))
    except ValueError:
        return None
    return document if isinstance(document, dict) and document.get("format") == FORMAT else None


def _why_not(content: bytes, reports: int) -> str:
    kind = "PDF" if _is_pdf(content) else "file"
    if reports:
        return "more than one report is attached to this PDF, so it is not clear which is meant."
    return f"this {kind} carries no figures of a servicecheck report. Reports made by 'report' do."


def _mistake(path: Path, message: str) -> InvalidFile:
    return InvalidFile([Problem(message, Place(str(path)))])
