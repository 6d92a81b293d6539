"""Start-up: what asking for the version or for help costs, beside Python itself and a bare Typer application."""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from paired import ratio, report

VERSION_BAR = 1.5
HELP_BAR = 1.15
QUESTION_BAR = 0.6
"""Seconds; not a ratio, so a busy machine may miss it."""


def main() -> int:
    """Print both ratios; 1 when a bar is missed."""
    program = str(Path(sys.executable).with_name("servicecheck"))
    python = [sys.executable, "-c", "pass"]
    commands = _commands(program)
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(_bare_application(commands), encoding="utf-8")
        held = [
            report("--version, beside python -c pass", ratio([program, "--version"], python), VERSION_BAR),
            report(
                f"--help, beside a bare Typer application of {len(commands)} commands",
                ratio([program, "--help"], [sys.executable, str(bare), "--help"]),
                HELP_BAR,
            ),
        ]
    seconds = _first_question(program)
    held.append(seconds <= QUESTION_BAR)
    print(f"{'run, until the first question has been shown':<58} {seconds:6.2f} s   bar {QUESTION_BAR:.2f} s")
    return 0 if all(held) else 1


def _first_question(program: str) -> float:
    """The best of some runs that end at the first question, because nobody answers."""
    asked = [program, "run", "low-effort", "--mode", "own", "--role", "staff", "--organisation", "", "--language", "en"]
    taken = []
    for _ in range(7):
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder)
            taken.append(time.perf_counter() - started)
    return min(taken)


def _commands(program: str) -> list[str]:
    shown = subprocess.run([program, "--help"], check=True, capture_output=True, text=True).stdout
    return re.findall(r"^  ([a-z]+) ", shown.partition("\nCommands:\n")[2].partition("\n\n")[0], re.MULTILINE)


def _bare_application(commands: list[str]) -> str:
    """A Typer application with the same commands, which do nothing, and the same plain help."""
    bodies = "\n".join(
        f"@app.command('{name}')\ndef command_{name}(name: str) -> None:\n    'Do it.'" for name in commands
    )
    return f"import typer\napp = typer.Typer(rich_markup_mode=None, add_completion=False)\n{bodies}\napp()\n"


if __name__ == "__main__":
    sys.exit(main())
