"""Packed sources: gzip and Zstandard, unpacked into a temporary file within limits.

A file says by its name that it is packed: `answers.csv.gz`. What comes in without a name says so by its first bytes.
"""

import gzip
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, cast

from servicecheck.batch.sources.original import Original, spooled
from servicecheck.errors import InvalidFile
from servicecheck.files.text_file import refusal

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Packing = Literal["gzip", "zstd"]

MOST_RATIO = 200
_RATIO_COUNTS_FROM = 100 * 2**20
"""What is small after unpacking may be packed as well as it likes."""
_CHUNK = 2**20
_SUFFIXES: dict[str, Packing] = {".gz": "gzip", ".zst": "zstd"}
_SIGNATURES: dict[bytes, Packing] = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}


def packing_of(source: Original, *, has_name: bool) -> Packing | None:
    """How *source* is packed, if it is. Raises InvalidFile where its name says something else than its bytes."""
    start = source.start(4)
    found = next((packing for signature, packing in _SIGNATURES.items() if start.startswith(signature)), None)
    named = _SUFFIXES.get(Path(source.name).suffix.casefold())
    if not has_name or found == named:
        return found
    if named:
        raise refusal(source.name, f"this is not {named}, though its name says so. Name it after what it is.")
    if found == "gzip":
        raise refusal(source.name, "this is a gzip archive. If answers are packed in it, let its name end in .gz.")
    return None


def unpacked(source: Original, packing: Packing) -> Original:
    """What is packed in *source*. Raises InvalidFile where it is damaged, or packed suspiciously well."""
    return spooled(_chunks(source, packing), source.name)


def _chunks(source: Original, packing: Packing) -> Iterator[bytes]:
    size = 0
    try:
        with source.open() as file, _stream(file, packing) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > max(_RATIO_COUNTS_FROM, MOST_RATIO * source.size):
                    raise _bomb(source.name)
                yield chunk
    except (EOFError, zlib.error, gzip.BadGzipFile, zstd.ZstdError) as error:
        raise refusal(source.name, "what is packed in it is cut off or damaged. Pack it again.") from error


def _stream(file: BinaryIO, packing: Packing) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=file) if packing == "gzip" else zstd.ZstdFile(file))


def _bomb(name: str) -> InvalidFile:
    message = f"unpacked it is more than {MOST_RATIO} times as large, which no answers are. Unpack it yourself."
    return refusal(name, message)
