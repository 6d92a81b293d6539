"""Opening a source: what kind of file it is shows in its name and its first bytes."""

from pathlib import Path

from servicecheck.batch.sources import columnar, delimited_text, small_tables
from servicecheck.batch.sources.original import Original, original
from servicecheck.batch.sources.raw import Format, Raw, Wishes

_SUFFIXES: dict[str, Format] = {
    ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx", ".xlsm": "xlsx", ".xls": "xlsx", ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".yaml": "yaml", ".yml": "yaml",
}  # fmt: skip
_SIGNATURES: dict[bytes, Format] = {b"PAR1": "parquet", b"PK": "xlsx"}


def opened(path: Path, wishes: Wishes | None = None) -> Raw:
    """The source at *path*. Raises InvalidFile where nothing of it can be used."""
    wishes = wishes or Wishes()
    source = original(path)
    match wishes.format or _format_of(source):
        case "parquet":
            return columnar.read(source)
        case "csv":
            return delimited_text.read(source, wishes)
        case kind:
            return small_tables.read(source, kind, wishes)


def _format_of(source: Original) -> Format:
    start = source.start(4)
    for signature, kind in _SIGNATURES.items():
        if start.startswith(signature):
            return kind
    return _SUFFIXES.get(Path(source.name).suffix.casefold(), "csv")
