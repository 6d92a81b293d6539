"""Where a room is, and what lets people in. It is kept, so that a host that was killed goes on where it was."""

from dataclasses import dataclass
from typing import Literal

from servicecheck.errors import ServicecheckError

Phase = Literal["lobby", "open", "shown", "talk", "choose", "verdict", "plan", "ended"]
"""lobby: people join. open: an item is voted on. shown: its votes are on the screen. talk: the three questions.
choose: the agreed answer is chosen. verdict and plan: after the last item. ended: nobody votes any more."""

JOIN_ALPHABET = "34679CDFGHJKMNPQRTWX"
"""No letter or digit that is taken for another, and no vowel, so that no word comes of it."""
JOIN_LENGTH = 6
_GROUP = 3


@dataclass(frozen=True)
class Session:
    """What is kept of a room beside people, votes and agreed answers."""

    join_code: str
    """What a phone types to come in; empty when the session was ended, so that the next one has another."""
    key: bytes
    """What voters' cookies are signed with, so that phones come back after the host was started again."""
    port: int
    """Of the participants' pages; kept, so that the address on the phones stays right. 0 before it is known."""
    phase: Phase = "lobby"
    item: str = ""
    """The id of the item on the screen; empty in the lobby."""
    shows_by_itself: bool = False
    """Whether the votes are shown as soon as everybody has voted."""
    verdict_seen: bool = False
    """Whether the room has seen the verdict; nobody joins afterwards, wherever the room goes from there."""


def spaced(join_code: str) -> str:
    """The code as people read it out: in groups of three."""
    return " ".join(join_code[start : start + _GROUP] for start in range(0, len(join_code), _GROUP))


class Refused(ServicecheckError):
    """Something that cannot be done now; `wording` is the catalogue's key for what to say to whoever tried."""

    def __init__(self, wording: str) -> None:
        self.wording = wording
        super().__init__(f"This cannot be done now ({wording}).")
