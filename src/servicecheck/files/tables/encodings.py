"""The text of a table somebody saved, in the encodings in which spreadsheet programs save.

UTF-8 is tried first and fails for nearly every text in another encoding; Windows-1252 is taken only where its letters
make words. Nothing is read with wrong letters: what is in doubt is refused, and the encoding can be named.
"""

import codecs
import re

from servicecheck.files.text_file import kind_of_binary, refusal

ENCODINGS = {"utf-8": "utf-8-sig", "utf-16": "utf-16", "cp1252": "cp1252", "cp850": "cp850", "latin-1": "iso8859-1"}
"""What can be named, and Python's name for it."""

_NAME_IT = "Save it again as CSV UTF-8, or name the encoding with --encoding: " + ", ".join(ENCODINGS) + "."
# In the code page of DOS these bytes are the letters of Danish and Swedish; in Windows-1252 they are signs that
# stand beside a word, never in it.
_SIGN_INSIDE_WORD = re.compile(rb"[A-Za-z\xc0-\xff][\x81\x82\x84\x86\x8d\x8f\x90\x91\x94\x99\x9b\x9d][a-z\xe0-\xff]")


def decoded(content: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text of *content*, and what was assumed if anything was. Raises InvalidFile."""
    kind = kind_of_binary(content)
    if kind:
        raise refusal(name, f"this is {kind}, not a table. Save it as CSV UTF-8 or as XLSX.")
    if encoding:
        return _named(content, name, encoding), ""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _named(content, name, "utf-16"), ""
    if content[:4096].count(0) > len(content[:4096]) // 10:
        raise refusal(name, f"this looks like UTF-16 without a byte order mark, or is no text at all. {_NAME_IT}")
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        return _windows(content, name, error)


def _named(content: bytes, name: str, encoding: str) -> str:
    try:
        return content.decode(ENCODINGS[encoding])
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise refusal(name, f"the file is not in {encoding}: line {line} cannot be read. {_NAME_IT}") from error


def _windows(content: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    line = content[: error.start].count(b"\n") + 1
    doubt = refusal(name, f"the file is not in UTF-8 (line {line}), and it is not clear in which encoding. {_NAME_IT}")
    if _SIGN_INSIDE_WORD.search(content):
        raise doubt from error
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise doubt from error
    return text, "The file is not in UTF-8; it was read as Windows-1252. Another encoding can be named with --encoding."
