"""What the command line asked of an interview."""

from dataclasses import dataclass
from pathlib import Path

from servicecheck.language import Language
from servicecheck.response import Mode

SUFFIX = ".servicecheck"
_DATABASE = b"SQLite format 3"


@dataclass(frozen=True)
class Wishes:
    """The options of `run`; None where nothing was said."""

    target: str
    """A questionnaire's name or file, or an assessment file."""
    file: Path | None = None
    round_number: int | None = None
    language: Language | None = None
    mode: Mode | None = None
    k: int | None = None
    k_reason: str = ""
    invited: int | None = None
    role: str | None = None
    code: str | None = None
    is_new: bool = False
    is_next: bool = False
    """The round that is open is closed, and the next one begins."""
    organisation: str | None = None

    @property
    def is_assessment(self) -> bool:
        """Whether the target is an assessment file rather than a questionnaire, whatever it is called."""
        return self.target.endswith(SUFFIX) or _begins_like_a_database(Path(self.target))


def _begins_like_a_database(path: Path) -> bool:
    try:
        if not path.is_file():  # a pipe would let us wait for ever
            return False
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False
