"""Start-up: what asking for the version or for help costs, beside Python itself and a bare Typer application."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from paired import ratio, report

VERSION_BAR = 1.5
HELP_BAR = 1.15


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
    return 0 if all(held) else 1


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
