"""The text of a table somebody saved, in the encodings in which spreadsheet programs save.

UTF-8 is tried first and fails for nearly every text in another encoding; Windows-1252 is taken only where its letters
make words. Nothing is read with wrong letters: what is in doubt is refused, and the encoding can be named.
"""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from servicecheck.files.text_file import kind_of_binary, refusal

ENCODINGS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp1252": "cp1252", "cp850": "cp850", "latin-1": "iso8859-1"}
"""What can be named, and Python's name for it."""

_START, _CHUNK = 4096, 2**20
_NAME_IT = "Save it again as CSV UTF-8, or name the encoding with --encoding: " + ", ".join(ENCODINGS) + "."
_WAS_WINDOWS = "The file is not in UTF-8; it was read as Windows-1252. Another encoding can be named with --encoding."
# In the code page of DOS these bytes are the letters of Danish and Swedish; in Windows-1252 they are signs that
# stand beside a word, never in it.
_SIGN_INSIDE_WORD = re.compile(rb"[A-Za-z\xc0-\xff][\x81\x82\x84\x86\x8d\x8f\x90\x91\x94\x99\x9b\x9d][a-z\xe0-\xff]")


def decoded(content: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of *content*, and what was assumed if anything was. Raises InvalidFile."""
    codec, remark = codec_of(BytesIO(content), name, encoding)
    return content.decode(codec), remark


def codec_of(file: BinaryIO, name: str, encoding: str | None = None) -> tuple[str, str]:
    """In which encoding all of *file* is, as Python calls it, and what was assumed. Raises InvalidFile."""
    start = file.read(_START)
    kind = kind_of_binary(start)
    if kind:
        raise refusal(name, f"this is {kind}, not a table. Save it as CSV UTF-8 or as XLSX.")
    if encoding is None and start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    if encoding:
        line = _unreadable_line(file, ENCODINGS[encoding])
        if line:
            raise refusal(name, f"the file is not in {encoding}: line {line} cannot be read. {_NAME_IT}")
        return ENCODINGS[encoding], ""
    if start.count(0) > len(start) // 10:
        raise refusal(name, f"this looks like UTF-16 without a byte order mark, or is no text at all. {_NAME_IT}")
    line = _unreadable_line(file, "utf-8-sig")
    return _windows(file, name, line) if line else ("utf-8-sig", "")


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _unreadable_line(file: BinaryIO, codec: str) -> int:
    """The first line that is not in this encoding; 0 if all are."""
    decoder = codecs.getincrementaldecoder(codec)()
    is_plain = codec == "utf-8-sig"
    lines, pending = 1, b""
    for chunk in _chunks(file):
        if is_plain and not pending and chunk.isascii():
            lines += chunk.count(b"\n")
            continue
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return lines + error.object[: error.start].count(b"\n")
        pending = decoder.getstate()[0]
        lines += chunk.count(b"\n") - pending.count(b"\n")
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return lines
    return 0


def _windows(file: BinaryIO, name: str, line: int) -> tuple[str, str]:
    doubt = refusal(name, f"the file is not in UTF-8 (line {line}), and it is not clear in which encoding. {_NAME_IT}")
    before = b""
    for chunk in _chunks(file):
        if _SIGN_INSIDE_WORD.search(before + chunk):
            raise doubt
        before = chunk[-2:]
    if _unreadable_line(file, "cp1252"):
        raise doubt
    return "cp1252", _WAS_WINDOWS
