"""Making a move: what must be thought about first is asked, and then the room does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from servicecheck.interview import Quit
from servicecheck.terminal.interview import opening
from servicecheck.terminal.workshop.desk import Desk
from servicecheck.workshop import Workshop
from servicecheck.workshop.moves import made, possible

_SEED_BITS = 64


@dataclass(frozen=True)
class Making:
    """Moves, made from the terminal."""

    desk: Desk

    def make(self, name: str, given: Mapping[str, str] | None = None) -> Workshop | None:
        """Make the move, or say why not; None when it was not made."""
        move = next((one for one in possible(self.desk.room.now) if one.name == name), None)
        if move and move.caution and self.desk.dialogue.is_live:
            self.desk.dialogue.say(move.caution)
            if not opening.agrees(self.desk.dialogue):
                raise Quit
        # A change may be made twice, and must come out the same.
        seed = self.desk.random.getrandbits(_SEED_BITS)
        return self.desk.do(lambda room: made(room, name, given or {}, Random(seed)))
