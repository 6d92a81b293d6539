"""The text of a source in UTF-8, which is how the engine reads: most files are, the others are written anew."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from servicecheck.batch.sources.original import Original, spooled
from servicecheck.errors import InvalidFile
from servicecheck.files.tables import encodings

_CHUNK = 2**20


@dataclass(frozen=True)
class Decoded:
    """A file in UTF-8, and in which encoding it was handed in."""

    file: Original
    encoding: str
    remarks: tuple[str, ...] = ()

    def start(self, most: int) -> str:
        """The first letters, up to the end of a line where there is more."""
        content = self.file.start(most)
        text = content.decode("utf-8-sig", errors="ignore")
        if len(content) < most:
            return text
        return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] or text


def presumed_utf8(source: Original) -> Decoded | None:
    """*source* as it is, where its beginning is in UTF-8; whoever reads on makes sure of the rest."""
    start = source.start(_CHUNK)
    start = start[: start.rfind(b"\n") + 1] or start
    try:
        codec, _ = encodings.codec_of(BytesIO(start), source.name)
    except InvalidFile:
        return None
    return Decoded(source, "utf-8") if codec == "utf-8-sig" else None


def decoded_text(source: Original, encoding: str | None) -> Decoded:
    """*source* in UTF-8. Raises InvalidFile where it is in doubt what its letters are."""
    with source.open() as file:
        codec, remark = encodings.codec_of(file, source.name, encoding)
    named = next(name for name, known in encodings.ENCODINGS.items() if known == codec)
    remarks = (remark,) if remark else ()
    if codec == "utf-8-sig":
        return Decoded(source, named, remarks)
    return Decoded(spooled(_recoded(source, codec), source.name), named, remarks)


def _recoded(source: Original, codec: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(codec)()
    with source.open() as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk).encode()
    yield decoder.decode(b"", True).encode()
