"""doctor: is everything there, and what still works where something is missing."""

import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from servicecheck import __version__
from servicecheck.cli.library import Json
from servicecheck.cli.surroundings import Surroundings

if TYPE_CHECKING:
    from servicecheck.terminal.screen import Screen

MISSING_PART = 5

# File systems whose other end is another computer; a lock or a write there is only as good as the line to it.
_FAR_AWAY = frozenset({"9p", "afpfs", "cifs", "davfs", "fuse.rclone", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs"})


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    state: Literal["ok", "note", "missing"]
    says: str


def doctor(
    context: typer.Context,
    as_json: Json = False,
) -> None:
    """Look whether everything is there that servicecheck needs."""
    surroundings: Surroundings = context.obj
    findings = [_program(), _library(), _terminal(surroundings.out), _pdf(), *_folder(Path.cwd())]
    if as_json:
        surroundings.print_json({"format": 1, "findings": [asdict(finding) for finding in findings]})
    else:
        _show(findings, surroundings.out)
    if any(finding.state == "missing" for finding in findings):
        raise typer.Exit(MISSING_PART)


def _show(findings: list[Finding], screen: "Screen") -> None:
    state = {"ok": "ok", "note": "note", "missing": "MISSING"}
    screen.columns([(state[finding.state], finding.says) for finding in findings])
    screen.gap()
    missing = sum(finding.state == "missing" for finding in findings)
    if missing == 0:
        screen.paragraph("Nothing is missing.")
    else:
        screen.paragraph(f"{missing} {'thing is' if missing == 1 else 'things are'} missing. Everything else works.")


def _program() -> Finding:
    import platform

    return Finding("ok", f"servicecheck {__version__}, Python {platform.python_version()}")


def _library() -> Finding:
    from servicecheck.files import questionnaires

    entries = questionnaires.available()
    numbers = {origin: sum(entry.origin == origin for entry in entries) for origin in ("shipped", "yours")}
    broken = [entry.id for entry in entries if entry.questionnaire is None]
    if broken:
        return Finding("note", f"questionnaires with mistakes: {', '.join(broken)}. See servicecheck check {broken[0]}")
    return Finding("ok", f"questionnaires: {numbers['shipped']} shipped, {numbers['yours']} yours")


def _terminal(screen: "Screen") -> Finding:
    letters = screen.stream.encoding or "unknown letters"
    colour = {"none": "no colour", "bold": "bold, no colour"}.get(screen.look.colour, "colour")
    return Finding("ok", f"terminal: {screen.width} columns, {letters.upper()}, {colour}")


def _pdf() -> Finding:
    from servicecheck.errors import MissingPart
    from servicecheck.report import pango

    try:
        pango.load()
    except MissingPart:
        first, second = pango.commands()
        return Finding("missing", f"Pango, which the PDF needs: {first}, then {second}. Until then, reports are HTML.")
    return Finding("ok", "PDF: Pango is there")


def _folder(folder: Path) -> list[Finding]:
    """What is worth knowing about the folder in which an assessment file would be kept."""
    if not os.access(folder, os.W_OK):
        return [Finding("note", "nothing can be written in this folder; answers need one where that is allowed.")]
    if _is_far_away(folder):
        advice = "an assessment file is safer on this computer."
        return [Finding("note", f"this folder is on a network drive; {advice}")]
    return []


def _is_far_away(folder: Path) -> bool:
    if sys.platform == "win32":
        return folder.resolve().drive.startswith("\\\\")
    try:
        mounts = [line.split() for line in Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False
    # The mount with the longest path that holds the folder is the one the folder is on.
    kinds = {Path(mount[1]): mount[2] for mount in mounts if folder.resolve().is_relative_to(mount[1])}
    return bool(kinds) and kinds[max(kinds, key=lambda mount: len(mount.parts))] in _FAR_AWAY
