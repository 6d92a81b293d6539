"""What a typed line means: a command, "don't know" or "not relevant", or an answer. Nothing is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from servicecheck.language import LANGUAGES, Words
from servicecheck.terminal.screen import Screen

Command = Literal["back", "note", "evidence", "help", "quit", "see_answers", "start_over"]
_SHORTEST_WORD = 4


@dataclass(frozen=True)
class Keys:
    """The commands offered at one prompt, as this screen shows them."""

    offered: Sequence[Command]
    words: Words
    screen: Screen

    def shown(self) -> list[str]:
        """Each command as "b = back"."""
        return [f"{self.words(f'iv_key_{command}')} = {self.words(f'iv_cmd_{command}')}" for command in self.offered]

    def command(self, line: str) -> Command | None:
        """The command that *line* is: its letter, its words, or a long word that only it has."""
        typed = line.strip().casefold()
        for command in self.offered:
            if typed in self._names(command):
                return command
        return None

    def is_letter(self, line: str) -> bool:
        """Whether *line* is just a command's letter, which may also be somebody's short answer."""
        return line.strip().casefold() in {self.words(f"iv_key_{command}") for command in self.offered}

    def word(self, command: Command) -> str:
        """A word that means *command* and nothing else."""
        return max(self._own_words(command), key=len, default=self.words(f"iv_cmd_{command}"))

    def _names(self, command: Command) -> set[str]:
        label = self.words(f"iv_cmd_{command}").casefold()
        names = {self.words(f"iv_key_{command}"), label, *self._own_words(command)}
        # On a stream without æ, ø and å the words are shown without them, and so they may be typed.
        return names | {self.screen.plain(name) for name in names}

    def _own_words(self, command: Command) -> list[str]:
        others = {word for other in self.offered if other != command for word in self._long_words(other)}
        return [word for word in self._long_words(command) if word not in others]

    def _long_words(self, command: Command) -> list[str]:
        return [word for word in self.words(f"iv_cmd_{command}").casefold().split() if len(word) >= _SHORTEST_WORD]


def not_an_answer(line: str, offered: Sequence[str]) -> str | None:
    """ "dk" or "na", if that is what *line* says in any of our languages and it is *offered*."""
    typed = line.strip().casefold().replace("’", "'")
    for code in offered:
        names = {words(f"{kind}_{code}") for words in map(Words, LANGUAGES) for kind in ("iv_key", "iv_cmd")}
        if typed in {code, *(name.casefold().replace("’", "'") for name in names)}:
            return code
    return None
