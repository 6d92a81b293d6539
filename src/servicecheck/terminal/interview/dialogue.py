"""Asking and being answered, one line each: at a keyboard, or from a script that is fed in."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from servicecheck.language import Words
from servicecheck.terminal.printable import excerpt
from servicecheck.terminal.screen import Screen
from servicecheck.terminal.wrapping import Part

LONGEST_ECHO = 200


@dataclass(frozen=True)
class Dialogue:
    """A screen to ask on, a way to read the next line, and the language of both."""

    screen: Screen
    read: Callable[[], str]
    """The next line without its end. Raises EOFError when there are no more."""
    words: Words
    is_live: bool = True
    """Somebody types, and the terminal shows what; otherwise the answer is printed behind its prompt."""

    def ask(self, prompt: str) -> str:
        """Print *prompt* and return the line that answers it. Raises EOFError."""
        *above, last = self.screen.rows(prompt, max(self.screen.width - 8, 12)) or [""]
        for row in above:
            self.screen.line(row)
        if self.is_live:
            self.screen.prompt(f"{last} ")
        try:
            answer = self.read()
        except (EOFError, KeyboardInterrupt):
            self._leave_line()
            raise
        if not self.is_live:
            self.screen.line(f"{last} ", (excerpt(answer, LONGEST_ECHO), "bold"))
        return answer.strip()

    def say(self, key: str, **values: object) -> None:
        """Print the words under *key*."""
        self.screen.paragraph(self.words(key, **values))

    def confirm(self, key: str, answer: Sequence[Part] = ()) -> None:
        """Print what was done, with *answer* in the place of {answer}."""
        before, _, after = self.words.template(key).partition("{answer}")
        self.screen.paragraph(before, *answer, after, indent="  ")

    def tell(self, key: str, answer: Sequence[Part]) -> None:
        """Print the words under *key* with *answer* in the place of {answer}."""
        before, _, after = self.words.template(key).partition("{answer}")
        self.screen.paragraph(before, *answer, after)

    def _leave_line(self) -> None:
        # The terminal may be gone by now, as after a hang-up.
        with suppress(OSError, ValueError):
            if self.is_live:
                self.screen.line()
