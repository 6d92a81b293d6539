"""The corpus of hostile files in tests/files/hostile: one fault each, and what a safe reader makes of it."""

import csv
from dataclasses import dataclass
from pathlib import Path

HOSTILE = Path(__file__).parent / "files" / "hostile"


@dataclass(frozen=True)
class HostileFile:
    """One file of the corpus. `expect`: refuse, accept, neutralise or bounded; `error_at`: "line:column", or less."""

    path: Path
    expect: str
    error_at: str

    def fill(self, body: str, values: dict[str, str]) -> bytes:
        """The file's bytes with *body* as the rest of the document, and @@NAME@@ replaced by each of *values*."""
        content = self.path.read_bytes().replace(b"#@@BODY@@", body.encode())
        for name, value in values.items():
            content = content.replace(f"@@{name}@@".encode(), value.encode())
        return content

    def is_at(self, line: int | None, column: int | None) -> bool:
        """Whether a mistake at *line* and *column* stands where the index says."""
        expected = [] if self.error_at == "-" else [int(part) for part in self.error_at.split(":")]
        return [line, column][: len(expected)] == expected


def hostile_files(kind: str) -> list[HostileFile]:
    """The files of one kind, such as "yaml"; each of the templates is a folder of its own."""
    with (HOSTILE / "index.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        found = [HostileFile(HOSTILE / row["path"], row["expect"], row["error_at"]) for row in rows]
    return [file for file in found if file.path.relative_to(HOSTILE).parts[0] == kind]
