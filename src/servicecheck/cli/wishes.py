"""What the command line asked of an interview."""

from dataclasses import dataclass
from pathlib import Path

from servicecheck.language import Language
from servicecheck.response import Mode

SUFFIX = ".servicecheck"


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
    organisation: str | None = None

    @property
    def is_assessment(self) -> bool:
        """Whether the target is an assessment file rather than a questionnaire."""
        return self.target.endswith(SUFFIX)
