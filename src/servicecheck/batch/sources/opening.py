"""Opening a source: what kind of file it is shows in its name and its first bytes."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from servicecheck.batch.sources import columnar, delimited_text, json_lines, small_tables, yaml_responses
from servicecheck.batch.sources.digest import Digest
from servicecheck.batch.sources.inputs import STDIN
from servicecheck.batch.sources.original import Original, original, spooled
from servicecheck.batch.sources.packing import packing_of, unpacked
from servicecheck.batch.sources.raw import Format, Raw, Wishes, with_decimal
from servicecheck.files.text_file import refusal

_CHUNK = 2**20
_SUFFIXES: dict[str, Format] = {
    ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xlsx", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip
_SIGNATURES: dict[bytes, Format] = {b"PAR1": "parquet", b"PK": "xlsx"}
_YAML_START = re.compile(rb"(?:#[^\n]*\n\s*)*(?:---\s|(?:- )?[\w-]+:(?: [^,;|\t\r\n]*)?\r?\n)")
_JSON_STARTS: dict[bytes, Format] = {b"[": "json", b"{": "jsonl"}


def opened(name: str | Path, wishes: Wishes | None = None) -> Raw:
    """The source called *name*; `-` is what comes in. Raises InvalidFile where nothing of it can be used."""
    wishes = wishes or Wishes()
    has_name = str(name) != STDIN
    if has_name and Path(name).is_dir() and columnar.is_partitioned(Path(name)):
        return columnar.read_partitioned(Path(name))
    handed_in = original(Path(name)) if has_name else _standard_input()
    digest = Digest(handed_in.open, handed_in.size)
    packing = packing_of(handed_in, has_name=has_name)
    source = unpacked(handed_in, packing) if packing else handed_in
    raw = _read(source, wishes.format or _format_of(source, has_name=has_name), wishes)
    if wishes.decimal and raw.description.format == "csv":  # other formats have numbers, which always have a point
        raw = with_decimal(raw, wishes.decimal)
    description = replace(raw.description, compression=packing or "")
    return replace(raw, description=description, size=handed_in.size, sha256=digest.value)


def _read(source: Original, kind: Format, wishes: Wishes) -> Raw:
    match kind:
        case "parquet":
            return columnar.read(source)
        case "csv":
            return delimited_text.read(source, wishes)
        case "jsonl":
            return json_lines.read(source, wishes)
        case "yaml":
            return yaml_responses.read(source, wishes)
        case _:
            return small_tables.read(source, kind, wishes)


def _format_of(source: Original, *, has_name: bool) -> Format:
    start = source.start(4096)
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature):
            return kind
    if not has_name:
        words = start.removeprefix(b"\xef\xbb\xbf").lstrip()
        return "yaml" if _YAML_START.match(words) else _JSON_STARTS.get(words[:1], "csv")
    path = Path(source.name)
    inner = path.with_suffix("") if path.suffix.casefold() in (".gz", ".zst") else path
    return _SUFFIXES.get(inner.suffix.casefold(), "csv")


def _standard_input() -> Original:
    if sys.stdin is None or sys.stdin.isatty():
        raise refusal(STDIN, "nothing comes in. Send a file to the command: servicecheck score - < answers.csv.")
    return spooled(_chunks(sys.stdin.buffer), STDIN)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
