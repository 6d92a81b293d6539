"""A person at a pseudo-terminal who runs the interview, and what the assessment file says afterwards."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pexpect
import pyte

from pseudo_terminals import require_pseudo_terminal
from servicecheck.files.assessment_file import AssessmentFile
from servicecheck.language import Language, Words
from servicecheck.response import Answer, Response

PROGRAM = [sys.executable, "-m", "servicecheck"]
COMMAND = [*PROGRAM, "run"]
LIMIT = 60


class Terminal:
    """A person at a terminal of a given size; everything that was ever shown stays in `shown`."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        language: Language = "en",
        columns: int = 80,
        environment: Mapping[str, str] | None = None,
        command: str = "run",
    ) -> None:
        require_pseudo_terminal()
        locale = {"en": "en_GB.UTF-8", "da": "da_DK.UTF-8", "sv": "sv_SE.UTF-8"}[language]
        ours = {"LANG": locale, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(environment or {})}
        self.words = Words(language)
        self.columns = columns
        self.process = pexpect.spawn(
            PROGRAM[0],
            [*PROGRAM[1:], command, *arguments],
            cwd=str(folder),
            env={**plain_environment(), **ours},
            dimensions=(40, columns),
            encoding="utf-8",
            codec_errors="replace",
            timeout=LIMIT,
        )
        self.shown = ""

    def sees(self, text: str) -> None:
        """Wait until *text* has been shown."""
        self.process.expect_exact(text)
        self.shown += f"{self.process.before}{self.process.after}"

    def asked(self, key: str = "iv_prompt_answer") -> None:
        """Wait for the prompt under *key*."""
        self.sees(f"{self.words(key)} ")

    def types(self, *lines: str, after: str = "iv_prompt_answer") -> None:
        """Type each of *lines* when the prompt stands there."""
        for line in lines:
            self.asked(after)
            self.process.sendline(line)

    def ends(self) -> int:
        """Wait for the end; the exit code, or the signal as a negative number."""
        self.process.expect(pexpect.EOF)
        self.shown += f"{self.process.before}"
        self.process.close()
        return -(self.process.signalstatus or 0) if self.process.exitstatus is None else self.process.exitstatus

    def screen(self, lines: int = 400) -> list[str]:
        """What a terminal emulator made of everything."""
        screen = pyte.Screen(self.columns, lines)
        pyte.Stream(screen).feed(self.shown)
        return [line.rstrip() for line in screen.display]


def plain_environment() -> dict[str, str]:
    """This process's environment without what changes the program's look or language."""
    look = ("LC_", "LANG", "NO_COLOR", "COLUMNS", "COLORTERM", "PYTHONIOENCODING", "SOURCE_DATE_EPOCH")
    return {name: value for name, value in os.environ.items() if not name.startswith(look)}


def responses(path: Path) -> tuple[Response, ...]:
    with AssessmentFile.open(path, "read") as file:
        return file.responses(file.rounds()[-1])


def answers(path: Path) -> dict[str, Answer]:
    (response,) = responses(path)
    return dict(response.answers)


def begin(
    folder: Path,
    *arguments: str,
    language: Language = "en",
    columns: int = 80,
    environment: Mapping[str, str] | None = None,
) -> Terminal:
    """A new interview on low-effort, one person's own, at its first question."""
    options = ["low-effort", "--mode", "own", "--organisation", "Havnens Cykler", "--no-report", *arguments]
    return Terminal(folder, *options, language=language, columns=columns, environment=environment)


def script(folder: Path, typed: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        input=typed.encode(),
        capture_output=True,
        timeout=LIMIT,
        env={**plain_environment(), **environment},
    )
