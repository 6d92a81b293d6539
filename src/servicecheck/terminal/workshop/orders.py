"""What the facilitator can type: every move of the room, and what only the console has; one word each."""

from collections.abc import Sequence
from dataclasses import dataclass

from servicecheck.language import Words
from servicecheck.terminal.screen import Screen
from servicecheck.workshop.moves import Move

ALWAYS = ("keyboard", "ballot", "merge", "go", "address", "status", "report", "help", "quit")
"""What is not a move: ways into the room without a phone, and what only this screen shows."""
MOVES = (
    "start", "reveal", "later", "hands", "by-itself", "by-hand", "votes", "talk", "again", "choose", "agree",
    "disagree", "next", "back", "split", "verdict", "plan", "end",
)  # fmt: skip


@dataclass(frozen=True)
class Order:
    """A word that was typed, by its name, and what stood behind it."""

    name: str
    rest: str = ""

    @property
    def words(self) -> list[str]:
        """What stood behind it, word by word."""
        return self.rest.split()


@dataclass(frozen=True)
class Orders:
    """The words of one language. The English ones are taken in every language, since manuals have them."""

    words: Words
    screen: Screen

    def read(self, line: str) -> Order | None:
        """What *line* orders; None for anything else."""
        first, _, rest = line.strip().partition(" ")
        name = self._names.get(first.casefold())
        return Order(name, rest.strip()) if name else None

    def shown(self, moves: Sequence[Move]) -> list[str]:
        """Each move as "reveal = Show the votes"."""
        return [f"{self.word(move.name)} = {self.words(move.wording)}" for move in moves]

    def word(self, name: str) -> str:
        """The word that orders it."""
        return self.words(f"host_word_{name.replace('-', '_')}")

    def usage(self, name: str) -> str:
        """The word with what stands behind it."""
        key = f"host_behind_{name}"
        return f"{self.word(name)} {self.words(key)}" if key in self.words else self.word(name)

    @property
    def _names(self) -> dict[str, str]:
        names = {name: name for name in (*MOVES, *ALWAYS)}
        for name in (*MOVES, *ALWAYS):
            # On a stream without æ, ø and å the words are shown without them, and so they may be typed.
            names |= {self.word(name): name, self.screen.plain(self.word(name)): name}
        return names
