"""The text of a file somebody wrote, or a clear reason why there is none.

Only regular files are opened: a named pipe would wait for ever and a device might never end.
"""

import codecs
import errno
import re
import stat
from pathlib import Path
from typing import BinaryIO

from servicecheck.errors import InvalidFile, Place, Problem

MOST_CHARACTER_PROBLEMS = 10

_SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"PK\x05\x06": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"%PDF": "a PDF",
    b"SQLite format 3\0": "an SQLite database, such as an assessment file",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe\x00\x00": "UTF-32 text",
    b"\x00\x00\xfe\xff": "UTF-32 text",
}

# Everything that is shown as nothing, or shows what follows in another order: C0 and C1 controls (but tab and line
# ends), line and paragraph separators, bidirectional marks and overrides, byte order marks inside the text,
# non-characters and halves of surrogate pairs.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
_LINE_END = re.compile("\r\n|\r|\n")

_REASONS = {
    errno.ENOENT: "there is no such file. Check the name and the folder.",
    errno.ENOTDIR: "there is no such file: a part of the path is a file, not a folder.",
    errno.ELOOP: "the link leads round in a circle. Name the file itself.",
    errno.EACCES: "you are not allowed to read this file. Ask its owner, or copy it to a folder of your own.",
    errno.EPERM: "you are not allowed to read this file. Ask its owner, or copy it to a folder of your own.",
    errno.ENAMETOOLONG: "the name is too long for this system.",
    errno.EISDIR: "this is a folder. Name a file in it.",
}


def read_bytes(path: Path, limit: int, name: str) -> bytes:
    """The bytes of a regular file of at most *limit* bytes, called *name* in messages.

    Raises InvalidFile with the reason and a way out.
    """
    with open_regular(path, name) as file:
        try:
            content = file.read(limit + 1)
        except OSError as error:
            raise refusal(name, _reason(path, error)) from error
    if len(content) > limit:
        raise refusal(name, f"the file is larger than {_size(limit)}, the most that is read. Split it or shorten it.")
    return content


def open_regular(path: Path, name: str) -> BinaryIO:
    """The regular file at *path*, open for reading and called *name* in messages. Raises InvalidFile."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise refusal(name, f"this is {_kind(mode)}, not a file with text. Name a regular file.")
        return path.open("rb")
    except OSError as error:
        raise refusal(name, _reason(path, error)) from error
    except ValueError as error:  # a NUL byte, or a letter that no file name can hold
        raise refusal(name, "this cannot be the name of a file. Check the name.") from error


def decode(content: bytes, name: str) -> str:
    """The text of *content*: UTF-8 with or without byte order mark, or UTF-16 with one.

    Raises InvalidFile for another encoding, for a binary file, and for characters that cannot be seen.
    """
    kind = kind_of_binary(content)
    if kind:
        raise refusal(name, f"this is {kind}, not a text file in UTF-8. Save it as plain text in UTF-8.")
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(content, name)
    else:
        text = _utf8(content, name)
    problems = unseen_characters(text, name)
    if problems:
        raise InvalidFile(problems)
    return text


def kind_of_binary(content: bytes) -> str | None:
    """What *content* is, such as "a PDF", where its first bytes tell that it is no text of an encoding we read."""
    return next((kind for signature, kind in _SIGNATURES.items() if content.startswith(signature)), None)


def unseen_characters(text: str, name: str) -> list[Problem]:
    """A problem for each character that cannot be seen, with its place in *text*; for the first ten of them."""
    problems: list[Problem] = []
    for found in _FORBIDDEN.finditer(text):
        if len(problems) == MOST_CHARACTER_PROBLEMS:
            problems.append(Problem("there are more such characters. Is this really a text file?", Place(name)))
            break
        message = f"the invisible character {code_point(found[0])} stands here. Delete it, or type the text anew."
        problems.append(Problem(message, _place(text, found.start(), name)))
    return problems


def lines(text: str) -> list[str]:
    """The lines of *text*, split where the YAML parser and text editors split them."""
    return _LINE_END.split(text)


def unseen(text: str) -> str | None:
    """The first character of *text* that cannot be seen, as `U+202E`."""
    found = _FORBIDDEN.search(text)
    return code_point(found[0]) if found else None


def escaped(json: str) -> str:
    """A JSON text in which every character that cannot be seen is written as its number."""
    return _FORBIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def code_point(character: str) -> str:
    """How a character that cannot be shown is named: `U+202E`."""
    return f"U+{ord(character):04X}"


def refusal(name: object, message: str) -> InvalidFile:
    """The error for a file with one mistake that stands nowhere in particular."""
    return InvalidFile([Problem(message, Place(str(name)))])


def _utf8(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in content[:1024]:
            message = "this is not a text file in UTF-8 (it may be binary, or UTF-16 without a byte order mark)."
            raise refusal(name, f"{message} Save it as plain text in UTF-8.") from error
        before = content[: error.start].decode("utf-8-sig")
        byte = content[error.start : error.start + 1]
        letter = byte.decode("cp1252", errors="ignore")
        guess = f", which is '{letter}' in Windows-1252," if letter.isalpha() else ""
        message = (
            f"the file is not in UTF-8: the byte {byte.hex().upper()}{guess} stands here. "
            "Save it again with the encoding UTF-8."
        )
        raise InvalidFile([Problem(message, _place(before, len(before), name))]) from error


def _utf16(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        message = "the file begins as UTF-16 but is not valid UTF-16. Save it again with the encoding UTF-8."
        raise refusal(name, message) from error


def _place(text: str, index: int, name: str) -> Place:
    line, start = 1, 0
    for end in _LINE_END.finditer(text, 0, index):
        line, start = line + 1, end.end()
    return Place(name, line, index - start + 1)


def _reason(path: Path, error: OSError) -> str:
    if error.errno == errno.ENOENT and path.is_symlink():
        return f"this is a link to {path.readlink()}, which does not exist. Name the file itself."
    return _REASONS.get(error.errno or 0, f"the file cannot be read ({error.strerror or error}).")


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _size(limit: int) -> str:
    return f"{limit // 2**20} MiB" if limit % 2**20 == 0 else f"{limit} bytes"
