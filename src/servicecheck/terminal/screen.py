"""Lines on a stream: headings, paragraphs, columns. With `wrapping`, the only place that knows Rich.

Text is plain when it comes in: no markup, no highlighting, no emoji codes. It is made printable, put into characters
the stream can carry, and only then measured and wrapped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TextIO

from rich.cells import cell_len

from servicecheck.terminal.printable import carried, printable
from servicecheck.terminal.wrapping import Part, Row, Style, style_of, text_of, wrapped

if TYPE_CHECKING:
    from rich.console import Console

Colour = Literal["none", "bold", "256", "truecolor"]

WIDEST = 120
NARROWEST = 40
"""Below this nothing is aligned: every cell gets a line of its own."""

MARKS: dict[Style, str] = {"low": "▼", "middle": "■", "high": "▲"}

# Each has at least 4.5:1 on black and on white; the report's own hues do not.
COLOURS: dict[Colour, dict[Style, str]] = {
    "truecolor": {"low": "#cf4a00", "middle": "#6d7781", "high": "#0b7bb9"},
    "256": {"low": "color(131)", "middle": "color(243)", "high": "color(63)"},
}

# What a camera reads is black on white on every terminal, whatever its own colours are. Each has nothing of its theme.
PAPER: dict[Colour, tuple[str, str]] = {
    "truecolor": ("#000000", "#ffffff"),
    "256": ("color(16)", "color(231)"),
    "bold": ("black", "bright_white"),
}


@dataclass(frozen=True)
class Look:
    """What a stream can show."""

    width: int = 80
    colour: Colour = "none"


PLAIN = Look()


class Screen:
    """One stream that only ever gets the next line."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self.stream = stream
        self.look = look
        self.width = max(min(look.width, WIDEST), 1)
        self.is_narrow = self.width < NARROWEST
        self._encoding = stream.encoding or "utf-8"
        self._ends_in_gap = True

    def plain(self, text: str) -> str:
        """*text* as this stream can show it, safe and on one line; measure this, not the original."""
        return carried(printable(text), self._encoding)

    def rows(self, text: str, width: int) -> list[str]:
        """*text* wrapped to *width* columns, for what stands side by side."""
        return ["".join(map(text_of, row)) for row in wrapped([self.plain(text)], width, width)]

    def padded(self, text: str, width: int) -> str:
        """*text* followed by spaces up to *width* columns."""
        shown = self.plain(text)
        return shown + " " * (width - cell_len(shown))

    def line(self, *parts: Part) -> None:
        """Print one line as it is, however long."""
        self._write(self._plain(parts), "\n")
        self._ends_in_gap = not any(map(text_of, parts))

    def gap(self) -> None:
        """Leave one empty line between two groups: never two, and none at the top."""
        if not self._ends_in_gap:
            self.line()

    def prompt(self, text: str) -> None:
        """Print *text* and stay on the line, where the answer is typed."""
        self._write(self._plain([text]), "")
        self.stream.flush()
        self._ends_in_gap = False

    def paragraph(self, *parts: Part, indent: str = "", first: str | None = None) -> None:
        """Print text that wraps under itself; *first* stands before the first line instead of *indent*."""
        start = self.plain(indent if first is None else first)
        rows = wrapped(self._plain(parts), self.width - cell_len(start), self.width - cell_len(indent))
        for number, row in enumerate(rows):
            self.line(indent if number else start, *row)

    def choices(self, choices: Sequence[str]) -> None:
        """Print what can be typed, with dots between, wrapped at the dots and never inside a choice."""
        dot = self.plain(" · ")
        row = ""
        for choice in map(self.plain, choices):
            if row and cell_len(row + dot + choice) > self.width:
                self.paragraph(row)
                row = ""
            row += dot + choice if row else choice
        self.paragraph(row)

    def heading(self, left: str, right: str = "") -> None:
        """Print what this is on the left, where one is on the right, and a rule below."""
        left, right = self.plain(left), self.plain(right)
        room = self.width - cell_len(left) - cell_len(right)
        if right and room >= 2:
            self.line((left, "bold"), " " * room, right)
        else:
            self.paragraph((left, "bold"))
            self.paragraph(right)
        self.line("─" * self.width)

    def columns(self, rows: Sequence[Sequence[Part]], right: Sequence[int] = ()) -> None:
        """Print rows in columns two spaces apart; the last column wraps under itself, those in *right* end flush."""
        cells = [self._plain(row) for row in rows]
        last = max(map(len, cells), default=1) - 1
        widths = [max(cell_len(row[at][0]) for row in cells) for at in range(last)]
        room = self.width - sum(widths) - 2 * last
        longest = max((cell_len(row[-1][0]) for row in cells if row), default=0)
        for row in cells:
            if self.is_narrow or room < min(longest, NARROWEST // 3):
                self._stacked(row)
            else:
                self._aligned(row, widths, right)

    def _stacked(self, row: Row) -> None:
        for number, cell in enumerate(cell for cell in row if cell[0]):
            self.paragraph(cell, indent="  " if number else "")

    def _aligned(self, row: Row, widths: Sequence[int], right: Sequence[int]) -> None:
        head: list[Part] = []
        for at, (text, style) in enumerate(row[:-1]):
            space = " " * (widths[at] - cell_len(text))
            head += [space, (text, style), "  "] if at in right else [(text, style), space, "  "]
        before = sum(cell_len(text_of(part)) for part in head)
        rows = wrapped([row[-1]], self.width - before, self.width - before) or [[]]
        self.line(*(head if rows[0] else _without_spaces_at_end(head)), *rows[0])
        for rest in rows[1:]:
            self.line(" " * before, *rest)

    def _plain(self, parts: Sequence[Part]) -> Row:
        return [(self.plain(text_of(part)), style_of(part)) for part in parts]

    def _write(self, row: Row, end: str) -> None:
        if self.look.colour == "none" or all(style == "plain" for _, style in row):
            self.stream.write("".join(text for text, _ in row) + end)
            return
        from rich.text import Text

        styled = Text()
        for text, style in row:
            styled.append(text, self._rich_style(style))
        self._console.print(styled, end=end, soft_wrap=True)

    def _rich_style(self, style: Style) -> str:
        if style == "plain":
            return ""
        if style in ("paper", "ink"):
            black, white = PAPER[self.look.colour]
            return f"{black} on {white}" if style == "paper" else f"{white} on {black}"
        return f"bold {COLOURS.get(self.look.colour, {}).get(style, '')}".strip()

    @cached_property
    def _console(self) -> "Console":
        # Imported here: it takes as long as everything else of a short command, and a file or a pipe does without.
        from rich.console import Console

        return Console(
            file=self.stream,
            color_system="truecolor" if self.look.colour == "truecolor" else "256",
            force_terminal=True,
            markup=False,
            highlight=False,
            emoji=False,
            _environ={},
        )


def _without_spaces_at_end(parts: Sequence[Part]) -> list[Part]:
    kept = list(parts)
    while kept and not text_of(kept[-1]).strip():
        kept.pop()
    return kept
