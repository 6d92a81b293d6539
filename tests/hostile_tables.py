"""The hostile tables of the corpus, with the questions of one questionnaire in their placeholders."""

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

from hostile_corpus import HostileFile

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
_SUFFIXES = (".xlsx", ".xlsm")


def filled_in(file: HostileFile, ids: Sequence[str], values: Sequence[str]) -> bytes:
    """The file's bytes with these questions and answers; inside an archive too, unless the archive is the attack."""
    words = {"{{ITEM_ID}}": ids[0], "{{ITEM_ID_2}}": ids[1], "{{ITEM_ID_3}}": ids[2]}
    for mark in (",", ";", "|"):
        words |= {f"{{{{HEAD{mark}}}}}": mark.join(ids), f"{{{{ROW{mark}}}}}": mark.join(values)}
    content = file.path.read_bytes()
    if file.path.suffix not in _SUFFIXES:
        return _replaced(content, words)
    try:
        return _repacked(content, words)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return content


def _repacked(content: bytes, words: dict[str, str]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        if sum(member.file_size for member in before.infolist()) > 10_000_000:
            return content
        for member in before.infolist():
            after.writestr(member.filename, _replaced(before.read(member), words))
    return packed.getvalue()


def _replaced(content: bytes, words: dict[str, str]) -> bytes:
    for word, meant in words.items():
        for encoding in ENCODINGS:
            content = content.replace(word.encode(encoding), meant.encode(encoding))
    return content
