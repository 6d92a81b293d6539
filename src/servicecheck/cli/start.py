"""servicecheck alone: the few ways in, the most common first, and what is unfinished in this folder."""

from dataclasses import dataclass
from pathlib import Path

from servicecheck.cli import typed
from servicecheck.cli.surroundings import Surroundings

WAYS_IN = (
    ("servicecheck demo", "see it work on example answers (1 minute)"),
    ("servicecheck list", "choose a questionnaire"),
    ("servicecheck run low-effort", "answer it yourself (12 minutes)"),
)
MOST_FILES = 20
"""A folder with more assessment files than this is an archive, and only the newest are looked at."""


@dataclass(frozen=True)
class Unfinished:
    """Somebody's own assessment that has not been handed in."""

    path: Path
    replied: int
    asked: int


def start(surroundings: Surroundings) -> None:
    """Show what one can begin with."""
    screen = surroundings.out
    screen.paragraph("servicecheck finds out how good your service is, why, and what to do first.")
    screen.gap()
    screen.columns(WAYS_IN)
    for one in unfinished(Path()):
        screen.gap()
        screen.paragraph(f"You have an unfinished assessment: {one.path}, {one.replied} of {one.asked} answered.")
        screen.line("  " + typed.command("run", str(one.path)))
    screen.gap()
    screen.paragraph("Everything stays on this computer. All commands: servicecheck --help")


def unfinished(folder: Path) -> list[Unfinished]:
    """The unfinished assessments in *folder*, the newest first; a file that cannot be read is left out."""
    found = []
    for path in _newest(folder):
        one = _unfinished(path)
        if one:
            found.append(one)
    return found


def _newest(folder: Path) -> list[Path]:
    try:
        changed = [(path.stat().st_mtime, path) for path in folder.glob("*.servicecheck")]
    except OSError:
        return []
    return [path for _, path in sorted(changed, reverse=True)[:MOST_FILES]]


def _unfinished(path: Path) -> Unfinished | None:
    # Imported here: most folders hold no assessment file, and then nothing of this is needed.
    from servicecheck.cli.round_contents import contents_of
    from servicecheck.errors import ServicecheckError
    from servicecheck.files.assessment_file import AssessmentFile

    try:
        with AssessmentFile.open(path, "read") as file:
            rounds = file.rounds()
            contents = contents_of(file, rounds[-1]) if rounds else None
    except (ServicecheckError, OSError):
        # `status` says what is wrong with it; this screen is for beginning.
        return None
    if contents is None or contents.round.mode != "own" or contents.round.closed:
        return None
    begun = [person for person in contents.people if not person.has_handed_in]
    return Unfinished(path, begun[-1].replied, begun[-1].asked) if begun else None
