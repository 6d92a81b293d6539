"""The hostile report templates in tests/files/hostile/templates, ready to be used as folders."""

import os
import struct
import zlib
from pathlib import Path

from hostile_corpus import HOSTILE, HostileFile, hostile_files

FOLDERS = {file.path.parent.name: file for file in hostile_files("templates")}
_PIXELS = 30_000
_PROGRAMS = (
    "__init__.py",
    "conftest.py",
    "extensions.py",
    "filters.py",
    "hooks/post_gen_project.py",
    "sitecustomize.py",
)


def laid_out(name: str, folder: Path, *, canary: Path, marker: Path, port: int, answer: str = "report.title") -> Path:
    """The hostile template called *name* as a folder in *folder*, its placeholders filled in."""
    source = FOLDERS[name].path.parent
    made = folder / name
    made.mkdir()
    values = {"ANSWER": answer, "CANARY": str(canary), "MARKER": str(marker), "PORT": str(port)}
    for path in source.iterdir():
        entry = HostileFile(path, "", "")
        (made / path.name).write_bytes(entry.fill("", values))
    if name == "load_symlink_file":
        (made / "partial.html").symlink_to(canary)
    if name == "heavy_pixel_flood":
        (made / "flood.png").write_bytes(_flood())
    if name == "load_python_files":
        for program in _PROGRAMS:
            (made / program).parent.mkdir(exist_ok=True)
            (made / program).write_text(f"open({os.fspath(marker)!r}, 'w')\n")
    return made


def _flood() -> bytes:
    """A picture of 900 million points in 110 kB."""
    row = b"\x00" + bytes(_PIXELS // 8)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", _PIXELS, _PIXELS, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * _PIXELS)),
    )
    chunks = [*parts, (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


__all__ = ["FOLDERS", "HOSTILE", "laid_out"]
