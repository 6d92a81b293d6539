"""The parts of an XLSX file, which is a ZIP archive of XML: unpacked within limits, and none of it believed."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from servicecheck.errors import InvalidFile
from servicecheck.files.text_file import refusal

MOST_UNPACKED = 100 * 2**20
MOST_RATIO = 200
MOST_MEMBERS = 1_000
_RATIO_COUNTS_FROM = 2**20
"""A part that is small after unpacking may be packed as well as it likes."""

_CHUNK = 2**16
_LOCAL_HEADER = 30
_OLE = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")

SAVE_AGAIN = "Open it in a spreadsheet program and save it again as XLSX, or save it as CSV UTF-8."


def parts(content: bytes, name: str) -> dict[str, bytes]:
    """The XML parts by their names. Raises InvalidFile for what no spreadsheet program makes."""
    if content.startswith(_OLE):
        raise refusal(name, "this is password-protected, or an old .xls. Save it as XLSX without a password.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _inspect(members, len(content), name)
            return dict(_unpacked(archive, members, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        if isinstance(error, InvalidFile):
            raise
        raise refusal(name, f"this is not an XLSX file, or it is damaged. {SAVE_AGAIN}") from error


def _inspect(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """What can be seen before anything is unpacked."""
    if len(members) > MOST_MEMBERS:
        raise refusal(name, f"it has more than {MOST_MEMBERS} parts, which no table needs. {SAVE_AGAIN}")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_large(name)
    names = [member.filename.casefold() for member in members]
    ends_at = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < ends_at or member.flag_bits & 1:
            raise refusal(name, f"its parts overlap or are encrypted. {SAVE_AGAIN}")
        ends_at = member.header_offset + _LOCAL_HEADER + len(member.filename) + member.compress_size
    if len(set(names)) < len(names) or ends_at > size:
        raise refusal(name, f"a part of it is there twice, or cut off. {SAVE_AGAIN}")


def _unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> Iterator[tuple[str, bytes]]:
    left = MOST_UNPACKED
    for member in members:
        content = _inflated(archive, member, left, name)
        left -= len(content)
        if member.filename.casefold().endswith(_XML):
            if _DOCTYPE.search(content):
                raise refusal(name, f"its part {member.filename} has a DOCTYPE, which no spreadsheet program writes.")
            yield member.filename.removeprefix("/"), content


def _inflated(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """The content of one part; what is said of its size is not believed."""
    content = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            is_bomb = len(content) > _RATIO_COUNTS_FROM and len(content) > MOST_RATIO * max(member.compress_size, 1)
            if len(content) > most or is_bomb:
                raise _too_large(name)
    return bytes(content)


def _too_large(name: str) -> InvalidFile:
    return refusal(name, f"unpacked it is larger than {MOST_UNPACKED // 2**20} MiB, or packed suspiciously well.")


def parser(name: str, part: str) -> "expat.XMLParserType":
    """An XML parser that knows no entities and fetches nothing."""

    def refuse(*_: object) -> None:
        raise refusal(name, f"its part {part} has a DOCTYPE, which no spreadsheet program writes.")

    made = expat.ParserCreate()
    made.buffer_text = True
    made.StartDoctypeDeclHandler = refuse
    made.EntityDeclHandler = refuse
    return made


def run(parsing: "expat.XMLParserType", content: bytes, name: str, part: str) -> None:
    """Parse *content*. Raises InvalidFile where it is not XML."""
    try:
        parsing.Parse(content, True)
    except expat.ExpatError as error:
        raise refusal(name, f"its part {part} is not XML ({error}). {SAVE_AGAIN}") from error


def local(tag: str) -> str:
    """A tag without its prefix."""
    return tag.rpartition(":")[2]
