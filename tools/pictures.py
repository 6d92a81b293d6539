"""The pictures in docs/pictures, made anew from the program itself; needs pdftoppm (poppler).

The screen is an SVG of what `run` prints, the report is the first page of the example's PDF.
"""

import html
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
PROGRAM = [sys.executable, "-m", "servicecheck"]
LINE, LETTER, MARGIN = 19, 8.4, 16
BACKGROUND, INK = "#ffffff", "#1a2129"
_CODE = re.compile(r"\x1b\[([0-9;]*)m")


def main() -> None:
    """Write both pictures."""
    with tempfile.TemporaryDirectory() as folder:
        (PICTURES / "question.svg").write_text(_drawn(_question(folder)), encoding="utf-8")
        subprocess.run([*PROGRAM, "demo", "--folder", folder, "--language", "da"], check=True, capture_output=True)
        report = next(Path(folder).glob("*.pdf"))
        page = ["pdftoppm", "-png", "-singlefile", "-r", "75", str(report), str(PICTURES / "report-page-1")]
        subprocess.run(page, check=True)


def _question(folder: str) -> list[str]:
    """The lines of the second question, with its answer."""
    told = ["--mode", "own", "--role", "leader", "--organisation", "", "--language", "en", "--no-report"]
    run = subprocess.run(
        [*PROGRAM, "--color", "always", "run", "low-effort", *told, "--file", f"{folder}/picture.servicecheck"],
        input="2\n1.5\nq\n",
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80", "COLORTERM": "truecolor"},
    )
    lines = run.stderr.splitlines()
    start = next(at for at, line in enumerate(lines) if "Question 2 of" in line)
    end = next(at for at, line in enumerate(lines) if at > start and "Saved" in line)
    return lines[start : end + 1]


def _drawn(lines: list[str]) -> str:
    width, height = 80 * LETTER + 2 * MARGIN, len(lines) * LINE + 2 * MARGIN
    rows = "\n".join(
        f'<text x="{MARGIN}" y="{MARGIN + (at + 0.75) * LINE:g}" xml:space="preserve">{_styled(line)}</text>'
        for at, line in enumerate(lines)
        if line
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img" '
        f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="{INK}">\n'
        "<title>One question of the interview on an 80-column terminal</title>\n"
        f'<rect width="100%" height="100%" rx="6" fill="{BACKGROUND}" stroke="#d9dfe3"/>\n{rows}\n</svg>\n'
    )


def _styled(line: str) -> str:
    """*line* with the program's own escape sequences as attributes."""
    parts = _CODE.split(line)
    drawn = html.escape(parts[0])
    for codes, text in zip(parts[1::2], parts[2::2], strict=True):
        colour = re.search(r"38;2;(\d+);(\d+);(\d+)", codes)
        attributes = ' font-weight="bold"' if codes.startswith("1") else ""
        if colour:
            attributes += f' fill="rgb({",".join(colour.groups())})"'
        drawn += f"<tspan{attributes}>{html.escape(text)}</tspan>" if attributes else html.escape(text)
    return drawn


if __name__ == "__main__":
    main()
